"""A web page where a feed is due: which feeds it links to."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from ingest.web.answer import Answer
from ingest.web.redaction import redact
from ingest.web.response import excerpt

NAMED = 5  # feeds in a message
FEEDS = {"application/rss+xml": "RSS", "application/atom+xml": "Atom"}

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(rel|type|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)


def told(answer: Answer) -> str:
    """What came in place of a feed, for people."""
    feeds = [f"{address} ({kind})" for address, kind in _feeds(answer)][:NAMED]
    if not feeds or not _PAGE.search(answer.body[:100_000]):
        return excerpt(answer)
    return redact(f"this is a web page; it links to the feeds {', '.join(feeds)}: take one as url")


def _feeds(answer: Answer) -> Iterator[tuple[str, str]]:
    page = answer.body[:1_000_000].decode("utf-8", errors="replace")
    for link in _LINK.findall(page):
        found = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(link)
        }
        kind = FEEDS.get(found.get("type", "").partition(";")[0].strip().lower())
        if kind and found.get("href") and "alternate" in found.get("rel", "").lower().split():
            yield urljoin(answer.url.partition("?")[0], found["href"].strip()), kind
