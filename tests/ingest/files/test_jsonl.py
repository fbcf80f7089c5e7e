"""One object per line; a bad line is rejected alone."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files import posts
from ingest.files.jsonl import parse_line
from ingest.files.lines import LINE_LIMIT
from ingest.files.notes import Notes
from ingest.files.preset import Refused
from ingest.mention import Reject
from tests.ingest.files.examples import POST, ids


def as_json(changes, **options):
    return json.dumps(POST | changes, **options)


@pytest.mark.parametrize("name", ["posts.jsonl", "POSTS.NDJSON"])
def test_objects_and_blank_lines(readable, name):
    """Blank lines are nothing; keys may be written in any case."""
    content = f"\n{as_json({})}\n  \n{as_json({'post_id': '2'}).replace('text', 'Text')}"

    assert ["1", "2"] == ids(readable(content, name))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("7", "7"),
        ("0", "0"),
        ("12345678901234567891", "12345678901234567891"),
        ("3.0", "3"),
        ('"007"', "007"),
        ('"3.0"', "3.0"),
    ],
)
def test_ids_that_are_numbers_keep_their_digits(readable, number, expected):
    """No float form, no rounding above 2^53; text stays as it is."""
    content = as_json({}).replace('"1"', number)

    assert [expected] == ids(readable(content, "posts.jsonl"))


def test_values_of_every_type(readable):
    """Numbers, booleans and null are what they say; NaN is how data frames write unknown."""
    content = (
        f'{as_json({})[:-1]}, "like_count": 3, "rating": 4.5, "author_is_bot": true, '
        '"share_count": null, "view_count": NaN, "author_followers": 12.0}'
    )
    (post,) = readable(content, "posts.jsonl")

    assert (3, 4.5, True) == (post.like_count, post.rating, post.author_is_bot)
    assert (None, None, 12) == (post.share_count, post.view_count, post.author_followers)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"post_id": "1",', "not JSON: "),
        ("[1, 2]", "not a JSON object but '[1, 2]'"),
        ("<html>", "not JSON: "),
        ("[" * 100_000, "not JSON: "),
        (as_json({"text": ["a"]}), "text holds a list, text or a number is allowed"),
        (as_json({"author_id": {"id": 1}}), "author_id holds a dict, text or a number is allowed"),
        (f'"{"x" * LINE_LIMIT}"', "the line is longer than 1 MB"),
    ],
    ids=["torn", "list", "page", "deep", "list value", "object value", "huge"],
)
def test_a_bad_line_is_rejected_alone(readable, line, reason):
    """The line is kept as it was."""
    records = list(readable(f"{as_json({})}\n{line}\n{as_json({'post_id': '3'})}\n", "posts.jsonl"))

    assert ["1", "rejected", "3"] == ids(records)
    assert records[1].reason.startswith(reason)
    assert line.startswith(records[1].payload["line"])
    assert "posts.jsonl:2" == records[1].place


def test_a_missing_column_is_the_rows_own_fault(readable):
    """There is no header that could promise it."""
    (record,) = readable('{"post_id": 1, "text": "a"}', "posts.jsonl")

    assert "created_at is missing" == record.reason
    assert {"post_id": "1", "text": "a"} == record.payload


def test_unknown_keys_are_ignored_and_kept_with_a_reject(readable):
    """They are named once; a reject shows them, lists and objects as JSON."""
    content = f"{as_json({'mood': 1})}\n{as_json({'mood': {'a': [1]}, 'created_at': ''})}\n"
    reading = readable(content, "posts.jsonl")

    assert '{"a": ["1"]}' == list(reading)[1].payload["mood"]
    assert ["unknown columns ignored: mood"] == reading.warnings


def test_what_no_database_takes_is_removed(readable):
    """NUL and half characters hide in escapes; a whole pair is one character."""
    reading = readable(as_json({"text": "a\0b \ud83d \ud83d\ude00"}), "posts.jsonl")

    assert ["ab \ufffd \U0001f600"] == [record.text for record in reading]
    assert ["NUL characters removed: 1"] == reading.warnings


def test_names_without_end_are_remembered_in_part_only(readable):
    """A key in every line is a file's mistake, not a reason to fill the memory."""
    content = "\n".join(as_json({f"k{n}": "x"}) for n in range(1500))
    reading = readable(content, "posts.jsonl")

    assert 1500 == len(list(reading))
    assert reading.warnings[0].endswith("k19 and 980 more")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(posts.COLUMNS) | st.text(), JSON), st.booleans())
def test_any_object_is_a_row_of_storable_text_or_refused(item, ascii_only):
    """Whatever the values, nothing but text comes out, and a reject can be kept."""
    with suppress(Refused):
        row = parse_line(json.dumps(item, ensure_ascii=ascii_only), posts, Notes())

        assert all(isinstance(cell, str) and "\0" not in cell for cell in row.values())
        assert json.dumps(row, ensure_ascii=False).encode()


def test_a_reject_can_be_written_as_json(readable):
    """The warehouse keeps payloads as JSON."""
    (record,) = readable(as_json({"created_at": "never\ud83d"}), "posts.jsonl")

    assert isinstance(record, Reject)
    assert record.payload == json.loads(json.dumps(record.payload, ensure_ascii=False).encode())
