"""Shares and balances in words."""

import pytest

from wording.said import speaking
from wording.shares import about, balance, capital


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "hardly any"),
        (0.049, "hardly any"),
        (0.05, "about one in twenty"),
        (0.08, "about one in ten"),
        (0.34, "about a third"),
        (0.47, "about half"),
        (0.95, "about nine in ten"),
        (0.951, "nearly all"),
    ],
)
def test_a_share_has_the_words_of_the_nearest_that_has_some(share, words):
    assert words == about(share)


@pytest.mark.parametrize(
    ("net", "low", "high", "words"),
    [
        (-0.27, -0.37, -0.17, "More mentions are negative than positive"),
        (0.27, 0.17, 0.37, "More mentions are positive than negative"),
        (0.03, -0.05, 0.11, "About as many mentions are positive as negative"),
        (0.0, None, None, "About as many mentions are positive as negative"),
        (-0.3, None, None, "More mentions are negative than positive"),
    ],
)
def test_a_balance_leans_only_where_its_interval_does(net, low, high, words):
    assert words == balance(net, low, high)


def test_words_begin_a_sentence_in_every_language():
    with speaking("de"):
        assert "Etwa ein Drittel" == capital(about(0.33))
