"""A broken row costs itself and nothing after it, and sound rows come out as they went in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import LoadError
from ingest.files import posts
from ingest.files.csv_rows import RECORD_LINES, Broken, csv_rows
from ingest.files.lines import LINE_LIMIT, lines
from ingest.files.notes import Notes
from tests.ingest.files.examples import POST, as_csv, ids

HEADER = "post_id,created_at,text\n"
TIME = "2026-03-01T09:30:00Z"


def rows_of(content):
    """Rows, or reasons, of a posts file."""
    stream = io.BufferedReader(io.BytesIO(content.encode()))
    return [
        row.reason if isinstance(row, Broken) else row
        for _, row in csv_rows(lines(stream, Notes()), posts, Notes())
    ]


CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
RECORDS = st.lists(st.fixed_dictionaries(dict.fromkeys(POST, CELLS)), max_size=8)


@given(RECORDS, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_rows_come_out_as_they_went_in(rows, delimiter, end):
    """Quotes, delimiters and line ends inside a cell are the cell's own."""
    content = as_csv(POST, *rows, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)

    assert [POST, *(row for row in rows if any(row.values()))] == rows_of(content)


@given(RECORDS)
def test_no_content_brings_the_reading_down(rows):
    """Cells that are not quoted at all give rows or reasons, nothing else."""
    content = HEADER + "".join(",".join(row.values()) + "\n" for row in rows)

    assert all(isinstance(row, str) or len(row) == 3 for row in rows_of(content))


WORDS = st.lists(st.sampled_from(['say "no"', "a, b", "two\nlines", "ok", ""]), max_size=3)


@given(st.lists(WORDS.map(" and ".join), min_size=1, max_size=12), st.data())
def test_a_quote_that_is_never_closed_costs_one_row(texts, data):
    """Whatever follows, the other rows are read."""
    rows = [f"{n},{TIME},{text}" for n, text in enumerate(texts)]
    sound = as_csv(
        *({"post_id": str(n), "created_at": TIME, "text": t} for n, t in enumerate(texts))
    )
    broken = data.draw(st.integers(0, len(texts)))
    records = list(csv.reader(io.StringIO(sound)))[1:]
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    for n, record in enumerate(records):
        if n == broken:
            content.write(f'x,{TIME},"never closed\n')
        writer.writerow(record)
    found = rows_of(HEADER + content.getvalue())

    assert len(rows) + (broken < len(rows)) == len(found)
    assert records == [list(row.values()) for row in found if not isinstance(row, str)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f'2,{TIME},"open', "a quote is opened and not closed"),
        (f'2,{TIME},"closed" too early', "',' expected after '\"'"),
        (f"2,{TIME}", "2 columns where the header has 3"),
        (f"2,{TIME},one,two", "4 columns where the header has 3"),
        (f"2,{TIME},a\rb", "a carriage return stands outside quotes"),
        (
            f"2,{TIME},{'x' * 140_000}",
            "a field is longer than 131,072 characters, or its quote is not closed",
        ),
        (f"2,{TIME},{'x' * (LINE_LIMIT + 1)}", "a line is longer than 1 MB"),
    ],
    ids=["open quote", "text after quote", "short", "long", "CR", "wide field", "huge line"],
)
def test_a_broken_line_is_rejected_alone(readable, line, reason):
    """The rows around it are read; its place and text are kept."""
    records = list(readable(f"{HEADER}1,{TIME},a\n{line}\n3,{TIME},c\n4,{TIME},d\n"))

    assert ["1", "rejected", "3", "4"] == ids(records)
    assert f"broken CSV: {reason}" == records[1].reason
    assert "posts.csv:3" == records[1].place
    assert records[1].payload["line"] in line


def test_an_open_quote_at_the_end_of_the_file(readable):
    """The rows before it are read."""
    assert ["1", "rejected"] == ids(readable(f'{HEADER}1,{TIME},a\n2,{TIME},"b'))


def test_a_record_may_have_so_many_lines_only(readable):
    """So an open quote looks ahead so far only: bounded memory, and bounded time for each."""
    sound, wide = ("\n" * (count - 1) for count in (RECORD_LINES, RECORD_LINES + 1))
    records = list(readable(f'{HEADER}1,{TIME},"a{sound}b"\n2,{TIME},"a{wide}b"\n3,{TIME},c\n'))

    assert ["1", "rejected", "rejected", "3"] == ids(records)
    assert "broken CSV: a quote is opened and not closed" == records[1].reason
    assert 'b"' == records[2].payload["line"]


def test_the_number_of_a_row_is_that_of_its_first_line(readable):
    """A text of several lines does not shift the places of later rejects."""
    records = list(readable(f'{HEADER}1,{TIME},"a\nb\nc"\n\n2,never,d\n'))

    assert ["1", "rejected"] == ids(records)
    assert "posts.csv:6" == records[1].place


def test_a_file_may_begin_with_any_number_of_blank_lines(readable):
    """Line numbers count them."""
    (record,) = readable("\n" * 2000 + f"{HEADER}1,never,a\n")

    assert "posts.csv:2002" == record.place


def test_blank_rows_are_nothing(readable):
    """Spreadsheets leave them behind."""
    assert ["1"] == ids(readable(f"\n{HEADER}\n1,{TIME},a\r\n,,\n  \n".replace("  \n", "\r\n")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(readable, delimiter):
    """The one that finds most of the known columns, whatever else stands between."""
    content = as_csv(POST | {"text": "a,b;c\td|e", ",,,;;;\t\t\t|||": ""}, delimiter=delimiter)

    assert ["a,b;c\td|e"] == [record.text for record in readable(content)]


def test_headers_may_be_written_in_any_case(readable):
    """Blanks around them do not matter."""
    assert ["1"] == ids(readable(f' Post_ID ,"CREATED_AT",Text\n1,{TIME},a\n'))


def test_unknown_columns_are_ignored_with_one_warning(readable):
    """They are named once, however many rows there are."""
    reading = readable(f"post_id,created_at,text,mood,\n1,{TIME},a,x,y\n2,{TIME},b,x,y\n")

    assert ["1", "2"] == ids(reading)
    assert ["unknown columns ignored: mood, (no name)"] == reading.warnings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "posts.csv: columns missing: post_id, created_at, text; columns found: none, "),
        ("id;when\n1;2\n", "columns missing: post_id, created_at, text; columns found: id, when"),
        ("post_id,text\n1,a\n", "columns missing: created_at; columns found: post_id, text"),
        ("text,post_id,created_at,Text\n", "posts.csv: columns named twice: text"),
        ("x" * 2_000_000, "columns found: x{40}$"),
        ("\x89PNG\r\n\x1a\n\x01\x02", r"columns found: \\x89PNG"),
    ],
    ids=["empty", "other names", "one missing", "twice", "huge", "no text at all"],
)
def test_without_the_columns_there_is_no_file(readable, content, message):
    """The message names what is missing and what was found."""
    with pytest.raises(LoadError, match=message):
        list(readable(content))


def test_the_names_of_a_thousand_columns_are_not_all_shown(readable):
    """The message stays readable."""
    with pytest.raises(LoadError, match=r"c19 and 980 more$"):
        list(readable(",".join(f"c{n}" for n in range(1000))))
