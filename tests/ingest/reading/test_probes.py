"""What a reader of short posts has to get right: sentences of our own, by kind.

The parts: "tune" was looked at while the rules were written, "aside" was only ever counted, "later"
was written afterwards, counted once (87 of 103) and looked at then, and so was "again" (375 of 457
counted at first, and 13 of 30 of praise that is meant), and "last"
(191 of 206 counted at first). "fresh" was written without a look at the rules (with languages and
names in other scripts 126 of 136 counted at first). "turns" are turns of phrase, written by
who knew the tables: 89 of 170 counted before those were extended with them in view, so that the
part guards what is held and says nothing of other sentences.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from ingest.brand import Brand
from ingest.reading.enrich import Enricher

PROBES = Path(__file__).parent / "texts" / "probes.tsv"
LEAST = 0.85
LEAST_OF_A_KIND = 0.7
ACME = Brand(key="acme", name="Acme", handles=("Acme",))


@pytest.fixture(scope="module")
def read():
    """Each probe with what it is read as."""
    with PROBES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = Enricher([ACME]).enrich([row["text"] for row in rows], [None] * len(rows))
    return [(row, one.polarity or "unscored") for row, one in zip(rows, found, strict=True)]


def shares(read, column):
    right = defaultdict(list)
    for row, polarity in read:
        right[row[column]].append(polarity == row["expected"])
    return {key: sum(values) / len(values) for key, values in right.items()}


def test_short_posts_are_read_as_people_mean_them(read):
    """At least 85 % of each part; the sentences set aside as well as those that were looked at."""
    assert len(read) >= 400
    for part, share in shares(read, "part").items():
        assert share >= LEAST, part


def test_every_kind_of_post_is_read(read):
    """No kind is bought with another: signs alone, ratings in words, mockery, negated faults."""
    for kind, share in shares(read, "kind").items():
        assert share >= LEAST_OF_A_KIND, kind


@pytest.mark.parametrize("text", ["\N{SOCKS}", "\N{SOCKS} \N{EYES}", "#", "...", "@acme ??"])
def test_signs_that_say_nothing_are_unscored_never_neutral(text):
    assert Enricher([ACME]).enrich([text], [None])[0].polarity is None


@pytest.mark.parametrize("declared", [None, "de", "ja"])
def test_a_sign_alone_is_read_whatever_language_is_declared(declared):
    assert "negative" == Enricher([ACME]).enrich(["\N{POUTING FACE}"], [declared])[0].polarity


@pytest.mark.parametrize("text", ["Don't bother with Acme", "dont bother, @Acme never answers"])
def test_a_warning_is_no_fault_that_there_was_not(text):
    """What bothers nobody is praise; "don't bother" tells others to stay away."""
    assert "negative" == Enricher([ACME]).enrich([text], [None])[0].polarity
