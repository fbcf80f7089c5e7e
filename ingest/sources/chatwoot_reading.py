"""Conversations read one by one: those that were active, and those of held messages."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.chatwoot_api import messages
from ingest.sources.chatwoot_messages import kept
from ingest.sources.chatwoot_posts import post_id_of
from ingest.sources.connector import Checked, Item
from ingest.sources.refusals import Missing
from ingest.web.asking import Api
from ingest.web.client import Client

TRIES = 5  # of a conversation that is refused; it may be forbidden for good


class Reading:
    """What one pass reads.

    Attributes:
        count: items so far.
        refused: the first conversation's refusal; it costs no other.
        again: conversations that were refused, by number as text, and how often: the next pass
            asks for them again.
    """

    def __init__(
        self,
        client: Client,
        api: Api,
        inbox_ids: Sequence[int],
        start: int | None,
        again: Mapping[str, int],
    ) -> None:
        self._client, self._api, self._inbox_ids, self._start = client, api, inbox_ids, start
        self.count = 0
        self.refused: SourceError | None = None
        self.again = dict(again)

    def refused_before(self) -> Iterator[tuple[Item, ...]]:
        """Yield what was written in conversations that an earlier pass was refused, whole.

        Raises:
            SourceUnavailable: no answer; what was yielded before stays good.
        """
        start, self._start = self._start, None
        for number in [*self.again]:
            try:
                told = self._client.get_json(self._api, f"conversations/{number}").data
            except (SourceRejected, UnexpectedPayload) as error:
                self._note(number, error)
            else:
                yield self.items(told if isinstance(told, dict) else {})
            if self.again.get(number, 0) >= TRIES:
                del self.again[number]
        self._start = start

    def items(self, conversation: Item) -> tuple[Item, ...]:
        """What was written in a conversation since the start (epoch seconds), or ever.

        Raises:
            SourceUnavailable: no answer.
        """
        number = conversation.get("id")
        if type(number) is not int or not self._is_wanted(conversation):
            return ()
        found: list[Item] = []
        try:
            for page in messages(self._client, self._api, number):
                found[:0] = page
                if self._start is not None and _begins(page) < self._start:
                    break
        except (SourceRejected, UnexpectedPayload) as error:
            self._note(str(number), error)
            return ()
        self.again.pop(str(number), None)
        items = tuple(kept(self._api, conversation, found))
        self.count += len(items)
        return items

    def _note(self, number: str, error: SourceError) -> None:
        """Remember a refusal; one that is gone meanwhile is none."""
        if isinstance(error, Missing):
            self.again.pop(number, None)
            return
        self.refused = self.refused or error
        self.again[number] = self.again.get(number, 0) + 1

    def _is_wanted(self, conversation: Item) -> bool:
        return not self._inbox_ids or conversation.get("inbox_id") in self._inbox_ids


def checked(client: Client, api: Api, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of messages; a conversation that is refused tells nothing.

    Raises:
        SourceError: what was yielded before stays good.
    """
    asked: dict[int, dict[int, list[str]]] = {}
    for post_id in post_ids:
        parts = post_id.split("-")
        if len(parts) > 1 and all(one.isascii() and one.isdecimal() for one in parts[:2]):
            held = asked.setdefault(int(parts[0]), {})
            held.setdefault(int(parts[1]), []).append(post_id)
    for number, held in asked.items():
        try:
            yield _became(client, api, number, held)
        except (SourceRejected, UnexpectedPayload):
            continue


def _became(client: Client, api: Api, number: int, held: dict[int, list[str]]) -> Checked:
    """What became of one conversation's messages, by their numbers."""
    found: list[Item] = []
    try:
        for page in messages(client, api, number, max(held) + 1):
            found += [message for message in page if message.get("id") in held]
            if min(one for message in page if type(one := message.get("id")) is int) <= min(held):
                break
    except Missing:
        found = []
    there = [
        item for item in kept(api, {"id": number}, found) if item["message"]["deleted"] is False
    ]
    shown = {post_id_of(number, item["message"]) for item in there}
    rated = {post_id_of(number, i["message"]) + "-rating" for i in there if i["message"]["csat"]}
    names = [name for names in held.values() for name in names]
    gone = tuple(name for name in names if name not in shown | rated)
    return Checked(items=tuple(there), gone=gone)


def _begins(page: Sequence[Item]) -> float:
    """Epoch second of the earliest message; late where none tells its time."""
    times = [at for one in page if isinstance(at := one.get("created_at"), int | float)]
    return min(times, default=float("inf"))
