"""What a pass learns of deletions: from the posts that it reads, and by looking for held ones.

A post that says itself that it was deleted (`removed_at`, or "[deleted]" in the place of its text)
is erased at once. One that is merely missing is a suspect; missing again in a later pass, an hour
or more afterwards, it is erased. Where most of what is asked for is missing at once the platform is
ill and nothing is proved; neither is anything by a pass that fails.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from ingest import sources as connectors
from ingest.loading.due_rechecks import NOTHING_DUE, DueRechecks
from ingest.loading.recheck_log import note_rechecks
from ingest.mention import Engagement, Post, Record
from ingest.sources.connector import Item
from ingest.sources.options import Source
from ingest.web.client import Client

ILL_FROM = 10  # answers, of which more than half are missing
# In the place of a text, whoever took it away.
WITHDRAWN = frozenset(
    ("[deleted]", "[removed]", "[deleted by user]", "[removed by reddit]", "[removed by moderator]")
)


@dataclass(slots=True, kw_only=True)
class Rechecked:
    """What became of the posts asked for; ids are the source's own.

    Attributes:
        due: what was asked for.
        records: of those still there, as they are now.
        alive: those still there.
        missing: those that the platform does not have.
        is_whole: everything due was asked for; False where nothing was, or the platform failed.
    """

    due: DueRechecks = NOTHING_DUE
    records: list[Record] = field(default_factory=list)
    alive: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    is_whole: bool = False


def recheck(client: Client, source: Source, rechecked: Rechecked, now: datetime) -> None:
    """Ask for what is due; note in rechecked what the platform answers.

    Raises:
        SourceError: who was answered to be there before counts, who was missing does not.
    """
    prefix = f"{source.name}:"
    asked = [post_id.removeprefix(prefix) for post_id in rechecked.due.asked]
    try:
        for checked in connectors.recheck(client, source, asked):
            found = list(_read(checked.items, source, now))
            told = {one.post_id for one in found if isinstance(one, Post | Engagement)}
            alive = told.union(checked.standing)
            missing = set(checked.gone).intersection(asked)
            rechecked.records += found
            rechecked.alive |= alive.intersection(asked)
            rechecked.missing |= set() if _is_ill(alive, missing) else missing
    except Exception:
        rechecked.missing.clear()
        raise
    rechecked.missing -= rechecked.alive
    if _is_ill(rechecked.alive, rechecked.missing):
        rechecked.missing.clear()
    rechecked.is_whole = True


def withdrawn(records: Iterable[Record]) -> list[str]:
    """Ids (source:id) of the posts that say of themselves that they were deleted."""
    return [
        f"{one.source}:{one.post_id}"
        for one in records
        if isinstance(one, Post) and _is_withdrawn(one)
    ]


def standing(records: Iterable[Record]) -> list[Record]:
    """The records without those posts: nothing of them is stored."""
    return [one for one in records if not (isinstance(one, Post) and _is_withdrawn(one))]


def store_deletions(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    records: Sequence[Record],
    rechecked: Rechecked,
    *,
    now: datetime,
    data: Path,
) -> int:
    """Erase what was seen to be deleted, note who is missing; returns how many posts were emptied.

    Args:
        con: from `writer()`, after the records were loaded.
        source: its entry in earshot.toml.
        records: all that the pass read of it.
        rechecked: from recheck().
        now: aware.
        data: the warehouse's folder.
    """
    alive, missing = (
        [f"{source.name}:{post_id}" for post_id in sorted(ids)]
        for ids in (rechecked.alive, rechecked.missing)
    )
    gone = note_rechecks(
        con,
        source,
        rechecked.due,
        alive=alive,
        missing=missing,
        now=now,
        is_whole=rechecked.is_whole,
    )
    gone = [*gone, *withdrawn(records)]
    if not gone:  # as nearly always, and what empties posts need not be imported
        return 0
    from ingest.loading.erase import erase_deleted

    return erase_deleted(con, gone, now=now, data=data)


def _is_withdrawn(post: Post) -> bool:
    return post.removed_at is not None or post.text.strip().casefold() in WITHDRAWN


def _read(items: Sequence[Item], source: Source, now: datetime) -> Iterator[Record]:
    for number, item in enumerate(items, 1):
        yield from connectors.read_item(item, source, f"{source.name}, held item {number}", now)


def _is_ill(alive: Collection[str], missing: Collection[str]) -> bool:
    count = len(alive) + len(missing)
    return count >= ILL_FROM and 2 * len(missing) > count
