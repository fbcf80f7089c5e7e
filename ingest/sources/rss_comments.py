"""Comments in feeds: what they answer, and their text without what the blog put before it.

WordPress names a comment by its article: the guid of the article, "#comment-" and a number. Its
Atom says what a comment answers (thr:in-reply-to); its RSS says it in the text alone, in the blog's
language: "In reply to <a href="…#comment-2">Kim</a>."
"""

import re
from dataclasses import dataclass

from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_entry import bodies, part, readable, text_of
from ingest.web.html_text import plain_text

_COMMENT = re.compile(r"(.+)#(comment-\d+)", re.DOTALL)
_ANSWER = re.compile(
    r"\s*(?:<p[^<>]*>)?[^<>]{0,80}<a\s[^<>]*?href=[\"']([^\"'<>]*#(comment-\d+))[\"'][^<>]*>"
    r"[^<>]{0,200}</a>\s*(?:[.:,!。।؟]\s*(?:</p>|<br\s*/?>|\s|$)|</p>|<br\s*/?>|$)",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</(?:a|p|div|span|strong|em|b|i|blockquote|li|ul|ol)>|<br ?/?>|<a\s[^<>]*href=|<img\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where a comment stands: what it answers, and the article below which it was written."""

    parent: str
    article: str


def thread_of(item: Item) -> Thread | None:
    """What an entry comments on, by ids as `rss_memory` gives them; None for an article."""
    article = _article(item)
    parent = reference(text_of(part(item, "thr_in-reply-to", "ref")))
    if not parent and (answered := _answered(item)):
        address, number = answered
        parent = f"{article}#{number}" if article else reference(address)
    parent = text_of(item.get("parent_post_id")) or parent or article
    return Thread(parent=parent, article=article or parent) if parent else None


def reference(given: str) -> str:
    """An id, or an address that stands for one, in the one notation in which they are compared."""
    return links.canonical(given) or given.strip()


def references(item: Item) -> list[str]:
    """Every way in which an entry names what it answers, the surest first."""
    answered = _answered(item)
    named = [text_of(part(item, "thr_in-reply-to", name)) for name in ("ref", "href")]
    return [reference(one) for one in (*named, answered[0] if answered else "") if one]


def body_of(item: Item, *, is_comment: bool = False) -> str:
    """The text of an entry, without markup: its longest content, else its summary."""
    for value, kind in bodies(item):
        cut = _ANSWER.sub("", value, count=1) if is_comment and _ANSWER.match(value) else value
        read = readable(cut, kind)
        if _MARKUP.search(read) and kind != "text/plain" and not item.get("content"):
            read = plain_text(_ANSWER.sub("", read, count=1) if is_comment else read)
        if read:
            return read
    return ""


def _article(item: Item) -> str:
    """Id of the article that a comment's own id or address names; empty where it names none."""
    for given in (text_of(item.get("id")), text_of(item.get("link"))):
        if found := _COMMENT.fullmatch(given.strip()):
            return reference(found[1])
    return ""


def _answered(item: Item) -> tuple[str, str] | None:
    """(address, "comment-2") that the text begins with, as WordPress writes it."""
    for value, _ in bodies(item):
        if "#comment-" not in value:
            continue
        if found := _ANSWER.match(value) or _ANSWER.match(plain_text(value)):
            return found[1], found[2].lower()
    return None
