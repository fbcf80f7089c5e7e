"""Asking for a feed: what is told of the last answer, and which form of it is read."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from ingest.errors import SourceError, SourceRejected
from ingest.sources import links
from ingest.sources.connector import Cursor
from ingest.sources.rss_entry import text_of
from ingest.sources.rss_feed import Feed, read_feed
from ingest.web.answer import Answer
from ingest.web.asking import Api, origin
from ingest.web.client import Client
from ingest.web.config_text import Address, expand
from ingest.web.redaction import redact

ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
VALIDATORS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
KEYS = tuple(key for key, _ in VALIDATORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came.

    Attributes:
        answer: the server's.
        feed: None where the server says that it is the same as before.
        atom: address of the feed's Atom, where that was asked.
    """

    answer: Answer
    feed: Feed | None
    atom: str | None = None

    def news(self) -> Cursor:
        """What to remember of this answer."""
        told: Cursor = {key: self.answer.headers[key] for key in KEYS if key in self.answer.headers}
        # An address with a secret in it is followed anew each time rather than written down.
        moved_to = None if self.atom else self.answer.moved_to
        for key, address in (("moved_to", moved_to), ("atom", self.atom)):
            if address and redact(address) == address:
                told[key] = address
        return told


def ask(client: Client, name: str, url: Address, known: Cursor, limit: int) -> Asked:
    """Ask for a feed and read it; its Atom where it names one of the same entries.

    Atom says what a comment answers and when an entry was edited, RSS does not.

    Args:
        client: the one way to the network.
        name: of the source.
        url: as earshot.toml says it.
        known: the cursor: validators; "moved_to" and "atom" are addresses to ask instead.
        limit: entries that are read at most.

    Raises:
        SourceError: no answer, or no feed.
    """
    api = Api(source=name, base_url=expand(name, url))
    if "atom" in known:
        try:
            return replace(_asked(client, api, known["atom"], known, limit), atom=known["atom"])
        except SourceRejected:
            known = {key: value for key, value in known.items() if key not in KEYS}
    asked = _asked(client, api, known.get("moved_to", ""), known, limit)
    named = asked.feed.atom if asked.feed else None
    if named and _is_beside(named, asked.answer.url):
        return _as_atom(client, api, named, asked, limit)
    return asked


def _as_atom(client: Client, api: Api, address: str, rss: Asked, limit: int) -> Asked:
    """The Atom of a feed, unless it cannot be had or holds other entries."""
    try:
        atom = _asked(client, api, address, {}, limit)
    except SourceError:
        return rss  # which is good
    same = _addresses(rss.feed) & _addresses(atom.feed)
    return replace(atom, atom=address) if same else rss


def _asked(client: Client, api: Api, path: str, known: Cursor, limit: int) -> Asked:
    validators = {name: known[key] for key, name in VALIDATORS if key in known}
    answer = client.get(api, path, headers={"Accept": ACCEPT, **validators})
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Asked(answer=answer, feed=None)
    return Asked(answer=answer, feed=read_feed(api.source, answer, limit))


def _is_beside(address: str, asked: str) -> bool:
    """Whether an address lies on the server that was asked, and is another one without secrets."""
    try:
        is_here = origin(address) == origin(asked)
    except SourceRejected:
        return False
    return is_here and address != asked and redact(address) == address


def _addresses(feed: Feed | None) -> set[str | None]:
    found = {links.canonical(text_of(item.get("link"))) for item in (feed.items if feed else ())}
    return found - {None}
