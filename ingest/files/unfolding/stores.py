"""Reviews as the stores' own interfaces deliver them, the developer's answer a row of its own.

Docs    https://developer.apple.com/documentation/appstoreconnectapi/customer-reviews
        https://developers.google.com/android-publisher/api-ref/rest/v3/reviews
"""

from collections.abc import Iterator
from typing import Any

from ingest.files.flat import get, objects


def is_connect(document: dict[str, Any]) -> bool:
    """A page of App Store Connect."""
    return any(one.get("type") == "customerReviews" for one in objects(document, "data"))


def connect(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Its reviews with their published answers."""
    answers = {str(one.get("id")): one for one in objects(document, "included")}
    for review in objects(document, "data"):
        said = review.get("attributes") or {}
        link = get(review, "relationships", "response", "data", "id")
        answer = get(answers.get(str(link)), "attributes") or {}
        yield {
            "post_id": review.get("id"),
            "created_at": get(said, "createdDate"),
            "title": get(said, "title"),
            "text": get(said, "body"),
            "rating": get(said, "rating"),
            "author_name": get(said, "reviewerNickname"),
            "kind": "review",
            "reply_id": link,
            "reply_text": get(answer, "responseBody"),
            "reply_at": get(answer, "lastModifiedDate"),
        }


def is_feed(document: dict[str, Any]) -> bool:
    """Apple's public feed of reviews as JSON."""
    return any("im:rating" in one for one in objects(document, "feed", "entry"))


def feed(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Its reviews; the first entry may be the app itself."""
    for entry in objects(document, "feed", "entry"):
        if "im:rating" in entry:
            yield {
                "post_id": get(entry, "id", "label"),
                "created_at": get(entry, "updated", "label"),
                "title": get(entry, "title", "label"),
                "text": get(entry, "content", "label"),
                "rating": get(entry, "im:rating", "label"),
                "author_name": get(entry, "author", "name", "label"),
                "kind": "review",
            }


def is_publisher(review: dict[str, Any]) -> bool:
    """A review of Google's interface for developers."""
    return "reviewId" in review and any("userComment" in one for one in objects(review, "comments"))


def publisher(review: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The review with the developer's last answer."""
    comments = list(objects(review, "comments"))
    said = next(one["userComment"] for one in comments if "userComment" in one)
    answer = next((one["developerComment"] for one in comments if "developerComment" in one), None)
    yield {
        "post_id": review.get("reviewId"),
        "created_at": get(said, "lastModified", "seconds"),
        "text": str(get(said, "text") or "").replace("\t", " ").strip(),
        "rating": get(said, "starRating"),
        "lang": get(said, "reviewerLanguage"),
        "author_name": review.get("authorName"),
        "like_count": get(said, "thumbsUpCount"),
        "kind": "review",
        "reply_text": get(answer, "text"),
        "reply_at": get(answer, "lastModified", "seconds"),
    }


SHAPES = (
    ("app_store", is_connect, connect),
    ("app_store", is_feed, feed),
    ("google_play", is_publisher, publisher),
)
