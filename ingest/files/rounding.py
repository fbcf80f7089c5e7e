"""Ids that a spreadsheet or a program rounded: told by all ids of a column, not by one.

A sheet keeps fifteen digits and writes zeros behind them; data frames and JavaScript keep what a
double holds. One id may end like that by chance; that all do is no chance.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

DIGITS_KEPT = 15
EVIDENCE_DIGITS = 4  # by chance one column in ten thousand looks so


def rounding_of(ids: Iterable[str]) -> str | None:
    """How the ids of a column were rounded, one of ROUNDINGS; None where they are whole."""
    long = [one for one in ids if _is_long(one)]
    for name, (is_rounded, digits) in ROUNDINGS.items():
        if long and all(map(is_rounded, long)) and sum(map(digits, long)) >= EVIDENCE_DIGITS:
            return name
    return None


def _is_long(text: str) -> bool:
    return text.isdecimal() and text.isascii() and DIGITS_KEPT < len(text) < 40


def _ends_in_zeros(text: str) -> bool:
    return _is_long(text) and not text[DIGITS_KEPT:].strip("0")


def _zeros(text: str) -> float:
    return len(text) - DIGITS_KEPT


def _is_double(text: str) -> bool:
    """Whether a double holds it: as all its digits, or as the shortest that mean it."""
    if not _is_long(text) or int(text) < 2**53:
        return False
    return int(float(text)) == int(text) or int(Decimal(repr(float(text)))) == int(text)


def _doubled(text: str) -> float:
    """How many digits are left to chance: the shortest of a double has seventeen."""
    return max(0.0, len(text) - 17)


ROUNDINGS: dict[str, tuple[Callable[[str], bool], Callable[[str], float]]] = {
    "sheet": (_ends_in_zeros, _zeros),
    "double": (_is_double, _doubled),
}
"""What tells a rounded id, and how many of its digits would be so by chance."""
