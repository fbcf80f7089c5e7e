"""However a file is packed, encoded and laid out, its rows are the same."""

import bz2
import gzip
import json
import lzma
from contextlib import suppress

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import LoadError
from ingest.files import FileMap, preview
from tests.ingest.files.workbooks import workbook, zipped

ROWS = [
    ["Post ID", "Created At", "Author", "Text"],
    ["7", "2026-05-11 15:04", "Zoë", 'said "no", twice'],
    ["8", "2026-05-11 16:04", "Kim", "line\nbreak"],
]
PLAIN = [("7", "Zoë", 'said "no", twice'), ("8", "Kim", "line\nbreak")]


def table(delimiter=",", rows=ROWS, end="\n"):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "".join(delimiter.join(row) + end for row in quoted)


@pytest.fixture
def seen(tmp_path):
    """A preview of content under a name."""

    def preview_of(content, name="export", **said):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return preview(path, FileMap(**{"timezone": "UTC", **said}))

    return preview_of


def told(found):
    return [(one.post_id, one.author_name, one.text) for one in found.records]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_separator_and_encoding(seen, delimiter, encoding):
    """Whatever the file's name says."""
    assert PLAIN == told(seen(table(delimiter).encode(encoding), "export.txt"))


@pytest.mark.parametrize("mark", [";", "|", "~"])
@pytest.mark.parametrize("line", ["sep={}\n", '"sep={}"\r\n', "SEP={}\n"])
def test_a_line_that_says_the_separator(seen, mark, line):
    """Excel's own way to say it; any sign may be one then."""
    assert PLAIN == told(seen(line.format(mark) + table(mark)))


PREAMBLES = {
    "a title": "Acme mentions\n\n",
    "labels": "Report:,Mentions\nFrom:,2026-05-01\nBrand:,Acme\n\n",
    "a note in quotes": '"Exported on 11 May 2026\nby Kim"\n\n',
    "cells": ",,,\nTotal,2,,\n,,,\n",
}


@pytest.mark.parametrize("preamble", PREAMBLES.values(), ids=PREAMBLES.keys())
def test_lines_above_the_header(seen, preamble):
    """They are left out, which is said."""
    found = seen(preamble + table())

    assert PLAIN == told(found)
    assert any("lines above the header" in said for said in found.guess.told)


HEADERS = {
    "groups above": "Message,,Author,\nid,created at,name,text\n",
    "names below": "Post ID,Created At,Who,\n,,Author,Text\n",
    "both": "Post,,From,Text\nPost ID,Created At,Author,\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_two_header_lines(seen, header):
    """Groups above names, or names that go on below."""
    assert PLAIN == told(seen(header + table(rows=ROWS[1:])))


def test_delimiters_behind_the_last_column(seen):
    """As spreadsheets leave them."""
    assert PLAIN == told(seen(table().replace("\n", ",,\n").replace("line,,\n", "line\n")))


PACKED = {
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zip": lambda content: zipped({"export.csv": content}),
    "zip of gzip": lambda content: zipped({"export.csv.gz": gzip.compress(content)}),
}


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED.keys())
def test_packed_files_by_what_they_are(seen, pack):
    """The name need not tell."""
    assert PLAIN == told(seen(pack(table().encode())))


def test_a_zip_of_several_files(seen):
    """Those of one kind are read as the first is, others by themselves; what is none is refused."""
    more = [{"post_id": "9", "created_at": "2026-05-12T10:00Z", "text": "from JSON"}]
    found = seen(
        zipped(
            {
                "__MACOSX/._a.csv": b"\0\1",
                "a.csv": table(),
                "b.csv": table(";", [ROWS[0], ["10", "2026-05-12 10:00", "Pat", "too"]]),
                "c.json": json.dumps(more),
                "numbers.csv": "day,clicks\n2026-05-12,3\n",
            }
        ),
        "week.zip",
    )

    assert [*PLAIN, ("10", "Pat", "too"), ("9", None, "from JSON")] == [
        (one.post_id, one.author_name, one.text)
        for one in found.records
        if not hasattr(one, "reason")
    ]
    assert 1 == found.refused_count
    assert "columns missing: text" in next(iter(found.refused))
    assert {"week"} == {one.source for one in found.records}


def test_a_workbook(seen):
    """Dates by their format, ids as they are written, the sheet that looks most like posts."""
    found = seen(
        workbook(
            Notes=[["made by Kim"], ["nothing", "here"]],
            Posts=[
                ["Report", "May"],
                [],
                ["Post ID", "Created At", "Author", "Text", "Likes"],
                [1712345678901234, ("date", 46153.627777777776), "Zoë", "one & two", 4],
                ["8", "2026-05-11 16:04", "", "text", ("raw", "1.2E1")],
            ],
        )
    )
    first, second = found.records

    assert ("1712345678901234", "2026-05-11T15:04:00+00:00", "one & two", 4) == (
        first.post_id,
        first.created_at.isoformat(),
        first.text,
        first.like_count,
    )
    assert ("8", 12) == (second.post_id, second.like_count)
    assert any("sheet 'Posts' is read, not Notes" in said for said in found.guess.told)


def test_an_id_that_a_workbook_rounded(seen):
    """Excel writes what is left of it with a power of ten."""
    found = seen(
        workbook(
            Posts=[ROWS[0], [("raw", "1.7123456789012346E+18"), "2026-05-11 15:04", "Kim", "a"]]
        )
    )

    assert ["post_id '1.7123456789012346E+18' was rounded: export ids as text"] == list(
        found.refused
    )


