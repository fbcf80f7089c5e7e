"""Who signed a reply: marks and names as support desks write them."""

import pytest

from ingest.config import Config
from ingest.passes.load_files import FileOptions, load_file
from tests.build import answers, asks, load_posts, row, rows, work
from tests.places import PUBLIC

TWCS = PUBLIC / "twcs_dev.csv"


SIGNED = [
    ("We look into it. ^AB", "AB"),
    ("We look into it.^AB https://t.example/x", "AB"),
    ("We look into it -Anna", "Anna"),
    ("We look into it. *Tom", "Tom"),
    ("We look into it. - Kev (2/2)", "Kev"),
    ("We look into it.--JV", "JV"),
    ("Please see https://t.example/x ET", "ET"),
    ("thanks ^ab", "ab"),
    ("Soon! ^^ https://t.example/x", None),
    ("Flights to London-Gatwick", None),
    ("We are 24-7 in the US", None),
    ("No name here.", None),
]


@pytest.fixture(scope="module")
def signatures(tmp_path_factory):
    """Answer → signature, of the texts of SIGNED."""
    data = tmp_path_factory.mktemp("signed")
    posts = [asks(f"q{n}", 0, author=f"a{n}") for n in range(len(SIGNED))]
    replies = [answers(f"{n}", 1, f"q{n}", text=text) for n, (text, _) in enumerate(SIGNED)]
    load_posts(data, [*posts, *replies])
    found = rows(data, "select post_id, signature from mentions where direction = 'outbound'")
    return {one["post_id"]: one["signature"] for one in found}


@pytest.mark.parametrize("number", range(len(SIGNED)), ids=lambda number: SIGNED[number][0])
def test_a_signature_is_read(signatures, number):
    assert SIGNED[number][1] == signatures[f"x:{number}"]


def test_an_answer_in_parts_is_signed_once(tmp_path):
    """The first part stops the clock; the name stands under the second."""
    load_posts(
        tmp_path,
        [
            asks("q", 0),
            answers("a", 1, "q", text="First do this (1/2)"),
            answers("b", 2, "a", text="then that (2/2) ^AB"),
        ],
    )

    assert {"responder": "AB"} == row(tmp_path, "select responder from turns")


@pytest.mark.skipif(not TWCS.exists(), reason=f"{TWCS} is absent")
def test_most_replies_of_brands_that_sign_are_attributed(tmp_path):
    """At least 85 % without a rule for any brand; a brand signs when half of its replies are."""
    with work(tmp_path) as con:
        load_file(con, TWCS, FileOptions(format="twcs"), config=Config())

    shares = rows(
        tmp_path,
        "select brand, count(*) as n, count(signature) / count(*) as share from mentions "
        "where direction = 'outbound' group by brand having n >= 15 and share >= 0.5",
    )

    assert len(shares) >= 12
    signed = sum(r["n"] * r["share"] for r in shares)
    assert signed / sum(r["n"] for r in shares) >= 0.85
