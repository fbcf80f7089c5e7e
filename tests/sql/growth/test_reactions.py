"""What was said to one post, and how it sounds from the first reaction to the last."""

from datetime import timedelta

import pytest

from tests.build import copied, rows, work
from tests.sql.growth.test_harm import ANGRY, GLAD, SILENT, reaction
from tests.sql.growth.viral_build import BORN, said, seen, take_in


def many():
    """Twenty reactions: the first ten angry but for two, the last ten glad but for one."""
    for n in range(20):
        glad = n in (3, 7) or n > 10
        yield reaction(f"r{n:02}", 1 + n / 4, f"{GLAD if glad else ANGRY} {chr(97 + n) * 7}")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reactions")
    own = [
        said("p", text="acme broke my guitar", author_id="by p"),
        said("few", text="acme broke my drum", author_id="by few"),
        *many(),
        reaction("unread", 1.2, SILENT),
        # None of these is a reaction of others.
        reaction("own", 1.2, author_id="by p"),
        reaction("passed on", 1.2, kind="repost"),
        reaction("brand", 1.3, "Sorry! Tell us more", author_id="acme"),
        *seen({1: 4, 2: 6, 4: 7}),
    ]
    for n in range(7):
        born = BORN + timedelta(hours=1 + n)
        own.append(said(f"few {n}", born=born, text=f"{ANGRY} {n}", parent_id="few"))
    take_in(folder, own)
    return folder


def test_reactions_are_replies_by_others_and_the_brands_answers(data):
    found = rows(data, "select * from post_reactions('acme', 'x:p')")
    others = {one["post_id"] for one in found if not one["is_answer"]}

    assert {f"x:{one.post_id}" for one in many()} | {"x:unread"} == others
    (answer,) = [one for one in found if one["is_answer"]]
    assert ("x:brand", pytest.approx(1.3)) == (answer["post_id"], answer["age_hours"])


def test_the_scored_are_parted_into_stretches_of_eight_or_more(data):
    first, last = rows(data, "select * from reaction_tone('acme', 'x:p') order by stretch")

    assert (1, 10, 8, 0.8) == tuple(
        first[name] for name in ("stretch", "scored_count", "negative_count", "negative_share")
    )
    assert (10, 1, 0.1) == tuple(
        last[name] for name in ("scored_count", "negative_count", "negative_share")
    )
    assert (1.0, 3.25, 3.5) == pytest.approx(
        (first["since_hours"], first["until_hours"], last["since_hours"])
    )
    assert first["negative_share_low"] < 0.8 < first["negative_share_high"]
    # Nearly one text is nearly one voice, of which chance makes anything.
    assert (None, "same") == (first["verdict"], last["verdict"])


def test_tone_changed_only_beyond_chance(data, tmp_path):
    """Of ten voices 8 (Wilson: from .490) less 1 (to .404) is beyond chance above .434."""
    with work(copied(data, tmp_path / "voices")) as con:
        con.execute("update posts set copy_group = null")
    first, last = rows(
        tmp_path / "voices", "select * from reaction_tone('acme', 'x:p') order by stretch"
    )

    assert (0.490, 0.404) == tuple(
        round(end, 3) for end in (first["negative_share_low"], last["negative_share_high"])
    )
    assert (None, "better") == (first["verdict"], last["verdict"])


def test_of_seven_reactions_nothing_is_told(data):
    assert [] == rows(data, "select * from reaction_tone('acme', 'x:few')")
