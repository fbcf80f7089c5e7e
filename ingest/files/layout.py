"""How a file is laid out, told by the file itself, and its rows as they stand."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from ingest.errors import LoadError
from ingest.files import names
from ingest.files.csv_rows import Broken, Header, rows_below
from ingest.files.encodings import encoding_in
from ingest.files.json_items import json_items
from ingest.files.lines import lines, texts
from ingest.files.notes import Notes
from ingest.files.packing import PACKED_WRONG, members_of, packing_of, unpacked
from ingest.files.preset import Row
from ingest.files.tables import LOOKED_AT, Top, top_of_lines, top_of_rows
from ingest.files.unfolding import unfolded
from ingest.files.xlsx import Workbook

HEAD_BYTES = 1 << 16
_JSON = re.compile(r'\s*[\[{]\s*(?:["\[{\]}]|$)')

Place = tuple[int, Row | Broken, str | None]
"""The number of a line, row or object; what stands there; the known shape of the object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one table, or list of objects, lies in a file.

    Attributes:
        kind: a delimited file, a workbook or JSON in whatever arrangement.
        packing: gzip, zstd, bzip2, xz, zip, or "".
        member: its name in a zip, "" elsewhere.
        encoding: as Python names it; "utf-8" may hold lines of Windows-1252.
        top: header and preamble of a table; None for JSON.
        sheet: the sheet of a workbook, the others being in sheets.
    """

    kind: Literal["csv", "xlsx", "json"]
    packing: str = ""
    member: str = ""
    encoding: str = "utf-8"
    top: Top | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def layouts_of(
    path: Path, *, encoding: str | None = None, sheet: str | None = None
) -> list[Layout]:
    """The layout of a file, or of each file in a zip.

    Raises:
        LoadError: it cannot be read, or holds nothing that could be rows.
    """
    try:
        packing = packing_of(path)
        if packing == "xlsx":
            return [_of_workbook(path, sheet)]
        inside = members_of(path) if packing == "zip" else [""]
        return [_of_text(path, packing, member, encoding) for member in inside]
    except PACKED_WRONG as error:
        raise LoadError(f"{path.name} cannot be read: {error}") from error


def rows_of(
    path: Path,
    layout: Layout,
    notes: Notes,
    on_open: Callable[[io.FileIO], None] = lambda _disk: None,
) -> Iterator[Place]:
    """Every row in order; blank ones are left out.

    Args:
        path: the file.
        layout: from layouts_of().
        notes: where oddities are counted.
        on_open: is given the file on disk, whose tell() is progress.

    Raises:
        LoadError: the file cannot be read to its end.
    """
    try:
        if layout.kind == "xlsx":
            yield from _sheet_rows(path, layout)
            return
        with unpacked(path, layout.packing, layout.member) as (stream, disk):
            on_open(disk)
            yield from _text_rows(cast(io.BufferedReader, stream), layout, notes)
    except PACKED_WRONG as error:
        raise LoadError(f"{path.name} cannot be read: {error}") from error


def _of_text(path: Path, packing: str, member: str, encoding: str | None) -> Layout:
    with unpacked(path, packing, member) as (stream, _):
        head = cast(io.BufferedReader, stream)
        said = encoding or encoding_in(head.peek(HEAD_BYTES)[:HEAD_BYTES])
        first = list(islice(lines(head, Notes(), said), 3 * LOOKED_AT))
    if _JSON.match("".join(first)[:1000]):
        return Layout(kind="json", packing=packing, member=member, encoding=said)
    if not any(line.strip() for line in first):
        raise LoadError(f"{member or path.name}: the file is empty")
    try:
        top = top_of_lines(first)
    except LoadError as error:
        raise LoadError(f"{member or path.name}: {error}") from error
    return Layout(kind="csv", packing=packing, member=member, encoding=said, top=top)


def _of_workbook(path: Path, sheet: str | None) -> Layout:
    with closing(Workbook(path)) as book:
        if sheet and sheet not in book.sheets:
            raise LoadError(f"{path.name} has no sheet {sheet!r}: {', '.join(book.sheets)}")
        tops = {}
        for name in [sheet] if sheet else book.sheets:
            try:
                tops[name] = top_of_rows(list(islice(book.rows(name), LOOKED_AT)))
            except LoadError:
                continue
    if not tops:
        raise LoadError(f"{path.name}: no sheet has a row with names of columns")
    best = max(tops, key=lambda name: names.known_count(tops[name].columns))
    return Layout(
        kind="xlsx", packing="xlsx", top=tops[best], sheet=best, sheets=tuple(book.sheets)
    )


def _text_rows(stream: io.BufferedReader, layout: Layout, notes: Notes) -> Iterator[Place]:
    if layout.top is None:
        for number, item in json_items(texts(stream, notes, layout.encoding), notes):
            if isinstance(item, Broken):
                yield number, item, None
            else:
                yield from ((number, row, shape) for shape, row in unfolded(item))
        return
    top = layout.top
    below = islice(lines(stream, notes, layout.encoding), top.below - 1, None)
    header = Header(top.delimiter, list(top.columns))
    yield from ((number, row, None) for number, row in rows_below(below, header, top.below, notes))


def _sheet_rows(path: Path, layout: Layout) -> Iterator[Place]:
    assert layout.top is not None  # noqa: S101 - a workbook's layout has one
    columns = layout.top.columns
    with closing(Workbook(path)) as book:
        for number, cells in book.rows(layout.sheet):
            if number >= layout.top.below:
                row = dict(zip(columns, cells, strict=False))
                if any(row.values()):
                    yield number, row, None
