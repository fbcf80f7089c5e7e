"""Views by name: a page with its filters, kept in the ledger of what people say.

A view is what its address is, so it opens as any link does, and what the address asks for and there
is not any more is told as of links. The numbers are those of the day on which it is opened.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from dashboard.ui import query, who
from sql import access
from sql.feedback import Action, not_undone
from wording.safety import plain

KIND = "saved_view"
SHARED, PRIVATE = "shared", "private"
LONGEST = 60
FIRST = "overview"  # the page that Streamlit knows as / alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """One page as somebody looked at it.

    Attributes:
        name: as people call it.
        page: its path in the address.
        query: what stands in the address after the question mark, by key; the brands by their
            keys, and only where they are several.
        brand: key, of several the first.
        is_shared: everybody who may see the brand sees it; else its owner alone.
        owner: saved it first; empty where nobody logs in.
        view_id: made by chance, the same for all that is said of it.
    """

    name: str
    page: str
    query: Mapping[str, Sequence[str]]
    brand: str
    is_shared: bool
    owner: str = ""
    view_id: str = ""

    def address(self, brand: str) -> str:
        """A link to it, relative to any page of the dashboard.

        Args:
            brand: as its widget has it; named, since one reader's default is not another's.
        """
        page = "./" if self.page == FIRST else self.page
        return f"{page}?{urlencode({'brand': brand, **self.query}, doseq=True)}"

    @property
    def brands(self) -> Sequence[str]:
        """Keys of the brands that it shows, in the order of the choice."""
        return self.query.get("brand") or [self.brand]

    @property
    def is_mine(self) -> bool:
        """Whether whoever reads may rename and delete it: the owner, or a lead what is shared."""
        me = who.asker()
        return me.name == self.owner or (self.is_shared and me.may("lead"))


def is_signed() -> bool:
    """Whether people log in, so that something can be private."""
    return access.rules() is not None


def page_of(title: str) -> str:
    """A page's path in the address, by its title."""
    return title.lower().replace(" ", "-")


def all_mine() -> list[SavedView]:
    """What whoever reads may open, by name: what is shared of their brands, and what is theirs.

    Raises:
        PeopleDamaged: the ledger cannot be read.
    """
    me = who.asker()
    first: dict[str, Action] = {}
    last: dict[str, Action] = {}
    for one in not_undone(query.said(KIND, is_timeless=True)):
        first.setdefault(one.subject, one)
        last[one.subject] = one
    views = [_view(one, first[key].who) for key, one in last.items() if one.value]
    open_to_me = [
        one
        for one in views
        if all(map(me.may_see, one.brands))
        and (one.is_shared or not is_signed() or one.owner == me.name)
    ]
    return sorted(open_to_me, key=lambda one: (one.name.casefold(), one.view_id))


def save(view: SavedView) -> bool:
    """Keep a view; one of the same name that whoever saves may change becomes it.

    Returns whether there was one. Without a name nothing is kept.

    Raises:
        PeopleDamaged: the ledger cannot be written.
        NotPermitted: it is shared, and whoever saves may not say anything to everybody.
    """
    if view.is_shared and is_signed():
        who.need("analyst")
    same = [
        one
        for one in all_mine()
        if one.is_mine and (one.name.casefold(), one.is_shared) == _named(view)
    ]
    known = same[0].view_id if same else secrets.token_hex(8)
    query.say([_action(replace(view, view_id=known))])
    return bool(same)


def rename(view: SavedView, name: str) -> None:
    """Give a view another name.

    Raises:
        PeopleDamaged: the ledger cannot be written.
    """
    query.say([_action(replace(view, name=name))])


def delete(view: SavedView) -> None:
    """Take back all that was said of a view.

    Raises:
        PeopleDamaged: the ledger cannot be read or written.
    """
    for one in not_undone(query.said(KIND, [view.view_id], is_timeless=True)):
        query.take_back(one.batch_id, who.asker().name or "dashboard")


def _named(view: SavedView) -> tuple[str, bool]:
    return view.name.casefold(), view.is_shared


def _action(view: SavedView) -> Action:
    told = {
        "name": plain(view.name, LONGEST),
        "page": view.page,
        "query": {key: list(values) for key, values in view.query.items()},
    }
    return Action(
        kind=KIND,
        subject=view.view_id,
        brand=view.brand,
        field=SHARED if view.is_shared else PRIVATE,
        value=json.dumps(told, ensure_ascii=False, sort_keys=True),
        who="",
        said_at=datetime.now(UTC),
    )


def _view(one: Action, owner: str) -> SavedView:
    return SavedView(
        brand=one.brand,
        is_shared=one.field == SHARED,
        owner=owner,
        view_id=one.subject,
        **json.loads(one.value or "{}"),
    )
