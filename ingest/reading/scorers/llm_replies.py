"""Remembers what an endpoint answered, so that no text is paid for twice."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.reading.scorer import POLARITIES, Polarity


class Answers:
    """Polarity by text, in a SQLite file or, without one, for as long as the process lives."""

    def __init__(self, path: Path | None, asked: str) -> None:
        """Open the memory.

        Args:
            path: the file; it is made where it is missing.
            asked: who was asked what; answers to anything else are not found.
        """
        self._asked = asked
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._con = sqlite3.connect(path or ":memory:", timeout=30)
        with self._con:
            self._con.execute("create table if not exists answers (id text primary key, polarity)")

    def known(self, texts: Sequence[str]) -> dict[str, Polarity]:
        """The texts answered before, with the answers."""
        found: dict[str, Polarity] = {}
        for text in texts:
            row = self._con.execute(
                "select polarity from answers where id = ?", [self._key(text)]
            ).fetchone()
            for polarity in POLARITIES:
                if row and row[0] == polarity:
                    found[text] = polarity
        return found

    def keep(self, answers: Mapping[str, Polarity]) -> None:
        """Remember answers for good."""
        rows = [(self._key(text), polarity) for text, polarity in answers.items()]
        with self._con:
            self._con.executemany("insert or replace into answers values (?, ?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()

    def _key(self, text: str) -> str:
        asked = f"{self._asked}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(asked).hexdigest()
