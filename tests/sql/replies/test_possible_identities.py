"""Who may be the person behind a complaint elsewhere: by which signs, and what people say of it."""

from dataclasses import replace

import pytest

from ingest.loading.erase import erase_for_good
from sql.feedback import Action, record
from tests.build import NOW, asks, copied, publish_all, rows

DAY = 24 * 60
BEGIN = 60 * DAY
CLAIM = "@acme my zither came off the plane with its neck snapped"
ASKED = "select * from possible_identities('acme', 'x:claim') order by created_at"
PAT = {"author_name": "Pat Zorvane", "author_handle": "patzorvane"}


def elsewhere(name, text="Acme broke my zither", day=2, **who):
    post = asks(name, BEGIN + day * DAY, author=f"by-{name}", text=text, **who)
    return replace(post, source="y")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    data = tmp_path_factory.mktemp("identities")
    filler = [
        asks(f"f{n}", n * 60, author=f"a{n}", text=f"@acme order {n} is late and nobody answers")
        for n in range(1000)
    ]
    posts = [
        asks("claim", BEGIN, author="pat", text=CLAIM, **PAT),
        elsewhere("name", author_name="Pát ZORVANE", author_handle="z1"),
        replace(elsewhere("again", day=5), author_id="by-name"),
        elsewhere("handle", day=3, author_name="P.", author_handle="pat_zorvane2"),
        elsewhere("first", author_name="Pat", author_handle="pat"),
        elsewhere("matter", "Acme, where is my order?", **PAT),
        elsewhere("stranger", author_name="Kim Orlane", author_handle="kim"),
        replace(elsewhere("before", day=-2, **PAT), author_id="by-matter"),
        elsewhere("late", day=31, **PAT),
    ]
    publish_all(data, [*filler, *posts], until=200 * DAY)
    return data


def found(data):
    return {row["post_id"]: row for row in rows(data, ASKED)}


def said(data, other, value, subject="x:claim"):
    action = Action(
        kind="identity",
        subject=subject,
        brand="acme",
        field=other,
        value=value,
        who="kim",
        said_at=NOW,
    )
    record(data, [action])
    publish_all(data, [], until=200 * DAY)


def test_a_name_or_a_handle_and_a_rare_word_make_it_possible(held):
    """One sign without the matter is nothing, nor the matter without a sign, nor a first name."""
    signs = {
        name: (row["has_name"], row["has_handle"], list(row["words"]))
        for name, row in found(held).items()
    }

    assert {
        "y:name": (True, False, ["zither"]),
        "y:handle": (False, True, ["zither"]),
    } == signs


def test_a_name_that_four_have_is_no_sign(held, tmp_path):
    copied(held, tmp_path)
    more = [elsewhere("fourth", "Acme is late", day=1, author_name="Pat Zorvane")]
    publish_all(tmp_path, more, until=200 * DAY)

    assert {"y:handle"} == set(found(tmp_path))


def test_what_people_say_holds(held, tmp_path):
    """Not the same: gone, by any post of theirs; the same: said so; and no figure knows of it."""
    copied(held, tmp_path)
    figures = "select turn_id, later_post_id, failure from escalations('acme', null, null)"
    before = rows(tmp_path, figures)
    said(tmp_path, "y:name", "other")
    said(tmp_path, "y:handle", "same")

    assert [("y:handle", True)] == [
        (name, row["is_said_same"]) for name, row in found(tmp_path).items()
    ]
    assert before == rows(tmp_path, figures)


def test_what_people_say_holds_for_all_that_both_wrote(held, tmp_path):
    """Also where it was said of another complaint, or of the two the other way round."""
    copied(held, tmp_path)
    long_ago = asks("long-ago", 10 * DAY, author="pat", text="@acme late", **PAT)
    publish_all(tmp_path, [long_ago], until=200 * DAY)
    said(tmp_path, "y:again", "other", subject="x:long-ago")
    said(tmp_path, "x:claim", "other", subject="y:handle")

    assert {} == found(tmp_path)


def test_who_is_erased_vanishes(held, tmp_path):
    copied(held, tmp_path)
    erase_for_good(tmp_path, posts=[], authors=["by-name"])
    without = set(found(tmp_path))
    erase_for_good(tmp_path, posts=[], authors=["pat"])

    assert {"y:handle"} == without
    assert {} == found(tmp_path)
