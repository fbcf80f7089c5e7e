"""Lists that show their newest entry first: what is new, what an earlier pass left, what changed.

A list is read from its top down to where the last pass began. What a pass leaves is a gap: the
token of the next page, and how far down it reaches. The next pass reads what is new and goes on
there. Now and then it is read further down than that: entries change after they were written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ingest.errors import SourceRejected
from ingest.sources.connector import Item

State = dict[str, Any]
EMPTY_PAGES = 3  # in a row: such a list is none


class TokenExpired(SourceRejected):
    """The server does not know the token of a page, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a list.

    Attributes:
        items: newest first.
        token: of the page after it; None where it is the last.
        oldest: when its last entry stands in the list's order; None where it says no time.
        is_cut: it is the last one that is shown, though there may be older entries.
    """

    items: tuple[Item, ...]
    token: str | None
    oldest: datetime | None
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How far below the last pass's begin to read again, and how often."""

    reach: timedelta
    every: timedelta = timedelta(0)


Ask = Callable[[str | None, datetime | None], Sheet]


def walk(
    ask: Ask,
    state: State,
    *,
    now: datetime,
    first: datetime | None,
    depths: Sequence[Depth],
    limit: int,
    source: str,
) -> Iterator[tuple[tuple[Item, ...], State]]:
    """Yield (items, state): what the state says holds once these items are stored.

    Args:
        ask: gives the page of a token, None for the first, and hears how far down it is wanted.
        state: of the last page stored; empty at first; JSON-able.
        now: when this pass began.
        first: how far down the first pass reads; None reads all.
        depths: the shallowest first, which every pass reads.
        limit: after so many items the rest is left to the next pass.
        source: named in errors.

    Raises:
        SourceError: as ask does, or a page brought nothing new; what was yielded stays good.
    """
    mark, gaps, deep = _moment(state.get("until")), state.get("gaps", []), state.get("deep", {})
    reach, read = _due(depths, deep, now)
    down_to = first if mark is None else min(mark, now) - reach
    # Above it is what no pass has seen yet; below it is only read again.
    new_from = first if mark is None else min(mark, now) - depths[0].reach
    count = 0
    for sheet in _pages(ask, None, down_to, source):
        count += len(sheet.items)
        marks = deep if count < limit and _left(sheet, down_to) else deep | read
        left = _left(sheet, new_from) + gaps
        yield sheet.items, {"until": now.isoformat(), "gaps": left, "deep": marks}
        if count >= limit:
            return
    for number, gap in enumerate(gaps):
        for items, left in _closed(ask, gap, source):
            count += len(items)
            rest = left + gaps[number + 1 :]
            yield items, {"until": now.isoformat(), "gaps": rest, "deep": deep | read}
            if count >= limit:
                return


def is_below(sheet: Sheet, moment: datetime | None) -> bool:
    """Whether a page ends below a moment; a list without end in time is never below."""
    return moment is not None and sheet.oldest is not None and sheet.oldest < moment


def _closed(ask: Ask, gap: State, source: str) -> Iterator[tuple[tuple[Item, ...], list[State]]]:
    """Yield a gap's items and what is left of it; a lost token is looked for from the top."""
    down_to = _moment(gap["down_to"])
    try:
        for sheet in _pages(ask, gap["token"], down_to, source):
            yield sheet.items, _left(sheet, down_to)
    except TokenExpired:
        for sheet in _pages(ask, None, down_to, source):
            yield sheet.items, [gap] if _left(sheet, down_to) else []


def _pages(ask: Ask, token: str | None, down_to: datetime | None, source: str) -> Iterator[Sheet]:
    """Yield pages down to a moment; a server that repeats itself would be asked without end."""
    seen: set[int] = set()
    empty = 0
    for number in range(1, 100_000):
        sheet = ask(token, down_to)
        marks = {hash(repr(item)) for item in sheet.items}
        if number > 1 and marks and seen >= marks:
            raise SourceRejected(f"{source}: page {number} brought nothing new")
        seen |= marks
        empty = 0 if sheet.items else empty + 1
        yield sheet
        if sheet.token is None or is_below(sheet, down_to):
            return
        if sheet.token == token or empty == EMPTY_PAGES:
            raise SourceRejected(f"{source}: page {number} leads nowhere")
        token = sheet.token


def _due(depths: Sequence[Depth], deep: State, now: datetime) -> tuple[timedelta, State]:
    """The deepest reach that is due, and when it and those above it were read."""
    reach = depths[0].reach
    read: State = {}
    for depth in depths[1:]:
        key = str(int(depth.reach.total_seconds()))
        last = _moment(deep.get(key))
        if last is None or not last <= now < last + depth.every:
            reach = depth.reach
            read = {**read, key: now.isoformat()}
    return reach, read


def _left(sheet: Sheet, down_to: datetime | None) -> list[State]:
    """The gap that a page leaves down to a moment, if it does."""
    if sheet.token is None or is_below(sheet, down_to):
        return []
    return [{"token": sheet.token, "down_to": down_to and down_to.isoformat()}]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
