"""Alerts: each is given once, of history none, by rules of the file and of the page."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.loading.load import apply_config
from notify import alert_log, rules
from notify.rules import Rule
from sql import feedback
from sql.feedback import Action
from tests.build import rows, work
from tests.sql.growth.viral_build import BORN, said, seen, take_in
from tests.sql.spikes.spike_build import SPIKE, post, spiked

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SPIKES = {"name": "crowd", "brand": "acme", "kind": "spike", "level": 3}


def config(*alerts):
    brand = {"handles": ["acme"], "own_accounts": ["acme"]}
    return parse_config({"brands": {"acme": brand}, "alerts": list(alerts)})


def spiked_with(data, *alerts, late=(), **more):
    """The brand's spike under these rules of the file."""
    spiked(data, *late, **more)
    with work(data) as con:
        apply_config(con, config(*alerts), now=NOW)


def given(data):
    return rows(data, "select * from alerts order by subject")


def evaluate(data):
    with work(data) as con:
        return alert_log.evaluate(con, data, NOW)


def asked(name, kind, level, brand="acme"):
    return Action(
        kind=rules.RULE,
        subject=name,
        brand=brand,
        field=kind,
        value=level,
        who="pat",
        said_at=NOW,
    )


def test_an_alert_is_given_once(tmp_path):
    """Both spikes of the brand; a second evaluation adds nothing."""
    spiked_with(tmp_path, SPIKES)

    first, second = evaluate(tmp_path), evaluate(tmp_path)

    assert ["mentions since 2026-03-20T08:30Z", "complaints since 2026-03-20T09:00Z"] == sorted(
        (one.subject for one in first), reverse=True
    )
    assert [] == second
    assert 2 == len(given(tmp_path))
    assert {NOW} == {one["recorded_at"].to_pydatetime() for one in given(tmp_path)}


def test_an_alert_is_dated_when_the_rule_could_first_have_known(tmp_path):
    """Not before the spike was detected, and at the severity of that quarter."""
    spiked_with(tmp_path, SPIKES)
    (found,) = (one for one in evaluate(tmp_path) if one.subject.startswith("mentions"))
    (spike,) = rows(
        tmp_path,
        "select epoch(detected_at) as at, severity from spikes "
        "where measure = 'mentions' and topic is null",
    )

    assert found.alerted_at.timestamp() >= spike["at"]
    assert 3 <= found.observed_value <= spike["severity"]


def test_at_the_level_itself_an_alert_is_given(tmp_path):
    """The spike of mentions has severity 4: 53 people where a day has 48 posts."""
    spiked_with(tmp_path, SPIKES | {"level": 4})

    assert 4 in [one.observed_value for one in evaluate(tmp_path)]


def test_a_level_that_is_not_reached_gives_nothing(tmp_path):
    """The spikes have severities 4 and 6."""
    spiked_with(tmp_path, SPIKES | {"level": 7})

    assert [] == evaluate(tmp_path)


def test_what_is_older_than_a_week_is_history(tmp_path):
    """A rule that is new does not tell of last month; replayed, it does."""
    late = post(9000, SPIKE + timedelta(days=9), "delivery slow parcel")
    spiked_with(tmp_path, SPIKES, late=[late], hours=10 * 24)

    assert [] == evaluate(tmp_path)
    with work(tmp_path) as con:
        (replay,) = alert_log.replay(con, rules.current(con, tmp_path))
    assert 2 == replay.alert_count


def test_a_replay_counts_alerts_a_month_and_writes_nothing(tmp_path):
    """Two alerts in the 18 days and an hour between the first post and the last."""
    spiked(tmp_path)
    with work(tmp_path) as con:
        (replay,) = alert_log.replay(con, [Rule(name="r", brand="acme", kind="spike", level=3)])
    days = 18 + 59 / 1440

    assert days == pytest.approx(replay.history_days)
    assert 2 * 30 / days == pytest.approx(replay.alerts_per_month)
    assert 2 == replay.lead_count >= replay.early_count
    assert [] == given(tmp_path)


def test_a_rule_of_the_page_holds_until_it_is_taken_back(tmp_path):
    spiked(tmp_path)
    batch = feedback.record(tmp_path, [asked("mine", "spike", "3")])
    assert {"mine"} == {one.rule_name for one in evaluate(tmp_path)}

    feedback.undo(tmp_path, batch, who="pat", now=NOW)

    with work(tmp_path) as con:
        assert [] == rules.current(con, tmp_path)


def test_a_rule_of_the_file_wins_over_one_of_the_page(tmp_path):
    """With the same name for the same brand; nobody is told twice."""
    spiked_with(tmp_path, SPIKES | {"level": 8})
    feedback.record(tmp_path, [asked("crowd", "spike", "1")])

    assert [] == evaluate(tmp_path)


def test_rules_follow_the_file(tmp_path):
    """A rule that is gone from the file is gone; the ledger keeps what it gave."""
    spiked_with(tmp_path, SPIKES)
    evaluate(tmp_path)
    with work(tmp_path) as con:
        apply_config(con, config(), now=NOW)

    assert [] == rows(tmp_path, "select * from alert_rules")
    assert 2 == len(given(tmp_path))


def test_the_post_that_still_hurts_most_is_told_first(tmp_path):
    """However late it began; the source is known until nine days after BORN."""
    text, records = "@acme worst service ever, you broke my guitar, refund me", []
    for name, days, most in (("small", 3, 900), ("large", 4, 9000), ("middle", 5, 3000)):
        born = BORN + timedelta(days=days)
        records += [said(name, born=born, text=text)]
        records += seen({0.5: most / 3, 1: most}, post_id=name, born=born)
    take_in(tmp_path, records)
    with work(tmp_path) as con:
        rule = {"name": "runs away", "brand": "acme", "kind": "viral", "level": 70}
        apply_config(con, config(rule), now=NOW)

    assert ["x:large", "x:middle", "x:small"] == [one.post_id for one in evaluate(tmp_path)]


def test_the_storys_rules_alert_to_the_wheelchair(sample_reader):
    """It began less than five hours before the end, and nobody has answered."""
    found = sample_reader.query(
        "select a.rule_name from alerts as a inner join mentions as m "
        "on a.post_id = m.post_id and a.brand = m.brand "
        "where a.kind = 'viral' and m.text ilike '%wheelchair%'"
    )

    assert "A post runs away" in set(found["rule_name"])
