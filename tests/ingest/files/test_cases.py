"""Small exports that once went wrong, each standing for its kind; they lie beside a clone."""

from datetime import UTC, datetime

import pytest

from ingest.files import FileMap, preview
from ingest.mention import Post, Reject
from tests.places import CASES

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases lie beside a clone only")


def seen(name, **said):
    return preview(CASES / name, FileMap(**said))


@pytest.mark.parametrize(
    ("name", "shape", "posts", "answers"),
    [
        ("01-meltwater-utf16/meltwater.csv", "meltwater", 1, 0),
        ("03-sprout/sprout.csv", "sprout", 1, 0),
        ("05-zendesk/zendesk.csv", "zendesk", 1, 0),
        ("07-google-play-scraper/gplay.csv", "google_play_scraper", 2, 1),
        ("09-twarc2-jsonl/twarc2.jsonl", "twarc", 1, 0),
        ("11-reddit-dump/RC_2026-10", "reddit", 1, 0),
        ("11-reddit-dump/RC_2026-10.jsonl", "reddit", 1, 0),
    ],
)
def test_known_shapes_load_without_a_question(name, shape, posts, answers):
    found = seen(name)

    assert (shape, True) == (found.guess.shape.name, found.guess.is_sure)
    assert (posts, answers, 0) == (found.post_count, found.answer_count, found.refused_count)


def test_flattened_tweets():
    """The parent is what the tweet replied to; counts are there."""
    (tweet,) = seen("09-twarc2-jsonl/flat.jsonl").records

    assert "1712345678901234000" == tweet.parent_id
    assert (2, 0, 1) == (tweet.share_count, tweet.like_count, tweet.reply_count)


def test_two_header_lines():
    """The lower one names the columns; where times are is asked."""
    found = seen("13-two-header-lines/twoheaders.csv")
    (post,) = seen("13-two-header-lines/twoheaders.csv", timezone="UTC").records

    assert ["timezone"] == [question.about for question in found.guess.questions]
    assert ("1", "acme is late", "kim", 4) == (
        post.post_id,
        post.text,
        post.author_name,
        post.like_count,
    )


def test_nearly_right_names():
    (post,) = seen("15-nearly-right-names/nearly.csv").records

    assert ("1", "acme lost it") == (post.post_id, post.text)


def test_times():
    """All notations are read but the two that may be two days."""
    found = seen("16-times/times.csv", timezone="Europe/Berlin")
    told = seen("16-times/times.csv", timezone="Europe/Berlin", dates="mdy")

    assert (26, 2) == (found.post_count, found.refused_count)
    assert all("--dates" in reason for reason in found.refused)
    times = {one.created_at for one in told.records if isinstance(one, Post)}
    assert datetime(2026, 10, 12, 13, 41, tzinfo=UTC) in times


@pytest.mark.parametrize("name", ["floats", "floats_both"])
def test_exact_decimal_parents_are_joined(name):
    first, second = seen(f"18-float-ids/{name}.csv").records

    assert first.post_id == second.parent_id


def test_rounded_parents_are_refused_by_name():
    kinds = {type(record): record for record in seen("18-float-ids/sci_parent.csv").records}

    assert {Post, Reject} == set(kinds)
    assert kinds[Reject].reason.startswith("parent_id '1.7123456789012346e+18' was rounded")


def test_entities_are_decoded():
    (post,) = seen("31-html-entities/amp.jsonl").records

    assert post.text.endswith("at Tom & Jerry <3")
