"""What the writer of a forum's post said, without the words of others in it.

Discourse quotes by <aside class="quote">, and shows what a link leads to by <aside class="onebox">:
a complaint that is quoted is not the writer's. In Markdown a quote is [quote=…]…[/quote], or lines
that begin with ">".
"""

import re
from html import escape
from html.parser import HTMLParser

from ingest.web.html_text import plain_text, tidy

# Elements with their contents that are not the writer's words, by class; "" is any.
NOT_OWN = {
    "aside": ("quote", "onebox"),
    "blockquote": ("",),
    "div": ("meta", "quote-controls"),
    "svg": ("",),
}
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr"))
_QUOTE = re.compile(r"\[quote\b[^\]]*\](?:(?!\[quote\b).)*?\[/quote\]", re.DOTALL | re.IGNORECASE)
_LINES = re.compile(r"^>.*(?:\n|$)", re.MULTILINE)


def own_words(cooked: str) -> str:
    """Text of a post's HTML without quotes; with them where there is nothing else."""
    reader = _Own()
    reader.feed(cooked)
    reader.close()
    return plain_text("".join(reader.parts)) or plain_text(cooked)


def own_markdown(raw: str) -> str:
    """Text of a post's Markdown without quotes; with them where there is nothing else."""
    text = raw.replace("\r\n", "\n")
    while (inner := _QUOTE.sub("", text)) != text:  # the innermost first
        text = inner
    return tidy(_LINES.sub("", text)) or tidy(raw)


class _Own(HTMLParser):
    """Passes markup on but for what is not the writer's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._within: list[str] = []  # the element that is left out, and those open inside it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._within or _is_others(tag, given.get("class") or ""):
            if tag not in _VOID:
                self._within.append(tag)
        elif tag == "img" and "emoji" in (given.get("class") or ""):
            self.parts.append(escape(given.get("alt") or ""))
        else:
            self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._within:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._within:
            self.parts.append(f"</{tag}>")
        elif tag in self._within:
            while self._within.pop() != tag:
                pass  # an element that was never closed

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.parts.append(escape(data, quote=False))

    def parse_html_declaration(self, i: int) -> int:
        # The standard library's own reading of "<![anything]>" ends in an AssertionError.
        return self.parse_bogus_comment(i)


def _is_others(tag: str, classes: str) -> bool:
    named = NOT_OWN.get(tag, ())
    return any(not one or one in classes.split() for one in named)
