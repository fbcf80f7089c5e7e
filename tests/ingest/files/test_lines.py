"""Any encoding that people export becomes the same text, and an odd line changes no other."""

import pytest

from tests.ingest.files.examples import POST, as_csv, ids

TEXT = "Für 5 € … “schön”?"
CONTENT = as_csv(POST | {"text": TEXT})


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"]
)
def test_encodings(readable, encoding):
    """A byte order mark decides, else UTF-8, else Windows-1252; UTF-16 is seen without a mark."""
    assert [TEXT] == [record.text for record in readable(CONTENT.encode(encoding))]


def test_a_byte_order_mark_of_big_endian(readable):
    """Both orders of UTF-16 are read."""
    content = b"\xfe\xff" + CONTENT.encode("utf-16-be")

    assert [TEXT] == [record.text for record in readable(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_nothing_is_said_about_a_sound_file(readable, encoding):
    """Warnings are for what may be wrong."""
    reading = readable(CONTENT.encode(encoding))

    assert ["1"] == ids(reading)
    assert [] == reading.warnings


def test_the_encoding_is_decided_by_line(readable):
    """A file put together from two is read whole, and the lines are counted."""
    content = (
        CONTENT.encode() + b"2,2026-03-01T09:30:00Z,F\xfcr 5 \x80\n3,2026-03-01T09:30:00Z,\xe9\n"
    )
    reading = readable(content)

    assert [TEXT, "Für 5 €", "é"] == [record.text for record in reading]
    assert ["lines that were not UTF-8, read as Windows-1252: 2"] == reading.warnings


def test_a_torn_character_does_not_cost_its_line(readable):
    """Most of the line is sound UTF-8, so it is UTF-8."""
    content = CONTENT.encode() + "2,2026-03-01T09:30:00Z,schön für 5 €".encode()[:-1] + b"\n"
    reading = readable(content)

    assert [TEXT, "schön für 5 \ufffd"] == [record.text for record in reading]
    assert ["lines with broken characters, shown as U+FFFD: 1"] == reading.warnings


def test_bytes_that_windows_1252_does_not_know(readable):
    """They show as U+FFFD."""
    content = b"post_id,created_at,text\n1,2026-03-01T09:30:00Z,\xfc\x81\n"

    assert ["ü\ufffd"] == [record.text for record in readable(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nul_is_removed_and_counted(readable, encoding):
    """No database takes it."""
    reading = readable(CONTENT.replace("schön", "sch\0ö\0n").encode(encoding))

    assert [TEXT] == [record.text for record in reading]
    assert ["NUL characters removed: 2"] == reading.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_huge_line_is_cut_and_the_next_one_read(readable, encoding):
    """Neither memory nor the rest of the file pays for it."""
    row = "{},2026-03-01T09:30:00Z,{}\n"
    content = CONTENT + row.format(2, "x" * 3_000_000) + row.format(3, "c")
    records = list(readable(content.encode(encoding)))

    assert ["1", "rejected", "3"] == ids(records)
    assert 1000 == len(records[1].payload["line"])
