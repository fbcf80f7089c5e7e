"""The archive: what a warehouse holds as Parquet by brand and month, listed in a manifest.

A file never changes: its name holds a mark of its rows, so what is as it was is not written again.
A manifest lists the files that are the whole; it replaces the one before in one step, and what it
does not list is deleted. The archive is made of the warehouse and can be made anew at any time: it
is no backup, and it goes with every erasure.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pyarrow.parquet as pq

from sql import schema
from sql.errors import WarehouseEmpty, WarehouseError
from sql.statements import literal
from sql.warehouse import ARCHIVE, published, sync, writer

MANIFEST = "MANIFEST.json"
FORMAT = 1
ROW_GROUP = 100_000
NO_BRAND = "_none"  # of posts about no tracked brand


@dataclass(frozen=True, slots=True)
class Split:
    """The columns by which the rows of a table lie in files; None: not split by it."""

    brand: str | None
    moment: str | None


WHOLE = Split(None, None)
# Everything that a derivation reads or leaves. What people did with the dashboard, cursors, keys of
# access and what was refused stay in the warehouse.
TABLES: Mapping[str, Split] = {
    "actions": WHOLE,
    "automated_patterns": WHOLE,
    "automated_texts": WHOLE,
    "brand_voices": WHOLE,
    "brands": WHOLE,
    "business_dates": WHOLE,
    "business_days": WHOLE,
    "engagement": Split(None, "observed_at"),
    "observations": WHOLE,
    "own_accounts": WHOLE,
    "posts": Split("brand", "created_at"),
    "reply_texts": Split("brand", "replied_at"),
    "settings": WHOLE,
    "sources": WHOLE,
    "spike_episodes": WHOLE,
    "spike_marks": WHOLE,
    "turn_facts": Split("brand", "started_at"),
    "viral_authors": WHOLE,
    "viral_curves": WHOLE,
    "viral_growth": Split(None, "observed_at"),
    "viral_levels": WHOLE,
    "viral_samples": WHOLE,
    "volume_hours": Split("brand", "hour_at"),
    "volume_slots": Split("brand", "slot_at"),
    "volume_sources": WHOLE,
    "zone_days": WHOLE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its place below the archive's folder, and what it holds.

    `brand` and `month` (YYYY-MM, UTC) are None where its table is not split by them, and `brand`
    where the posts are about no tracked brand.
    """

    table: str
    path: str
    brand: str | None
    month: str | None
    row_count: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class Archived:
    """What a run of the archive came to."""

    version: int
    written: int
    kept: int
    row_count: int
    byte_count: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return (
            f"{self.row_count:,} rows in {self.written + self.kept:,} files, "
            f"{self.byte_count / 1e6:,.1f} MB: {self.written:,} files written, "
            f"{self.kept:,} as before"
        )


def archive(data: Path) -> Archived:
    """Bring the archive of a warehouse up to date, beside any readers; writers wait.

    Raises:
        WarehouseEmpty: nothing is loaded.
        WarehouseError: another writer is at work, or there is no room.
    """
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing is loaded; try `earshot demo` or `earshot load`")
    with writer(data, publishes=lambda: False) as con:
        return write_archive(con, data / ARCHIVE)


