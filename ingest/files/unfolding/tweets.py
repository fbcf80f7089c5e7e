"""Tweets as twarc and the interfaces of X deliver them.

Docs    https://twarc-project.readthedocs.io/en/latest/twarc2_en_us/
        https://docs.x.com/x-api/fundamentals/data-dictionary
"""

from collections.abc import Iterator
from typing import Any

from ingest.files.flat import get, objects

RETWEETED, QUOTED, REPLIED = "retweeted", "quoted", "replied_to"
KINDS = {RETWEETED: "repost", REPLIED: "reply", QUOTED: "quote"}


def is_page(document: dict[str, Any]) -> bool:
    """An answer of the second interface: tweets and, apart from them, who wrote them."""
    data = document.get("data")
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and _is_second(first) and "id_str" not in document


def page(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The tweets of an answer; those they refer to are context that was not asked for."""
    users = {str(user.get("id")): user for user in objects(document, "includes", "users")}
    data = document["data"]
    for tweet in [data] if isinstance(data, dict) else data:
        if isinstance(tweet, dict):
            author = users.get(str(tweet.get("author_id")))
            read_at = get(document, "__twarc", "retrieved_at")
            yield _second({"author": author, "__twarc": {"retrieved_at": read_at}} | tweet)


def _is_second(tweet: dict[str, Any]) -> bool:
    signs = {"author_id", "public_metrics", "conversation_id", "referenced_tweets"}
    return {"id", "text"} <= tweet.keys() and bool(signs & tweet.keys()) and "user" not in tweet


def _seconds(tweet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _second(tweet)


def _second(tweet: dict[str, Any]) -> dict[str, Any]:
    refers = {str(one.get("type")): one.get("id") for one in objects(tweet, "referenced_tweets")}
    metrics = get(tweet, "public_metrics") or {}
    handle = get(tweet, "author", "username")
    return {
        "post_id": tweet.get("id"),
        "created_at": tweet.get("created_at"),
        "text": get(tweet, "note_tweet", "text") or tweet.get("text"),
        "parent_id": refers.get(REPLIED),
        "conversation_id": tweet.get("conversation_id"),
        "kind": next((KINDS[kind] for kind in KINDS if kind in refers), "post"),
        "author_id": tweet.get("author_id") or get(tweet, "author", "id"),
        "author_handle": handle,
        "author_name": get(tweet, "author", "name"),
        "author_followers": get(tweet, "author", "public_metrics", "followers_count"),
        "lang": tweet.get("lang"),
        "url": _address(handle, tweet.get("id")),
        "like_count": get(metrics, "like_count"),
        "share_count": _sum(get(metrics, "retweet_count"), get(metrics, "quote_count")),
        "reply_count": get(metrics, "reply_count"),
        "view_count": get(metrics, "impression_count"),
        "observed_at": get(tweet, "__twarc", "retrieved_at"),
    }


def _is_first(tweet: dict[str, Any]) -> bool:
    return "id_str" in tweet and isinstance(tweet.get("user"), dict) and "created_at" in tweet


def _firsts(tweet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    handle = get(tweet, "user", "screen_name")
    kind = "repost" if tweet.get("retweeted_status") else "post"
    kind = "quote" if kind == "post" and tweet.get("is_quote_status") in (True, "true") else kind
    yield {
        "post_id": tweet.get("id_str"),
        "created_at": tweet.get("created_at"),
        "text": tweet.get("full_text")
        or get(tweet, "extended_tweet", "full_text")
        or tweet.get("text"),
        "parent_id": tweet.get("in_reply_to_status_id_str"),
        "kind": "reply" if tweet.get("in_reply_to_status_id_str") else kind,
        "author_id": get(tweet, "user", "id_str"),
        "author_handle": handle,
        "author_name": get(tweet, "user", "name"),
        "author_followers": get(tweet, "user", "followers_count"),
        "lang": tweet.get("lang"),
        "url": _address(handle, tweet.get("id_str")),
        "like_count": tweet.get("favorite_count"),
        "share_count": _sum(tweet.get("retweet_count"), tweet.get("quote_count")),
        "reply_count": tweet.get("reply_count"),
    }


def _address(handle: Any, post_id: Any) -> str | None:
    return f"https://x.com/{handle}/status/{post_id}" if handle and post_id else None


def _sum(*counts: Any) -> str | None:
    """Counts come as text, so that none of their digits is lost."""
    known = [int(count) for count in counts if str(count).isdecimal()]
    return str(sum(known)) if known else None


SHAPES = (
    ("twarc", is_page, page),
    ("twarc", _is_first, _firsts),
    ("twarc", lambda tweet: _is_second(tweet) and "created_at" in tweet, _seconds),
)
