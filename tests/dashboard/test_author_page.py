"""The page about one author: what it shows, what opens behind it, and of whom it shows nothing."""

import pytest

from dashboard.authors import queries
from dashboard.mentions import queries as mentions
from dashboard.ui import query, who
from ingest.loading.erase import erase_for_good
from ingest.loading.past import make_past
from sql.access import Asker
from tests.build import answers, asks, minutes, published_once
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.test_pages import HOSTILE
from tests.dashboard.ui.test_query import scope_of

SINGER = "chirp:c-ilka"
NOBODY = "Nobody of that name here"


@pytest.fixture
def crowd(data):
    """One author with 5,000 posts whose followers nobody knows, and a hostile name."""
    many = [
        asks(f"m{n}", n, author="many", text=f"@acme my order {n} is late", author_name=HOSTILE)
        for n in range(5000)
    ]
    posts = [*many, answers("a", 30, "m0"), asks("p", 40, author="pat", parent_id="m0")]
    return published_once("five-thousand-by-one", data, posts, until=5100)


def test_an_author_reads_at_a_glance(story):
    """Who it is, that nobody answered, and the chain that it became; whatever the period."""
    app = run("author", author=SINGER, period="7d")
    shown, figures = words(app), {one.label: one.value for one in app.metric}

    assert not app.exception
    assert [] == troubles(app)
    assert "Ilka Venmoor" in shown
    assert "@ilkavenmoor" in shown
    assert "Never answered: 1 of 2 turns" == app.warning[0].proto.title
    assert ("3", "1 of 2", "3 of 3") == tuple(
        figures[name] for name in ("Posts", "Answered", "Negative")
    )
    assert "You broke a 95 year old torvelline and send me a template" in shown
    assert "Too few to compare with before" in shown


def test_every_figure_opens_as_many_mentions_as_it_says(story):
    """Also where the period ended long ago: it cuts neither the page nor what opens from it."""
    scope = scope_of(query.version())
    found = queries.summary(scope, SINGER)
    expected = {
        ("author",): found["post_count"],
        ("author", "polarity"): found["negative_count"],
        ("author", "turn_status"): found["open_count"],
        ("set_off_by",): found["answer_count"] + found["repost_count"],
    }
    values = {
        "author": SINGER,
        "set_off_by": SINGER,
        "polarity": "negative",
        "turn_status": "open",
    }

    assert expected == {
        keys: mentions.mention_count(scope, {key: values[key] for key in keys}) for keys in expected
    }
    assert min(expected.values()) > 0


@pytest.mark.parametrize("author", ["", "chirp:0", "ilkavenmoor", HOSTILE, "x" * 900])
def test_of_nobody_nothing_is_shown(story, author):
    app = run("author", author=author)

    assert not app.exception
    assert NOBODY in words(app)
    assert not app.metric


def test_filters_that_leave_nothing_say_so(story):
    app = run("author", author=SINGER, source="farestars")

    assert "No mentions here" in words(app)


def test_five_thousand_posts_of_unknown_reach(crowd):
    """Drawn as far as a screen can, and what is left out is said; a name is shown as written."""
    app = run("author", author="x:many")
    shown = words(app)

    assert [] == troubles(app)
    assert "The newest 1,500 of 5,000 posts are drawn." in shown
    assert "Nobody knows: their source tells neither views nor followers." in shown
    assert "followers unknown" in shown
    # Only its answer made a turn of the first post: no figure counts it, and they were answered.
    assert "The brand last answered 2 Mar 2026, 09:30" in shown
    assert "<script>" not in shown.replace(r"\<script\>", "")


def test_an_erased_author_is_nobody_and_so_is_one_of_another_brand(few, monkeypatch):
    """Nobody learns from the page which of both it is; others stay."""
    assert NOBODY not in words(run("author", author="x:a1"))
    erase_for_good(few, posts=[], authors=["a1"])
    assert NOBODY in words(run("author", author="x:a1"))
    assert NOBODY not in words(run("author", author="x:a0"))


def test_an_author_of_a_brand_that_one_may_not_see_is_nobody(story, monkeypatch):
    viewer = Asker(name="kim", role="viewer", brands=frozenset(["osterlune"]))
    monkeypatch.setattr(who, "asker", lambda: viewer)
    app = run("author", author=SINGER, brand="tavornay")

    assert not app.exception
    assert NOBODY in words(app)


def test_the_page_stands_in_the_past(few):
    """What was written later is not there yet."""
    make_past(few, minutes(15), evaluate_alerts=lambda _con, _then: None)

    assert NOBODY in words(run("author", author="x:a2", as_of="2026-03-02T09:15"))
    app = run("author", author="x:a1", as_of="2026-03-02T09:15")
    assert "1" == next(one for one in app.metric if one.label == "Posts").value
