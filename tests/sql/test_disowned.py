"""What people said is not about a brand, and which of its names found it."""

from datetime import timedelta

import pytest

from ingest.config_file import parse_config
from tests.build import START, asks, load_posts, rows
from tests.ingest.loading.test_labels import say

NAMED = parse_config({"brands": {"acme": {"names": ["Acme", "Bolt"]}}})
SPRINT = "what a sprint, the fastest bolt of them all wins again in front of eighty thousand people"


def asked(data, sql, *params):
    return rows(data, sql, *params)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Six posts of bolt are not about it, one of them has a copy; twenty are, and one of acme."""
    folder = tmp_path_factory.mktemp("disowned")
    words = ["lightning", "race", "screw", "rivet", "door", "thunder"]
    wrong = [
        asks(f"w{n}", n, author=f"w{n}", text=f"a bolt of the {word} kind, nothing more")
        for n, word in enumerate(words[:5])
    ]
    wrong += [asks(f"s{n}", 10 + n, author=f"s{n}", text=SPRINT) for n in range(2)]
    right = [
        asks(
            f"r{n}", 20 + n, author=f"r{n}", text=f"my bolt parcel number {chr(97 + n) * 5} is late"
        )
        for n in range(20)
    ]
    load_posts(folder, [*wrong, *right, asks("a", 60, text="acme is late")], config=NAMED)
    for name in ("w0", "w1", "w2", "w3", "w4", "s0"):
        say(folder, post=f"x:{name}", about="no", who="kim")
    load_posts(folder, [], config=NAMED)
    return folder


def test_they_are_listed_with_their_copies(data):
    found = asked(data, "select * from disowned_mentions('acme') order by post_id")

    assert {f"x:{name}": name == "s1" for name in ("s0", "s1", "w0", "w1", "w2", "w3", "w4")} == {
        one["post_id"]: one["is_copy"] for one in found
    }
    assert {"kim"} == {one["said_by"] for one in found}
    assert [] == asked(data, "select * from disowned_mentions('zorv')")
    left = "select count(*) as n from mentions where post_id in ('x:w0', 'x:s1')"
    assert [0] == [one["n"] for one in asked(data, left)]


def test_a_name_with_many_of_them_is_named(data):
    """Seven of 27 posts with it; the other name found none."""
    (one,) = asked(
        data,
        "select * from names_told_wrong('acme', ?::timestamptz, ?::timestamptz)",
        START,
        START + timedelta(days=1),
    )

    assert ("bolt", 7, 20, True) == (
        one["name"].lower(),
        one["wrong_count"],
        one["mention_count"],
        one["is_many"],
    )
    assert 7 / 27 == pytest.approx(one["wrong_share"])


def test_of_a_period_without_them_there_is_no_name(data):
    assert [] == asked(
        data,
        "select * from names_told_wrong('acme', ?::timestamptz, ?::timestamptz)",
        START + timedelta(days=1),
        START + timedelta(days=2),
    )
