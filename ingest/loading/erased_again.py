"""A backup brings back what was erased after it was made; here it goes again."""

import json
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.handles import handle_keys
from ingest.loading.emptying import empty, name_emptied, somebody_else
from ingest.loading.fingerprints import author_print, prints_in
from ingest.loading.remains import clear_remains
from sql.derive.volume import refresh_volume
from sql.errors import WarehouseEmpty
from sql.reader import Reader
from sql.warehouse import writer

WRITERS = """
    select distinct
        author_handle,
        author_id,
        regexp_extract(url, '^(https?://[^/?#]+)', 1) as page
    from posts
    where author_handle is not null or author_id is not null
"""
FOUND = """
    select distinct posts.post_id, posts.author_id
    from posts
    where
        posts.erased_at is null
        and (
            sha256('post ' || posts.post_id) in (select erasures.fingerprint from erasures)
            or (posts.author_handle, posts.author_id, coalesce(regexp_extract(
                posts.url, '^(https?://[^/?#]+)', 1
            ), '')) in (
                select (named.author_handle, named.author_id, named.page)
                from named
            )
        )
    order by posts.post_id
"""


def remembered(data: Path) -> list[tuple[str, datetime]]:
    """What the warehouse was asked to forget so far, as fingerprints with their time; aware."""
    with closing(Reader(data)) as reader:
        try:
            rows = reader.query("select fingerprint, erased_at from erasures order by all")
        except (WarehouseEmpty, duckdb.CatalogException):
            return []
    moments = [at.to_pydatetime() for at in rows["erased_at"]]
    return list(zip(rows["fingerprint"], moments, strict=True))


def erase_again(data: Path, forgotten: Collection[tuple[str, datetime]]) -> int:
    """Erase from a restored warehouse what was erased before; returns the number of posts.

    Args:
        data: the warehouse's folder.
        forgotten: from remembered(), asked before the backup was restored.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    if not forgotten:
        return 0
    now = datetime.now(UTC)
    with writer(data) as con:
        con.execute(
            "insert into erasures select * from (select unnest(?::varchar[]) as fingerprint, "
            "unnest(?::timestamptz[]) as erased_at) as kept "
            "where fingerprint not in (select fingerprint from erasures)",
            [[one for one, _ in forgotten], [at for _, at in forgotten]],
        )
        prints = {one for (one,) in con.execute("select fingerprint from erasures").fetchall()}
        count = _empty_named(con, prints, now)
        refused = list(_refused(con, prints))
        con.execute(
            "delete from rejects where reject_id in (select unnest(?::varchar[]))", [refused]
        )
        refresh_volume(con)
    clear_remains(data, now=now, is_thorough=True)
    return count


def _empty_named(con: duckdb.DuckDBPyConnection, prints: set[str], now: datetime) -> int:
    writers = [
        one
        for one in con.execute(WRITERS).fetchall()
        if any(author_print(key) in prints for name in one[:2] if name for key in _keys(name, one))
    ]
    handles, ids, pages = zip(*writers, strict=True) if writers else ((), (), ())
    con.execute(
        "create or replace temp table named as select unnest(?::varchar[]) as author_handle, "
        "unnest(?::varchar[]) as author_id, unnest(?::varchar[]) as page",
        [list(handles), list(ids), [page or "" for page in pages]],
    )
    found = con.execute(FOUND).fetchall()
    if not found:
        return 0
    others = {author: author and somebody_else() for author in {author for _, author in found}}
    name_emptied(con, [post for post, _ in found], {post: others[author] for post, author in found})
    empty(con, now=now, is_removed=True, keeps_followers=False)
    return len(found)


def _keys(name: str, one: tuple[str | None, str | None, str | None]) -> Iterator[str]:
    yield from handle_keys(name, one[2])
    yield name.removeprefix("@").casefold()


def _refused(con: duckdb.DuckDBPyConnection, prints: set[str]) -> Iterator[str]:
    rows = con.execute("select reject_id, source, payload::varchar from rejects").fetchall()
    for reject_id, source, payload in rows:
        if not prints.isdisjoint(prints_in(source, json.loads(payload))):
            yield reject_id
