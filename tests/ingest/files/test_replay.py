"""What was rejected can be tried again, and becomes what it should have been."""

import json
from dataclasses import replace

import pytest

from ingest.errors import LoadError
from ingest.files import replay
from ingest.mention import Post, Reject
from tests.ingest.files.examples import POST

TIME = "2026-03-01 09:30:00"


def stored(reject):
    """A reject as the warehouse gives it back."""
    assert isinstance(reject, Reject)
    return replace(reject, payload=json.loads(json.dumps(reject.payload)))


def test_a_naive_time_is_read_once_a_zone_is_given(one):
    """The commonest reason for a second try."""
    reject = stored(one({"created_at": TIME, "author_handle": "Acme"}, source="forum"))
    post = replay(reject, timezone="Europe/Berlin", brand="acme", own_accounts=["@acme"])

    assert isinstance(post, Post)
    assert "2026-03-01T08:30:00+00:00" == post.created_at.isoformat()
    assert ("forum", "acme", True) == (post.source, post.brand, post.is_outbound)


def test_what_was_said_about_the_file_still_holds(one):
    """A row that a later version understands keeps its file's zone, brand and accounts."""
    said = {"timezone": "Europe/Berlin", "brand": "acme", "own_accounts": ["ann"]}
    reject = stored(one({"created_at": TIME, "author_handle": "ann", "rating": "9"}, **said))
    mended = replace(reject, payload=reject.payload | {"rating": "5"})
    post = replay(mended)

    assert "2026-03-01T08:30:00+00:00" == post.created_at.isoformat()
    assert ("acme", True) == (post.brand, post.is_outbound)


def test_a_row_keeps_its_own_source(one):
    """The reject is counted for it, and the post belongs to it."""
    reject = stored(one({"source": "app", "created_at": TIME}, source="forum"))

    assert "app" == reject.source
    assert "app" == replay(reject, timezone="UTC").source


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("posts.csv", f"post_id,created_at,text\n1,{TIME},a,b\n"),
        ("posts.csv", f'post_id,created_at,text\n1,{TIME},"a\n'),
        ("posts.jsonl", '{"post_id": 1,'),
        ("posts.jsonl", '{"text": "a"}'),
    ],
    ids=["too wide", "open quote", "torn JSON", "no id"],
)
def test_what_fails_again_is_the_same_reject(readable, name, content):
    """Place, payload and reason stay, so that trying again changes nothing."""
    (reject,) = readable(content, name, brand="acme")

    assert stored(reject) == replay(stored(reject), brand="acme")


def test_a_mended_line_is_split_as_in_its_file(readable):
    """The payload of a line holds the columns and the delimiter that splitting it needs."""
    (reject,) = readable("post_id;created_at;text\n1;2026-03-01T09:30:00Z;a;b\n")
    mended = replace(reject, payload=reject.payload | {"line": "1;2026-03-01T09:30:00Z;a"})

    assert ("posts", "1", "a") == ((post := replay(mended)).source, post.post_id, post.text)


def test_a_mended_json_line(readable):
    """It is read as in its file."""
    (reject,) = readable('{"post_id": 1,', "posts.jsonl")
    mended = replace(reject, payload={"line": json.dumps(POST)})

    assert "It broke." == replay(mended).text


def test_a_format_that_no_file_has(one):
    """A connector's rejects are not a file's."""
    reject = replace(one({"rating": "9"}), format="hackernews")

    with pytest.raises(LoadError, match="format 'hackernews' is unknown"):
        replay(reject)
