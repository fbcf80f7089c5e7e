"""Tickets read whole, one by one: those that an export names, and those that are held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.connector import Checked, Item
from ingest.sources.refusals import Missing
from ingest.sources.zendesk_api import NAMED, object_of, objects
from ingest.sources.zendesk_tickets import People, told_by
from ingest.web.asking import Api
from ingest.web.client import Client

TRIES = 5  # of a ticket that is refused; it may be forbidden for good


class Reading:
    """What one pass reads.

    Attributes:
        count: items so far.
        refused: the first ticket's refusal; it costs no other.
        again: tickets that were refused, by number as text, and how often: the next pass asks for
            them again.
    """

    def __init__(
        self, client: Client, api: Api, brand_ids: Sequence[int], again: Mapping[str, int]
    ) -> None:
        self._client, self._api, self._brand_ids = client, api, brand_ids
        self._people = People(client, api)
        self.count = 0
        self.refused: SourceError | None = None
        self.again = dict(again)

    def refused_before(self) -> Iterator[tuple[Item, ...]]:
        """Yield the items of tickets that an earlier pass was refused.

        Raises:
            SourceUnavailable: no answer; what was yielded before stays good.
        """
        numbers = [int(number) for number in self.again]
        for _, found in shown(self._client, self._api, numbers):
            yield from self.tickets(found.values())
        for number in set(map(str, numbers)) & set(self.again):
            if self.again[number] >= TRIES:
                del self.again[number]

    def tickets(self, tickets: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
        """Yield the items of each ticket.

        Raises:
            SourceUnavailable: no answer; what was yielded before stays good.
        """
        for ticket in tickets:
            if self._brand_ids and ticket.get("brand_id") not in self._brand_ids:
                continue
            number = str(ticket.get("id"))
            try:
                items = tuple(told_by(self._client, self._api, ticket, self._people))
            except (SourceRejected, UnexpectedPayload) as error:
                self.refused = self.refused or error
                self.again[number] = self.again.get(number, 0) + 1
                continue
            self.again.pop(number, None)
            self.count += len(items)
            yield items


def shown(
    client: Client, api: Api, numbers: Sequence[int]
) -> Iterator[tuple[Sequence[int], dict[int, Item]]]:
    """Yield (numbers asked for, the tickets there are), a hundred at once.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for first in range(0, len(numbers), NAMED):
        asked = numbers[first : first + NAMED]
        params = {"ids": ",".join(map(str, asked))}
        told = client.get_json(api, "api/v2/tickets/show_many.json", params=params).data
        found = objects(api, object_of(api, told), "tickets")
        yield asked, {one["id"]: one for one in found if type(one.get("id")) is int}


def checked(client: Client, api: Api, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of posts, ticket by ticket; a ticket that is refused tells nothing.

    Raises:
        SourceError: what was yielded before stays good.
    """
    of_ticket: dict[int, list[str]] = {}
    for post_id in post_ids:
        begin = post_id.split("-", 1)[0]
        if begin.isascii() and begin.isdecimal():
            of_ticket.setdefault(int(begin), []).append(post_id)
    reading = Reading(client, api, (), {})
    for asked, there in shown(client, api, [*of_ticket]):
        for number in asked:
            ticket = there.get(number) or _archived(client, api, number)
            if ticket is None or ticket.get("status") == "deleted":
                yield Checked(gone=tuple(of_ticket[number]))
                continue
            for items in reading.tickets([ticket]):
                held = {post_id_of(item) for item in items}
                gone = tuple(one for one in of_ticket[number] if one not in held)
                yield Checked(items=items, gone=gone)


def _archived(client: Client, api: Api, number: int) -> Item | None:
    """A ticket that lists leave out, as they do with old ones; None where it is gone.

    Raises:
        SourceError: as the client raises it.
    """
    try:
        told = client.get_json(api, f"api/v2/tickets/{number}.json").data
    except Missing:
        return None
    return object_of(api, object_of(api, told).get("ticket"))


def post_id_of(item: Item) -> str:
    """Id of an item's post."""
    number = str(item["ticket"].get("id"))
    if "rating" in item:
        return f"{number}-rating"
    comment = item.get("comment", {})
    return number if comment.get("is_opening") else f"{number}-{comment.get('id')}"
