"""Places named like feelings: Nice, Reading, Hope."""

import re
from functools import cache

from ingest.reading.linear.valence import valence
from ingest.reading.word_files import phrases_in

PLACE = "there"
# A capital alone proves nothing at the front of a sentence, and nothing in a text of capitals.
_BEFORE = (
    r"\b(?:in|to|from|for|at|near|via|of|into|leaving|reach|reaching|visit|visiting|between|around|over"
    r"|through|towards|outside|live in)\s+(?:the\s+)?"
)
_BEHIND = (
    r"(?=\s*(?:,\s*[A-Z]|\b(?:branch|station|office|airport|store|shop|depot|terminal|centre"
    r"|center)\b))"
)
# Names that no list holds: "in Grave, Netherlands", "at Lovely Green station".
_ANY = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_ANYWHERE = re.compile(
    rf"\b(?P<before>(?:in|to|from|at|near) ){_ANY}"
    r"(?=, [A-Z][a-z]+\b|\s(?:station|airport|branch|depot)\b)"
    # A street: "on Love Lane".
    r"|\b(?P<on>(?:on|in|at|off|along|from|to|near|of) )[A-Z][a-z]+"
    r"(?= (?:Street|Road|Lane|Avenue|Square|Drive|Crescent|Terrace|Boulevard)\b)"
)
_AWAY = r"(?=\s+(?:to|->|\u2192|-|and back)\s)"
_STOPS = re.compile(
    "station|airport|branch|depot|Street|Road|Lane|Avenue|Square|Drive|Crescent|Terrace|Boulevard"
)
_BEGINNING = re.compile(r"[A-Z][A-Za-z']+")
_NO_PLACE = (
    r"(?!\s+(?:to (?:see|hear|meet|know|have|be)|and (?:easy|clean|quick|warm|cold)|work|job|day"
    r"|one|people|try)\b)"
)


def mask_places(text: str) -> str:
    """The text with such a name as "there" where its place in the sentence shows that it is one."""
    if ", " in text or _STOPS.search(text):
        text = _ANYWHERE.sub(_felt_name, text)
    if not _may_hold_one(text):
        return text
    return _places().sub(lambda match: f"{match['before'] or ''}{PLACE}", text)


def _felt_name(match: re.Match[str]) -> str:
    """A name in the place of one that means a feeling; any other says nothing and stays."""
    before = match["before"] or match["on"]
    is_felt = any(valence(match[0].removeprefix(before)).words)
    return f"{before}{PLACE}" if is_felt else match[0]


def _may_hold_one(text: str) -> bool:
    return not _heads().isdisjoint(_BEGINNING.findall(text))


@cache
def _heads() -> frozenset[str]:
    names = phrases_in("places")
    heads = {name.split()[0] for name in names}
    return frozenset(heads | {head.upper() for head in heads})


@cache
def _places() -> re.Pattern[str]:
    names = sorted(phrases_in("places"), key=len, reverse=True)
    one = "|".join(re.escape(name) for name in names)
    loud = "|".join(re.escape(name.upper()) for name in names)
    name = f"(?:{one}|{loud})\\b"
    return re.compile(
        f"(?P<before>(?i:{_BEFORE})){name}{_NO_PLACE}|{name}{_BEHIND}|(?<=@user ){name}(?=,)"
        f"|(?:^|(?<=[.!?] )){name}{_AWAY}"
    )
