"""Objects of JSON that is too long to be held at once."""

import json

from ingest.files.csv_rows import Broken
from ingest.files.json_items import CHUNK, json_items
from ingest.files.notes import Notes

LIMIT = 3 * CHUNK
ITEMS = [{"id": str(n), "text": "late again " * 9000} for n in range(60)]


def items(text):
    pieces = (text[at : at + CHUNK] for at in range(0, len(text), CHUNK))
    return [item for _, item in json_items(pieces, Notes(), LIMIT)]


def test_a_long_document_that_only_wraps_a_list_is_opened():
    """What stands behind the list is nothing that a post could be."""
    for document in (
        {"count": 60, "data": ITEMS, "next": None},
        {"meta": {"page": 1}, "reviews": ITEMS, "links": {"self": "x"}},
    ):
        assert ITEMS == items(json.dumps(document))
        assert ITEMS == items(json.dumps(document, indent=1))


def test_a_long_object_costs_nothing_but_itself():
    """It is refused by its length, and the next ones are read."""
    long = {"id": "x", "text": "a" * 2 * LIMIT}
    found = items("\n".join(map(json.dumps, [ITEMS[0], long, ITEMS[1]])))

    assert [ITEMS[0], ITEMS[1]] == [one for one in found if not isinstance(one, Broken)]
    assert [f"an object is longer than {LIMIT:,} characters"] == [
        one.reason for one in found if isinstance(one, Broken)
    ]
