"""Numbers of the pages, computed a second way; each opens as many mentions as it says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboard.mentions import queries as mentions
from dashboard.mentions.facets import FACETS
from dashboard.response import queries as response
from dashboard.sentiment import queries as sentiment
from dashboard.ui import periods, query
from dashboard.ui.scope import Brand, Scope
from sql import statements
from tests import voices

# Values for what questions ask beyond the scope.
OWN = {
    "author": "chirp:c-ilka",
    "clock": "calendar",
    "copies": ["7"],
    "facets": {},
    "conversation": "x:1",
    "measure": "mentions",
    "never": False,
    "polarity": "negative",
    "row_limit": 5,
    "rows_before": 0,
    "source": "chirp",
    "started_at": datetime(2026, 1, 1, tzinfo=UTC),
    "terms": ["bag"],
    "topic": None,
    "turn_order": "next",
    "post_ids": ["x:1"],
    "turn_id": "x:1",
    "event_date": date(2026, 1, 1),
    "words": "bag",
    "voice": 1,
    "with_bystanders": True,
}
INBOUND = {"direction": "inbound"}


@pytest.fixture
def scope(story):
    """The sample story's own brand over 28 days, all sources."""
    return scope_of(query.version())


def scope_of(version, *, period="28d", source=None, words=""):
    row = query.brands(version).iloc[0]
    zone = ZoneInfo(row["time_zone"])
    brand = Brand(
        key=row["brand"],
        name=row["name"],
        is_own=True,
        zone=zone,
        target_seconds=row["target_seconds"],
        earliest=row["earliest_at"],
        observed_until=row["observed_until"],
        is_live=False,
    )
    span = periods.current(period, brand.observed_until, brand.earliest, zone)
    before = periods.compared(span, periods.PREVIOUS, zone)
    given = {"source": source, "words": words}
    filters = {name: value for name, value in given.items() if value}
    return Scope(version, brand, span, before, filters)


def heard(scope, sample_reader, span=None):
    """The inbound mentions of a span, filtered in Python."""
    span = span or scope.span
    rows = sample_reader.query("select * from mentions where brand = $1", [scope.brand.key])
    inside = (rows["created_at"] >= span.since) & (rows["created_at"] < span.until)
    return rows[inside & (rows["direction"] == "inbound")]


@pytest.mark.parametrize("name", query.QUESTIONS)
def test_question_binds(scope, sample_reader, name):
    """Every file is a statement that the warehouse understands."""
    asked = query.question(name)
    given = scope.values() | OWN
    values = {key: given[key] for key in statements.placed(asked)}
    sample_reader.query(f"explain {asked}", values)


def test_a_value_that_is_asked_for_and_not_given_is_named(scope):
    with pytest.raises(KeyError, match="never"):
        query.within(scope, "waiting_list")


def test_period_summary_counts_what_is_there(scope, sample_reader):
    rows, found = heard(scope, sample_reader), sentiment.period_summary(scope, scope.span)
    balance = (rows["polarity"] == "positive").sum() - (rows["polarity"] == "negative").sum()

    assert len(rows) == found["mention_count"]
    assert rows["polarity"].isna().sum() == found["unscored_count"] > 0
    assert balance / rows["polarity"].notna().sum() == pytest.approx(found["net_sentiment"])
    assert rows["is_complaint"].mean() == pytest.approx(found["complaint_share"])


def test_period_change_is_the_difference_of_two_means_with_its_margin(scope, sample_reader):
    """Against numpy, over voices, of which the viral post of the story is one."""
    found = sentiment.period_change(scope, scope.before)
    spans = (scope.span, scope.before)
    now, before = (voices.net(heard(scope, sample_reader, span)) for span in spans)

    assert now[0] - before[0] == pytest.approx(found["net_change"])
    assert voices.reach(now, before) == pytest.approx(found["net_margin"], rel=1e-5)
    assert ("same", True) == (found["net_verdict"], found["net_largest_is_copied"])
    assert found["net_largest_count"] > 200


def test_parts_of_the_change_add_up_to_it(scope):
    """What moved net sentiment is the whole of its change, exactly."""
    parts = sentiment.change_by(scope, sentiment.SOURCE)["contribution"]

    assert sentiment.period_change(scope, scope.before)["net_change"] == pytest.approx(parts.sum())


def test_days_are_the_days_of_the_public_view(scope, sample_reader):
    """Without filters the chart's days equal sentiment_by_day, but for the day that is cut."""
    view = sample_reader.query(
        "select * from sentiment_by_day where brand = $1 and local_date >= $2 order by local_date",
        [scope.brand.key, scope.span.first],
    )
    days = sentiment.sentiment_by_day(scope, scope.span.since)
    for column in ("mention_count", "negative_count", "complaint_count", "net_sentiment"):
        assert list(view[column])[:-1] == pytest.approx(list(days[column])[:-1])


