"""Who was looked for again, who was missing, and how far the round through the old posts came."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb

from ingest.loading.due_rechecks import AGAIN, DueRechecks
from ingest.sources.options import Source
from ingest.sources.recheck_ages import recheck_ages


def note_rechecks(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    due: DueRechecks,
    *,
    alive: Sequence[str],
    missing: Sequence[str],
    now: datetime,
    is_whole: bool,
) -> list[str]:
    """Write down what a pass found; returns who was missing before too, an hour ago or longer.

    Args:
        con: from `writer()`.
        source: its entry in earshot.toml.
        due: what was asked for.
        alive: source:id of those that are there.
        missing: of those that are not.
        now: aware.
        is_whole: all of due was asked for.
    """
    if not due.asked:
        return []
    gone = _missing_again(con, missing, now)
    _delete(con, alive)
    young = set(due.young)
    kept = young.intersection(alive)
    if is_whole:  # of whom the platform says nothing is not asked at every pass
        kept |= young.difference(alive, missing)
        _advance(con, source, due, now)
    _note(con, sorted(kept), now, is_missing=False)
    _note(con, missing, now, is_missing=True)
    _delete(con, gone)
    con.execute(
        "delete from rechecks where source = ? and missed_at is null and created_at < ?",
        [source.name, now - timedelta(days=recheck_ages(source)[-1])],
    )
    return gone


def _missing_again(
    con: duckdb.DuckDBPyConnection, missing: Sequence[str], now: datetime
) -> list[str]:
    rows = con.execute(
        "select post_id from rechecks where post_id in (select unnest(?::varchar[])) "
        "and missed_at <= ? order by post_id",
        [list(missing), now - AGAIN],
    ).fetchall()
    return [post_id for (post_id,) in rows]


def _note(
    con: duckdb.DuckDBPyConnection, posts: Sequence[str], now: datetime, *, is_missing: bool
) -> None:
    """Write that posts were asked for; the first miss of one keeps its time."""
    if not posts:
        return
    con.execute(
        "create or replace temp table noted_rechecks as select posts.post_id, "
        "any_value(posts.source) as source, min(posts.created_at) as created_at, "
        "$1::timestamptz as checked_at, "
        "case when $2 then coalesce(min(rechecks.missed_at), $1::timestamptz) end as missed_at "
        "from posts left join rechecks on posts.post_id = rechecks.post_id "
        "where posts.post_key in (select id_key(one) "
        "from (select unnest($3::varchar[]) as one)) "
        "and posts.post_id in (select unnest($3::varchar[])) group by posts.post_id",
        [now, is_missing, list(posts)],
    )
    con.execute("delete from rechecks where post_id in (select post_id from noted_rechecks)")
    con.execute("insert into rechecks by name select * from noted_rechecks")


def _delete(con: duckdb.DuckDBPyConnection, posts: Sequence[str]) -> None:
    con.execute("delete from rechecks where post_id in (select unnest(?::varchar[]))", [posts])


def _advance(
    con: duckdb.DuckDBPyConnection, source: Source, due: DueRechecks, now: datetime
) -> None:
    """Note how far the round has come."""
    if not due.old:
        return
    con.execute(
        "create or replace temp table next_round as select $1 as source, "
        "coalesce((select began_at from recheck_rounds where source = $1 and not $2), "
        "$3::timestamptz) as began_at, min(created_at) as reached_at, $4 as reached_id from posts "
        "where post_id = $4",
        [source.name, due.is_new_round, now, due.old[-1]],
    )
    con.execute("delete from recheck_rounds where source = ?", [source.name])
    con.execute(
        "insert into recheck_rounds by name select * from next_round where reached_at is not null"
    )
