"""How one and the same handle may be spelt: with or without its sign, host, case and width."""

import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from ingest.reading.folding import plain


def handle_key(name: str) -> str:
    """A handle or author id without what differs between spellings; empty for no name at all.

    "@Ann", " ann ", full-width letters and any case are one. A host belongs to it.
    """
    told = unicodedata.normalize("NFKC", plain(name)).casefold()
    return unicodedata.normalize("NFKC", told).strip().lstrip("@").strip()


def handle_keys(name: str, url: str | None = None) -> Iterator[str]:
    """Every key that whoever bears a handle can be asked for by.

    Args:
        name: "ann", or "ann@host", which answers to "ann" as well.
        url: of a post of theirs; a handle without host has the host of the page it stands on.
    """
    key = handle_key(name)
    if not key:
        return
    yield key
    local, _, host = key.partition("@")
    if host:
        yield local
    elif found := _host(url):
        yield f"{local}@{found}"


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # no address at all
        return None


def is_one_of(people: Collection[str], name: str, url: str | None = None) -> bool:
    """Whether a name is a spelling of one of these keys."""
    return not set(people).isdisjoint(handle_keys(name, url))
