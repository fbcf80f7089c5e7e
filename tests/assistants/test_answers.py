"""What assistants are told: a hundred questions, each number that of the view, or refused."""

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from assistants.answers import Desk
from assistants.asked import RefusedError, Wish
from assistants.figures import FIGURES
from sql.access import Asker
from sql.reader import Reader
from tests.build import asks, publish_all

LONDON = ZoneInfo("Europe/London")
END = datetime(2026, 9, 30, 18, tzinfo=UTC)
# What is asked, and the statement that gives it: {of} is brand, since, until as literals.
ASKED = {
    "mentions": "select mention_count from period_summary({of})",
    "voices": "select voice_count from period_summary({of})",
    "unscored_mentions": "select unscored_count from period_summary({of})",
    "positive_mentions": "select positive_count from period_summary({of})",
    "negative_mentions": "select negative_count from period_summary({of})",
    "complaints": "select complaint_count from period_summary({of})",
    "complaint_rate": "select complaint_share from period_summary({of})",
    "net_sentiment": "select net_sentiment from period_summary({of})",
    "negative_share": "select negative_share from negative_share({of})",
    "answered_within_target": (
        "select target_share from response_headline({of}) "
        "where population = 'addressed' and turn_order = 'all'"
    ),
    "answered_within_24h": (
        "select share_24h from response_headline({of}) "
        "where population = 'addressed' and turn_order = 'all'"
    ),
    "found_answered_within_24h": (
        "select share_24h from response_headline({of}) "
        "where population = 'found' and turn_order = 'all'"
    ),
    "mean_wait_24h": (
        "select mean_24h_seconds from response_headline({of}) "
        "where population = 'addressed' and turn_order = 'all'"
    ),
    "waiting_now": "select open_count from unanswered_summary('{brand}')",
    "overdue_now": "select overdue_count from unanswered_summary('{brand}')",
    "longest_wait_now": "select longest_seconds from unanswered_summary('{brand}')",
    "silence_hours": "select silence_hours from silence_summary({of})",
    "spikes": "select spike_count from spikes_summary({of})",
    "posts_at_alert_level": "select alert_count from live_risk_summary('{brand}')",
    "share_of_voice": (
        "select mention_share from share_of_voice(date '{first}', date '{last}') "
        "where brand = '{brand}'"
    ),
}
BRANDS = ("tavornay", "brindlewing", "osterlune")
GOLDEN = [
    *((name, brand, 28) for name in ASKED for brand in BRANDS),
    *((name, "tavornay", days) for name in ASKED for days in (7, 90)),
]
LOADED_LATER = "2026-10-05"
REFUSED = [
    ("net_sentiment", "acme", {}, "there is no brand 'acme'"),
    ("happiness", "tavornay", {}, "no figure is called 'happiness'"),
    ("mentions", "tavornay", {"period": "3d"}, "period '3d' is none of"),
    ("mentions", "tavornay", {"since": "last week"}, "is no day"),
    ("mentions", "tavornay", {"since": "2026-09-10", "until": "2026-09-01"}, "lies after"),
    ("mentions", "tavornay", {"filters": {"mood": "bad"}}, "no filter is called mood"),
    ("mentions", "tavornay", {"since": LOADED_LATER}, "a gap: known up to"),
    ("complaints", "osterlune", {"since": LOADED_LATER, "until": "2026-10-09"}, "a gap"),
    ("mentions", "tavornay", {"since": "2026-01-01", "until": "2026-01-31"}, "a gap: no source"),
    ("net_sentiment", "osterlune", {"since": "2025-09-01", "until": "2025-09-07"}, "a gap"),
    ("answered_within_24h", "tavornay", {"since": "2026-05-01", "until": "2026-05-20"}, "a gap"),
    (
        "mentions",
        "tavornay",
        {"since": "2026-08-19", "until": "2026-08-19", "filters": {"source": "chirp"}},
        "a gap: no source of tavornay was watched from 2026-08-19",
    ),
    ("negative_share_corrected", "tavornay", {}, "too little is checked"),
    ("measured_accuracy", "brindlewing", {}, "nobody has checked"),
    ("median_wait", "tavornay", {}, "would jump"),
    ("median_wait", "osterlune", {}, "would jump"),
    ("net_sentiment_change", "tavornay", {"since": "2026-06-03", "until": "2026-06-09"}, "too few"),
    (
        "complaint_rate_change",
        "tavornay",
        {"since": "2026-06-03", "until": "2026-06-09"},
        "too few",
    ),
    ("mentions_change", "tavornay", {"period": "all"}, "has no mention"),
    (
        "brand_health_change",
        "tavornay",
        {"since": "2026-06-03", "until": "2026-06-05"},
        "seven days",
    ),
    ("brand_health", "tavornay", {"filters": {"source": "chirp"}}, "follows no filter"),
    ("spikes", "osterlune", {"filters": {"topic": "delay"}}, "follows no filter"),
    (
        "net_sentiment",
        "tavornay",
        {"filters": {"lang": "xx"}},
        "no mention of the period is scored",
    ),
    ("complaint_rate", "tavornay", {"filters": {"words": "qqqqq"}}, "no mention"),
]


@pytest.fixture
def desk(sample_reader):
    return Desk(sample_reader)


