"""Walks through lists, page by page: what the walks of several platforms share.

Each step yields what is new on a page and the state from which the walk goes on. A walk that ended
says so by "until", and by "deep" when it last read two days again. Whoever ends in the middle goes
on there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

State = dict[str, Any]

FIRST_RUN = timedelta(days=30)
LATE = timedelta(hours=6)  # a search is complete only so long after a post was written
AT_LEAST = 500  # entries of a first walk, however old: a quiet list is read whole
DEEP = timedelta(hours=48)  # posts that arrive late slide in behind newer ones, so far back
DEEP_EVERY = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list.

    Attributes:
        id: of the entry; that of its post, or of the notification of it.
        at: when it came into being; None where it does not say.
        item: its post, as delivered; None where it is not to be heard.
    """

    id: str
    at: datetime | None
    item: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a walk."""

    entries: Sequence[Entry]
    state: State


def unseen(entries: Iterable[Entry], seen: set[str]) -> list[Entry]:
    """What a walk has not met; servers that ignore where to go on repeat themselves for ever."""
    fresh = [entry for entry in entries if entry.id not in seen]
    seen.update(entry.id for entry in fresh)
    return fresh


def are_older(entries: Sequence[Entry], since: datetime) -> bool:
    """Whether a page lies before a moment as a whole."""
    return bool(entries) and all(entry.at is not None and entry.at < since for entry in entries)
