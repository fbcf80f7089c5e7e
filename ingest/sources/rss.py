"""RSS and Atom feeds: blogs, news, forums, status pages.

Docs    https://www.rssboard.org/rss-specification and RFC 4287 (Atom)
Auth    none; a secret in the address is written as ${NAME} and read from the environment
Limits  none stated; poll every 30 minutes or slower
Gaps    deleted entries are not seen; entries that come and go between two polls are lost, and
        the time is recorded as not observed; entries without a date are refused
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceGone, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post
from ingest.sources import rss_feed as feed
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import shown, text
from ingest.sources.options import Address, Source
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.html_text import unescaped
from ingest.web.redaction import redact

ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
VALIDATORS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
COUNT = re.compile(r"[0-9]{1,9}")
OLDEST = "1990-01-01T00:00:00+00:00"
KEPT = ("moved_to", "seen")  # from cursor to cursor; validators belong to one answer
REMEMBERED = 1000  # entries of the last poll; one of them in the next poll proves that none is lost


class Options(Source):
    """What earshot.toml says of a feed."""

    url: Address = Field(description="Of the feed; a secret in it is written as ${NAME}.")


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - a feed is read whole, whomever it is about
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield the feed's entries unless it says that nothing changed.

    The cursor holds the feed's validators word for word, where it moved to, the fingerprints of
    its entries, and the end of the last poll. A new address in earshot.toml starts afresh.
    """
    configured = feed.digest(source.url.template)
    api = Api(source=source.name, base_url=expand(source.name, source.url))
    known = cursor if cursor.get("configured") == configured else {}
    if "gone" in known:
        raise SourceGone(f"{source.name}: 410 Gone on {known['gone']}; change or remove its url")
    validators = {name: known[key] for key, name in VALIDATORS if key in known}
    try:
        answer = client.get(
            api, known.get("moved_to", ""), headers={"Accept": ACCEPT, **validators}
        )
    except SourceGone:
        gone = {"gone": f"{now:%Y-%m-%d}", "configured": configured}
        yield Page(items=(), cursor=known | gone, observed_since=None, observed_until=None)
        raise
    end = {"read_until": now.isoformat(), "configured": configured}
    if answer.status == HTTPStatus.NOT_MODIFIED:
        yield Page(items=(), cursor=known | end, observed_since=None, observed_until=now)
        return
    read = feed.read_feed(source.name, answer)
    items = read.items[: source.max_items]
    if read.is_torn:
        yield Page(items=items, cursor=known, observed_since=None, observed_until=None)
        raise SourceUnavailable(f"{source.name}: the feed breaks off after {len(items)} entries")
    yield Page(
        items=items,
        cursor={k: known[k] for k in KEPT if k in known} | _news(answer, items) | end,
        observed_since=_since(items, known, now),
        observed_until=now,
    )


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An entry is an article; what replies to another entry is a comment."""
    title, body, parent = feed.title_of(item), feed.body_of(item), feed.parent_of(item)
    if not title and not body:
        raise UnexpectedPayload(f"{source.name}: entry without 'title', 'summary' or 'content'")
    when = feed.dated(item)
    if when is None:
        raw = text(source, item, "published") or text(source, item, "updated")
        raise UnexpectedPayload(f"{source.name}: published: {shown(raw)} is no date")
    comments = text(source, item, "slash_comments") or ""
    yield Post(
        source=source.name,
        post_id=feed.identity(item),
        created_at=datetime.fromisoformat(when),
        edited_at=feed.edited(item),
        parent_id=parent,
        conversation_id=parent,
        kind="comment" if parent else "article",
        author_name=unescaped(text(source, item, "author") or "") or None,
        title=title or None,
        text=body,
        lang=source.language or feed.language_of(item),
        url=feed.address_of(item),
        reply_count=int(comments) if COUNT.fullmatch(comments) else None,
    )


def _news(answer: Answer, items: tuple[Item, ...]) -> Cursor:
    """What to remember of this answer."""
    news: Cursor = {name: answer.headers[name] for name, _ in VALIDATORS if name in answer.headers}
    if items:
        news["seen"] = [feed.digest(feed.identity(item)) for item in items[:REMEMBERED]]
    # An address with a secret in it is followed anew each time rather than written down.
    if answer.moved_to and redact(answer.moved_to) == answer.moved_to:
        news["moved_to"] = answer.moved_to
    return news


def _since(items: tuple[Item, ...], known: Cursor, now: datetime) -> datetime | None:
    """From when on this poll shows everything; None if it meets the poll before."""
    seen = known.get("seen", ())
    met = any(feed.digest(feed.identity(item)) in seen for item in items)
    if "read_until" in known and (met or not seen or not items):
        return None
    dates = [datetime.fromisoformat(when) for item in items if (when := feed.dated(item))]
    last = datetime.fromisoformat(known.get("read_until", OLDEST))
    return max(last, min([*dates, now]))
