"""Which texts share a key: what is a copy of what, by text alone."""

import random
from itertools import pairwise

import pytest

from ingest.reading.copies import NO_BANDS, copy_bands
from ingest.reading.masking import mask_addresses

SONG = "My grandmother carried this suitcase through three countries and Acme broke it in one day"
LETTER = (
    "Acme charged me twice for the same seat last Tuesday and after eleven calls nobody there can "
    "tell me when the money comes back, so please keep an eye on your card when you book with them"
)
WORDS = LETTER.split()


def bands(*texts):
    return copy_bands([mask_addresses(text) for text in texts])


def alike(one, other):
    """Whether two texts share a key."""
    first, second = bands(one, other)
    return any(a == b for a, b in zip(first, second, strict=True) if a is not None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SONG, f"RT @airbuff: {SONG}"),
        (SONG, f"{SONG.upper()}!!! 😡😡 https://example.org/x"),
        (SONG, f"@acme @boss {SONG}"),
        ("Acme, refund my café trip now", "acme refund my cafe trip NOW 😡"),
        (LETTER, LETTER.replace("eleven", "twelve")),
        (LETTER, f"{LETTER} please"),
        ("这家航空公司弄丢了我的行李真的太差了", "这家航空公司弄丢了我的行李真的太差了！！"),
    ],
)
def test_copies_share_a_key(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thank you!", "Thank you!"),
        ("Thank you so much for your help", "Thank you so much for your help"),
        ("Worst airline ever", "Worst airline ever"),
        ("Would fly with them again: 0/10", "Would fly with them again: 10/10"),
        ("My flight to Leeds was late again", "My flight to Paris was late again"),
        (SONG, LETTER),
        ("@user", "@user"),
        ("", ""),
    ],
)
def test_voices_of_their_own_share_none(one, other):
    assert not alike(one, other)


def test_a_key_knows_nothing_of_the_texts_beside_it():
    """So neither order nor batch can change a group."""
    texts = [SONG, "Thanks", LETTER, "Acme refund my trip now", SONG.lower()]
    alone = [bands(text)[0] for text in texts]

    assert alone == bands(*texts)
    assert NO_BANDS == alone[1]
    assert alone[3][1:] == (None, None)
    assert alone[0] == alone[4]


def test_keys_are_the_same_in_every_version():
    """They are kept in the warehouse: another way to hash would tear groups apart."""
    kept = (5012213598751338617, 3063311766681579328, 14277336536728167326)

    assert [kept] == bands(SONG)


def test_sharing_a_key_is_as_likely_as_the_theory_says():
    """Of features alike by s a key agrees with s**8, one of three with 1 - (1 - s**8)**3."""
    dice = random.Random(20261127)
    hits, chances = 0, 0.0
    for _ in range(400):
        words = [f"w{dice.randrange(10**6)}" for _ in range(24)]
        other = list(words)
        for place in dice.sample(range(24), dice.randint(1, 3)):
            other[place] = f"x{dice.randrange(10**6)}"
        said = [{*text, *pairwise(text)} for text in (words, other)]
        same = len(said[0] & said[1]) / len(said[0] | said[1])
        chances += 1 - (1 - same**8) ** 3
        hits += alike(" ".join(words), " ".join(other))

    assert abs(hits - chances) < 40  # four standard errors of 400 tosses
