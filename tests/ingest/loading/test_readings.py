"""What is read out of texts on loading: each different one once, by one process or by several."""

import pickle

from ingest.brand import Brand
from ingest.loading.side_by_side import read_side_by_side
from ingest.loading.text_table import READ, TextReader
from ingest.reading.linear.model import shipped

ACME = [Brand(key="acme", name="Acme", handles=("acme",), own_accounts=("acme",))]
TEXTS = [
    ("@acme my order is late again, never again", None, None, None, None),
    ("@acme my order is late again, never again", None, "bolt", 1.0, None),
    ("Danke für die schnelle Hilfe, Acme", "de", None, None, None),
    ("", None, None, None, "https://acme.example/story"),
    ("SOOOOO good!!! 😀 https://acme.example/1", None, None, 5.0, None),
]
ROWS = [(f"x:{n}", *TEXTS[n % len(TEXTS)]) for n in range(4 * len(TEXTS))]


def test_copies_are_read_once_and_told_for_each():
    """Of one text, language, brand, rating and story; every post has its row, in order."""
    told = TextReader(ACME, shipped()).read(ROWS)
    alone = [TextReader(ACME, shipped()).read([row]) for row in ROWS[: len(TEXTS)]]

    assert READ == told.schema
    assert [row[0] for row in ROWS] == told["post_id"].to_pylist()
    columns = READ.names[1:]
    each = [one.select(columns).to_pylist()[0] for one in alone]
    assert 4 * each == told.select(columns).to_pylist()


def test_several_processes_tell_what_one_tells():
    """In order; chunks whose process is gone are read here."""
    chunks = [ROWS[n : n + 5] for n in range(0, len(ROWS), 5)]
    here = TextReader(ACME, shipped())
    there = list(read_side_by_side(iter(chunks), ACME, shipped(), processes=1))
    gone = list(read_side_by_side(iter(chunks), ACME, Dying(), processes=1))

    assert [here.read(rows) for rows in chunks] == there == gone


class Dying:
    """A scorer that ends the process in which it is unpickled."""

    def __init__(self):
        self._shipped = shipped()

    def __getattr__(self, name):
        return getattr(self._shipped, name)

    def __reduce__(self):
        return (exit, (3,))


def test_a_model_is_copied_without_its_memory():
    """It says the same."""
    before = shipped().score(["so late, never again"])

    assert before == pickle.loads(pickle.dumps(shipped())).score(["so late, never again"])
