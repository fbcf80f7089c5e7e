"""When the counts of a post are read again: hot ones at every pass, cold ones ever more rarely."""

from datetime import timedelta

import pytest

from ingest.mention import Engagement, Post
from tests.build import START, load_posts, minutes, row, rows

HOUR = 60


def born(post_id="p", **more):
    more = {"author_id": "pat", "text": "acme broke", "brand": "acme", **more}
    return Post(source="x", post_id=post_id, created_at=START, **more)


def seen(counts, post_id="p", name="like_count"):
    """Snapshots from {minutes after publication: count}."""
    return [
        Engagement(source="x", post_id=post_id, observed_at=minutes(at), **{name: count})
        for at, count in counts.items()
    ]


def judged(tmp_path, counts, **more):
    load_posts(tmp_path, [born(), *seen(counts, **more)], until=max(counts))
    found = row(tmp_path, "select * from next_polls")
    wait = found["due_at"] - minutes(max(counts))
    return found["is_hot"], round(found["heat"], 6), wait / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({119: 0}, (True, 0.0, 0)),  # young
        ({120: 0}, (False, 0.0, 30)),
        ({10 * HOUR: 10}, (True, 1.0, 0)),  # seen once: since its birth
        ({10 * HOUR: 9}, (False, 0.9, 150)),
        ({10 * HOUR: 500, 11 * HOUR: 501}, (True, 1.0, 0)),
        ({10 * HOUR: 500, 12 * HOUR: 501}, (False, 0.5, 180)),
        ({10 * HOUR: 500, 12 * HOUR: 400}, (False, 0.0, 180)),  # a counter that falls
        ({100 * HOUR: 500, 120 * HOUR: 500}, (False, 0.0, 1800)),
    ],
    ids=str,
)
def test_a_post_is_hot_while_it_is_young_or_grows(tmp_path, counts, expected):
    """Below two hours, or one an hour and more; else it waits a quarter of its age."""
    assert expected == judged(tmp_path, counts)


def test_passes_close_together_do_not_cool_a_post(tmp_path):
    """That nothing came within a minute says little: an hour is looked back on."""
    assert (True, 19.672131, 0) == judged(tmp_path, {540: 100, 600: 120, 601: 120})


@pytest.mark.parametrize("name", ["like_count", "share_count", "reply_count", "view_count"])
def test_every_kind_of_count_is_heat(tmp_path, name):
    """Whatever the platform counts."""
    assert (True, 5.0, 0) == judged(tmp_path, {600: 50}, name=name)


def test_polling_ends_at_the_horizon_of_projections(tmp_path):
    """Seven days after publication; what was that old when last watched is not looked at."""
    week = 7 * 24 * HOUR
    young, old = born("young"), born("old", text="acme again")
    load_posts(tmp_path, [young, *seen({week - 1: 5}, "young")], until=week - 1)
    (found,) = rows(tmp_path, "select post_id, ends_at from next_polls")
    load_posts(tmp_path, [old, *seen({week: 5}, "old")], until=week)

    assert {"post_id": "x:young", "ends_at": minutes(week)} == found
    assert [] == rows(tmp_path, "select post_id from next_polls")


def test_only_mentions_with_known_counts_are_polled(tmp_path):
    """Not the brand's own posts, what is removed, what names no brand, what gives no counts."""
    posts = [
        born("kept"),
        born("own", author_id="acme"),
        born("removed", removed_at=minutes(5)),
        born("nobody's", brand=None, text="nothing here"),
    ]
    counts = [one for post in posts for one in seen({60: 5}, post.post_id)]
    load_posts(tmp_path, [*posts, *counts, born("uncounted")], until=60)

    assert [{"post_id": "x:kept"}] == rows(tmp_path, "select post_id from next_polls")
