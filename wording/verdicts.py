"""What a change is called, in words: the same ones on every page."""

from typing import Any

from wording.numbers import count, is_known

_NOTES = {
    "same": "within chance",
    "few": "too few to tell",
    "carried": "carried by one voice",
}


def note(verdict: str | None) -> str:
    """What stands beside a change: "within chance", or "vs before" where it is beyond.

    Args:
        verdict: better, worse, same, few or carried, as metrics give it.
    """
    return _NOTES.get(verdict or "", "vs before")


def carrier(mention_count: float | None, is_copied: Any) -> str:
    """Who carries a change: "one post and its 303 copies", "one conversation of 40 posts".

    Args:
        mention_count: of the voice that moves it most; None where every voice has one mention.
        is_copied: they are copies of one text.
    """
    if mention_count is None or not is_known(mention_count):
        return "no voice alone"
    if not is_copied:
        return f"one conversation of {count(mention_count)} posts"
    copies = mention_count - 1
    return f"one post and its {count(copies)} {'copy' if copies == 1 else 'copies'}"
