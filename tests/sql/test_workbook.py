"""Workbooks: what is in a table is in its sheet, and nothing of it runs."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.files.xlsx import Workbook
from sql.workbook import LONGEST_CELL, workbook


def told(tmp_path, **sheets):
    """Each sheet as our own reader of spreadsheets sees it: rows of text."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(sheets))
    book = Workbook(path)
    try:
        return {name: [cells for _, cells in book.rows(name)] for name in book.sheets}
    finally:
        book.close()


def cells(book, sheet=1):
    """Kind and content of each cell below the header, as the file has it."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        tree = ET.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [
        (one.get("r"), one.get("t"), one.get("s"), "".join(one.itertext()))
        for one in tree.findall(".//{*}c")
        if one.get("s") != "1"
    ]


def test_every_kind_of_value_keeps_its_kind(tmp_path):
    """Numbers are numbers, moments are of UTC, what is missing is an empty cell."""
    rows = pd.DataFrame(
        {
            "count": [3], "share": [0.25], "open": [True], "none": [None], "nan": [np.nan],
            "at": [pd.Timestamp("2026-03-02 10:30", tz="Europe/Berlin")],
            "day": [date(2026, 3, 2)], "words": ["late"], "list": [["a", "b"]],
            "endless": [float("inf")],
        }
    )  # fmt: skip

    assert [
        ("A2", None, None, "3"),
        ("B2", None, None, "0.25"),
        ("C2", "b", None, "1"),
        ("F2", None, "2", "46083.395833333336"),  # 9:30 of UTC: (9 h 30 min) / 24 h = 0.3958…
        ("G2", None, "3", "46083.0"),
        ("H2", "inlineStr", "0", "late"),
        ("I2", "inlineStr", "0", "['a', 'b']"),
        ("J2", "inlineStr", "0", "inf"),
    ] == cells(workbook({"all": rows}))
    assert datetime(2026, 3, 2, tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC) == (
        pd.Timedelta(days=46083)
    )
    assert told(tmp_path, all=rows[["count", "words"]]) == {
        "all": [["count", "words"], ["3", "late"]]
    }


def test_a_formula_is_text_and_says_so():
    """It could run only after somebody took the apostrophe away, as in CSV."""
    rows = pd.DataFrame({"=1+1": ["=HYPERLINK(1)", "@x", "\uff1dx", "a=b"], "n": [-1, -2, -3, -4]})
    book = workbook({"s": rows})

    assert [text for _, kind, _, text in cells(book) if kind] == [
        "'=HYPERLINK(1)", "'@x", "'\uff1dx", "a=b",
    ]  # fmt: skip
    assert b"<f" not in zipfile.ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml")


def test_names_of_sheets_are_short_and_different(tmp_path):
    long = "a" * 40
    rows = pd.DataFrame({"n": [1]})
    sheets = {long: rows, long + "b": rows, long.upper(): rows, "a/b:c": rows, "": rows}

    assert [*told(tmp_path, **sheets)] == [
        "a" * 31, "a" * 29 + " 2", "A" * 29 + " 3", "a b c", "Sheet",
    ]  # fmt: skip


def test_more_than_26_columns_and_no_rows(tmp_path):
    wide = pd.DataFrame([range(30)], columns=[f"c{n}" for n in range(30)])

    assert told(tmp_path, wide=wide, none=wide.head(0)) == {
        "wide": [[f"c{n}" for n in range(30)], [str(n) for n in range(30)]],
        "none": [[f"c{n}" for n in range(30)]],
    }
    assert "AD2" == cells(workbook({"w": wide}))[-1][0]


@given(some.text(min_size=1, max_size=60))
@settings(max_examples=60)
def test_any_text_makes_a_file_that_can_be_read(text):
    """Signs that no XML can hold are left out, and nothing else."""
    book = workbook({"s": pd.DataFrame({"x": [text, text * 2000]})})
    first, second = (content for _, _, _, content in cells(book))

    kept = "".join(one for one in text if one in "\t\n\r" or (one >= " " and one not in _NONE))
    kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    assert first.removeprefix("'") in (kept, kept.removeprefix("'"))
    assert len(second) <= LONGEST_CELL


_NONE = {chr(n) for n in [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]}
