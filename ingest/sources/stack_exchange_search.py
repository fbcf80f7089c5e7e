"""What was active on a Stack Exchange site: searches by word and by tag, oldest activity first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.errors import SourceRejected
from ingest.sources.stack_exchange_api import page
from ingest.web.asking import Api, Params
from ingest.web.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of a search: its questions, and up to when all was found (epoch seconds)."""

    question_ids: tuple[int, ...]
    read_until: int


@dataclass(slots=True)
class _Walk:
    """Where a search is read on: from a second of activity, on a page of what came since."""

    since: int
    number: int = 1
    goes_by_time: bool = True
    read: int = 0
    seen: set[str] = field(default_factory=set)


def search(
    client: Client, api: Api, asked: tuple[str, Params], since: int, until: int
) -> Iterator[Found]:
    """Yield pages of what was active since, the oldest first.

    What becomes active meanwhile leaves its page, so that later ones would move up unseen: each
    page is asked for by the activity of the last, not by its number. A server that does not
    understand that is asked by number.

    Args:
        client: the one way to the network.
        api: of the site.
        asked: the method and its own parameters.
        since: epoch seconds.
        until: epoch seconds, when the pass began; nothing later is claimed.

    Raises:
        SourceError: what was yielded before stays good.
    """
    walk, path = _Walk(since), asked[0]
    while True:
        params = {**asked[1], "sort": "activity", "order": "asc"}
        items, has_more = page(
            client, api, path, {**params, "min": walk.since, "page": walk.number}
        )
        walk.read += 1
        active = [at for item in items if type(at := item.get("last_activity_date")) is int]
        newest = max(active, default=walk.since)
        yield Found(
            question_ids=tuple(
                dict.fromkeys(i for item in items if type(i := item.get("question_id")) is int)
            ),
            read_until=min(newest, until) if has_more else until,
        )
        if not has_more:
            return
        _go_on(walk, {repr(item) for item in items}, newest, f"{api.source}: {path}")


def _go_on(walk: _Walk, shown: set[str], newest: int, told: str) -> None:
    """Choose the next page.

    Raises:
        SourceRejected: the server repeats itself.
    """
    is_new = not shown <= walk.seen
    walk.seen |= shown
    if is_new and walk.goes_by_time and newest > walk.since:
        walk.since, walk.number = newest, 1
    elif is_new:
        walk.number += 1
    elif walk.goes_by_time:
        walk.goes_by_time, walk.number = False, walk.read
    else:
        raise SourceRejected(f"{told}: page {walk.number} brought nothing new")
