"""HTML entities that were left in plain text."""

import html
import re

# With its semicolon only: in "?a=1&lt=3" nothing was escaped.
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decoded(text: str) -> str:
    """Plain text with its entities as the signs that they stand for, once: "&amp;lt;" is "&lt;"."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)
