"""What is new on GitHub: issues and comments of a repository, and issues that say a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain

from ingest.sources.connector import Cursor, Item
from ingest.sources.forwards import Batch, forwards
from ingest.sources.github_api import batch, changed_at, unchanged_or
from ingest.sources.refusals import Missing
from ingest.web.asking import Api, Params
from ingest.web.client import Client

PAGE_SIZE = 100
OVERLAP = timedelta(minutes=10)  # what GitHub shows late
REPOSITORY = re.compile(r"/repos/([^/\s]+/[^/\s]+)(?=\s|$)|//[^/]+/([^/]+/[^/]+)/(?:issues|pull)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One listing that is read on from pass to pass.

    Attributes:
        name: stands for it in the cursor.
        path: under the API's address.
        params: of every question.
        query: of a search, to which the time is added; None for a listing.
        takes_pulls: whether pull requests, and what is said below them, are wanted.
    """

    name: str
    path: str
    params: Params = field(default_factory=dict)
    query: str | None = None
    takes_pulls: bool = False

    def asked(self, since: str) -> Params:
        """Parameters for what changed at a time or later."""
        if self.query is None:
            order = {"sort": "updated", "direction": "asc", "since": since}
        else:
            order = {"sort": "updated", "order": "asc", "q": f"{self.query} updated:>={since}"}
        return {**self.params, **order, "per_page": PAGE_SIZE}

    def wants(self, item: Item) -> bool:
        """Whether an issue or comment belongs to it."""
        is_pull = "pull_request" in item or "/pull/" in str(item.get("html_url"))
        return self.takes_pulls or not is_pull


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Items of a stream, the state that its next pass begins with, and whether all was read."""

    items: tuple[Item, ...]
    state: Cursor
    is_last: bool


def read(client: Client, api: Api, stream: Stream, state: Cursor) -> Iterator[Read]:
    """Yield what changed since a state: {"newest", "since", "etag"}, of which newest is due.

    Where nothing came since the last pass the same is asked again with its validator, which costs
    nothing. Below what a search found stand the comments of that time.

    Raises:
        SourceError: what was yielded before stays good.
    """
    since = before(state["newest"])
    newest, known = state["newest"], state.get("etag") if state.get("since") == since else None
    etag: list[str | None] = [None]

    def ask(begin: str, follow: str | None) -> Batch[str]:
        if follow is not None:
            return batch(api, client.get_json(api, follow))
        validator = known if begin == since else None
        answer = unchanged_or(client, api, stream.path, stream.asked(begin), validator)
        etag[0] = known if answer is None else answer.headers.get("etag")
        return Batch(items=(), newest=None, next=None) if answer is None else batch(api, answer)

    for number, found in enumerate(forwards(ask, since, source=f"{api.source}: {stream.name}")):
        newest = max(newest, found.newest or newest)
        items = tuple(item for item in found.items if stream.wants(item))
        below = said_below(client, api, items, since) if stream.query else ()
        is_whole = number == 0 and found.next is None  # one page's validator says nothing of others
        yield Read(
            items=(*items, *chain.from_iterable(below)),
            state={"newest": newest, "since": since, "etag": etag[0] if is_whole else None},
            is_last=found.next is None,
        )


def said_below(
    client: Client, api: Api, hits: tuple[Item, ...], since: str
) -> Iterator[tuple[Item, ...]]:
    """Yield the comments since a time on issues that a search found; who is gone has none.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for issue in hits:
        addresses = f"{issue.get('repository_url')} {issue.get('html_url')}"
        named, number = REPOSITORY.search(addresses), issue.get("number")
        if named is None or type(number) is not int or not issue.get("comments"):
            continue
        follow: str | None = f"repos/{named[1] or named[2]}/issues/{number}/comments"
        params: Params | None = {"since": since, "per_page": PAGE_SIZE}
        seen: set[str] = set()
        while follow is not None and follow not in seen:
            seen.add(follow)
            try:
                found = batch(api, client.get_json(api, follow, params=params))
            except Missing:
                break
            yield tuple(one for one in found.items if (changed_at(one) or since) >= since)
            follow, params = found.next, None


def before(moment: str) -> str:
    """A time as GitHub writes it, less the overlap."""
    return written(datetime.fromisoformat(moment) - OVERLAP)


def written(moment: datetime) -> str:
    """A time as GitHub writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
