"""What a review in the App Store says, in the public feed and in App Store Connect."""

import re
from collections.abc import Iterator

from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import count, due, moment, part, text, whole
from ingest.sources.options import Source
from ingest.sources.reviews import answer_of, stars
from ingest.web.html_text import tidy

AUTHOR = re.compile(r"/id(\d+)", re.ASCII)
PUBLISHED = "PUBLISHED"


def post_id_of(country: str, review_id: str) -> str:
    """Apple numbers reviews within a country's store."""
    return f"{country}:{review_id}"


def of_feed(source: Source, item: Item, app: str) -> Post:
    """A review of the feed, in which every value is text.

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


def of_connect(source: Source, item: Item, app: str) -> Iterator[Post]:
    """Yield a review of App Store Connect, and the developer's answer once it is published.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    review_id = due(source, "id", text(source, item, "id"))
    said = part(source, item, "attributes")
    title = " ".join(tidy(text(source, said, "title") or "").split())
    words = tidy(text(source, said, "body") or "")
    due(source, "body", words or title or None)
    yield Post(
        source=source.name,
        post_id=review_id,
        created_at=due(source, "createdDate", moment(source, said, "createdDate")),
        is_dated_by_change=True,
        conversation_id=review_id,
        brand=source.brand,
        is_addressed=True,
        kind="review",
        author_name=tidy(text(source, said, "reviewerNickname") or "") or None,
        title=title or None,
        text=words,
        lang=source.language,
        url=f"https://apps.apple.com/app/id{app}?see-all=reviews",
        rating=stars(source, "rating", whole(source, said, "rating")),
    )
    answer = part(source, part(source, item, "response"), "attributes")
    if answer and text(source, answer, "state") in (PUBLISHED, None):
        said_back = tidy(text(source, answer, "responseBody") or "") or None
        yield answer_of(
            source,
            review_id,
            at=due(source, "lastModifiedDate", moment(source, answer, "lastModifiedDate")),
            words=due(source, "responseBody", said_back),
        )


def _label(source: Source, item: Item, field: str) -> str | None:
    return text(source, {field: part(source, item, field).get("label")}, field)


def _number(source: Source, item: Item, field: str) -> int | None:
    return count(source, {field: part(source, item, field).get("label")}, field)
