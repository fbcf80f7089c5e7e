"""Forgetting a person or a post: the words and names go, the counts stay, nothing comes back."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.mention import Post, Record
from sql.feedback_exchange import forget
from sql.warehouse import forget_versions, writer


def erase_for_good(data: Path, *, posts: Iterable[str], authors: Iterable[str]) -> int:
    """Erase, publish, and delete the older versions, which still hold it; the number of posts.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    with writer(data) as con:
        count = erase(con, posts=posts, authors=authors, now=datetime.now(UTC), data=data)
    forget_versions(data)
    return count


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

    Args:
        con: from `writer()`.
        posts: as views name them, source:id.
        authors: handles or author ids, in any case, with or without "@".
        now: aware.
        data: the warehouse's folder, where people's corrections are kept too.
    """
    named = sorted(set(posts))
    people = sorted({author.removeprefix("@").casefold() for author in authors})
    prints = [_fingerprint("post", post) for post in named]
    prints += [_fingerprint("author", person) for person in people]
    con.execute(
        "insert into erasures select unnest(?), ?::timestamptz except select fingerprint, ? "
        "from erasures",
        [prints, now, now],
    )
    found = con.execute(
        "select distinct post_id from posts where post_id in (select unnest(?)) "
        "or lower(author_handle) in (select unnest(?)) or lower(author_id) in (select unnest(?))",
        [named, people, people],
    ).fetchall()
    ids = [post_id for (post_id,) in found]
    # One name for all of them, made by chance: turns stay whole, nobody can be traced.
    nobody = f"erased-{secrets.token_hex(8)}"
    con.execute(
        "update posts set text = '', title = null, url = null, author_id = ?, "
        "author_handle = null, author_name = null, author_followers = null, "
        "removed_at = coalesce(removed_at, ?) where post_id in (select unnest(?))",
        [nobody, now, ids],
    )
    con.execute(
        "update turn_facts set author_id = ?, author_followers = null "
        "where turn_id in (select unnest(?))",
        [nobody, ids],
    )
    if data is not None:
        forget(con, data, people, nobody)
    for person in people:
        con.execute(
            "delete from rejects where contains(lower(cast(payload as varchar)), ?)",
            [f'"{person}"'],
        )
    return len(ids)


def without_erased(con: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> Iterator[Record]:
    """The records without those that we were asked to forget."""
    refused = {row[0] for row in con.execute("select fingerprint from erasures").fetchall()}
    if not refused:
        yield from records
        return
    for record in records:
        if not (isinstance(record, Post) and refused & set(_fingerprints(record))):
            yield record


def _fingerprints(post: Post) -> Iterator[str]:
    yield _fingerprint("post", f"{post.source}:{post.post_id}")
    for name in (post.author_id, post.author_handle):
        if name:
            yield _fingerprint("author", name.removeprefix("@").casefold())


def _fingerprint(kind: str, name: str) -> str:
    return hashlib.sha256(f"{kind} {name}".encode()).hexdigest()
