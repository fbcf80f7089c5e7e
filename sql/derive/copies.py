"""Groups of posts that say nearly the same, brought up to date for what a batch touches."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from sql.derive.order import ORDER
from sql.derive.steps import count, step


def join_copies(
    con: duckdb.DuckDBPyConnection, *, anew: bool = False, is_less: bool = False
) -> None:
    """Give every post of `delta`, and every held one it touches, its group of copies.

    A group is what hangs together by shared bands: it depends on the texts held and not on the
    order in which they came.

    Args:
        con: holds `delta`, `known` and `reread_posts`; only `delta` for a rebuild.
        anew: place every post held.
        is_less: posts go, so that groups may fall apart though `delta` is empty.
    """
    if not anew and not is_less and not count(con, "delta"):
        return
    loose, links, write = ORDER["copies_anew" if anew else "copies"]
    step(con, loose)
    step(con, links)
    found = con.execute("select first_band, label, is_group from copy_links").fetchall()
    _keep(con, copy_roots(found))
    step(con, write)


def copy_roots(links: Iterable[tuple[int, int, bool]]) -> dict[int, int]:
    """First bands and known groups → the name of what they hang together in.

    Args:
        links: first band of a post, a label that it shares, whether that names a known group.
    """
    up: dict[int, int] = {}
    named: set[int] = set()
    for first_band, label, is_group in links:
        named.add(first_band)
        if is_group:
            named.add(label)
        one, other = _root(up, first_band), _root(up, label)
        up[max(one, other)] = min(one, other)
    names: dict[int, int] = {}
    for band in sorted(named):
        names.setdefault(_root(up, band), band)
    return {band: names[_root(up, band)] for band in named}


def _root(up: dict[int, int], label: int) -> int:
    """Where a chain of labels ends; what was walked points nearer to it afterwards."""
    while (above := up.setdefault(label, label)) != label:
        up[label] = up[above]
        label = above
    return label


def _keep(con: duckdb.DuckDBPyConnection, roots: dict[int, int]) -> None:
    columns = {"label": list(roots), "copy_group": list(roots.values())}
    kinds = pa.schema([("label", pa.uint64()), ("copy_group", pa.uint64())])
    con.register("arrow_rows", pa.table(columns, schema=kinds))
    con.execute("create or replace temp table copy_roots as select * from arrow_rows")
    con.unregister("arrow_rows")
