"""Hacker News stories and comments, from Algolia's search.

Docs    https://hn.algolia.com/api
Auth    none
Limits  10,000 requests an hour and address (read 2026-11); 1,000 hits per query, so time is sliced
Gaps    edits and deletions after indexing are not seen; followers, languages do not exist here
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from ingest.config import Brand, Source
from ingest.connector import Cursor, Item, Page, due, text, whole
from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.http import Client
from ingest.mention import Post
from ingest.redaction import redact
from ingest.text import headline, plain_text, tidy

KIND = "hackernews"
BASE_URL = "https://hn.algolia.com/api/v1"
ITEM_URL = "https://news.ycombinator.com/item?id="
REACHABLE = 1000  # hits of one query
OVERLAP_SECONDS = 3600  # a hit may be indexed late
FIRST_RUN = timedelta(days=30)
Span = tuple[int, int]
Slice = tuple[list[Item], int]

EXACTLY: dict[str, str | int] = {  # the default finds prefixes and near-spellings
    "tags": "(story,comment)",
    "typoTolerance": "false",
    "queryType": "prefixNone",
    "restrictSearchableAttributes": "title,story_text,comment_text",
    "hitsPerPage": REACHABLE,
}


def fetch(
    client: Client, source: Source, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield the hits of every term, oldest slice of time first.

    The cursor holds, by term, the epoch second up to which everything was read. A term that is
    furthest behind comes first; after max_items the rest is left to the next run.
    """
    terms = source.terms or _names(brands.values())
    if not terms:
        raise SourceRejected(f"{source.name}: neither terms nor brands to search for")
    end, known = int(now.timestamp()), cursor.get("read_until", {})
    first = int((now - FIRST_RUN).timestamp())
    begun = {term: min(known.get(term, first), end) for term in terms}
    read, count = dict(begun), 0
    for term in sorted(terms, key=lambda term: begun[term]):
        start = begun[term] - (OVERLAP_SECONDS if term in known else 0)
        for hits, mark in _slices(client, source, term, (start, end)):
            read[term] = max(read[term], mark)
            yield _page(hits, read, since=max(begun.values()))
            count += len(hits)
            if count >= source.max_items and read[term] > begun[term]:
                return


def parse(item: Item, source: Source) -> Post:
    """Turn a hit into a post: a story has a title and often no text, a comment has no title."""
    post_id = due(source, "objectID", text(source, item, "objectID"))
    created = due(source, "created_at_i", whole(source, item, "created_at_i"))
    title = headline(text(source, item, "title") or "")
    comment = text(source, item, "comment_text")
    body = plain_text(comment or text(source, item, "story_text") or "")
    due(source, "title' or 'comment_text", title or body or None)
    parent_id, story_id = (whole(source, item, name) for name in ("parent_id", "story_id"))
    author = tidy(text(source, item, "author") or "") or None
    return Post(
        source=source.name,
        post_id=post_id,
        created_at=datetime.fromtimestamp(created, UTC),
        parent_id=None if parent_id is None else str(parent_id),
        conversation_id=post_id if story_id is None else str(story_id),
        kind="comment" if comment else "post",
        author_id=author,
        author_handle=author,
        title=title or None,
        text=body,
        lang=source.language,
        url=f"{ITEM_URL}{post_id}",
        like_count=whole(source, item, "points"),
        reply_count=whole(source, item, "num_comments"),
    )


def _names(brands: Iterable[Brand]) -> tuple[str, ...]:
    """What the brands are called, each spelling once."""
    names = [name for brand in brands for name in (brand.name, *brand.names, *brand.nicknames)]
    return tuple({name.casefold(): name for name in names}.values())


def _page(hits: list[Item], read: dict[str, int], since: int) -> Page:
    """The source is known up to where the term furthest behind is."""
    return Page(
        items=tuple(hits),
        cursor={"read_until": dict(read)},
        observed_since=datetime.fromtimestamp(since, UTC),
        observed_until=datetime.fromtimestamp(max(since, min(read.values())), UTC),
    )


def _slices(client: Client, source: Source, term: str, span: Span) -> Iterator[Slice]:
    """Yield (hits, read up to), oldest first; spans with more hits than can be had are halved."""
    pending = [span]
    while pending:
        low, high = pending.pop()
        answer = _ask(client, source, term, (low, high), 0)
        if answer["nbHits"] > REACHABLE and high - low > 1:
            middle = (low + high) // 2
            pending += [(middle, high), (low, middle)]
        else:
            yield from _pages(client, source, term, (low, high), answer)


def _pages(
    client: Client, source: Source, term: str, span: Span, answer: dict[str, Any]
) -> Iterator[Slice]:
    """Yield a span's pages; it counts as read with its last one."""
    number, seen = 0, set[str]()
    while True:
        hits = [repr(hit) for hit in answer["hits"]]
        if number and seen.issuperset(hits):
            raise SourceRejected(f"{source.name}: page {number} repeats an earlier one")
        seen.update(hits)
        number += 1
        is_last = number >= answer["nbPages"]
        yield answer["hits"], span[1] if is_last else span[0]
        if is_last:
            return
        answer = _ask(client, source, term, span, number)


def _ask(client: Client, source: Source, term: str, span: Span, number: int) -> dict[str, Any]:
    """One page of hits of one span of epoch seconds, its begin excluded, its end included."""
    phrase = term.replace('"', " ")
    changing: dict[str, str | int] = {
        "query": f'"{phrase}"',
        "numericFilters": f"created_at_i>{span[0]},created_at_i<={span[1]}",
        "page": number,
    }
    url = f"{source.base_url or BASE_URL}/search_by_date"
    answer = client.get_json(source.name, url, EXACTLY | changing)
    if not isinstance(answer, dict):
        raise UnexpectedPayload(f"{source.name}: the answer is no object")
    if message := answer.get("message"):
        raise SourceRejected(redact(f"{source.name}: {message}"))
    for field, kind in (("hits", list), ("nbHits", int), ("nbPages", int)):
        if not isinstance(answer.get(field), kind):
            raise UnexpectedPayload(f"{source.name}: answer without '{field}'")
    return answer
