"""How many wait in vain, in words that a reader of the share would choose."""

import pytest

from wording.waits import never


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.02, "Nearly all get an answer"),
        (0.05, "About one in ten never gets an answer"),
        (0.27, "About a quarter never gets an answer"),
        (0.49, "About half never get an answer"),
        (0.92, "About nine in ten never get an answer"),
        (0.97, "Nearly nobody gets an answer"),
        (None, "Too early to say who never gets an answer"),
        (float("nan"), "Too early to say who never gets an answer"),
    ],
)
def test_a_share_reads_as_people_say_it(share, words):
    assert words == never(share)
