"""What a review in the App Store's public feed says."""

import re

from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import count, due, moment, part, text
from ingest.sources.options import Source
from ingest.sources.reviews import stars
from ingest.web.html_text import tidy

AUTHOR = re.compile(r"/id(\d+)", re.ASCII)


def post_id_of(country: str, review_id: str) -> str:
    """Apple numbers reviews within a country's store."""
    return f"{country}:{review_id}"


def review(source: Source, item: Item, app: str) -> Post:
    """A review of an app; every value of the feed is text.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    country = due(source, "country", text(source, item, "country"))
    author = part(source, item, "author")
    uri = AUTHOR.search(_label(source, author, "uri") or "")
    title = " ".join(tidy(_label(source, item, "title") or "").split())
    words = tidy(_label(source, item, "content") or "")
    due(source, "content", words or title or None)
    return Post(
        source=source.name,
        post_id=post_id_of(country, due(source, "id", _label(source, item, "id"))),
        created_at=due(
            source,
            "updated",
            moment(source, {"updated": _label(source, item, "updated")}, "updated"),
        ),
        is_dated_by_change=True,
        brand=source.brand,
        is_addressed=True,
        kind="review",
        author_id=uri[1] if uri else None,
        author_name=tidy(_label(source, author, "name") or "") or None,
        title=title or None,
        text=words,
        lang=source.language,
        url=f"https://apps.apple.com/{country}/app/id{app}?see-all=reviews",
        rating=stars(source, "im:rating", _number(source, item, "im:rating")),
        like_count=_number(source, item, "im:voteSum"),
    )


def _label(source: Source, item: Item, field: str) -> str | None:
    return text(source, {field: part(source, item, field).get("label")}, field)


def _number(source: Source, item: Item, field: str) -> int | None:
    return count(source, {field: part(source, item, field).get("label")}, field)
