"""A figure of replies opens as many mentions as it counts: in a period that ended, with filters."""

from datetime import UTC, datetime

import pytest

SINCE, UNTIL = datetime(2026, 8, 20, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)
OPENED = """
select count(*) as n
from drill_through_replies(
    'tavornay', $since, $until, filters := $filters, turn_facets := map {}, reply_facets := $facets
)
"""
ANSWERED = "turnaround('tavornay', $since, $until, 'all', filters := $filters)"
AUDITED = "generic_replies('tavornay', $since, $until, 'all', filters := $filters)"
CADENCE = "update_cadence('tavornay', $since, $until, filters := $filters)"


@pytest.mark.parametrize(
    ("figure", "source", "facets"),
    [
        ("generic_count", AUDITED, {"reply": "generic"}),
        ("filled_count", AUDITED, {"reply": "filled"}),
        # What people said next may be later than the period, and of another topic or source.
        ("better_count", ANSWERED, {"came_back": "better"}),
        ("worse_count", ANSWERED, {"came_back": "worse"}),
        ("dropped_count", CADENCE, {"after_reply": "dropped"}),
        ("nudged_count", CADENCE, {"after_reply": "nudged"}),
    ],
)
@pytest.mark.parametrize("filters", [{}, {"source": "chirp", "audience": "under 100"}])
def test_a_figure_opens_what_it_counts(sample_reader, figure, source, facets, filters):
    named = {"since": SINCE, "until": UNTIL, "filters": filters}
    counted = sample_reader.query(f"select {figure} as n from {source}", named).iloc[0]["n"]
    opened = sample_reader.query(OPENED, named | {"facets": facets}).iloc[0]["n"]

    assert opened == counted
    assert counted > 0 or figure == "dropped_count"


def test_who_gets_answered_opens_the_turns_whose_day_is_over(sample_reader):
    """As many as the share is of, in every tier."""
    named = {"since": SINCE, "until": UNTIL}
    tiers = sample_reader.query(
        "select group_value, known_count from "
        "served_by_tier('tavornay', $since, $until, 'followers')",
        named,
    )
    for tier, known in zip(tiers["group_value"], tiers["known_count"], strict=True):
        opened = sample_reader.query(
            "select count(*) as n from drill_through_turns("
            "'tavornay', $since, $until, turn_facets := $facets)",
            named | {"facets": {"followers": tier, "day_over": "yes"}},
        )
        assert opened.iloc[0]["n"] == known > 0
