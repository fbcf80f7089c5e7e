"""What an item of Google Play says: a review, and what its developer answers in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import quote

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, part, shown, text, whole
from ingest.sources.options import Source
from ingest.sources.reviews import answer_of, stars
from ingest.web.html_text import tidy

REVIEW_URL = "https://play.google.com/store/apps/details?id="
NANOS = 10**9


def posts(source: Source, item: Item, package: str) -> Iterator[Post]:
    """Yield the review and the answer in it; either may be missing, not both.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    review_id = due(source, "reviewId", text(source, item, "reviewId"))
    comments = item.get("comments")
    if not isinstance(comments, list) or not all(isinstance(one, dict) for one in comments):
        told = f"comments holds {shown(comments)}, a list of objects is due"
        raise UnexpectedPayload(f"{source.name}: {told}")
    written = [part(source, one, "userComment") for one in comments if one.get("userComment")]
    answered = [
        part(source, one, "developerComment") for one in comments if one.get("developerComment")
    ]
    if not written and not answered:
        raise UnexpectedPayload(f"{source.name}: item without 'userComment' or 'developerComment'")
    url = f"{REVIEW_URL}{quote(package)}&reviewId={quote(review_id, safe='')}"
    for one in written[:1]:
        yield _review(source, one, review_id, text(source, item, "authorName"), url)
    for one in answered[:1]:
        yield _answer(source, one, review_id, url)


def _review(source: Source, comment: Item, review_id: str, name: str | None, url: str) -> Post:
    # Translated only where that is asked for; then this is what the person wrote.
    written = text(source, comment, "originalText") or text(source, comment, "text") or ""
    title, words = _parted(written)
    due(source, "text", words or title or None)
    rating = whole(source, comment, "starRating")
    language = text(source, comment, "reviewerLanguage")
    return Post(
        source=source.name,
        post_id=review_id,
        created_at=due(source, "lastModified", _changed(source, comment)),
        is_dated_by_change=True,
        conversation_id=review_id,
        brand=source.brand,
        is_addressed=True,
        kind="review",
        author_name=tidy(name or "") or None,
        title=title or None,
        text=words,
        lang=source.language or (language.replace("_", "-") if language else None),
        url=url,
        rating=None if rating is None else stars(source, "starRating", rating),
        like_count=whole(source, comment, "thumbsUpCount"),
    )


def _answer(source: Source, comment: Item, review_id: str, url: str) -> Post:
    words = tidy(text(source, comment, "text") or "")
    return answer_of(
        source,
        review_id,
        at=due(source, "lastModified", _changed(source, comment)),
        words=due(source, "developerComment.text", words or None),
        url=url,
    )


def _parted(written: str) -> tuple[str, str]:
    """Title and text; old reviews have both with a tab between, which stays where there is none."""
    title, tab, words = written.partition("\t")
    return (" ".join(tidy(title).split()), tidy(words)) if tab else ("", tidy(title))


def _changed(source: Source, comment: Item) -> datetime | None:
    """Seconds, written as text, and nanoseconds, which may be missing."""
    time = part(source, comment, "lastModified")
    nanos = whole(source, time, "nanos") or 0
    if not 0 <= nanos < NANOS:
        raise UnexpectedPayload(f"{source.name}: nanos holds {nanos}, 0 to 999999999 are due")
    seconds = moment(source, time, "seconds")
    return seconds + timedelta(microseconds=nanos // 1000) if seconds else None
