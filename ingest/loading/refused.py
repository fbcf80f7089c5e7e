"""Refused payloads of whom or what we were asked to forget."""

import json
from collections.abc import Collection, Iterator

import duckdb

from ingest.loading.fingerprints import names_person, names_post


def drop_refused(
    con: duckdb.DuckDBPyConnection, *, posts: Collection[str], people: Collection[str]
) -> int:
    """Delete the rejects that name these people or are these posts; returns how many.

    Args:
        con: from `writer()`.
        posts: source:id.
        people: keys of handles or ids, as handle_key gives them.
    """
    gone = list(_named(con, posts, people))
    con.execute("delete from rejects where reject_id in (select unnest(?::varchar[]))", [gone])
    return len(gone)


def _named(
    con: duckdb.DuckDBPyConnection, posts: Collection[str], people: Collection[str]
) -> Iterator[str]:
    ids: dict[str, set[str]] = {}
    for source, _, post_id in (post.partition(":") for post in posts):
        ids.setdefault(source, set()).add(post_id)
    held = con.execute(
        "select reject_id, source, payload::varchar from rejects "
        "where ? or source in (select unnest(?::varchar[])) order by reject_id",
        [bool(people), sorted(ids)],
    ).fetchall()
    for reject_id, source, text in held:
        payload = json.loads(text)
        is_person = bool(people) and names_person(payload, people)
        if is_person or (source in ids and names_post(payload, ids[source])):
            yield reject_id
