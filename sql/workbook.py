"""Rows as an Excel workbook: values only, so that no cell of ours runs as a formula.

The standard library's zip and a few lines of XML: what is written here is one shape of many, and a
library that knows all of them would be the heaviest of this project for a button.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from sql.export import harmless

LONGEST_CELL = 32_767  # letters that Excel takes
LONGEST_NAME = 31
MOST_ROWS = 1_048_575  # below the header
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMELESS = re.compile(r"[\[\]:*?/\\']")
# What XML 1.0 cannot hold, however it is escaped.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = pd.Timestamp("1899-12-30")
_DAY = pd.Timedelta(days=1)
_TITLE, _MOMENT, _DATE = 1, 2, 3  # places in the list of styles below
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>'
    '<xf numFmtId="164" applyNumberFormat="1" xfId="0"/>'
    '<xf numFmtId="165" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>'
)


def workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A file that spreadsheets open, one sheet for each table, its header fixed above.

    Moments with a zone become UTC, since a sheet knows no zones; what is missing is an empty cell;
    whole and broken numbers and yes or no keep their kind; everything else is text.

    Args:
        sheets: tables by name, at least one; names are cut to 31 letters and made different.
    """
    names = _names(list(sheets))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in _frame(names).items():
            archive.writestr(path, _HEAD + text)
        for number, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _HEAD + "".join(_sheet(rows)))
    return out.getvalue()


def _names(asked: list[str]) -> list[str]:
    """Names as Excel takes them, no two alike."""
    found: list[str] = []
    for one in asked:
        name = _NAMELESS.sub(" ", _UNWRITABLE.sub("", one)).strip()[:LONGEST_NAME] or "Sheet"
        number = 2
        while name.casefold() in {known.casefold() for known in found}:
            end = f" {number}"
            name = f"{name[: LONGEST_NAME - len(end)].removesuffix(f' {number - 1}')}{end}"
            number += 1
        found.append(name)
    return found


def _frame(names: list[str]) -> dict[str, str]:
    """What stands around the sheets: which parts there are, and how they are called."""
    numbers = range(1, len(names) + 1)
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    types = "".join(
        f'<Override PartName="{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in parts
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    book = [*targets, (f"rId{len(names) + 1}", "styles", "styles.xml")]
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKED}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/>{types}</Types>',
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(book),
        "xl/styles.xml": _STYLES,
    }


def _links(targets: list[tuple[str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{key}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKED}/relationships">{told}</Relationships>'


def _sheet(rows: pd.DataFrame) -> Iterator[str]:
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/>'
        "<sheetData>"
    )
    yield _row(1, [_text(str(name), _TITLE) for name in rows.columns])
    for number, row in enumerate(rows.head(MOST_ROWS).itertuples(index=False, name=None), 2):
        yield _row(number, map(_cell, row))
    yield "</sheetData></worksheet>"


def _row(number: int, cells: Iterable[str]) -> str:
    """A row whose cells say where they stand, which some readers ask for."""
    placed = (
        one.replace("<c", f'<c r="{_column(at)}{number}"', 1) for at, one in enumerate(cells) if one
    )
    return f'<row r="{number}">{"".join(placed)}</row>'


def _column(at: int) -> str:
    """Its letters, as spreadsheets count: A to Z, then AA."""
    before, here = divmod(at, 26)
    return (_column(before - 1) if before else "") + chr(ord("A") + here)


def _cell(value: Any) -> str:
    """One cell; empty where there is no value."""
    if hasattr(value, "tolist"):
        value = value.tolist()  # of another library's numbers and lists
    if isinstance(value, list | dict | tuple):
        return _text(str(value))
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>" if abs(value) != float("inf") else _text(str(value))
    if isinstance(value, datetime | date):
        return _moment(value)
    return _text(str(value))


def _moment(value: date) -> str:
    at = pd.Timestamp(value)
    if at.tzinfo is not None:
        at = at.tz_convert("UTC").tz_localize(None)
    style = _MOMENT if isinstance(value, datetime) and at != at.normalize() else _DATE
    return f'<c s="{style}"><v>{(at - _EPOCH) / _DAY!r}</v></c>'


def _text(value: str, style: int = 0) -> str:
    shown = escape(_UNWRITABLE.sub("", str(harmless(value)))[:LONGEST_CELL])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
