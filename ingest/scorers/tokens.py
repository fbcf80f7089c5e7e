"""A text as the linear model reads it: words, signs and faces in order, negated words marked."""

import re

# @user and http stand for what was masked; faces before signs, or ":(" would fall apart.
_TOKEN = re.compile(
    r"@user|http|[:;=][-'^]?[)(\]\[dp/\\|*o3]+|<3+|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[!?]+|\.{2,}|[^\w\s]"
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
    return _TOKEN.findall(text.lower())


def mark_negation(words: list[str]) -> list[str]:
    """The same tokens; those between a negation and the end of its clause end in "_"."""
    if not any(word in _NEGATIONS or word.endswith("n't") for word in words):
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
    return _DRAWN_OUT.sub(r"\1\1\1", word)
