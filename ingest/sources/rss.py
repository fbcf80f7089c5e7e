"""RSS and Atom feeds: blogs, news, forums, status pages, and the comments below articles.

Docs    https://www.rssboard.org/rss-specification, RFC 4287 (Atom), RFC 4685 (its threads)
Auth    none; a secret in the address is written as ${NAME} and read from the environment
Limits  none stated; poll every 30 minutes or slower
Gaps    deleted entries are not seen; entries that come and go between two polls are lost, and
        the time is recorded as not observed; entries without a date, or with a time zone of
        several meanings (IST), are refused; a date without a zone is taken for UTC
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Self

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceGone, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post
from ingest.sources import rss_entry
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import text
from ingest.sources.options import Address, Source
from ingest.sources.rss_asking import ask
from ingest.sources.rss_comments import body_of, thread_of
from ingest.sources.rss_marks import digest
from ingest.sources.rss_memory import named
from ingest.sources.rss_names import identity
from ingest.sources.rss_sites import article_source
from ingest.web.client import Client
from ingest.web.html_text import unescaped

COUNT = re.compile(r"[0-9]{1,9}")
OLDEST = "1990-01-01T00:00:00+00:00"
KEPT = ("moved_to", "listed")  # from cursor to cursor; validators belong to one answer


class Options(Source):
    """What earshot.toml says of a feed."""

    url: Address = Field(description="Of the feed; a secret in it is written as ${NAME}.")
    article_source: str | None = Field(
        default=None,
        description="Name of the source whose articles these comments are about; else the feed of "
        "the same site.",
    )

    def beside(self, others: Mapping[str, Source]) -> Self:
        """The comments of a site belong to the articles of its other feed.

        Raises:
            ValueError: article_source is no feed of the configuration.
        """
        feeds = {name: one.url for name, one in others.items() if isinstance(one, Options)}
        return self.model_copy(
            update={"article_source": article_source(self.name, self.article_source, feeds)}
        )


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - a feed is read whole, whomever it is about
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield the feed's entries unless it says that nothing changed.

    The cursor holds the feed's validators word for word, where it moved to, marks of its entries,
    and the end of the last poll. A new address in earshot.toml starts afresh but for the marks.
    """
    configured = digest(source.url.template, 16)
    is_same = cursor.get("configured") == configured
    known = cursor if is_same else {k: cursor[k] for k in ("entries",) if k in cursor}
    if "gone" in known:
        raise SourceGone(f"{source.name}: 410 Gone on {known['gone']}; change or remove its url")
    try:
        asked = ask(client, source.name, source.url, known, source.max_items)
    except SourceGone:
        gone = {"gone": f"{now:%Y-%m-%d}", "configured": configured}
        yield Page(items=(), cursor=known | gone, observed_since=None, observed_until=None)
        raise
    end = {"read_until": now.isoformat(), "configured": configured}
    if asked.feed is None:
        yield Page(items=(), cursor=known | end, observed_since=None, observed_until=now)
        return
    entries = named(asked.feed.items, asked.feed.home, known, now)
    if asked.feed.is_torn:
        yield Page(items=entries.items, cursor=known, observed_since=None, observed_until=None)
        raise SourceUnavailable(
            f"{source.name}: the feed breaks off after {len(entries.items)} entries"
        )
    news = asked.news() | {"entries": entries.memory}
    if entries.count:
        news["listed"] = entries.count
    yield Page(
        items=entries.items,
        cursor={k: known[k] for k in KEPT if k in known} | news | end,
        observed_since=_since(entries.items, known, now, is_met=entries.is_met),
        observed_until=now,
    )


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An entry is an article; what replies to another entry is a comment."""
    thread = thread_of(item)
    title, body = rss_entry.title_of(item), body_of(item, is_comment=thread is not None)
    if not title and not body:
        raise UnexpectedPayload(f"{source.name}: entry without 'title', 'summary' or 'content'")
    when = rss_entry.created(item)
    if when is None:
        raise UnexpectedPayload(f"{source.name}: published: {rss_entry.undated(item)}")
    comments = text(source, item, "slash_comments") or ""
    elsewhere = source.article_source if thread else None
    yield Post(
        source=source.name,
        post_id=identity(item),
        created_at=datetime.fromisoformat(when),
        edited_at=rss_entry.edited(item),
        parent_id=thread.parent if thread else None,
        conversation_id=thread.article if thread else None,
        conversation_source=elsewhere,
        kind="comment" if thread else "article",
        author_name=unescaped(text(source, item, "author") or "") or None,
        # A comment's title is its article's, with words of the blog's around it.
        title=None if elsewhere and body else title or None,
        text=body,
        lang=source.language or rss_entry.language_of(item),
        url=rss_entry.address_of(item),
        story=None if thread else text(source, item, "story"),
        reply_count=int(comments) if COUNT.fullmatch(comments) else None,
    )


def _since(
    items: tuple[Item, ...], known: Cursor, now: datetime, *, is_met: bool
) -> datetime | None:
    """From when on this poll shows everything; None if it meets the poll before."""
    was_empty = not known.get("listed") and not known.get("seen")
    if "read_until" in known and (is_met or was_empty or not items):
        return None
    dates = [datetime.fromisoformat(when) for item in items if (when := rss_entry.dated(item))]
    last = datetime.fromisoformat(known.get("read_until", OLDEST))
    return max(last, min([*dates, now]))