def test_an_interval_holds_its_estimate(scope):
    days = sentiment.sentiment_by_day(scope, scope.span.since).dropna(subset=["net_sentiment"])

    assert (days["net_sentiment_low"] <= days["net_sentiment"]).all()
    assert (days["net_sentiment"] <= days["net_sentiment_high"]).all()
    assert days["net_sentiment_low"].min() >= -1
    assert days["net_sentiment_high"].max() <= 1


def test_every_figure_opens_as_many_mentions_as_it_says(scope):
    """The link under a number leads to exactly that number of posts."""
    heard, waits = sentiment.period_summary(scope, scope.span), response.unanswered_summary(scope)
    turns, targets = response.response_summary(scope, scope.span), response.targets_by_source(scope)
    expected = {
        ("direction", "inbound"): heard["mention_count"],
        ("turn_status", "answered"): turns["answered_count"],
        ("turn_status", "open"): turns["open_count"],
        ("sla", "missed"): targets["missed_count"].sum(),
        ("sla", "pending"): targets["pending_count"].sum(),
        ("waiting", "yes"): waits["open_count"],
        ("overdue", "yes"): waits["overdue_count"],
        ("never", "yes"): waits["never_count"],
    }
    expected |= {
        ("age", row["age_band"]): row["open_count"]
        for _, row in response.unanswered_bands(scope).iterrows()
    }
    after, promised = response.update_cadence(scope), response.promise_summary(scope).iloc[0]
    verdicts = ("kept", "broken", "unknown")
    expected |= {("promise", name): promised[f"{name}_customers"] for name in verdicts}
    expected |= {("after_reply", name): after[f"{name}_count"] for name in ("dropped", "nudged")}

    assert expected == {
        (key, value): mentions.mention_count(scope, {key: value}) for key, value in expected
    }
    for row, is_addressed in ((response.addressed(scope), "yes"), (response.found(scope), "no")):
        chosen = {"turn_status": "answered", "addressed": is_addressed}
        assert row["answered_count"] == mentions.mention_count(scope, chosen)
    negative, complaints = INBOUND | {"polarity": "negative"}, INBOUND | {"complaint": "yes"}
    assert heard["negative_count"] == mentions.mention_count(scope, negative)
    assert heard["complaint_count"] == mentions.mention_count(scope, complaints)
    assert min(expected.values()) > 0


def test_facets_narrow_together(scope):
    """Two facets are both true of every mention that is shown."""
    chosen = {"direction": "inbound", "polarity": "negative", "needs_reply": "yes"}
    rows = mentions.mentions(scope, chosen, 1)

    assert mentions.PAGE_SIZE == len(rows)
    assert {("inbound", "negative", True)} == set(
        zip(rows["direction"], rows["polarity"], rows["needs_reply"], strict=True)
    )


def test_pages_follow_each_other_without_gap_or_repetition(scope):
    first, second = mentions.mentions(scope, INBOUND, 1), mentions.mentions(scope, INBOUND, 2)
    both = pd.concat([first, second])

    assert 2 * mentions.PAGE_SIZE == both["post_id"].nunique()
    assert list(both["created_at"]) == sorted(both["created_at"], reverse=True)


@pytest.mark.parametrize("text", ["' or 1=1 --", "%", "_", "\\", "$1", "'; drop table posts"])
def test_words_from_the_address_are_words(scope, text):
    """They are looked for as they stand, and are no part of the statement."""
    narrowed = replace(scope, filters={"words": text})
    count = mentions.mention_count(narrowed, {})
    rows = mentions.mentions(narrowed, {}, 1)

    assert all(text in f"{row['title'] or ''} {row['text']}" for _, row in rows.iterrows())
    assert count >= len(rows)
    assert count < mentions.mention_count(scope, {})


def test_one_source_is_one_source_in_every_figure(scope):
    """Mentions, turns and the curve follow the source filter."""
    source = query.filter_choices(scope.version, [scope.brand.key])["source"][0]
    narrowed = replace(scope, filters={"source": source})
    rows = mentions.mentions(narrowed, {}, 1)
    turns = response.targets_by_source(narrowed)

    assert {source} == set(rows["source"])
    assert [source] == list(turns["source"])
    assert (
        turns["turn_count"].sum() == response.response_summary(narrowed, scope.span)["turn_count"]
    )


def test_waiting_and_never_answered_are_two_lists(scope):
    now, never = response.unanswered(scope, never=False), response.unanswered(scope, never=True)

    assert not set(now["turn_id"]) & set(never["turn_id"])
    assert now["waiting_seconds"].max() <= 7 * 86400 < never["waiting_seconds"].min()
    assert list(now["priority"]) == sorted(now["priority"], reverse=True)


def test_every_facet_binds(scope):
    """Each condition is SQL that the warehouse understands, for each value that is allowed."""
    free = {"day": "2026-05-01", "age": "1–7 d", "hour": "2026-05-01T12:00", "week_hour": "9"}
    free |= {"week": "2026-05-04", "turn_week": "2026-05-04", "turn_hour": "9", "copies": "7"}
    free |= {"days_to": "2026-05-04"}
    for key, facet in FACETS.items():
        for value in facet.allowed or (free.get(key, "x"),):
            assert mentions.mention_count(scope, {key: value}) >= 0