def test_a_sheet_that_is_not_there(seen):
    with pytest.raises(LoadError, match="has no sheet 'x': Posts"):
        seen(workbook(Posts=ROWS), sheet="x")


ITEMS = [
    {"id": 7, "createdAt": "2026-05-11T15:04Z", "author": {"name": "Zoë"}, "text": PLAIN[0][2]},
    {"id": 8, "createdAt": "2026-05-11T16:04Z", "author": {"name": "Kim"}, "text": PLAIN[1][2]},
]
ARRANGED = {
    "an array": json.dumps(ITEMS),
    "indented": json.dumps(ITEMS, indent=2),
    "lines": "\n".join(map(json.dumps, ITEMS)),
    "lines with blank ones": "\r\n\r\n".join(map(json.dumps, ITEMS)) + "\r\n",
    "one after the other": "".join(json.dumps(item, indent=1) for item in ITEMS),
    "an object that holds it": json.dumps({"count": 2, "data": ITEMS, "next": None}),
    "deeper": json.dumps({"response": 1, "data": {"total": 2, "items": ITEMS}}),
    "under a name of its own": json.dumps({"my things": ITEMS}),
    "pages": "\n".join(json.dumps({"results": [item], "page": 1}) for item in ITEMS),
    "arrays of lines": "\n".join(json.dumps([item]) for item in ITEMS),
}


@pytest.mark.parametrize("text", ARRANGED.values(), ids=ARRANGED.keys())
def test_json_in_any_arrangement(seen, text):
    """With a mark, in UTF-16, and ids with all their digits."""
    assert PLAIN == told(seen(text))
    assert PLAIN == told(seen(text.encode("utf-16")))
    assert PLAIN == told(seen("\ufeff" + text))
    assert (
        "1712345678901234567"
        == seen(text.replace("7,", "1712345678901234567,", 1)).records[0].post_id
    )


@pytest.mark.parametrize(
    "broken", ['{"id": 1, "text": "torn', "not JSON", '{"id": 1,}', "[1, 2", '"text"', "17", "}{"]
)
@pytest.mark.parametrize("arrangement", ["lines", "array"])
def test_a_broken_object_costs_nothing_but_itself(seen, broken, arrangement):
    """The reason says what is wrong with it."""
    first, last = map(json.dumps, ITEMS)
    text = f"{first}\n{broken}\n{last}"
    if arrangement == "array":
        text = f"[{first},\n {broken},\n {last}]"
    found = seen(text)

    assert PLAIN == [
        (one.post_id, one.author_name, one.text)
        for one in found.records
        if not hasattr(one, "reason")
    ]
    assert found.refused_count
    assert all("JSON" in reason for reason in found.refused)


OTHER_SCRIPTS = {
    "shift_jis": "日時,本文\n2026-05-11 15:04,アプリがとても遅いです。困っています。\n",
    "euc_kr": "날짜,내용\n2026-05-11 15:04,앱이 너무 느려요. 환불해 주세요.\n",
    "gb18030": "日期,内容\n2026-05-11 15:04,应用太慢了，客服没有回复。\n",
    "cp1251": "дата,текст\n2026-05-11 15:04,приложение не работает уже неделю\n",
    "cp1253": "ημερομηνία,κείμενο\n2026-05-11 15:04,η εφαρμογή δεν λειτουργεί καθόλου\n",
}


@pytest.mark.parametrize("encoding", OTHER_SCRIPTS)
def test_other_scripts(seen, encoding):
    """Without a mark, and names that nobody knows: time and text are told by the cells."""
    text = OTHER_SCRIPTS[encoding]
    said = text.splitlines()[1].split(",", 1)[1]
    for content in (text.encode(encoding), text):
        assert [said] == [one.text for one in seen(content).records]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"\xd0\xcf\x11\xe0old", "save it as .xlsx or CSV"),
        (b"PAR1xx", "a Parquet file"),
        (b"[]", "no object to read"),
        (b"PK\x03\x04broken", "cannot be read"),
        (zipped({}), "holds no file"),
        (zipped({"xl/workbook.xml": "<a>"}), "no sound workbook"),
        (workbook(a=[]), "no sheet has a row"),
        (
            zipped({"xl/workbook.xml": "", "xl/_rels/workbook.xml.rels": "<!DOCTYPE a><a/>"}),
            "no workbook as any program writes it",
        ),
        (zipped({"mimetype": "x", "content.xml": "x"}), "an OpenDocument file"),
    ],
)
def test_what_holds_no_rows_says_so(seen, content, said):
    with pytest.raises(LoadError, match=said):
        seen(content)


def test_a_bomb_is_left_unread(seen):
    """More than any export packs to its size; what is read before is bounded."""
    head = zstandard.compress(b"post_id,created_at,text\n1,2026-05-11T15:04Z,x\n2,")

    with pytest.raises(LoadError, match="250 times its size"):
        seen(head + 300 * zstandard.compress(b"x" * (1 << 20)))


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_rows_or_a_reason(seen, content):
    """Nothing else ever comes out of a file."""
    for start in (b"", b"id,date,text\n", b'[{"id": 1}, ', b"\xff\xfe", b"PK\x03\x04", b"\x1f\x8b"):
        with suppress(LoadError):
            seen(start + content)
