"""One pass over a file: its records one by one, how far it has come, and what was odd about it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ingest.errors import LoadError
from ingest.files.csv_rows import csv_rows
from ingest.files.jsonl import jsonl_rows
from ingest.files.lines import lines
from ingest.files.opening import UNREADABLE, opened
from ingest.files.parser import Parser
from ingest.mention import Record

ROWS = {"csv": csv_rows, "jsonl": jsonl_rows}


class Reading(Iterator[Record]):
    """An iterator over the records of a file, once, in the file's order, in flat memory.

    Iterating raises LoadError where the file cannot be read: no header, a column missing, packed
    data that end too early.

    Attributes:
        size_bytes: the file's size on disk.
    """

    def __init__(self, path: Path, shape: str, parser: Parser) -> None:
        self.size_bytes = path.stat().st_size
        self._disk: io.FileIO | None = None
        self._done_bytes = 0
        self._notes = parser.context.notes
        self._records = self._read(path, shape, parser)

    @property
    def done_bytes(self) -> int:
        """How much of size_bytes has been read so far; runs ahead of the records by one buffer."""
        if self._disk is not None:
            with suppress(ValueError):  # closed
                self._done_bytes = self._disk.tell()
        return self._done_bytes

    @property
    def warnings(self) -> list[str]:
        """What was odd so far, one sentence each; complete when the records are."""
        return self._notes.warnings()

    def __next__(self) -> Record:
        return next(self._records)

    def _read(self, path: Path, shape: str, parser: Parser) -> Iterator[Record]:
        try:
            with opened(path) as (stream, self._disk):
                rows = ROWS[shape](lines(stream, self._notes), parser.preset, self._notes)
                name = path.name
                for number, row in rows:
                    yield parser.record(row, name, number)
                self._done_bytes = self._disk.tell()
        except LoadError as error:
            raise LoadError(f"{path.name}: {error}") from error
        except UNREADABLE as error:
            raise LoadError(f"{path.name} cannot be read: {error}") from error
