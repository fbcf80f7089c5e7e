"""Cells of an .xlsx workbook as text, row by row, with the standard library alone.

Whole numbers lose their ".0", dates become ISO 8601 without a zone, and a number of more than
fifteen digits, which a spreadsheet cannot hold, shows its power of ten: whoever reads an id sees
that it was rounded.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, cast
from xml.etree import ElementTree as ET

from ingest.errors import LoadError
from ingest.files.packing import BOMB_RATIO, FREE_BYTES, PACKED_WRONG

STRINGS_MOST = 1 << 28  # characters of shared texts, which have to be held
COLUMNS_MOST = 16_384
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NO_CODE = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # characters that XML does not allow
_LETTERS = re.compile(r"[A-Z]+")
Element = ET.Element


class Workbook:
    """An open workbook.

    Attributes:
        sheets: names of the visible sheets, in order.
    """

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            LoadError: it is no workbook, or larger than may be held.
        """
        self._name = path.name
        self._archive = zipfile.ZipFile(path)
        self._parts = self._sheet_parts()
        self.sheets = list(self._parts)
        self._strings = list(self._shared())
        self._dates, self._start = self._styles(), datetime(1899, 12, 30)  # noqa: DTZ001
        if self._is_1904():
            self._start = datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no zones

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Each row that is not empty with its number, from 1; cells as text, "" where empty."""
        number = 0
        with self._part(self._parts[sheet]) as part:
            for row in self._elements(part, "row"):
                number = int(row.get("r") or number + 1)
                cells: list[str] = []
                for cell in row:
                    self._place(cell, cells)
                if any(cells):
                    yield number, cells
                row.clear()

    def _place(self, cell: Element, cells: list[str]) -> None:
        letters = _LETTERS.match(cell.get("r") or "")
        column = _number(letters[0]) if letters else len(cells)
        if column >= COLUMNS_MOST:
            raise LoadError(f"{self._name} has more than {COLUMNS_MOST:,} columns")
        cells.extend([""] * (column - len(cells)))
        cells.append(self._text(cell))

    def _text(self, cell: Element) -> str:
        kind = cell.get("t")
        if kind == "inlineStr":
            return _words(cell)
        value = next((one.text or "" for one in cell if _tag(one) == "v"), "")
        if kind == "s":
            place = int(value) if value.isdecimal() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind == "e":  # an error like #REF!
            return ""
        if kind in ("str", "d") or not value:
            return value
        style = cell.get("s") or ""
        return self._date(value) if style in self._dates else number(value)

    def _date(self, value: str) -> str:
        try:
            days = float(value)
            at = self._start + timedelta(days=int(days), seconds=round(days % 1 * 86_400))
        except (ValueError, OverflowError):
            return value
        return at.isoformat(" ") if days >= 1 else value

    def _sheet_parts(self) -> dict[str, str]:
        links: dict[str | None, str] = {}
        for link in self._all("xl/_rels/workbook.xml.rels", "Relationship"):
            target = (link.get("Target") or "").lstrip("/")
            links[link.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
        found = {}
        for sheet in self._all("xl/workbook.xml", "sheet"):
            key_of = next((to for key, to in sheet.items() if str(key).endswith("}id")), None)
            part = links.get(key_of)
            if part and "worksheets" in part and sheet.get("state", "visible") == "visible":
                found[sheet.get("name") or part] = part
        if not found:
            raise LoadError(f"{self._name} holds no sheet")
        return found

    def _shared(self) -> Iterator[str]:
        size = 0
        if "xl/sharedStrings.xml" not in self._archive.namelist():
            return
        for item in self._all("xl/sharedStrings.xml", "si"):
            text = _words(item)
            size += len(text)
            if size > STRINGS_MOST:
                raise LoadError(f"{self._name} holds too much text: save the sheet as CSV")
            yield text

    def _styles(self) -> frozenset[str]:
        """Numbers of the cell styles that show a date."""
        if "xl/styles.xml" not in self._archive.namelist():
            return frozenset()
        codes = {
            int(one.get("numFmtId") or 0): one.get("formatCode") or ""
            for one in self._all("xl/styles.xml", "numFmt")
        }
        shown = {key for key, code in codes.items() if _DATE_CODE.search(_NO_CODE.sub("", code))}
        formats = [one for group in self._all("xl/styles.xml", "cellXfs") for one in group]
        used = [int(one.get("numFmtId") or 0) for one in formats]
        return frozenset(
            str(n) for n, key in enumerate(used) if key in shown | (_DATES - codes.keys())
        )

    def _is_1904(self) -> bool:
        settings = self._all("xl/workbook.xml", "workbookPr")
        return any(one.get("date1904") in ("1", "true") for one in settings)

    def _all(self, name: str, tag: str) -> Iterator[Element]:
        with self._part(name) as part:
            yield from self._elements(part, tag)

    def _part(self, name: str) -> zipfile.ZipExtFile:
        try:
            told = self._archive.getinfo(name)
        except KeyError as error:
            raise LoadError(f"{self._name} is no sound workbook: {name} is missing") from error
        if told.file_size > max(FREE_BYTES, told.compress_size * BOMB_RATIO):
            raise LoadError(f"{self._name} unpacks to more than any sheet: save it as CSV")
        part = cast(zipfile.ZipExtFile, self._archive.open(told))
        if b"<!DOCTYPE" in part.peek(4096):  # entities can be made to grow without end
            raise LoadError(f"{self._name} is no workbook as any program writes it")
        return part

    def _elements(self, part: zipfile.ZipExtFile, tag: str) -> Iterator[Element]:
        """Each whole element of a tag; what was yielded is let go, so that memory stays flat."""
        above: list[Element] = []
        try:
            for event, one in ET.iterparse(cast(IO[bytes], part), ("start", "end")):  # noqa: S314
                if event == "start":
                    above.append(one)
                    continue
                above.pop()
                if _tag(one) == tag:
                    yield one
                    if above:
                        above[-1].remove(one)
        except (ET.ParseError, *PACKED_WRONG) as error:
            raise LoadError(f"{self._name} is no sound workbook: {error}") from error


def number(value: str) -> str:
    """A number as it is meant: a whole one without ".0"; one that a sheet rounded as it stands."""
    if value.isdecimal():
        return value
    try:
        held = float(value)
    except ValueError:
        return value
    if not abs(held) < 1e15:  # nor not-a-number
        return value
    return str(int(held)) if held == int(held) else repr(held)


def _words(item: Element) -> str:
    """The text of an item, runs put together; how it is pronounced is left out."""
    spoken = {id(one) for part in item.iter() if _tag(part) == "rPh" for one in part.iter()}
    texts = (one.text or "" for one in item.iter() if _tag(one) == "t" and id(one) not in spoken)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(texts))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(letters: str) -> int:
    """The place of a column, from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters[:4]:
        place = place * 26 + ord(letter) - 64
    return place - 1
