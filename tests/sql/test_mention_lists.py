"""Lists of mentions: copies folded into one line, and what each facet would leave."""

from itertools import chain

import pytest

from tests.build import asks, published_once, rows

GROUPS = ("source", "lang", "topic", "kind", "audience", "direction", "polarity", "complaint",
          "needs_reply")  # fmt: skip
TEXT = "@acme leaves us waiting for three days and nobody calls back, what a way to treat people"


def folded(data, facets="map {}"):
    asked = "post_id, copy_count, epoch(first_at - timestamptz '2026-03-02 09:00Z') as at"
    return rows(
        data,
        f"select {asked} from folded_mentions('acme', null, null, facets := {facets}) "
        "order by created_at desc, post_id",
    )


def test_copies_are_one_line_named_after_the_newest(tmp_path):
    """Of those that the question keeps; of two written at one moment the last by name."""
    posts = [asks(name, at, author=name, text=TEXT) for name, at in (("a", 0), ("c", 5), ("b", 5))]
    posts.append(asks("alone", 3, text="@acme where is my parcel?"))
    data = published_once("folded-copies", tmp_path, posts, until=60)

    assert [
        {"post_id": "x:c", "copy_count": 3, "at": 0},
        {"post_id": "x:alone", "copy_count": 1, "at": 180},
    ] == folded(data)
    assert [{"post_id": "x:a", "copy_count": 1, "at": 0}] == folded(data, "map {'post': 'x:a'}")


def test_lines_stand_for_all_mentions_once(sample_reader):
    """Over the story, where two of five mentions are copies of another one."""
    told = sample_reader.query(
        "select sum(copy_count) as n, count(*) as lines, count(distinct copy_group) as copied, "
        "count(*) filter (where copy_group is not null) as folded "
        "from folded_mentions('tavornay', null, null)"
    ).iloc[0]
    held = sample_reader.query(
        "select count(*) as n, count(*) filter (where copy_group is null) as alone "
        "from mentions where brand = 'tavornay'"
    ).iloc[0]

    assert held["n"] == told["n"]
    assert held["alone"] + told["copied"] == told["lines"]
    assert told["copied"] == told["folded"]


@pytest.fixture(scope="module")
def held(sample_reader):
    """Each mention of the story as the set of its values, facet by facet; counted alike."""
    found = sample_reader.query(
        "select source, coalesce(lang, 'unknown') as lang, kind, direction, topics, "
        "audience_band(estimated_audience) as audience, is_complaint, "
        "coalesce(polarity, 'unscored') as polarity, needs_reply "
        "from mentions where brand = 'tavornay'"
    )
    return [
        {
            **{key: {row[key]} for key in ("source", "lang", "kind", "direction", "audience")},
            "polarity": {row["polarity"]},
            "topic": set(row["topics"]) or {"unknown"},
            "complaint": {"yes" if row["is_complaint"] else "no"},
            "needs_reply": {"yes" if row["needs_reply"] else "no"},
        }
        for row in found.to_dict("records")
    ]


@pytest.mark.parametrize(
    "picked",
    [
        {},
        {"polarity": "negative"},
        {"source": "chirp\nfarestars", "topic": "baggage\nunknown", "complaint": "yes"},
        {"audience": "unknown", "lang": "en", "direction": "inbound", "needs_reply": "no"},
    ],
)
def test_a_facet_is_counted_under_all_others(held, sample_reader, picked):
    """Against sets in Python: its own values are not narrowed by what is picked of it."""
    counts = sample_reader.query(
        "select * from mention_facets('tavornay', null, null, picked := $picked)",
        {"picked": picked},
    )
    wanted = {key: set(values.split("\n")) for key, values in picked.items()}
    expected = {}
    for facet in GROUPS:
        left = [
            one[facet]
            for one in held
            if all(one[key] & values for key, values in wanted.items() if key != facet)
        ]
        for value in chain.from_iterable(left):
            expected[facet, value] = expected.get((facet, value), 0) + 1

    assert expected == {
        (row["facet"], row["value"]): row["mention_count"] for row in counts.to_dict("records")
    }


def test_a_facet_that_there_is_not_is_an_error(sample_reader):
    with pytest.raises(Exception, match="Nothing is narrowed"):
        sample_reader.query(
            "select * from mention_facets('tavornay', null, null, picked := map {'mood': 'bad'})"
        )


def test_hours_are_as_many_as_are_named(sample_reader):
    """Three hours at once hold what each holds alone; the fourth is another's."""

    def held(hour):
        asked = "drill_through('tavornay', null, null, facets := map {'hour': $1})"
        return set(sample_reader.query(f"select post_id from {asked}", [hour])["post_id"])

    alone = [held(f"2026-09-14T{hour}:00") for hour in (10, 11, 12, 13)]
    assert all(alone)
    assert alone[0] | alone[1] | alone[2] == held("2026-09-14T10:00~3")
    assert not alone[3] & held("2026-09-14T10:00~3")
