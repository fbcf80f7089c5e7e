"""Guids that are no addresses, though their feeds say so by saying nothing.

A guid is a permalink unless it says otherwise, so that "42" is read as an address beside the feed:
another one when the feed moves, with whatever stands in the feed's own address.
"""

import re
from collections.abc import Iterable
from html import unescape

from ingest.sources.connector import Item
from ingest.sources.rss_entry import text_of
from ingest.web.redaction import masked

_GUID = re.compile(rb"<guid\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]*?)\s*[<\]]", re.IGNORECASE)


def unresolve(items: Iterable[Item], body: bytes, base: str) -> None:
    """Give guids back as they were written where they were completed to addresses.

    Args:
        items: of the feed, changed in place.
        body: the feed.
        base: what relative addresses were completed with.
    """
    folder = masked(base).rpartition("/")[0] + "/"
    written = {unescape(guid.decode("utf-8", errors="replace")) for guid in _GUID.findall(body)}
    for item in items:
        guid = text_of(item.get("id"))
        bare = guid.removeprefix(folder)
        if bare == guid or guid in written or bare not in written:
            continue
        item["id"] = bare
        if "/" not in bare and item.get("link") == guid:
            del item["link"]
