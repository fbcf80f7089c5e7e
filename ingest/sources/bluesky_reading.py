"""One reading of Bluesky: which lists there are, and how each of them is read."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from ingest.brand import Brand
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_entries import found_entries, own_entries, said_entries
from ingest.sources.bluesky_heard import Ear, is_hidden
from ingest.sources.bluesky_options import Options
from ingest.sources.bluesky_people import answering, followers_of
from ingest.sources.bluesky_session import asked
from ingest.sources.bluesky_threads import threads
from ingest.sources.bluesky_walks import walk
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import inside, text_inside
from ingest.sources.streams import Progress, begun
from ingest.sources.walks import Entry
from ingest.web.client import Client

PAGE = 100
SAID = ("mention", "reply", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading, and how far it got.

    Attributes:
        followers: of people met so far, by their lasting id.
    """

    client: Client
    ear: Ear
    progress: Progress
    followers: dict[str, int | None]

    def heard(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """What is to be heard, each post once in a pass; threads are noted."""
        met, fresh = self.progress.met, []
        for entry in entries:
            uri = text_inside(entry.item, "uri") or entry.id
            if entry.item is None or is_hidden(entry.item) or uri in met:
                continue
            met.add(uri)
            fresh.append(entry.item)
            replies = inside(entry.item).get("replyCount")
            is_ours = self.ear.is_in_thread(entry.item)
            self.progress.note(entry, uri, replies, is_ours=is_ours)
        return self.told(fresh)

    def told(self, posts: Sequence[Any]) -> tuple[Item, ...]:
        """Posts as items, with how many follow their authors."""
        counts = followers_of(self.client, self.ear.account.api, posts, self.followers)
        return tuple(
            self.ear.heard(post, followers=count) for post, count in zip(posts, counts, strict=True)
        )


def read(
    client: Client,
    source: Options,
    account: Account,
    brands: Mapping[str, Brand],
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield what is new in every list, the list furthest behind first, then threads.

    The cursor holds how far each list was read. After max_items the rest is left to the next run.

    Raises:
        SourceError: of the first list that was refused, after all the others were read.
    """
    names = (name for brand in brands.values() for name in brand.own_accounts)
    others = answering(client, account.api, names) - {account.own}
    lists = lists_of(source, account, brands, others)
    place = f"{source.base_url.template} {account.own}"
    progress = begun(cursor, place, lists, now=now, max_items=source.max_items)
    ear = Ear(account=account, brands=brands, source=source, answering=others)
    reading = Reading(client=client, ear=ear, progress=progress, followers={})
    for name in progress.in_order():
        pages = _list(reading, name, lists[name])
        yield from progress.guarded(name, pages, is_optional=name == "said")
    pages = threads(client, account, progress, reading.told)
    yield from progress.guarded("threads", pages, is_optional=False)
    yield from progress.ended(cursor)


def lists_of(
    source: Options,
    account: Account,
    brands: Mapping[str, Brand],
    others: Collection[str] = (),
) -> dict[str, Mapping[str, Any]]:
    """Parameters of each list, by its name in the cursor."""
    lists: dict[str, Mapping[str, Any]] = {
        f"own:{did}": {"actor": did, "filter": "posts_with_replies", "includePins": "false"}
        for did in (account.own, *sorted(others))
    }
    terms = source.wanted(brands)
    if account.is_own:
        lists["said"] = {"reasons": SAID}
    else:  # what is said to the brand arrives at its own account only
        terms = (*terms, f"@{account.own_handle}")
    lists |= {f"search:{term}": {"q": term.replace('"', " "), "sort": "latest"} for term in terms}
    return lists


def _list(reading: Reading, name: str, params: Mapping[str, Any]) -> Iterator[Page]:
    progress = reading.progress
    for step in walk(partial(ask, reading, name, params), progress.streams[name], progress.now):
        items = reading.heard(step.entries)
        progress.streams[name] = step.state
        if items:
            yield progress.page(items)
        if progress.is_full and step.entries:
            return


def ask(
    reading: Reading, name: str, params: Mapping[str, Any], cursor: str | None
) -> tuple[Sequence[Entry], str | None]:
    """A page and the cursor of the next; since is not asked for: some servers do not heed it."""
    client, account = reading.client, reading.ear.account
    given = {**params, "limit": PAGE, **({"cursor": cursor} if cursor else {})}
    if name.startswith("own:"):
        answer = asked(client, account.api, "app.bsky.feed.getAuthorFeed", given)
        entries = own_entries(reading.ear, answer, params["actor"])
    elif name == "said":
        answer = asked(client, account.api, "app.bsky.notification.listNotifications", given)
        entries = said_entries(client, account, answer, SAID)
    else:
        answer = asked(client, account.api, "app.bsky.feed.searchPosts", given)
        entries = found_entries(account, answer, _pattern(given["q"]))
    following = answer.get("cursor")
    return entries, following if isinstance(following, str) and following else None


def _pattern(term: str) -> re.Pattern[str]:
    """Finds a term where words may be tied together: "Acme Air" in "#AcmeAir"."""
    return re.compile(r"[\W_]*".join(map(re.escape, term.split())), re.IGNORECASE)