def write_archive(con: duckdb.DuckDBPyConnection, folder: Path) -> Archived:
    """The same of what a connection sees, into a folder that nobody reads meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    written = kept = 0
    found: dict[str, list[Part]] = {}
    for table in TABLES:
        found[table] = []
        for brand, month, mark in _parts(con, table):
            place = _place(table, brand, month, mark)
            if is_new := not (folder / place).exists():
                _write(con, table, brand, month, folder / place)
            written, kept = written + is_new, kept + (not is_new)
            found[table].append(_part(folder, table, place, brand, month))
    version = schema.version(con)
    _point(con, folder, version, found)
    parts = [part for parts in found.values() for part in parts]
    _sweep(folder, {part.path for part in parts})
    return Archived(
        version,
        written,
        kept,
        sum(part.row_count for part in parts),
        sum(part.byte_count for part in parts),
    )


def manifest(folder: Path) -> dict[str, Any]:
    """What MANIFEST.json says: format, version, schema and tables, each with columns and files.

    Raises:
        WarehouseError: there is none, or one of another Earshot.
    """
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WarehouseError(f"{folder}: no archive; `earshot archive` writes one") from error
    if found["format"] != FORMAT:
        raise WarehouseError(f"{folder}: an archive of format {found['format']}, not {FORMAT}")
    return found


def _parts(
    con: duckdb.DuckDBPyConnection, table: str
) -> Iterator[tuple[str | None, str | None, str]]:
    """Brand, month and mark of every file that the table fills; an empty table fills one."""
    split = TABLES[table]
    brand = split.brand or "null"
    month = f"strftime({split.moment}, '%Y-%m')" if split.moment else "null"
    columns = str(_columns(con, table))
    rows = con.execute(
        f"select {brand}, {month}, count(*), sum(hash({table})), bit_xor(hash({table})) "  # noqa: S608
        f"from {table} group by 1, 2 order by 1, 2"
    ).fetchall()
    for name, span, *marks in rows or [(None, None, 0)]:
        text = f"{columns} {marks}"
        yield name, span, hashlib.sha256(text.encode()).hexdigest()[:16]


def _place(table: str, brand: str | None, month: str | None, mark: str) -> str:
    split = TABLES[table]
    # No name=value: engines would take such folders for columns.
    named = [quote(brand, safe="") if brand is not None else NO_BRAND] if split.brand else []
    return "/".join([table, *named, *([month] if month else []), f"{mark}.parquet"])


def _write(
    con: duckdb.DuckDBPyConnection, table: str, brand: str | None, month: str | None, file: Path
) -> None:
    split = TABLES[table]
    wanted = []
    if split.brand and month:
        wanted.append(f"{split.brand} is not distinct from {literal(brand)}")
    if split.moment and month:
        # As a span, so that other months are not read.
        begin = f"timestamptz '{month}-01 00:00:00+00'"
        wanted.append(f"{split.moment} >= {begin} and {split.moment} < {begin} + interval 1 month")
    where = f"where {' and '.join(wanted)}" if wanted else ""
    order = f"order by {split.moment}" if split.moment else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    scrap = file.with_suffix(".tmp")
    con.execute(
        f"copy (select * from {table} {where} {order}) to {literal(str(scrap))} "  # noqa: S608
        f"(format parquet, compression zstd, row_group_size {ROW_GROUP})"
    )
    sync(scrap)
    scrap.replace(file)


def _part(folder: Path, table: str, place: str, brand: str | None, month: str | None) -> Part:
    rows = pq.read_metadata(folder / place).num_rows
    return Part(table, place, brand, month, rows, (folder / place).stat().st_size)


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> Sequence[tuple[str, str]]:
    return [(name, kind) for name, kind, *_ in con.execute(f"describe {table}").fetchall()]


def _point(
    con: duckdb.DuckDBPyConnection, folder: Path, version: int, found: Mapping[str, list[Part]]
) -> None:
    told = {
        "format": FORMAT,
        "version": version,
        "schema": schema.fingerprint(),
        "tables": {
            table: {
                "columns": _columns(con, table),
                "files": [
                    {key: value for key, value in asdict(part).items() if key != "table"}
                    for part in parts
                ],
            }
            for table, parts in found.items()
        },
    }
    scrap = folder / f"{MANIFEST}.tmp"
    scrap.write_text(json.dumps(told, indent=1), encoding="utf-8")
    sync(scrap)
    scrap.replace(folder / MANIFEST)
    sync(folder)


def _sweep(folder: Path, listed: set[str]) -> None:
    for table in TABLES:
        for file in (folder / table).rglob("*"):
            if file.is_file() and str(file.relative_to(folder)) not in listed:
                file.unlink()
