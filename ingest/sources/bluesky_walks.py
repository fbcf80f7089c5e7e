"""Walks through lists that are ordered by time, the newest first, and paged by a cursor."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from ingest.errors import SourceRejected
from ingest.sources.walks import (
    AT_LEAST,
    DEEP,
    DEEP_EVERY,
    FIRST_RUN,
    LATE,
    Entry,
    State,
    Step,
    unseen,
)

STALE = 5  # pages in a row that bring nothing new: moderation empties some, a loop all

Ask = Callable[[str | None], tuple[Sequence[Entry], str | None]]  # cursor → page, next cursor


def walk(ask: Ask, state: State, now: datetime) -> Iterator[Step]:
    """From the newest entry back to where the last walk began, and some hours further.

    The first one goes back for 30 days or 500 entries; twice a day two days are read again. The
    platform's own cursor leads from page to page; a walk that was broken off goes on by it.
    """
    begun = _begun(state, now)
    done = {"until": begun["begun"], "deep": begun["deep"]}
    since = datetime.fromisoformat(begun["since"])
    cursor = state.get("cursor")
    seen: set[str] = set()
    followed: set[str] = set()
    stale = 0
    while stale < STALE:
        entries, following = _page(ask, cursor, is_first=not followed)
        fresh = unseen(entries, seen)
        stale = 0 if fresh else stale + 1
        is_far = bool(fresh) and fresh[-1].at is not None and fresh[-1].at < since
        is_enough = is_far and ("until" in begun or len(seen) >= AT_LEAST)
        if not following or following in followed or is_enough:
            yield Step(entries=fresh, state=done)
            return
        if fresh:
            yield Step(entries=fresh, state=begun | {"cursor": following})
        followed.add(following)
        cursor = following
    yield Step(entries=(), state=done)


def _begun(state: State, now: datetime) -> State:
    """What a walk needs to go on; that of a walk that was broken off."""
    if "begun" in state:
        return {key: value for key, value in state.items() if key != "cursor"}
    until, deep = state.get("until"), state.get("deep")
    begun: State = {"begun": now.isoformat(), "deep": deep or now.isoformat()}
    if not until:
        return begun | {"since": (now - FIRST_RUN).isoformat()}
    since = datetime.fromisoformat(until) - LATE
    if not deep or now - datetime.fromisoformat(deep) >= DEEP_EVERY:
        since, begun["deep"] = min(since, now - DEEP), now.isoformat()
    return begun | {"until": until, "since": since.isoformat()}


def _page(ask: Ask, cursor: str | None, *, is_first: bool) -> tuple[Sequence[Entry], str | None]:
    """A page; a kept cursor that the platform does not take any more is let go."""
    try:
        return ask(cursor)
    except SourceRejected as error:
        if not (is_first and cursor and getattr(error, "name", "") == "InvalidRequest"):
            raise
    return ask(None)
