"""Posts of two minds: which of their halves is the verdict."""

import re
from collections.abc import Sequence

from ingest.reading.linear.sums import CLEAR, HINT, MIDDLE, NOTHING, Sums
from ingest.reading.linear.valence import Valence, valence

_FELT = 0.3  # of a clause, as VADER counts
_TURNING = frozenset(
    ("never", "not", "no", "can't", "won't", "doesn't", "didn't", "isn't", "wasn't")
)
_CLAUSE = re.compile(
    r"[.!?;,\n]+|\s[-\u2013\u2014]+\s|\bbut\b|\byet\b|\bhowever\b|\balthough\b", re.IGNORECASE
)


def by_contrast(text: str, read: Valence) -> Sums:
    """Of clauses that feel differently the last one is the verdict."""
    is_mixed = min(read.words, default=0) < 0 < max(read.words, default=0)
    if not is_mixed or len(read.words) > MIDDLE:
        return NOTHING
    clauses = (clause for clause in _CLAUSE.split(text) if clause.strip())
    felt = [one for one in (valence(clause).compound for clause in clauses) if abs(one) >= _FELT]
    if not felt or min(felt) > 0 or max(felt) < 0:
        return NOTHING
    return (CLEAR, 0.0, 0.0) if felt[-1] < 0 else (0.0, 0.0, CLEAR)


def by_but(words: Sequence[str], lower: str) -> Sums:
    """'Not cheap, but fantastic'; 'cheap, but never on time'."""
    if "but" not in words or len(words) > MIDDLE:
        return NOTHING
    rest = lower[lower.rindex("but") + 3 :]
    told = words[len(words) - 1 - words[::-1].index("but") :]
    if any(word in _TURNING for word in told):
        return (HINT, 0.0, 0.0)
    felt = valence(rest).compound
    if felt >= _FELT:
        return (0.0, 0.0, HINT)
    # "The song is great but they leave you standing": no strong word is needed to take praise back.
    is_taken_back = felt <= 0 and valence(lower[: lower.rindex("but")]).compound >= _FELT
    return (HINT, 0.0, 0.0) if is_taken_back else NOTHING
