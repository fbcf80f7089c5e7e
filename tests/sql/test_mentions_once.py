"""Posts of several brands, each once."""

BOTH = "map {'brand': e'osterlune\\ntavornay'}"
SPAN = "timestamptz '2026-09-01 00:00Z', timestamptz '2026-09-08 00:00Z'"


def test_a_post_of_two_brands_is_one_and_names_both(sample_reader):
    found = sample_reader.query(f"select * from mentions_once({SPAN}, filters := {BOTH})")
    expected = sample_reader.query(
        "select post_id, brand from mentions where brand in ('tavornay', 'osterlune') "
        "and created_at >= '2026-09-01 00:00Z' and created_at < '2026-09-08 00:00Z'"
    )

    own = expected.groupby("post_id")["brand"].agg(lambda keys: tuple(sorted(keys)))
    assert dict(own) == {
        post_id: tuple(brands)
        for post_id, brands in zip(found["post_id"], found["brands"], strict=True)
    }
    assert ("osterlune", "tavornay") in set(own)
    assert all(found["brand"] == [brands[0] for brands in found["brands"]])


def test_facets_are_asked_of_each_brand_before_posts_are_counted_once(sample_reader):
    """Whoever needs a reply of one of the two brands only is among those who need one."""
    asked = f"mentions_once({SPAN}, filters := {BOTH}, facets := map {{'needs_reply': 'yes'}})"
    found = sample_reader.query(f"select post_id from {asked}")
    expected = sample_reader.query(
        "select distinct post_id from mentions where brand in ('tavornay', 'osterlune') "
        "and needs_reply and created_at >= '2026-09-01 00:00Z' and created_at < '2026-09-08 00:00Z'"
    )

    assert set(expected["post_id"]) == set(found["post_id"])
