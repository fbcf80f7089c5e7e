"""Complaints that never spoke to the brand, beside those that did: together they are all turns."""

from datetime import UTC, datetime

from tests.build import answers, asks, load_posts, rows

DAY = 24 * 60
ANGRY = "acme is the worst, my order is late and broken"
SINCE, UNTIL = datetime(2026, 8, 20, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)
ASKED = "select * from outside_channels('tavornay', $since, $until, filters := $filters)"


def test_whose_day_is_over_counts_and_nobody_falls_between(tmp_path):
    """Twenty said to the brand, all but one answered in an hour; 21 found, one answered late.

    One more wrote an hour ago: nobody knows yet. Praise that was answered is a turn for that alone.
    """
    posts = []
    for n in range(20):
        posts.append(asks(f"q{n}", n, author=f"c{n}", text=f"@{ANGRY}"))
        posts += [answers(f"a{n}", n + 60, f"q{n}")] * (n > 0)
        posts.append(asks(f"o{n}", n, author=f"o{n}", text=ANGRY, author_followers=100))
    posts += [
        answers("ao1", 1 + DAY, "o1"),
        answers("ao2", 3 + DAY, "o2"),
        asks("young", 3 * DAY - 60, author="young", text=ANGRY),
        asks("glad", 5, author="glad", text="acme makes wonderful anvils"),
        answers("aglad", 9, "glad", text="Thank you!"),
    ]
    load_posts(tmp_path, posts, until=3 * DAY)
    found = {
        row["group_value"]: row
        for row in rows(tmp_path, "select * from outside_channels('acme', null, null)")
    }
    said, heard = found["said to the brand"], found["found by listening"]

    assert (20, 0, 20, 20, 19, 1) == tuple(
        said[f"{name}_count"]
        for name in ("turn", "selected", "complaint", "known", "answered", "open")
    )
    assert (22, 1, 21, 20, 1, 19) == tuple(
        heard[f"{name}_count"]
        for name in ("turn", "selected", "complaint", "known", "answered", "open")
    )
    assert (0.95, 3600, 0.05, None) == (
        said["share_24h"], said["median_seconds"], heard["share_24h"], heard["median_seconds"],
    )  # fmt: skip
    # A hundred followers are fifteen people; the youngest's are unknown.
    assert 18 * 15 == heard["open_audience"]
    assert 42 == rows(tmp_path, "select count(*) as n from turns")[0]["n"]


def test_the_two_parts_are_all_turns_of_the_story_and_open_what_they_count(sample_reader):
    for filters in ({}, {"source": "chirp", "topic": "refund"}):
        named = {"since": SINCE, "until": UNTIL, "filters": filters}
        found = sample_reader.query(ASKED, named)
        every = sample_reader.query(
            "select count(*) as n from filtered_turns('tavornay', $since, $until, "
            "filters := $filters)",
            named,
        )

        assert found["turn_count"].sum() == every.iloc[0]["n"] > 0
        for _, row in found.iterrows():
            addressed = "yes" if row["group_value"] == "said to the brand" else "no"
            facets = {"addressed": addressed, "complaint": "yes"}
            for counted, more in (
                ("known_count", {"day_over": "yes"}),
                ("open_count", {"status": "open"}),
            ):
                opened = sample_reader.query(
                    "select count(*) as n from drill_through_turns('tavornay', $since, $until, "
                    "filters := $filters, turn_facets := $facets)",
                    named | {"facets": facets | more},
                )
                assert opened.iloc[0]["n"] == row[counted]
