"""Tables, functions, views and metrics: one file each, the file's stem is its name."""

import hashlib
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from sql.errors import WarehouseError, WarehouseNewer
from sql.rows import scalar

ROOT = Path(__file__).parent
WORD = re.compile(r"\b[a-z][a-z0-9_]+\b")
LAYERS = ("tables", "functions", "views", "metrics")
# Made greater by what older programs cannot read any more.
FORMAT = 1
PARAMETERS = re.compile(r"^-- Parameters: (.+)$", re.MULTILINE)


def files(layer: str) -> list[Path]:
    """The files of a layer, by name."""
    return sorted((ROOT / layer).glob("*.sql"))


def apply(con: duckdb.DuckDBPyConnection) -> bool:
    """Bring a database to this code's tables, functions and views; True when anything changed.

    Runs in a transaction of its own: definitions and data never share one write-ahead log.

    Raises:
        WarehouseNewer: a later Earshot has written it; nothing is changed.
        WarehouseError: it cannot be brought to this state, and stays as it was.
    """
    wanted = fingerprint()
    if _applied(con) == wanted:
        return False
    check(con)
    con.begin()
    try:
        _bring(con, wanted)
    except duckdb.Error as error:
        con.rollback()
        raise WarehouseError(
            f"the warehouse cannot be brought to this version of Earshot and stays as it was: "
            f"{error}. Go on with the version before, or restore a backup"
        ) from error
    con.commit()
    return True


def is_applied(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a database has this code's tables, functions and views."""
    return _applied(con) == fingerprint()


def check(con: duckdb.DuckDBPyConnection) -> None:
    """See whether this program may read a database.

    Raises:
        WarehouseNewer: a later Earshot has written it.
    """
    try:
        held = int(scalar(con, "select max(format) from warehouse_state") or 1)
    except duckdb.Error:  # a file of the first days, or of nobody
        return
    if held > FORMAT:
        raise WarehouseNewer(
            f"the warehouse is of format {held}, and this Earshot knows formats up to {FORMAT}: "
            "use the newer Earshot that wrote it, or restore a backup made before"
        )


def _bring(con: duckdb.DuckDBPyConnection, wanted: str) -> None:
    _drop(con)
    _tables(con)
    _create(con, files("functions"))
    _create(con, [*files("views"), *files("metrics")])
    con.execute(
        "insert into warehouse_state by name select 0 as version, '' as schema_hash "
        "where not exists (select 1 from warehouse_state)"
    )
    con.execute("update warehouse_state set schema_hash = ?, format = ?", [wanted, FORMAT])


def version(con: duckdb.DuckDBPyConnection) -> int:
    """Number of the last committed run, 0 before the first."""
    return int(scalar(con, "select version from warehouse_state") or 0)


@cache
def fingerprint() -> str:
    """Changes whenever a definition changes; read once by a process, whose code is of one state."""
    digest = hashlib.sha256()
    for layer in LAYERS:
        for path in files(layer):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def statement(path: Path) -> str:
    """The `create` that a function or table is, or that wraps a view or table macro."""
    body = path.read_text(encoding="utf-8")
    if path.parent.name in ("functions", "tables"):
        return body
    if match := PARAMETERS.search(body):
        return f"create or replace macro {path.stem}({match[1]}) as table\n{body}"
    return f"create or replace view {path.stem} as\n{body}"


def _applied(con: duckdb.DuckDBPyConnection) -> str | None:
    try:
        held: str | None = scalar(con, "select schema_hash from warehouse_state")
    except duckdb.CatalogException:
        return None
    return held


def _tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that are not there, and add the columns that older ones lack."""
    held = _columns(con)
    with duckdb.connect(":memory:") as fresh:
        for path in files("tables"):
            (fresh if path.stem in held else con).execute(path.read_text(encoding="utf-8"))
        for table, wanted in _columns(fresh).items():
            for name, kind in wanted.items():
                if name not in held[table]:
                    con.execute(f"alter table {table} add column {name} {kind}")


def _columns(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Table → column → type, in order."""
    found: dict[str, dict[str, str]] = {}
    for table, name, kind in con.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where not internal and table_name in (select table_name from duckdb_tables()) "
        "order by table_oid, column_index"
    ).fetchall():
        found.setdefault(table, {})[name] = kind
    return found


def _drop(con: duckdb.DuckDBPyConnection) -> None:
    """Drop every view and macro: what this code no longer has must not answer any more."""
    for (name,) in con.execute(
        "select view_name from duckdb_views() where not internal"
    ).fetchall():
        con.execute(f"drop view if exists {name}")
    for name, kind in con.execute(
        "select distinct function_name, function_type from duckdb_functions() "
        "where not internal and function_type in ('macro', 'table_macro')"
    ).fetchall():
        con.execute(f"drop macro {'table ' if kind == 'table_macro' else ''}{name}")


def _create(con: duckdb.DuckDBPyConnection, paths: list[Path]) -> None:
    for path in in_order(paths):
        con.execute(statement(path))


def in_order(paths: list[Path]) -> list[Path]:
    """Files of one or more layers, each after those it names."""
    by_name = {path.stem: path for path in paths}
    reads = {
        name: {word for word in WORD.findall(_code(path)) if word in by_name and word != name}
        for name, path in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(reads).static_order()]


def _code(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))
