"""YouTube's methods as one source asks them, and which channels are the brand's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.fields import moment, text_inside
from ingest.sources.google_answers import PACIFIC, QuotaSpent, Refused, listed
from ingest.sources.options import Source
from ingest.sources.sheets import TokenExpired
from ingest.web.asking import Api, Params
from ingest.web.budgets import Budget
from ingest.web.client import Client

TOGETHER = 50  # ids of one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of the brand's; uploads is the playlist of its videos."""

    channel_id: str
    uploads: str


@dataclass
class Tube:
    """Asks YouTube for one source, and counts what that costs.

    Attributes:
        names: what the configuration calls the brand's channels.
        units_per_day: of everything but searches.
        searches_per_day: what Google gives of them.
    """

    client: Client
    api: Api
    source: Source
    names: Sequence[str]
    units_per_day: int
    searches_per_day: int

    def ask(self, method: str, params: Params) -> dict[str, Any]:
        """One question.

        Once YouTube says that a day's quota is spent, whatever it was spent for, its budget is.

        Raises:
            BudgetSpent: the day's are used up.
            QuotaSpent: YouTube says so.
            Refused: YouTube names another reason.
            SourceError: as the client raises it.
        """
        budget = self._budget(method)
        self.client.spend(self.api, budget, 1)
        try:
            data = self.client.get_json(self.api, method, params=params).data
        except QuotaSpent:
            self.client.spend(self.api, budget, self.client.left(self.api, budget))
            raise
        if not isinstance(data, dict):
            raise UnexpectedPayload(f"{self.source.name}: {method} answers no object")
        return data

    def page(self, method: str, params: Params, token: str | None) -> dict[str, Any]:
        """One page of a list.

        Raises:
            TokenExpired: the token is not known, or no longer.
            SourceError: as the client raises it.
        """
        if token is None:
            return self.ask(method, params)
        try:
            return self.ask(method, {**params, "pageToken": token})
        except Refused as error:
            if "invalidPageToken" in error.reasons:
                raise TokenExpired(str(error)) from None
            raise

    def items(self, data: dict[str, Any]) -> tuple[Item, ...]:
        """The entries of an answer."""
        return listed(self.source.name, data, "items")

    def time(self, item: Item, field: str) -> datetime | None:
        """A time, None where it cannot be read: that is told where the item is read."""
        try:
            return moment(self.source, item, field)
        except UnexpectedPayload:
            return None

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """The brand's channels.

        Raises:
            SourceRejected: one of them does not exist.
        """
        ids = [name for name in self.names if not name.startswith("@")]
        asked: list[Params] = [{"id": ",".join(some)} for some in by_fifty(ids)]
        asked += [{"forHandle": name} for name in self.names if name.startswith("@")]
        found = [
            Channel(
                channel_id=text_inside(item, "id"),
                uploads=text_inside(item, "contentDetails", "relatedPlaylists", "uploads"),
            )
            for one in asked
            for item in self.about_channels(one, "contentDetails")
        ]
        if len(found) < len({*self.names}):
            told = f"YouTube knows {len(found)} of the channels {', '.join(self.names)}"
            raise SourceRejected(f"{self.source.name}: {told}; correct them in earshot.toml")
        return tuple(found)

    @cached_property
    def own_ids(self) -> frozenset[str]:
        """Ids of the brand's channels; only handles have to be asked for."""
        if any(name.startswith("@") for name in self.names):
            return frozenset(channel.channel_id for channel in self.channels)
        return frozenset(self.names)

    def about_channels(self, asked: Params, part: str) -> tuple[Item, ...]:
        """Channels by id or handle; who does not exist is missing."""
        return self.items(self.ask("channels", {"part": part, "maxResults": TOGETHER, **asked}))

    def _budget(self, method: str) -> Budget:
        """Every method costs one of its kind, also where it is refused."""
        name = self.source.name
        if method == "search":
            amount = self.searches_per_day
            return Budget(f"{name}: searches", "searches", amount, "day", PACIFIC.key)
        return Budget(f"{name}: units", "units", self.units_per_day, "day", PACIFIC.key)


def by_fifty(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many ids as one question takes."""
    return (ids[first : first + TOGETHER] for first in range(0, len(ids), TOGETHER))
