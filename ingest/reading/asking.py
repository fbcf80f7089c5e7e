"""Whether a post asks for an answer, closes a conversation, or speaks of somebody else's case."""

from collections.abc import Sequence
from typing import Literal

from ingest.reading.complaints import is_question
from ingest.reading.said import said

Cue = Literal["asks", "thanks", "others"]


def reply_cue(text: str, words: Sequence[str]) -> Cue | None:
    """What a text says about whether it wants an answer; None: nothing either way.

    "asks" wins over thanks: whoever writes "thanks, but still nothing" waits. "others" is said only
    where nothing is asked and no case of one's own is named ("Crying at the song. Shame on Acme").

    Args:
        text: masked.
        words: of the same text, lower case.
    """
    hits = said("asking", words)
    # "Refund arrived, brilliant help from the desk. More of this please" asks for nothing.
    if hits.get("asks", 0) > hits.get("told", 0) or is_question(text, words):
        return "asks"
    if "others" in hits and "own" not in hits:
        return "others"
    if "thanks" in hits:
        return "asks" if "turns" in hits else "thanks"
    return None
