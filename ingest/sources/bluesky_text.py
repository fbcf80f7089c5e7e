"""What a post of Bluesky says: its text with links in full, pictures in words, a link's headline.

Facets mark parts of the text by their bytes in UTF-8; one that does not lie on the borders of
characters, or reaches beyond the text, marks nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.sources.connector import Item
from ingest.web.html_text import headline, tidy

CUT = ("...", "…")
Part = tuple[int, int, str]


def written(record: Item, told: Mapping[str, Any]) -> str:
    """The text; links that are shown cut short are completed, the brand is named by its handle.

    Args:
        record: as delivered.
        told: what the connector knows: the brand's "did" and "handle".
    """
    text = record.get("text")
    if not isinstance(text, str):
        return ""
    facets = record.get("facets")
    if not isinstance(facets, list) or not facets:
        return text
    raw = text.encode("utf-8", errors="replace")
    end = len(raw)
    for first, last, full in sorted(_parts(raw, facets, told), reverse=True):
        if last <= end:  # of two that overlap, the later one
            raw, end = raw[:first] + full.encode() + raw[last:], first
    return raw.decode("utf-8", errors="replace")


def described(record: Item) -> Iterator[str]:
    """What pictures and films show, in the words of their author."""
    for embed in _embeds(record):
        pictures = embed.get("images")
        for shown in (*(pictures if isinstance(pictures, list) else ()), embed):
            if isinstance(shown, dict) and isinstance(shown.get("alt"), str):
                yield tidy(shown["alt"])


def headline_of(record: Item) -> str | None:
    """Of the page that is shown below the text; None where there is none."""
    for embed in _embeds(record):
        page = embed.get("external")
        if isinstance(page, dict) and isinstance(page.get("title"), str):
            return headline(page["title"]) or None
    return None


def _embeds(record: Item) -> Iterator[Item]:
    """What is shown below the text; a quote with pictures holds them one step deeper."""
    embed = record.get("embed")
    if isinstance(embed, dict):
        yield embed
        if isinstance(embed.get("media"), dict):
            yield embed["media"]


def _parts(raw: bytes, facets: list[Any], told: Mapping[str, Any]) -> Iterator[Part]:
    """Begin and end in bytes, and what is to stand there."""
    for facet in facets:
        index = facet.get("index") if isinstance(facet, dict) else None
        span = _span(raw, index) if isinstance(index, dict) else None
        features = facet.get("features") if span else None
        for feature in features if isinstance(features, list) else ():
            if span and isinstance(feature, dict):
                shown = raw[span[0] : span[1]].decode()
                if full := _full(shown, feature, told):
                    yield (*span, full)
                    break


def _span(raw: bytes, index: Item) -> tuple[int, int] | None:
    first, last = index.get("byteStart"), index.get("byteEnd")
    if not isinstance(first, int) or not isinstance(last, int) or not 0 <= first < last <= len(raw):
        return None
    is_inside = any(at < len(raw) and raw[at] & 0xC0 == 0x80 for at in (first, last))
    return None if is_inside else (first, last)


def _full(shown: str, feature: Item, told: Mapping[str, Any]) -> str | None:
    """What a part means, where that is more than it shows."""
    uri, did, handle = feature.get("uri"), feature.get("did"), told.get("handle")
    if isinstance(uri, str) and uri.startswith(("https://", "http://")):
        stem = shown
        for cut in CUT:
            stem = stem.removesuffix(cut)
        is_cut = uri.partition("://")[2].removeprefix("www.").startswith(stem.removeprefix("www."))
        return uri if is_cut and shown != uri else None
    if did and did == told.get("did") and isinstance(handle, str):
        return f"@{handle}" if shown.lstrip("@").casefold() != handle.casefold() else None
    return None
