"""Characters of strangers' words: those that are shown as written stay, the others go."""

import re
import unicodedata

# Marks that turn text around or hide in it: bidi overrides and isolates, zero-width characters.
# The zero-width joiner stays, since it builds emoji.
_TRICKS = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def as_written(text: str) -> str:
    """The text without what a page would hide or turn around, and a terminal obey.

    Control bytes begin the sequences that move a terminal's cursor; line ends and tabs stay.
    """
    shown = _TRICKS.sub("", text)
    return "".join(sign for sign in shown if sign in "\n\t" or unicodedata.category(sign) != "Cc")
