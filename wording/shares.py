"""Shares and balances in words, for who does not read figures; the figure stands beside them."""

from wording.numbers import is_known
from wording.said import mark, say

_PARTS = {
    0.05: mark("about one in twenty"),
    0.1: mark("about one in ten"),
    0.2: mark("about one in five"),
    0.25: mark("about a quarter"),
    0.33: mark("about a third"),
    0.4: mark("about two in five"),
    0.5: mark("about half"),
    0.6: mark("about three in five"),
    0.67: mark("about two thirds"),
    0.75: mark("about three quarters"),
    0.8: mark("about four in five"),
    0.9: mark("about nine in ten"),
}
_FEW = 0.05


def about(share: float) -> str:
    """A share of 0 .. 1 in words: about a third, nearly all.

    The words of a share are those of the nearest one that has some; below 5 % and above 95 % they
    are "hardly any" and "nearly all".
    """
    if share < _FEW:
        return say("hardly any")
    if share > 1 - _FEW:
        return say("nearly all")
    return say(_PARTS[min(_PARTS, key=lambda known: abs(known - share))])


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


def balance(net: float, low: float, high: float) -> str:
    """What a net sentiment of -1 .. 1 means.

    Args:
        net: positive minus negative, as a share of those scored.
        low: of its 95 % interval; null where that is not known.
        high: see low.
    """
    if net == 0 or (is_known(low) and low <= 0 <= high):
        return say("About as many mentions are positive as negative")
    return say(
        "More mentions are negative than positive"
        if net < 0
        else "More mentions are positive than negative"
    )
