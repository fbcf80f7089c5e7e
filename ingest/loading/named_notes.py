"""Notes on the timeline that name whom we forget: free words of people, about days and not posts.

"@pat" can only be the handle, and goes wherever it stands. A bare name may be another person's or
a word ("May", "Sun"), so such a note is told, and emptied only where somebody says so.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.handles import handle_key
from ingest.loading.authorship import posts_by
from sql import feedback_exchange
from sql.feedback import Action

KIND = "note"
GONE = "@(erased)"


class Names(NamedTuple):
    """What somebody may be called in free words.

    Attributes:
        handles: without "@" and in any case.
        names: as shown beside them.
    """

    handles: frozenset[str]
    names: frozenset[str]


def names_of(
    con: duckdb.DuckDBPyConnection,
    posts: Iterable[str],
    authors: Iterable[str],
    names: Iterable[str] = (),
) -> Names:
    """Handles and names of those asked for and of who wrote these posts, while they are held.

    Args:
        con: from `writer()`, before anything is erased.
        posts: as views name them.
        authors: handles or author ids, however they are spelt.
        names: by which they go besides.
    """
    keys = sorted({key for author in authors if (key := handle_key(author))})
    found = con.execute(
        "select distinct author_handle, author_name from posts "
        "where post_id in (select unnest(?::varchar[])) and direction is distinct from 'outbound'",
        [[*posts, *posts_by(con, keys)]],
    ).fetchall()
    handles = {handle_key(handle) for handle, _ in found if handle}
    return Names(
        frozenset(one.partition("@")[0] for one in {*keys, *handles} if one),
        frozenset(
            one.strip() for one in [*names, *(name or "" for _, name in found)] if one.strip()
        ),
    )


def forget_in_notes(
    con: duckdb.DuckDBPyConnection, data: Path, named: Names, *, empties: bool
) -> list[Action]:
    """Take handles out of all notes; returns those that may name somebody still, as they stood.

    Args:
        con: from `writer()`.
        data: the warehouse's folder, where the ledger is too.
        named: as names_of gives it.
        empties: whether the words of those that may name somebody go as well.

    Raises:
        PeopleDamaged: the ledger cannot be written.
    """
    if not (named.handles or named.names):
        return []
    handle = _any_of(named.handles, before="@", behind=r"(@[\w.-]+)?")
    bare = _any_of(named.handles | named.names)
    told: list[Action] = []
    changed: dict[str, str | None] = {}
    for note in feedback_exchange.of_kind(con, KIND):
        words = handle.sub(GONE, note.value or "")
        may_name = bool(bare.search(words))
        if may_name:
            told.append(note)
        if words != note.value or (may_name and empties):
            changed[note.action_id] = None if may_name and empties else words
    feedback_exchange.reword(con, data, changed)
    return told


def _any_of(names: Collection[str], before: str = "", behind: str = "") -> re.Pattern[str]:
    """Any of these as a word of its own; no word where there are none."""
    words = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<!\w){before}(?:{words}){behind}(?!\w)", re.IGNORECASE)
