"""Which held posts somebody wrote, however their handle is spelt."""

from collections.abc import Collection, Iterator

import duckdb

from ingest.handles import is_one_of

# Who cannot be meant is left out before Python looks; what is not ASCII may fold to anything.
WRITERS = """
    select distinct
        author_handle,
        author_id,
        case
            when position('@' in ltrim(coalesce(author_handle, author_id), '@')) = 0
                then regexp_extract(url, '^(https?://[^/?#]+)', 1)
        end as page
    from posts
    where
        regexp_matches(coalesce(author_handle, '') || coalesce(author_id, ''), '[^\\x00-\\x7F]')
        or exists (
            select 1
            from (select unnest(?::varchar[]) as name) as asked
            where contains(
                lower(coalesce(author_handle, '') || ' ' || coalesce(author_id, '')), asked.name
            )
        )
"""


def posts_by(con: duckdb.DuckDBPyConnection, people: Collection[str]) -> list[str]:
    """Ids (source:id) of the posts held of these people.

    A name without a host is everybody's who is called so; one with a host is also who is called so
    on a page of that host.

    Args:
        con: holds `posts`.
        people: keys of handles or ids, as handle_key gives them.
    """
    if not people:
        return []
    asked = sorted({key.partition("@")[0] for key in people})
    rows = con.execute(WRITERS, [asked]).fetchall()
    names = {
        name
        for handle, author_id, page in rows
        for name in (handle, author_id)
        if name and is_one_of(people, name, page)
    }
    return list(_written_by(con, names, people))


def _written_by(
    con: duckdb.DuckDBPyConnection, names: Collection[str], people: Collection[str]
) -> Iterator[str]:
    """The posts of these spellings, each held against the page that it stands on."""
    rows = con.execute(
        "select distinct post_id, author_handle, author_id, url from posts "
        "where author_handle in (select unnest($1::varchar[])) "
        "or author_id in (select unnest($1::varchar[])) order by post_id",
        [sorted(names)],
    ).fetchall()
    for post_id, handle, author_id, url in rows:
        spelt = [name for name in (handle, author_id) if name in names]
        if any(is_one_of(people, name, url) for name in spelt):
            yield post_id
