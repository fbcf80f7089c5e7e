"""What a row of the engagement preset becomes."""

from datetime import UTC, datetime

import pytest

from ingest.mention import Engagement


def test_a_snapshot_keeps_unknown_apart_from_zero(one):
    """A count that is not given is None."""
    expected = Engagement(
        source="posts",
        post_id="1",
        observed_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
        like_count=0,
        share_count=4,
    )

    assert expected == one({"like_count": "0", "view_count": ""}, format="engagement")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"post_id": ""}, "post_id is missing"),
        ({"observed_at": ""}, "observed_at is missing"),
        ({"observed_at": "2026-03-01"}, "observed_at has no offset: pass --timezone"),
        (
            {"share_count": "-4"},
            "share_count '-4' is not a whole number from 0 to 9223372036854775807",
        ),
        (
            {"share_count": " "},
            "no count is given: one of like_count, share_count, reply_count, view_count is needed",
        ),
    ],
)
def test_rejected_with_the_reason(one, changes, reason):
    """A snapshot without a post, a time or a count says nothing."""
    assert reason == one(changes, format="engagement").reason
