"""Figures as a digest writes them: value, interval, n, change; refusals in words."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assistants.asked import RefusedError
from assistants.figures import FIGURES
from digests.audiences import Wanted
from digests.digest import Number
from digests.subject import Subject
from wording.numbers import between, count, decimal, duration, percent, points
from wording.said import mark, say

Said = Mapping[str, float]  # value and n of a figure, as a digest kept them
FORMS: Mapping[str, Callable[[float], str]] = {
    "count": count,
    "percent": percent,
    "points": points,
    "duration": duration,
    "health": lambda value: say("{n} of 100", n=decimal(value, 0)),
}
VERDICTS = {
    "better": mark("better, beyond chance"),
    "worse": mark("worse, beyond chance"),
    "carried": mark("one voice alone carries it"),
    "same": mark("no change beyond chance"),
}
_ENDS: Mapping[str, Callable[[float], str]] = {"health": lambda value: decimal(value, 0)}
_CHANGES: Mapping[str, Callable[[float], str]] = {
    "count": lambda value: say("{n}%", n=points(value)),
    "health": lambda value: say("{n} points", n=points(value / 100)),
    "percent": lambda value: say("{n} points", n=points(value)),
    "points": lambda value: say("{n} points", n=points(value)),
}


def number(about: Subject, wanted: Wanted, before: Said | None) -> Number:
    """One figure; one that is refused says why.

    Args:
        about: brand and period.
        wanted: which figure, and how it is written.
        before: what the last digest said; None: nothing.
    """
    label, rule = say(wanted.label), say(FIGURES[wanted.name].definition)
    link = about.link_of(wanted.name)
    last = since_last(wanted, before)
    try:
        answer = about.desk.figure(wanted.name, about.asked.brand, about.wish)
    except RefusedError as error:
        text = say("not known: {reason}", reason=error.said())
        return Number(wanted.name, label, text, "", link, rule, last)
    text = FORMS[wanted.form](answer["value"])
    below = [
        *_interval(wanted, answer),
        say("n = {n}", n=count(answer["n"])),
        *_change(about, wanted),
    ]
    shown = Number(wanted.name, label, text, " · ".join(below), link, rule, last)
    return replace(shown, value=float(answer["value"]), n=float(answer["n"]))


def since_last(wanted: Wanted, before: Said | None) -> str:
    """What the last digest said of a figure; empty where it said nothing."""
    if before is None:
        return ""
    return say("last digest: {value}", value=FORMS[wanted.form](before["value"]))


def _interval(wanted: Wanted, answer: Mapping[str, Any]) -> list[str]:
    ends = answer["interval_95"]
    if ends is None or ends[0] is None:
        return []
    form = _ENDS.get(wanted.form, FORMS[wanted.form])
    low, high = form(ends[0]), say("open") if ends[1] is None else form(ends[1])
    return [say("95%: {interval}", interval=between(low, high))]


def _change(about: Subject, wanted: Wanted) -> list[str]:
    """The change against the period before, and whether chance would do."""
    if not wanted.change:
        return []
    try:
        answer = about.desk.figure(wanted.change, about.asked.brand, about.wish)
    except RefusedError as error:
        return [say("change not known: {reason}", reason=error.said())]
    told = _CHANGES[wanted.form](answer["value"])
    verdict = VERDICTS.get(answer.get("verdict", ""))
    if verdict is None:
        return [say("{change} against the period before", change=told)]
    return [
        say("{change} against the period before ({verdict})", change=told, verdict=say(verdict))
    ]