def expected(reader, name, brand, days):
    """The number by a statement of this file, the period cut by this file."""
    last = (END - timedelta(microseconds=1)).astimezone(LONDON).date()
    first = last - timedelta(days=days - 1)
    begins = datetime.combine(first, time(), LONDON).astimezone(UTC)
    of = f"'{brand}', timestamptz '{begins}', timestamptz '{END}'"
    sql = ASKED[name].format(of=of, brand=brand, first=first, last=last)
    return reader.query(sql).iloc[0, 0]


@pytest.mark.parametrize(("name", "brand", "days"), GOLDEN)
def test_a_number_is_that_of_the_view(desk, sample_reader, name, brand, days):
    """And comes with its rule, how many it rests on, its version, and SQL that gives it again."""
    answer = desk.figure(name, brand, Wish(period=f"{days}d"))
    again = sample_reader.query(answer["sql"])

    # A sum over threads differs in its last bit from one run to the next.
    value = pytest.approx(answer["value"], rel=1e-12)
    assert expected(sample_reader, name, brand, days) == value
    assert FIGURES[name].definition == answer["definition"]
    assert sample_reader.version == answer["version"]
    assert answer["n"] >= 0
    assert value in again[FIGURES[name].value].tolist()


@pytest.mark.parametrize(("name", "brand", "wish", "reason"), REFUSED)
def test_what_is_not_known_is_refused_with_the_reason(desk, name, brand, wish, reason):
    with pytest.raises(RefusedError, match=reason):
        desk.figure(name, brand, Wish(**wish))


def test_enough_is_asked_and_enough_refused():
    assert len(GOLDEN) >= 100
    assert len(REFUSED) >= 20


@pytest.mark.parametrize("name", [name for name, one in FIGURES.items() if one.low or one.reach])
def test_an_interval_holds_its_value(desk, name):
    """The median and what nobody has checked are refused, the others are not."""
    if name in ("median_wait", "measured_accuracy", "negative_share_corrected"):
        return
    answer = desk.figure(name, "tavornay", Wish())
    low, high = answer["interval_95"]

    assert low <= answer["value"] <= high


@pytest.mark.parametrize(
    "name", ["mentions", "complaints", "negative_mentions", "waiting_now", "silence_hours"]
)
def test_as_many_mentions_open_as_the_number_says(desk, name):
    answer = desk.figure(name, "tavornay", Wish(period="7d"))
    behind = desk.mentions("tavornay", Wish(period="7d"), figure=name, limit=200)

    assert answer["n" if name == "silence_hours" else "value"] == answer["post_count"]
    assert answer["post_count"] == behind["mention_count"]
    assert answer["post_ids"][:20] == [one["post_id"] for one in behind["mentions"]][:20]


def test_a_gap_within_the_period_is_told_with_the_number(desk):
    """The outage: 48 hours of the social network, nothing of the others."""
    answer = desk.figure("mentions", "tavornay", Wish(since="2026-08-17", until="2026-08-23"))

    assert [{"source": "chirp", "hours": 48.0}] == answer["not_watched"]


def test_nothing_is_claimed_of_answers_that_cannot_be_observed(tmp_path):
    """A brand of which only others' posts are loaded."""
    publish_all(tmp_path, [asks("1", 0), asks("2", 5, text="@acme worst service ever")], until=10)
    with closing(Reader(tmp_path)) as reader:
        desk = Desk(reader)
        for name in ("answered_within_target", "waiting_now", "silence_hours"):
            with pytest.raises(RefusedError, match="cannot be observed"):
                desk.figure(name, "acme", Wish(period="all"))

        assert desk.figure("mentions", "acme", Wish(period="all"))["value"] == 2


def test_who_may_see_one_brand_is_told_of_no_other(sample_reader):
    """Not in the list, not by name, and not by a view that does not say whom it is about."""
    desk = Desk(sample_reader, Asker(name="b", role="viewer", brands=frozenset({"osterlune"})))

    assert [one["brand"] for one in desk.brand_rows()] == ["osterlune"]
    assert {one["brand"] for one in desk.view("share_of_voice", "osterlune", Wish())["rows"]} == {
        "osterlune"
    }
    with pytest.raises(RefusedError, match="no brand 'tavornay' here; there are: osterlune"):
        desk.figure("mentions", "tavornay", Wish())
    with pytest.raises(RefusedError, match="you may see some brands only"):
        desk.view("freshness_by_source", "osterlune", Wish())


def test_rows_of_a_view_are_those_of_the_warehouse(desk, sample_reader):
    rows = desk.view("mentions_by_topic", "brindlewing", Wish(since="2026-09-01"))["rows"]
    since = datetime.combine(date(2026, 9, 1), time(), LONDON).astimezone(UTC)
    wanted = sample_reader.query(
        "select * from mentions_by_topic('brindlewing', $1, $2)", [since, END]
    )

    assert (
        wanted.set_index("topic")["mention_count"].to_dict()
        == pd.DataFrame(rows).set_index("topic")["mention_count"].to_dict()
    )


def test_a_view_that_needs_more_says_what(desk):
    with pytest.raises(RefusedError, match="spike_timeline needs"):
        desk.view("spike_timeline", "tavornay", Wish())
