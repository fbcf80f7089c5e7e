"""What was active on a Stack Exchange site: searches by word and by tag, oldest activity first."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sources.forwards import Batch, forwards
from ingest.sources.stack_exchange_api import page
from ingest.web.asking import Api, Params
from ingest.web.client import Client


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
        items, has_more = page(client, api, path, told)
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
