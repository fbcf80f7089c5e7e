"""Posts of several brands with copies folded, and what they could be narrowed by."""

import pytest

BOTH = "map {'brand': e'osterlune\\ntavornay'}"
ONCE = f"folded_mentions_once(null, null, filters := {BOTH})"
COPIES = """
select
    copy_group,
    count(distinct post_id) as copy_count,
    list_sort(list_distinct(list(brand))) as brands,
    min(created_at) as first_at,
    max(created_at) as created_at
from mentions
where brand in ('tavornay', 'osterlune') and copy_group is not null
group by copy_group
"""


def by_group(rows):
    return {
        row["copy_group"]: (
            row["copy_count"], tuple(row["brands"]), row["first_at"], row["created_at"],
        )
        for _, row in rows.iterrows()
    }  # fmt: skip


def test_a_line_stands_for_all_copies_whichever_brand_they_speak_of(sample_reader):
    found = sample_reader.query(f"select * from {ONCE} where copy_group is not null")
    expected = sample_reader.query(COPIES)

    assert by_group(expected) == by_group(found)
    assert any(len(brands) > 1 for brands in expected["brands"])
    assert found["copy_group"].is_unique


def test_lines_stand_for_all_posts_once(sample_reader):
    """Those without a copy are a line each."""
    (found,) = sample_reader.query(
        f"select sum(copy_count) as posts, count(distinct post_id) = count(*) as is_grain, "
        f"bool_and(brand = any(select unnest(brands))) as is_its from {ONCE}"
    ).to_dict("records")
    (expected,) = sample_reader.query(
        "select count(distinct post_id) as posts from mentions "
        "where brand in ('tavornay', 'osterlune')"
    ).to_dict("records")

    assert found["posts"] == expected["posts"]
    assert found["is_grain"]
    assert found["is_its"]


@pytest.mark.parametrize(
    ("facet", "value", "where"),
    [
        ("source", "chirp", "source = 'chirp'"),
        ("needs_reply", "yes", "needs_reply"),
        ("needs_reply", "no", "not needs_reply"),
        ("topic", "baggage", "list_contains(topics, 'baggage')"),
        ("complaint", "yes", "is_complaint"),
    ],
)
def test_a_post_of_two_brands_counts_once_in_each_value_that_it_has(
    sample_reader, facet, value, where
):
    """Of the story 36 posts need a reply of one of the two brands and none of the other."""
    found = sample_reader.query(
        f"select mention_count from mention_facets(null, null, null, filters := {BOTH}) "
        "where facet = $facet and value = $value",
        {"facet": facet, "value": value},
    )
    expected = sample_reader.query(
        "select count(distinct post_id) as posts from mentions "
        f"where brand in ('tavornay', 'osterlune') and {where}"
    )

    assert list(found["mention_count"]) == list(expected["posts"])


def test_what_is_picked_keeps_a_post_that_has_it_of_either_brand(sample_reader):
    """As the list of the same question has it."""
    found = sample_reader.query(
        f"select value, mention_count from mention_facets(null, null, null, filters := {BOTH}, "
        "picked := map {'needs_reply': 'yes'}) where facet = 'polarity'"
    )
    for value, count in zip(found["value"], found["mention_count"], strict=True):
        (listed,) = sample_reader.query(
            f"select count(*) as n from mentions_once(null, null, filters := {BOTH}, "
            "facets := map {'needs_reply': 'yes', 'polarity': $value})",
            {"value": value},
        )["n"]
        assert listed == count
