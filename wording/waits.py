"""How many wait in vain, in words."""

from wording.numbers import is_known
from wording.said import mark, say

_PARTS = {
    0.1: mark("About one in ten never gets an answer"),
    0.2: mark("About one in five never gets an answer"),
    0.25: mark("About a quarter never gets an answer"),
    0.33: mark("About a third never gets an answer"),
    0.4: mark("About two in five never get an answer"),
    0.5: mark("About half never get an answer"),
    0.6: mark("About three in five never get an answer"),
    0.67: mark("About two thirds never get an answer"),
    0.75: mark("About three quarters never get an answer"),
    0.8: mark("About four in five never get an answer"),
    0.9: mark("About nine in ten never get an answer"),
}
_FEW = 0.05


def never(share: float | None) -> str:
    """What the share still open after a week means: "About half never get an answer".

    Args:
        share: 0 .. 1; null where nobody is known for so long.
    """
    if share is None or not is_known(share):
        return say("Too early to say who never gets an answer")
    if share < _FEW:
        return say("Nearly all get an answer")
    if share > 1 - _FEW:
        return say("Nearly nobody gets an answer")
    return say(_PARTS[min(_PARTS, key=lambda known: abs(known - share))])
