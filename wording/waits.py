"""How many wait in vain, in words."""

from wording.numbers import is_known

_PARTS = {
    0.1: "one in ten",
    0.2: "one in five",
    0.25: "a quarter",
    0.33: "a third",
    0.4: "two in five",
    0.5: "half",
    0.6: "three in five",
    0.67: "two thirds",
    0.75: "three quarters",
    0.8: "four in five",
    0.9: "nine in ten",
}
_FEW = 0.05


def never(share: float | None) -> str:
    """What the share still open after a week means: "About half never get an answer".

    Args:
        share: 0 .. 1; null where nobody is known for so long.
    """
    if share is None or not is_known(share):
        return "Too early to say who never gets an answer"
    if share < _FEW:
        return "Nearly all get an answer"
    if share > 1 - _FEW:
        return "Nearly nobody gets an answer"
    part = _PARTS[min(_PARTS, key=lambda known: abs(known - share))]
    verb = "gets" if part.startswith(("one", "a ")) else "get"
    return f"About {part} never {verb} an answer"
