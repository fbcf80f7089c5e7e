"""What posts of a server need to be understood by: its domain, and whose they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.brand import Brand
from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.fields import moment
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_server import Server
from ingest.sources.walks import Entry

PUBLIC = ("public", "unlisted")
HEARD = "heard"  # key of an item for what the connector adds to the server's post


@dataclass(frozen=True, kw_only=True)
class Ear:
    """Adds to a post what only its server and its source know."""

    server: Server
    source: Options
    brands: Mapping[str, Brand]

    def heard(self, status: Item, root: str | None = None) -> Item:
        """The post with what it is to be understood by, under a key of its own.

        Args:
            status: as delivered.
            root: id of the first post of its thread, where it is known.
        """
        told: dict[str, Any] = {"domain": self.server.domain}
        account = status.get("account")
        if isinstance(account, dict) and self.server.own and account.get("id") == self.server.own:
            told |= {"own": True, "brand": self.brand}
        elif key := self._locals.get(self._handle(account)):
            told |= {"own": True, "brand": key}
        elif self._said_to and self._is_said_to_own(status):
            told["to"] = self._said_to
        return status | {HEARD: told | ({"root": root} if root else {})}

    def is_in_thread(self, item: Item) -> bool:
        """Whether it answers somebody, and the brand speaks or is spoken to."""
        is_own = bool(item[HEARD].get("own"))
        return bool(item.get("in_reply_to_id")) and (is_own or self._is_said_to_own(item))

    @property
    def brand(self) -> str | None:
        """The brand that the account speaks for."""
        only = next(iter(self.brands)) if len(self.brands) == 1 else None
        return self.source.brand or only

    @cached_property
    def _locals(self) -> dict[str, str]:
        """Brands by handles of this server whose own accounts are named without a domain."""
        return {
            self.server.handle(name).casefold(): key
            for key, brand in self.brands.items()
            for name in brand.own_accounts
            if "@" not in name
        }

    @cached_property
    def _said_to(self) -> str | None:
        """The brand of what speaks to its account, unless its handles tell that by the text."""
        brand = self.brands.get(self.brand or "")
        if brand is None or not self.server.own_handle:
            return None
        handle = self.server.own_handle.casefold()
        named = {name.casefold() for name in (*brand.handles, *brand.own_accounts)}
        return None if named & {handle, handle.partition("@")[0]} else brand.key

    def _handle(self, account: Any) -> str:
        acct = account.get("acct") if isinstance(account, dict) else None
        return self.server.handle(acct).casefold() if isinstance(acct, str) and acct else ""

    def _is_said_to_own(self, status: Item) -> bool:
        mentions = status.get("mentions")
        return self.server.own is not None and any(
            isinstance(one, dict) and one.get("id") == self.server.own
            for one in (mentions if isinstance(mentions, list) else ())
        )


def is_public(status: Item) -> bool:
    """Whether everybody may read it."""
    return status.get("visibility") in PUBLIC


def entries_of(source: Options, delivered: Iterable[Any]) -> list[Entry]:
    """Posts, or notifications of them; what is not public is kept nowhere, not even as refused."""
    return list(_entries(source, delivered))


def _entries(source: Options, delivered: Iterable[Any]) -> Iterator[Entry]:
    for one in delivered:
        if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not one["id"]:
            continue
        is_notice = "type" in one and "content" not in one
        status = one.get("status") if is_notice else one
        is_heard = isinstance(status, dict) and is_public(status) and not status.get("reblog")
        # Old servers send every type, whichever is asked for.
        if is_notice and one["type"] != "mention":
            is_heard = False
        yield Entry(id=one["id"], at=_at(source, one), item=status if is_heard else None)


def _at(source: Options, one: Item) -> Any:
    try:
        return moment(source, one, "created_at")
    except UnexpectedPayload:
        return None
