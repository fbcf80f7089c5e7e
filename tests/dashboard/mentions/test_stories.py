"""One story in several places, as the Mentions page shows it."""

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


def test_each_place_names_the_others_and_leads_to_all(data):
    told(data)
    app = run("mentions")
    assert "3 mentions" in words(app)
    assert 2 == words(app).count("One story in 2 places: planet, x")

    next(one for one in app.button if one.label == "All of them").click()
    app.run()
    assert [] == troubles(app)
    assert "2 mentions" in words(app)
