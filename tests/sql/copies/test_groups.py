"""Groups of copies: whatever the order of arrival, and a label that holds for all of one."""

import random
from datetime import timedelta

import pytest

from sql.derive.copies import copy_roots
from sql.derive.rebuild import rebuild
from sql.feedback import Action, record, undo
from tests.build import NOW, asks, load_posts, rows, work

SAID = (
    "acme charged me twice for the same seat last tuesday and after eleven calls nobody can tell "
    "me when the money comes back so please keep an eye on your card when you book with them and "
    "take a picture of every page as they forget within a day what they promised on the phone "
    "while the music plays for the better part of an hour before a person picks up and hangs up"
)


def step(n):
    """The same text with the last n of its words replaced: near to n - 1 and n + 1."""
    words = SAID.split()
    return " ".join(words[: len(words) - n] + [f"word{i}" for i in range(n)])


CHAIN = [asks(f"c{n}", n, text=step(n), author=f"a{n}") for n in range(8)]
OTHERS = [
    asks("thanks1", 20, text="@acme thank you!", author="t1"),
    asks("thanks2", 21, text="@acme thank you!", author="t2"),
    asks("rt", 22, text=f"RT @pat: {step(0)}", author="t3", kind="repost"),
    asks("alone", 23, text="@acme where is the parcel that you promised me", author="t4"),
    asks("two1", 24, text="Nobody at acme reads what we write to them, so why write", author="t5"),
    asks("two2", 25, text="Nobody at acme reads what we write to them, so why write!", author="t6"),
]


def groups(data):
    """post_id → group."""
    found = rows(data, "select post_id, copy_group from posts order by post_id")
    return {row["post_id"].removeprefix("x:"): row["copy_group"] for row in found}


def hanging_together(data):
    """Groups computed apart: posts that share a band, and what shares one with those."""
    found = rows(
        data,
        "select distinct post_id, copy_band_1, copy_band_2, copy_band_3, copy_band_4 from posts",
    )
    sets = [
        ({row.pop("post_id")}, {band for band in row.values() if band is not None}) for row in found
    ]
    for _ in sets:
        for one in sets:
            for other in sets:
                if one is not other and one[1] & other[1]:
                    one[0].update(other[0])
                    one[1].update(other[1])
    return {frozenset(posts) for posts, _ in sets if len(posts) > 1}


def as_sets(found):
    by_group = {}
    for post, group in found.items():
        by_group.setdefault(group, set()).add(f"x:{post}")
    by_group.pop(None, None)
    return {frozenset(posts) for posts in by_group.values()}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    data = tmp_path_factory.mktemp("copies")
    load_posts(data, [*CHAIN, *OTHERS])
    return data


def test_a_group_is_what_hangs_together(at_once):
    found = groups(at_once)

    assert hanging_together(at_once) == as_sets(found)
    assert found["rt"] == found["c0"] == found["c1"] is not None
    assert found["two1"] == found["two2"] is not None
    assert found["thanks1"] is found["thanks2"] is found["alone"] is None


def test_any_order_of_arrival_ends_in_the_same_groups(at_once, tmp_path):
    """One by one or some at a time, with a bridge last, an edit on the way; as does a rebuild."""
    dice = random.Random(20261127)
    left = [*CHAIN, *OTHERS]
    # Read once before it was edited: it was a copy of another one then.
    left.append(asks("alone", 23, text=step(3), author="t4", observed_at=CHAIN[0].created_at))
    dice.shuffle(left)
    while left:
        cut = dice.randint(3, 8)
        load_posts(tmp_path, left[:cut])
        left = left[cut:]

    assert groups(at_once) == groups(tmp_path)
    with work(tmp_path) as con:
        con.execute("update posts set copy_group = 7")
        rebuild(con)
    assert groups(at_once) == groups(tmp_path)


def far(n):
    """A post with the last 3n words replaced: 0 to 2 share a key, 2 and 4, 2 and 6, 6 and 7."""
    return asks(f"f{n}", n, text=step(3 * n), author=f"f{n}")


def test_groups_that_a_text_joins_have_one_name(tmp_path):
    """Also whoever shares nothing with it: 7 is a copy of 6 only, which 2 ties to 0 and 1."""
    for batch in ((6, 7), (0, 1), (2,)):
        load_posts(tmp_path, [far(n) for n in batch])
    found = groups(tmp_path)

    assert 1 == len(set(found.values()) - {None}) == len(hanging_together(tmp_path))
    assert {"f0", "f1", "f2", "f6", "f7"} == {post for post, group in found.items() if group}


def test_a_group_keeps_its_name_and_falls_apart_with_the_text_that_held_it(tmp_path):
    """4 is a copy of 2 only: it takes the name of all three, and is alone once 2 is edited."""
    load_posts(tmp_path, [far(n) for n in (0, 1, 2)])
    name = groups(tmp_path)["f0"]
    load_posts(tmp_path, [far(4)])
    assert name == groups(tmp_path)["f4"] is not None

    settled = "@acme never mind, it is all settled by now, sorry"
    load_posts(tmp_path, [asks("f2", 2, text=settled, author="f2", observed_at=NOW)])
    assert {"f0": name, "f1": name, "f2": None, "f4": None} == groups(tmp_path)


def test_names_do_not_depend_on_the_order_of_links():
    """The smallest first band or known group; a band that is no first one never names."""
    links = [(9, 2, False), (7, 2, False), (7, 5, True), (30, 31, False), (40, 31, False)]
    expected = {9: 5, 7: 5, 5: 5, 30: 30, 40: 30}

    assert expected == copy_roots(links) == copy_roots(reversed(links))


def says(post, value, hours):
    """What Mia says of the polarity of a post, so many hours after the loads."""
    at = NOW + timedelta(hours=hours)
    said = {"kind": "label", "brand": "acme", "field": "polarity", "who": "mia", "said_at": at}
    return Action(subject=f"x:{post}", value=value, **said)


def polarities(data):
    found = rows(data, "select post_id, polarity, labelled_by from mentions where brand = 'acme'")
    return {one["post_id"][2:]: (one["polarity"], one["labelled_by"]) for one in found}


def test_a_label_given_to_one_copy_holds_for_all(tmp_path):
    """Also for those that come later; a word on a copy itself comes first; taken back, for none."""
    load_posts(tmp_path, [CHAIN[0], *OTHERS])
    unasked = polarities(tmp_path)["alone"]
    said = record(tmp_path, [says("c0", "positive", 2), says("alone", "positive", 2)])
    record(tmp_path, [says("c2", "neutral", 1)])
    load_posts(tmp_path, [*CHAIN[1:], asks("thanks3", 40, text="@acme thank you!", author="t7")])
    told = polarities(tmp_path)

    copies = {"rt", *(f"c{n}" for n in range(8))}
    assert ("neutral", "mia") == told["c2"]
    assert copies - {"c2"} | {"alone"} == {
        post for post, found in told.items() if found == ("positive", "mia")
    }
    undo(tmp_path, said, who="mia", now=NOW)
    load_posts(tmp_path, [])
    told = polarities(tmp_path)
    assert copies == {post for post, found in told.items() if found == ("neutral", "mia")}
    assert unasked == told["alone"]
