"""Text of others on a terminal: shown, never obeyed."""

import re

# Control bytes begin the sequences that move the cursor or set a title; marks of direction make
# text read as another one. Line ends and tabs stay.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text without what a terminal would take for an order."""
    return CONTROLS.sub("", text)
