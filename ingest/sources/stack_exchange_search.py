"""What was active on a Stack Exchange site: searches by word and by tag, oldest activity first."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import SourceRejected
from ingest.sources.connector import Item
from ingest.sources.forwards import Batch, forwards
from ingest.sources.stack_exchange_api import page
from ingest.web.asking import Api, Params
from ingest.web.client import Client

EXCERPTS = "search/excerpts"  # of answers, too
QUESTIONS = "search/advanced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of a search: its questions, and up to when all was found (epoch seconds)."""

    question_ids: tuple[int, ...]
    read_until: int


def search(
    client: Client, api: Api, asked: tuple[str, Params], since: int, until: int
) -> Iterator[Found]:
    """Yield pages of what was active since, the oldest first.

    Args:
        client: the one way to the network.
        api: of the site.
        asked: the method and its own parameters.
        since: epoch seconds.
        until: epoch seconds, when the pass began; nothing later is claimed.

    Raises:
        SourceError: what was yielded before stays good.
    """
    path, params = asked

    def ask(begin: int, number: int | None) -> Batch[int]:
        told = {**params, "sort": "activity", "order": "asc", "min": begin, "page": number or 1}
        items, has_more = _page(client, api, path, told)
        active = [at for item in items if type(at := item.get("last_activity_date")) is int]
        following = (number or 1) + 1 if has_more else None
        return Batch(items=items, newest=max(active, default=None), next=following)

    reached = since
    for batch in forwards(ask, since, source=f"{api.source}: {path}"):
        reached = max(reached, min(batch.newest or since, until))
        ids = (one for item in batch.items if type(one := item.get("question_id")) is int)
        yield Found(
            question_ids=tuple(dict.fromkeys(ids)),
            read_until=until if batch.next is None else reached,
        )


def _page(client: Client, api: Api, path: str, params: Params) -> tuple[tuple[Item, ...], bool]:
    """A page of hits; where excerpts cannot be searched, of questions alone."""
    try:
        return page(client, api, path, params)
    except SourceRejected:
        if path != EXCERPTS:
            raise
        return page(client, api, QUESTIONS, params)
