"""A text as the linear model reads it: words, signs and faces in order, negated words marked."""

import re
from itertools import chain

from ingest.reading.remembered import Remembered

# The commonest first; faces before single signs, or ":(" would fall apart.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:'[^\W\d_]+)*|@user|\d+|[!?]+|\.{2,}|[:;=][-'^]?[)(\]\[dp/\\|*o3]+|<3+|[^\w\s]"
)
_DRAWN_OUT = re.compile(r"(.)\1{3,}")
_CLAUSE_ENDS = frozenset(".!?;,:")
_NEGATIONS = frozenset(
    "aint arent cannot cant couldnt didnt doesnt dont hardly hasnt havent isnt neither never no"  # noqa: SIM905 - a list of words reads best as words
    " nobody none nor not nothing shouldnt wasnt werent without wont wouldnt".split()
)
NEGATED = "_"


def tokens(text: str) -> list[str]:
    """Lower-case tokens of a masked text."""
    return list(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())))


def _tokens_of_chunk(chunk: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(chunk.lower()))


_CHUNKS = Remembered(_tokens_of_chunk)


def mark_negation(words: list[str]) -> list[str]:
    """The same tokens; those between a negation and the end of its clause end in "_"."""
    if _NEGATIONS.isdisjoint(words) and "n't" not in " ".join(words):
        return words
    marked = []
    is_negated = False
    for word in words:
        if is_negated and (word[0] in _CLAUSE_ENDS or word == "but"):
            is_negated = False
        marked.append(word + NEGATED if is_negated and word[0].isalpha() else word)
        if word in _NEGATIONS or word.endswith("n't"):
            is_negated = True
    return marked


def shorten(word: str) -> str:
    """Any number of the same letter counts as three: "soooooo" is "sooo"."""
    return _DRAWN_OUT.sub(r"\1\1\1", word) if len(set(word)) < len(word) - 2 else word
