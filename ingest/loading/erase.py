"""Forgetting a person or a post: the words and names go, the counts stay, nothing comes back.

A post that its author deleted is forgotten the same way, as soon as a pass has seen so.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.handles import handle_key, is_one_of
from ingest.loading.authorship import posts_by
from ingest.loading.emptying import empty, name_emptied, somebody_else
from ingest.loading.fingerprints import author_print, post_print, prints_in, prints_of
from ingest.loading.named_notes import forget_in_notes, names_of
from ingest.loading.refused import drop_refused
from ingest.mention import Post, Record, Reject
from sql.derive.volume import refresh_volume
from sql.feedback import Action
from sql.feedback_exchange import forget, forget_quotes
from sql.warehouse import forget_versions, sweep, writer


class Erased(NamedTuple):
    """What was erased.

    Attributes:
        post_count: posts that were emptied.
        notes: that may name one of those asked for, as they stood.
    """

    post_count: int
    notes: list[Action]


def erase_for_good(
    data: Path,
    *,
    posts: Iterable[str],
    authors: Iterable[str],
    names: Iterable[str] = (),
    empties_notes: bool = False,
) -> Erased:
    """Erase, publish, and delete the older versions, which still hold it.

    Args:
        data: the warehouse's folder.
        posts: as of erase.
        authors: as of erase.
        names: by which notes may call them, beside those that are held of them.
        empties_notes: take out the words of notes that may name one of them, too.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
        PeopleDamaged: what people said cannot be written.
    """
    with writer(data) as con:
        named = names_of(con, posts, authors, names)
        notes = forget_in_notes(con, data, named, empties=empties_notes)
        count = erase(con, posts=posts, authors=authors, now=datetime.now(UTC), data=data)
        refresh_volume(con)
    sweep(data)
    forget_versions(data)
    return Erased(count, notes)


def erase(
    con: duckdb.DuckDBPyConnection,
    *,
    posts: Iterable[str],
    authors: Iterable[str],
    now: datetime,
    data: Path | None = None,
) -> int:
    """Empty the posts named or written by those named, and refuse them from now on.

    Text, title, link and everything about the author are removed, and what was rejected of them.
    The post still counts where it counted; it is marked as removed. Returns the number of posts.
    Call refresh_volume() when the transaction has done all it does.

    Args:
        con: from `writer()`.
        posts: as views name them, source:id.
        authors: handles or author ids, however they are spelt: with or without "@" and host, in
            any case and width. One without a host is everybody of that name.
        now: aware.
        data: the warehouse's folder, where people's corrections are kept too.
    """
    named = sorted(set(posts))
    people = sorted({key for author in authors if (key := handle_key(author))})
    _remember(con, [*map(post_print, named), *map(author_print, people)], now)
    ids = _held(con, [*named, *posts_by(con, people)])
    # One name for all of them, made by chance: turns stay whole, nobody can be traced.
    nobody = somebody_else()
    if data is not None:
        forget_quotes(con, data, ids)
        if people:
            forget(con, data, partial(is_one_of, people), nobody)
    name_emptied(con, ids, dict.fromkeys(ids, nobody))
    _empty(con, ids, now)
    drop_refused(con, posts=named, people=people)
    return len(ids)


def erase_deleted(
    con: duckdb.DuckDBPyConnection, posts: Iterable[str], *, now: datetime, data: Path
) -> int:
    """Empty posts that their platform does not have any more; returns how many were held.

    Each author becomes somebody else, so that as many people stay as there were. The brand's own
    posts keep their account, which is no person.

    Args:
        con: from `writer()`.
        posts: as views name them, source:id.
        now: aware.
        data: the warehouse's folder.
    """
    named = sorted(set(posts))
    if not named:
        return 0
    _remember(con, map(post_print, named), now)
    ids = _held(con, named)
    forget_quotes(con, data, ids)
    writers = con.execute(
        "select post_id, any_value(author_id) from posts where post_id in (select unnest(?)) "
        "and direction is distinct from 'outbound' group by post_id order by post_id",
        [ids],
    ).fetchall()
    others = {author: author and somebody_else() for author in {author for _, author in writers}}
    name_emptied(con, ids, {post: others[author] for post, author in writers})
    _empty(con, ids, now)
    drop_refused(con, posts=named, people=())
    return len(ids)


def without_erased(con: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> Iterator[Record]:
    """The records without those that we were asked to forget."""
    refused = {row[0] for row in con.execute("select fingerprint from erasures").fetchall()}
    if not refused:
        yield from records
        return
    for record in records:
        if not _is_refused(record, refused):
            yield record


def _empty(con: duckdb.DuckDBPyConnection, ids: Sequence[str], now: datetime) -> None:
    if ids:
        empty(con, now=now, is_removed=True, keeps_followers=False)


def _is_refused(record: Record, refused: Collection[str]) -> bool:
    if isinstance(record, Post):
        return any(print_ in refused for print_ in prints_of(record))
    if isinstance(record, Reject):
        return any(print_ in refused for print_ in prints_in(record.source, record.payload))
    return False


def _remember(con: duckdb.DuckDBPyConnection, prints: Iterable[str], now: datetime) -> None:
    con.execute(
        "insert into erasures select fingerprint, ?::timestamptz from "
        "(select unnest(?::varchar[]) as fingerprint) as asked "
        "where fingerprint not in (select fingerprint from erasures)",
        [now, sorted(set(prints))],
    )


def _held(con: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> list[str]:
    found = con.execute(
        "select distinct post_id from posts where post_id in (select unnest(?::varchar[])) "
        "order by post_id",
        [sorted(set(ids))],
    ).fetchall()
    return [post_id for (post_id,) in found]
