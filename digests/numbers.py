"""Figures as a digest writes them: value, interval, n, change; refusals in words."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assistants.asked import RefusedError
from assistants.figures import FIGURES
from digests.audiences import Wanted
from digests.digest import Number
from digests.subject import Subject
from wording.numbers import count, duration, percent, points

Said = Mapping[str, float]  # value and n of a figure, as a digest kept them
FORMS: Mapping[str, Callable[[float], str]] = {
    "count": count,
    "percent": percent,
    "points": points,
    "duration": duration,
    "health": lambda value: f"{value:.0f} of 100",
}
VERDICTS = {
    "better": "better, beyond chance",
    "worse": "worse, beyond chance",
    "carried": "one voice alone carries it",
    "same": "no change beyond chance",
}
_ENDS: Mapping[str, Callable[[float], str]] = {"health": lambda value: f"{value:.0f}"}
_CHANGES: Mapping[str, Callable[[float], str]] = {
    "count": lambda value: f"{points(value)}%",
    "health": lambda value: f"{points(value / 100)} points",
    "percent": lambda value: f"{points(value)} points",
    "points": lambda value: f"{points(value)} points",
}


def number(about: Subject, wanted: Wanted, before: Said | None) -> Number:
    """One figure; one that is refused says why.

    Args:
        about: brand and period.
        wanted: which figure, and how it is written.
        before: what the last digest said; None: nothing.
    """
    rule = FIGURES[wanted.name].definition
    link = about.link_of(wanted.name)
    last = since_last(wanted, before)
    try:
        answer = about.desk.figure(wanted.name, about.asked.brand, about.wish)
    except RefusedError as error:
        text = f"not known: {str(error).removeprefix('not known: ')}"
        return Number(wanted.name, wanted.label, text, "", link, rule, last)
    text = FORMS[wanted.form](answer["value"])
    below = [*_interval(wanted, answer), f"n = {count(answer['n'])}", *_change(about, wanted)]
    shown = Number(wanted.name, wanted.label, text, " · ".join(below), link, rule, last)
    return replace(shown, value=float(answer["value"]), n=float(answer["n"]))


def since_last(wanted: Wanted, before: Said | None) -> str:
    """What the last digest said of a figure; empty where it said nothing."""
    return "" if before is None else f"last digest: {FORMS[wanted.form](before['value'])}"


def _interval(wanted: Wanted, answer: Mapping[str, Any]) -> list[str]:
    ends = answer["interval_95"]
    if ends is None or ends[0] is None:
        return []
    form = _ENDS.get(wanted.form, FORMS[wanted.form])
    low, high = form(ends[0]), "open" if ends[1] is None else form(ends[1])
    return [f"95%: {low} to {high}"]


def _change(about: Subject, wanted: Wanted) -> list[str]:
    """The change against the period before, and whether chance would do."""
    if not wanted.change:
        return []
    try:
        answer = about.desk.figure(wanted.change, about.asked.brand, about.wish)
    except RefusedError as error:
        return [f"change not known: {str(error).removeprefix('not known: ')}"]
    told = _CHANGES[wanted.form](answer["value"])
    verdict = VERDICTS.get(answer.get("verdict", ""), "")
    return [f"{told} against the period before{f' ({verdict})' if verdict else ''}"]
