"""Whether a post asks for an answer, closes a conversation, or speaks of somebody else's case."""

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Literal

from ingest.reading.complaints import is_question
from ingest.reading.phrases import Phrases
from ingest.reading.word_files import WORDS

Cue = Literal["asks", "thanks", "others"]


def reply_cue(text: str, words: Sequence[str]) -> Cue | None:
    """What a text says about whether it wants an answer; None: nothing either way.

    "asks" wins over thanks: whoever writes "thanks, but still nothing" waits. "others" is said only
    where nothing is asked and no case of one's own is named ("Crying at the song. Shame on Acme").

    Args:
        text: masked.
        words: of the same text, lower case.
    """
    hits = _cues().labels(words)
    if "asks" in hits or is_question(text, words):
        return "asks"
    if "others" in hits and "own" not in hits:
        return "others"
    if "thanks" in hits:
        return "asks" if "turns" in hits else "thanks"
    return None


@cache
def _cues() -> Phrases:
    return Phrases(tomllib.loads((WORDS / "asking.toml").read_text(encoding="utf-8"))["asking"])
