"""Reddit's API: listings from the newest down, things by their names, and its limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.web.asking import Api, Params
from ingest.web.client import Client

LISTED = 100  # things of a page, and names of one question
REACHABLE = 1000  # of a listing, whatever the paging
NEARLY = 900  # what is filtered out counts among them
PLAIN: Params = {"raw_json": 1}  # without it entities are left in texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of a listing.

    Attributes:
        items: posts and comments, as things with kind and data.
        is_last: whether the time asked for is reached, or the end.
        is_cut: whether Reddit shows no more, though the time is not reached.
        oldest: the earliest creation so far (epoch seconds), None where there is none.
    """

    items: tuple[Item, ...]
    is_last: bool
    is_cut: bool
    oldest: float | None


def newest_first(
    client: Client, api: Api, path: str, params: Params, start: float
) -> Iterator[Listed]:
    """Yield a listing's pages from the newest down to a time (epoch seconds).

    Raises:
        SourceRejected: there is no such subreddit, or the server repeats itself.
        SourceError: what was yielded before stays good.
    """
    after, count, oldest = None, 0, None
    seen: set[str] = set()
    while True:
        asked = {**params, "limit": LISTED, **({"after": after} if after else {})}
        items, after = listing(api, ask(client, api, path, asked))
        created = [at for item in items if (at := created_at(item)) is not None]
        count += len(items)
        oldest = min([*created, *([oldest] if oldest is not None else [])], default=None)
        is_reached = bool(created) and min(created) < start
        is_last = is_reached or after is None
        is_cut = after is None and not is_reached and count >= NEARLY
        yield Listed(items=items, is_last=is_last, is_cut=is_cut, oldest=oldest)
        if is_last:
            return
        if after in seen:
            raise SourceRejected(f"{api.source}: {path}: the listing repeats itself")
        seen.add(str(after))


def things(
    client: Client, api: Api, names: Sequence[str]
) -> Iterator[tuple[Sequence[str], tuple[Item, ...]]]:
    """Yield (names asked for, what there is), a hundred at once.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for first in range(0, len(names), LISTED):
        asked = names[first : first + LISTED]
        found, _ = listing(api, ask(client, api, "api/info", {"id": ",".join(asked)}))
        yield asked, found


def ask(client: Client, api: Api, path: str, params: Params) -> Any:
    """What is there.

    Raises:
        SourceError: as the client raises it.
    """
    return client.get_json(api, path, params={**PLAIN, **params}).data


def listing(api: Api, answer: Any) -> tuple[tuple[Item, ...], str | None]:
    """Posts and comments of a listing, and the name after which it goes on.

    Raises:
        SourceRejected: it lists something else, as a search for subreddits does.
        UnexpectedPayload: it is no listing.
    """
    data = answer.get("data") if isinstance(answer, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(children, list):
        raise UnexpectedPayload(f"{api.source}: the answer is no listing")
    kinds = [child.get("kind") for child in children if isinstance(child, dict)]
    if children and not any(kind in ("t1", "t3", "more") for kind in kinds):
        raise SourceRejected(f"{api.source}: no posts are listed: is there such a subreddit?")
    items = tuple(
        child for child in children if isinstance(child, dict) and child.get("kind") in ("t1", "t3")
    )
    after = data.get("after")
    return items, after if isinstance(after, str) and after else None


def told(item: Item, key: str) -> Any:
    """What a thing says under a key; None where it says nothing."""
    data = item.get("data")
    return data.get(key) if isinstance(data, dict) else None


def created_at(item: Item) -> float | None:
    """Epoch seconds of a thing's creation; None where it tells none."""
    at = told(item, "created_utc")
    return at if isinstance(at, int | float) and not isinstance(at, bool) else None
