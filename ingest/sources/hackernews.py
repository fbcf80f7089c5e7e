"""Hacker News stories and comments, from Algolia's search.

Docs    https://hn.algolia.com/api
Auth    none
Limits  10,000 requests an hour and address (read 2026-11); 1,000 hits per query, so time is sliced
Gaps    edits are seen only when a held post is looked for again, deletions are then; comments have
        no counts; followers, languages do not exist here
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from pydantic import Field

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.fields import due, moment, text, whole
from ingest.sources.hackernews_items import item_now
from ingest.sources.hackernews_search import search
from ingest.sources.options import Address, Search
from ingest.sources.time_slices import Hits, Span, slices
from ingest.web.asking import Api, Params
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.html_text import headline, plain_text, tidy

ITEM_URL = "https://news.ycombinator.com/item?id="
REACHABLE = 1000  # hits of one query
POLLED = 100  # stories by id in one question: the address stays below 2,000 characters
OVERLAP_SECONDS = 3600  # a hit may be indexed late
FIRST_RUN = timedelta(days=30)
EXACTLY: Params = {  # the default finds prefixes and near-spellings
    "tags": "(story,comment)",
    "typoTolerance": "false",
    "queryType": "prefixNone",
    "restrictSearchableAttributes": "title,story_text,comment_text",
    "hitsPerPage": REACHABLE,
}


class Options(Search):
    """What earshot.toml says of a search of Hacker News."""

    base_url: Address = Field(
        default=Address("https://hn.algolia.com/api/v1"), description="Where the search answers."
    )


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield the hits of every term, oldest slice of time first.

    The cursor holds, by term, the epoch second up to which everything was read. A term that is
    furthest behind comes first; after max_items the rest is left to the next run.
    """
    terms = source.wanted(brands)
    end, known = int(now.timestamp()), cursor.get("read_until", {})
    first = int((now - FIRST_RUN).timestamp())
    begun = {term: min(known.get(term, first), end) for term in terms}
    since = None if any(term in known for term in terms) else _moment(first)
    read, count = dict(begun), 0
    for term in sorted(terms, key=lambda term: begun[term]):
        start = begun[term] - (OVERLAP_SECONDS if term in known else 0)
        ask = partial(_ask, client, _api(source), term)
        for hits, mark in slices(ask, (start, end), reachable=REACHABLE, source=source.name):
            read[term] = max(read[term], mark)
            yield Page(
                items=hits,
                cursor={"read_until": dict(read)},
                observed_since=since,
                observed_until=_moment(min(read.values())) if read != begun else None,
            )
            count += len(hits)
            if count >= source.max_items and read[term] > begun[term]:
                return


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield stories as they are now, a hundred a question; who left the index is not among them."""
    for first in range(0, len(post_ids), POLLED):
        asked = post_ids[first : first + POLLED]
        tags = ",".join(f"story_{post_id}" for post_id in asked)
        params: Params = {"tags": f"story,({tags})", "hitsPerPage": POLLED}
        hits = search(client, _api(source), params).items
        yield tuple(hit for hit in hits if isinstance(hit, dict) and hit.get("objectID") in asked)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of posts: stories by the hundred, everything else by itself.

    Who is deleted, or killed by the moderators, has left the index.
    """
    api = _api(source)
    for first in range(0, len(post_ids), POLLED):
        asked = post_ids[first : first + POLLED]
        stories = [hit for hits in poll(client, source, asked) for hit in hits]
        yield Checked(items=tuple(stories))
        found = {hit["objectID"] for hit in stories}
        for post_id in asked:
            if post_id not in found:
                one = item_now(client, api, post_id)
                yield Checked(gone=(post_id,)) if one is None else Checked(items=(one,))


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A hit is a post: a story has a title and often no text, a comment has no title."""
    post_id = due(source, "objectID", text(source, item, "objectID"))
    title = headline(text(source, item, "title") or "")
    comment = text(source, item, "comment_text")
    body = plain_text(comment or text(source, item, "story_text") or "")
    due(source, "title' or 'comment_text", title or body or None)
    parent_id, story_id = whole(source, item, "parent_id"), whole(source, item, "story_id")
    author = tidy(text(source, item, "author") or "") or None
    yield Post(
        source=source.name,
        post_id=post_id,
        created_at=due(source, "created_at_i", moment(source, item, "created_at_i")),
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


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _ask(client: Client, api: Api, term: str, span: Span, number: int) -> Hits:
    """One page of what names the term exactly in a span of epoch seconds."""
    changing: Params = {
        "query": '"' + term.replace('"', " ") + '"',
        "numericFilters": f"created_at_i>{span[0]},created_at_i<={span[1]}",
        "page": number,
    }
    return search(client, api, {**EXACTLY, **changing})


def _api(source: Options) -> Api:
    return Api(source=source.name, base_url=expand(source.name, source.base_url))
