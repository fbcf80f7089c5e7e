"""Held posts of Stack Exchange asked for by their ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.sources.connector import Item
from ingest.sources.stack_exchange_api import PAGE_SIZE, pages
from ingest.sources.stack_exchange_posts import name_of
from ingest.sources.stack_exchange_threads import apart, joined, thread_filter
from ingest.web.asking import Api
from ingest.web.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A batch: items as they are now, with what hangs below them, and ids that are missing."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]


def held(client: Client, api: Api, post_ids: Sequence[str]) -> Iterator[Held]:
    """Yield posts by their ids, a hundred of a kind at once.

    Raises:
        SourceError: what was yielded before stays good.
    """
    filter_ = thread_filter(client, api)
    for kind in ("question", "answer", "comment"):
        wanted = [one for one in post_ids if one.startswith(f"{kind}-")]
        numbers = [int(number) for one in wanted if (number := one.split("-", 1)[1]).isdecimal()]
        for first in range(0, len(numbers), PAGE_SIZE):
            asked = numbers[first : first + PAGE_SIZE]
            found = pages(client, api, f"{kind}s/{joined(asked)}", {"filter": filter_})
            items = tuple(one for page in found for item in page for one in apart(item))
            names = {name_of(item) for item in items}
            missing = (name for number in asked if (name := f"{kind}-{number}") not in names)
            yield Held(items=items, missing=tuple(missing))
