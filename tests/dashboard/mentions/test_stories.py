"""One text in several places, as the Mentions page shows it."""

from dataclasses import replace

from tests.build import asks, published_once
from tests.dashboard.conftest import run, troubles, words

STORY = "https://news.example/acme"


def told(data):
    """An article in two feeds, once in full and once as a teaser, and a post of its own."""
    full = asks("full", 10, text="@acme leaves us waiting for three days and nobody calls back")
    teaser = replace(asks("teaser", 20, text="@acme fails"), source="planet", story=STORY)
    posts = [replace(full, story=STORY), teaser, asks("alone", 30)]
    return published_once("one-story", data, posts, until=120)


def test_copies_are_one_card_that_opens_them(data):
    """The newest stands for all; heading and list agree, folded or not."""
    told(data)
    app = run("mentions")
    assert "3 mentions" in words(app)
    assert "2 texts, copies folded" in words(app)
    assert "in 2 places: planet, x" in words(app)
    assert 2 == words(app).count("@acme")

    next(one for one in app.button if one.label == "and 1 copy").click()
    app.run()
    assert [] == troubles(app)
    assert "2 mentions" in words(app)
    assert 2 == words(app).count("@acme")
    assert "copies folded" not in words(app)
