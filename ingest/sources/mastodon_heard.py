"""What posts of a server need to be understood by: its domain, and whose they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from ingest.brand import Brand
from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.fields import inside, moment, text_inside
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_server import Server
from ingest.sources.walks import Entry

PUBLIC = ("public", "unlisted")
LONGEST = 200  # characters of what has no id, to tell it apart
HEARD = "heard"  # key of an item for what the connector adds to the server's post


@dataclass(frozen=True, kw_only=True)
class Ear:
    """Adds to a post what only its server and its source know.

    Attributes:
        answering: ids of further accounts that answer for the brands.
    """

    server: Server
    source: Options
    brands: Mapping[str, Brand]
    answering: Collection[str] = ()

    def heard(self, status: Any, root: str | None = None) -> Any:
        """The post with what it is to be understood by, under a key of its own.

        Args:
            status: as delivered; what is no object stays what it is.
            root: id of the first post of its thread, where it is known.
        """
        if not isinstance(status, dict):
            return status
        told: dict[str, Any] = {"domain": self.server.domain}
        account = inside(status, "account")
        if self.server.own and account.get("id") == self.server.own:
            told |= {"own": True, "brand": self.brand}
        elif key := self._locals.get(self._handle(account)):
            told |= {"own": True, "brand": key}
        elif self._said_to and self._is_said_to_own(status):
            told["to"] = self._said_to
        return status | {HEARD: told | ({"root": root} if root else {})}

    def is_in_thread(self, item: Any) -> bool:
        """Whether it answers somebody, and the brand speaks or is spoken to."""
        if not text_inside(item, "in_reply_to_id"):
            return False
        answers = text_inside(item, "account", "id") in self.answering
        return bool(inside(item, HEARD).get("own")) or answers or self._is_said_to_own(item)

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

    def _handle(self, account: Item) -> str:
        acct = text_inside(account, "acct")
        return self.server.handle(acct).casefold() if acct else ""

    def _is_said_to_own(self, status: Item) -> bool:
        mentions = status.get("mentions")
        return self.server.own is not None and any(
            inside(one).get("id") == self.server.own
            for one in (mentions if isinstance(mentions, list) else ())
        )


def is_public(status: Any) -> bool:
    """Whether everybody may read it."""
    return inside(status).get("visibility") in PUBLIC


def entries_of(source: Options, delivered: Iterable[Any]) -> list[Entry]:
    """Posts, or notifications of them; what is not public is kept nowhere, not even as refused.

    What is no post at all is an entry, too: it is refused with its reason when it is understood.
    """
    return [_entry(source, one) for one in delivered]


def _entry(source: Options, one: Any) -> Entry:
    known = inside(one)
    if "type" in known and "content" not in known:
        # Old servers send notifications of every type, whichever is asked for.
        status = known.get("status") if known["type"] == "mention" else None
        item = status if is_public(status) else None
    else:
        is_hidden = isinstance(known.get("visibility"), str) and not is_public(known)
        item = None if is_hidden or known.get("reblog") else one
    named = known.get("id")
    return Entry(
        id=named if isinstance(named, str) and named else repr(one)[:LONGEST],
        at=_at(source, known),
        item=item,
    )


def _at(source: Options, one: Item) -> datetime | None:
    try:
        return moment(source, one, "created_at")
    except UnexpectedPayload:
        return None
