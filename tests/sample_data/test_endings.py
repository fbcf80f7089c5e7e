"""The story as it would have ended on other days: what is said is what a reader would say.

The storyteller knows the mood in which each post was written, the product does not. A reader of the
hundred posts that most people reacted to, in a week and in the week before, sees how many more of
them are hostile than glad.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from dashboard.sentiment import driver_cards
from dashboard.sentiment import queries as sentiment
from dashboard.ui import findings, periods, query
from sample_data import generate
from sample_data.story import Story
from tests.dashboard.ui.test_query import scope_of

TONES = {"complaint": -1, "viral": -1, "praise": 1, "thanks": 1}
NOBODY = pd.Series({"turn_count": 0, "open_count": 0})
# The day on which the story ends, and what both pages say of its last week.
ENDINGS = {
    "worse": ("tavornay", date(2026, 8, 6), "worse than before", "Sentiment is lower"),
    "better": ("tavornay", date(2026, 8, 15), "better than before", "Sentiment is higher"),
    "same": ("tavornay", date(2026, 7, 19), "no change beyond chance", "no change beyond chance"),
    "few": ("tavornay", date(2026, 6, 9), "too few voices to tell", ""),
    "carried": ("tavornay", date(2026, 9, 14), "copies alone carry", "copies"),
}
APART = {"worse": -0.2, "better": 0.2}  # the tone of the hundred, -1 to 1, moves so far at least


@pytest.fixture(scope="module")
def moods():
    """The mood of every post, by the name that the warehouse gives it."""
    rows, _ = generate.tell(Story.until(generate.COMMITTED_END))
    return {f"{row.source}:{row.post_id}": row.mood for row in rows}


@pytest.fixture
def ended(sample_data, monkeypatch):
    """The last week before a reader, had the story ended with a day."""
    monkeypatch.setenv("EARSHOT_DATA", str(sample_data))
    scope = scope_of(query.version())

    def on(brand, day):
        then = replace(scope, brand=replace(scope.brand, key=brand))
        zone = scope.brand.zone
        midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        span = periods.current("7d", midnight.astimezone(UTC), scope.brand.earliest, zone)
        return replace(then, span=span, before=periods.compared(span, periods.PREVIOUS, zone))

    return on


@pytest.fixture
def moved(sample_reader, moods):
    """How the tone of the hundred largest posts differs from the week before, -2 to 2."""

    def tone(brand, span):
        largest = sample_reader.query(
            "select post_id from posts where brand = $1 and direction = 'inbound' "
            "and created_at >= $2 and created_at < $3 order by coalesce(share_count, 0) "
            "+ coalesce(like_count, 0) desc, author_followers desc nulls last, post_id limit 100",
            [brand, span.since, span.until],
        )["post_id"]
        return sum(TONES.get(moods[post_id], 0) for post_id in largest) / max(len(largest), 1)

    return lambda scope: tone(scope.brand.key, scope.span) - tone(scope.brand.key, scope.before)


@pytest.mark.parametrize("verdict", ENDINGS)
def test_each_ending_has_its_sentence_on_both_pages(ended, moved, verdict):
    """Crisis, recovery, an ordinary week, the first week ever, a song and its copies."""
    brand, day, on_page, above = ENDINGS[verdict]
    scope = ended(brand, day)
    summary = sentiment.period_summary(scope, scope.span)
    change = sentiment.period_change(scope, scope.before)

    assert verdict == change["net_verdict"]
    assert on_page in driver_cards.conclusion(scope, summary, change, is_calm=True).title
    assert above in findings.conclusion(summary, change, None, None, NOBODY).title
    if verdict in APART:
        assert moved(scope) / APART[verdict] >= 1
    elif verdict == "same":
        assert abs(moved(scope)) < 0.2  # as far as chance moves a hundred posts


@pytest.mark.parametrize("brand", ["tavornay", "brindlewing", "osterlune"])
def test_no_week_is_called_what_its_readers_would_deny(ended, moved, brand):
    """Ended in any of fourteen weeks: none is called better that reads worse, or worse, better."""
    denied = []
    for weeks in range(14):
        scope = ended(brand, generate.COMMITTED_END.date() - timedelta(weeks=weeks))
        verdict = sentiment.period_change(scope, scope.before)["net_verdict"]
        if moved(scope) * {"better": -1, "worse": 1}.get(verdict, 0) >= 0 and verdict in APART:
            denied.append((scope.span.last, verdict, moved(scope)))

    assert [] == denied
