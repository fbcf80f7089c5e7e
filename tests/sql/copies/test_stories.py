"""One article in several feeds: one story, whether they give its teaser or all of it."""

from datetime import timedelta

import pytest

from ingest.mention import Post
from tests.build import START, load_posts, rows

FULL = (
    "Three days without a router and nobody at the shop picks up the phone, which is what readers "
    "tell us about the provider that promised the fastest repair in the country"
)
STORY = "https://news.example/acme"


def article(source, number, title, text="", *, story=STORY, day=0):
    return Post(
        source=source,
        post_id=f"{number}",
        created_at=START + timedelta(days=day),
        title=title,
        text=text,
        kind="article",
        url=story,
        story=story,
    )


POSTS = [
    article("wire", 1, "Acme fails", FULL),
    article("planet", 2, "Acme fails"),
    article("local", 3, "Acme", "Three days.", day=1),
    article("wire", 4, "Acme opens", story="https://news.example/other"),
    article("blog", 5, "Acme fails", story=None),
]


def voices(data):
    """Titles of each voice, as the figures count them."""
    return [
        row["places"]
        for row in rows(
            data,
            "select list(source || ' ' || title order by source, title) as places from mentions "
            "where brand = 'acme' group by voice order by places",
        )
    ]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 3, 0, 1)])
def test_what_several_sources_list_is_one_voice(tmp_path, order):
    """Whatever the order, and however little of it each gives; other stories are others."""
    for n in order:
        load_posts(tmp_path / "data", [POSTS[n]])

    assert [
        ["blog Acme fails"],
        ["local Acme", "planet Acme fails", "wire Acme fails"],
        ["wire Acme opens"],
    ] == [[str(place) for place in places] for places in voices(tmp_path / "data")]


def test_an_article_that_gets_its_story_joins_the_others(tmp_path):
    """As those do that were read before stories were known."""
    before = article("planet", 2, "Acme fails", story=None)
    load_posts(tmp_path / "data", [before, POSTS[0]])
    apart = len(voices(tmp_path / "data"))
    load_posts(tmp_path / "data", [POSTS[1]])

    assert (2, 1) == (apart, len(voices(tmp_path / "data")))
