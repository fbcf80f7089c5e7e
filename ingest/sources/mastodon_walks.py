"""Walks through lists that are ordered by id, and through pages of a search.

Ids are only compared, never counted with: servers make them in different ways, but everywhere a
longer one is newer, and of two that are equally long the one that sorts later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from ingest.sources.walks import AT_LEAST, FIRST_RUN, LATE, Entry, State, Step, are_older, unseen
from ingest.web.asking import Params

YOUNG = timedelta(hours=1)  # what is younger is read again: ids are given out a little out of order
PAGE = 40
MOVED = 5  # hits that may have gone since a walk was broken off


Ask = Callable[[Params], Sequence[Entry]]


def walk(ask: Ask, state: State, now: datetime) -> Iterator[Step]:
    """Everything since the last walk; the first one goes back for 30 days or 500 entries."""
    if "from" in state:
        return _forward(ask, state, now)
    return _first(ask, state, now)


def walk_back(ask: Ask, since: datetime) -> Iterator[Sequence[Entry]]:
    """From the newest entry back to since, page by page."""
    seen: set[str] = set()
    high: str | None = None
    while fresh := unseen(ask({"limit": PAGE} | ({"max_id": high} if high else {})), seen):
        high = _least(fresh)
        yield fresh
        if are_older(fresh, since):
            return


def walk_pages(ask: Ask, state: State, now: datetime) -> Iterator[Step]:
    """The hits of a search, the newest first, back to where the last walk began."""
    known = state.get("until")
    since = datetime.fromisoformat(known) - LATE if known else now - FIRST_RUN
    begun = {"begun": state.get("begun", now.isoformat())} | ({"until": known} if known else {})
    seen: set[str] = set()
    offset = max(0, int(state.get("offset", 0)) - MOVED)
    while fresh := unseen(ask({"limit": PAGE, "offset": offset}), seen):
        offset += len(fresh)
        # New hits push the others down and are the next walk's; hits that went pull them up.
        yield Step(entries=fresh, state=begun | {"offset": offset})
        if are_older(fresh, since) and (known or len(seen) >= AT_LEAST):
            break
    yield Step(entries=(), state={"until": begun["begun"]})


def _forward(ask: Ask, state: State, now: datetime) -> Iterator[Step]:
    """Page after page of what is immediately newer, until there is none.

    The next walk begins before the first entry that is young.
    """
    low, mark, is_settled = state["from"], state["from"], True
    seen: set[str] = set()
    while fresh := unseen(ask({"limit": PAGE, "min_id": low}), seen):
        for entry in sorted(fresh, key=_order):
            is_settled = is_settled and not _is_young(entry, now)
            mark = entry.id if is_settled else mark
        low = max(low, _greatest(fresh), key=_rank)
        yield Step(entries=fresh, state=state | {"from": low})
    yield Step(entries=(), state=state | {"from": mark, "until": now.isoformat()})


def _first(ask: Ask, state: State, now: datetime) -> Iterator[Step]:
    """Back from the newest; what is written meanwhile is found by the walk forward after it."""
    mark: str | None = state.get("mark")
    high: str | None = state.get("back")
    seen: set[str] = set()
    while fresh := unseen(ask({"limit": PAGE} | ({"max_id": high} if high else {})), seen):
        for entry in sorted(fresh, key=_order, reverse=True):
            mark = None if _is_young(entry, now) else mark or entry.id
        high = _least(fresh)
        yield Step(entries=fresh, state={"mark": mark, "back": high})
        if are_older(fresh, now - FIRST_RUN) and len(seen) >= AT_LEAST:
            break
    begin = mark or high  # all of it is young: the next walk reads it again
    done = {"until": now.isoformat(), "deep": now.isoformat()}
    yield Step(entries=(), state=done | ({"from": begin} if begin else {}))


def _is_young(entry: Entry, now: datetime) -> bool:
    return entry.at is None or entry.at > now - YOUNG


def _rank(post_id: str) -> tuple[int, str]:
    return len(post_id), post_id


def _order(entry: Entry) -> tuple[int, str]:
    return _rank(entry.id)


def _greatest(entries: Iterable[Entry]) -> str:
    return max((entry.id for entry in entries), key=_rank)


def _least(entries: Iterable[Entry]) -> str:
    return min((entry.id for entry in entries), key=_rank)
