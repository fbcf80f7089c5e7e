"""HTML as platforms deliver it → the plain text that people and scorers read."""

import html
import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "pre", "blockquote"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "figure", "figcaption"),
        *("article", "aside", "section", "header", "footer", "main", "nav", "form", "address"),
    )
)
HIDDEN = frozenset(("script", "style", "template"))
CUT = "..."

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")


def plain_text(markup: str) -> str:
    """Text of an HTML fragment: tags gone, entities decoded, a line per block, no empty lines.

    Scripts and styles are left out. A link whose shown address is cut short ("https://exam...")
    is given in full.
    """
    reader = _Reader()
    reader.feed(_CONTROL.sub("", markup.replace("\r", "\n")))
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """Text without control characters, with single spaces and no empty lines."""
    text = _CONTROL.sub("", text.replace("\r", "\n"))
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def headline(text: str) -> str:
    """A title on one line; titles often keep the entities that their markup had."""
    return " ".join(plain_text(text).split())


def unescaped(text: str) -> str:
    """Plain text whose entities were left in."""
    return tidy(html.unescape(text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self.parts))

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag == "a" and self._link:
            self._complete(*self._link)
            self._link = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            # A line break in the source of a paragraph is a space to its reader.
            self.parts.append(data.replace("\n", " "))

    def parse_html_declaration(self, i: int) -> int:
        # The standard library's own reading of "<![anything]>" ends in an AssertionError.
        return self.parse_bogus_comment(i)

    def _complete(self, address: str, begin: int) -> None:
        shown = "".join(self.parts[begin:]).strip()
        if shown.endswith(CUT) and address.startswith(shown.removesuffix(CUT)):
            self.parts[begin:] = [address]
