"""Where a paging has been: one that comes back to where it was would go on without end."""

import threading
from collections import Counter
from collections.abc import Hashable

from ingest.errors import SourceRejected
from ingest.web.asking import Question


class Trail:
    """The marks of one paging: addresses of next pages, cursors, tokens."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: set[Hashable] = set()

    def step(self, mark: Hashable) -> None:
        """Go on to a mark.

        Raises:
            SourceRejected: it was there before; what was read so far stays good.
        """
        if mark in self._seen:
            raise SourceRejected(f"{self._source}: paging goes round in a circle, and is left")
        self._seen.add(mark)


class Repeats:
    """How often a source asks the very same question in a pass: the guard behind every paging."""

    MOST = 50  # a few are honest, as after a new token

    def __init__(self) -> None:
        self._asked: Counter[tuple[str, int]] = Counter()
        self._guard = threading.Lock()

    def count(self, source: str, question: Question) -> None:
        """Count a question, but not the tries of it.

        Raises:
            SourceRejected: it is asked again and again.
        """
        with self._guard:
            self._asked[source, hash(repr(question))] += 1
            count = self._asked[source, hash(repr(question))]
        if count > self.MOST:
            told = f"the same question {count} times: paging goes round in a circle, and is left"
            raise SourceRejected(f"{source}: {told}")
