"""What a change is called, in words: the same ones on every page."""

from typing import Any

from wording.numbers import count, is_known
from wording.said import mark, say

_NOTES = {
    "same": mark("within chance"),
    "few": mark("too few to tell"),
    "carried": mark("carried by one voice"),
}


def note(verdict: str | None) -> str:
    """What stands beside a change: mark("within chance"), or "vs before" where it is beyond.

    Args:
        verdict: better, worse, same, few or carried, as metrics give it.
    """
    return say(_NOTES.get(verdict or "", mark("vs before")))


def carrier(mention_count: float | None, is_copied: Any) -> str:
    """Who carries a change: "one post and its 303 copies", "one conversation of 40 posts".

    Args:
        mention_count: of the voice that moves it most; None where every voice has one mention.
        is_copied: they are copies of one text.
    """
    if mention_count is None or not is_known(mention_count):
        return say("no voice alone")
    if not is_copied:
        return say("one conversation of {n} posts", n=count(mention_count))
    copies = mention_count - 1
    text = mark("one post and its {n} copy") if copies == 1 else mark("one post and its {n} copies")
    return say(text, n=count(copies))
