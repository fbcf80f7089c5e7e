"""A post of X as a record; both spellings of its fields are read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import count, due, moment, part, text
from ingest.sources.x_options import Options
from ingest.web.html_text import tidy, unescaped

HEARD = "heard"  # what the reading knows beside the item
URL = "https://x.com/i/web/status/"
KINDS = {"replied_to": "reply", "quoted": "quote", "retweeted": "repost"}
OLD_CODES = {"in": "id", "iw": "he", "ji": "yi"}
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)  # of the time in X's ids
NEAR = timedelta(seconds=10)


def post_of(item: Item, source: Options) -> Post:
    """The post; of an edited one the newest version, under the id and time of the first.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    told, author = part(source, item, HEARD), part(source, item, "author")
    own_id = due(source, "id", text(source, item, "id"))
    versions = history(item) or [own_id]
    at = due(source, "created_at", moment(source, item, "created_at"))
    is_edited = len(versions) > 1
    began = _began(versions[0], own_id, at) if is_edited else at
    author_id = text(source, item, "author_id")
    is_own = author_id is not None and author_id in source.account_ids and bool(source.brand)
    to_own = text(source, item, "in_reply_to_user_id") in source.account_ids
    kind, parent_id = _reference(item)
    counts = part(source, item, "public_metrics")
    return Post(
        source=source.name,
        post_id=versions[0],
        created_at=began or at,
        is_dated_by_change=is_edited and began is None,
        edited_at=at if is_edited else None,
        parent_id=parent_id,
        conversation_id=text(source, item, "conversation_id") or versions[0],
        kind=kind,
        brand=source.brand if is_own or to_own or told.get("to") is True else None,
        is_outbound=is_own,
        is_addressed=True if (to_own or told.get("to") is True) and not is_own else None,
        author_id=author_id,
        author_handle=text(source, author, "username"),
        author_name=tidy(text(source, author, "name") or "") or None,
        author_followers=count(source, part(source, author, "public_metrics"), "followers_count"),
        text=_words(item, source),
        lang=source.language or language(text(source, item, "lang")),
        url=f"{URL}{versions[-1]}",
        like_count=count(source, counts, "like_count"),
        # A quote is a post of its own; counting it here as well would count it twice.
        share_count=_either(source, counts, "retweet_count", "repost_count"),
        reply_count=count(source, counts, "reply_count"),
        view_count=count(source, counts, "impression_count"),
    )


def history(item: Item) -> list[str]:
    """Ids of a post's versions, oldest first; empty where it tells none."""
    found = item.get("edit_history_tweet_ids") or item.get("edit_history_post_ids")
    ids = found if isinstance(found, list) else []
    return [one for one in ids if isinstance(one, str) and one]


def is_repost(item: Any) -> bool:
    """Whether it repeats somebody's post and adds nothing: that is a count of the other."""
    return isinstance(item, dict) and _reference(item)[0] == "repost"


def replied_to(item: Item) -> str | None:
    """Id of what a post answers."""
    kind, parent_id = _reference(item)
    return parent_id if kind == "reply" else None


def language(code: str | None) -> str | None:
    """A declared language; X has codes for what is none: und, zxx, qme, …."""
    if not code or code in ("und", "zxx", "art") or (len(code) == 3 and code[0] == "q"):
        return None
    return OLD_CODES.get(code, code)


def _reference(item: Item) -> tuple[str, str | None]:
    """Kind of a post, and what it hangs on: of an answer with a quote in it, what is answered."""
    listed: Any = item.get("referenced_tweets") or item.get("referenced_posts") or []
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            found.setdefault(str(one.get("type")), one["id"])
    for named, kind in KINDS.items():
        if named in found:
            # A quote stands for itself: what it quotes is no part of its conversation.
            return kind, None if kind == "quote" else found[named]
    return "post", None


def _words(item: Item, source: Options) -> str:
    """The whole text: beyond 280 characters it stands in a note."""
    note = part(source, item, "note_tweet") or part(source, item, "note_post")
    written = text(source, note, "text") or text(source, item, "text")
    if written is None:
        raise UnexpectedPayload(f"{source.name}: item without 'text'")
    return unescaped(written)


def _began(first: str, own: str, at: datetime) -> datetime | None:
    """When an edited post was written, by the time in its first id.

    None where the ids hold no time, as those of other servers that speak X's language.
    """
    this, began = _time_in(own), _time_in(first)
    return began if this and began and abs(this - at) < NEAR else None


def _time_in(post_id: str) -> datetime | None:
    try:
        return EPOCH + timedelta(milliseconds=int(post_id) >> 22)
    except (ValueError, OverflowError):
        return None


def _either(source: Options, item: Item, one: str, other: str) -> int | None:
    found = count(source, item, one)
    return count(source, item, other) if found is None else found
