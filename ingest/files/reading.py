"""One pass over a file: its records one by one, how far it has come, and what was odd about it."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from ingest.errors import LoadError
from ingest.files.csv_rows import Broken, csv_rows
from ingest.files.jsonl import jsonl_rows
from ingest.files.lines import lines
from ingest.files.notes import Notes
from ingest.files.opening import UNREADABLE, opened
from ingest.files.preset import Preset, Row
from ingest.mention import Record

ROWS = {"csv": csv_rows, "jsonl": jsonl_rows}


Rows = Callable[[Callable[[io.FileIO], None]], Iterator[tuple[int | str, Row | Broken]]]
"""Given what to call with the file on disk, every row with the number of its line."""


class Records(Protocol):
    """Whatever makes records of rows."""

    def records(self, row: Row | Broken, name: str, number: int | str) -> tuple[Record, ...]:
        """The records of a row; a Reject for what cannot become one."""


Part = tuple[Rows, Records]


class Reading(Iterator[Record]):
    """An iterator over the records of a file, once, in the file's order, in flat memory.

    Iterating raises LoadError where the file cannot be read: no header, a column missing, packed
    data that end too early.

    Attributes:
        size_bytes: the file's size on disk.
    """

    def __init__(self, path: Path, parts: Iterable[Part], notes: Notes) -> None:
        self.size_bytes = path.stat().st_size
        self._disk: io.FileIO | None = None
        self._done_bytes = 0
        self._notes = notes
        self._records = self._read(path, parts)

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

    def _read(self, path: Path, parts: Iterable[Part]) -> Iterator[Record]:
        try:
            for rows, parser in parts:
                for number, row in rows(self._begin):
                    yield from parser.records(row, path.name, number)
        except LoadError as error:
            is_named = str(error).startswith(path.name)
            raise LoadError(str(error) if is_named else f"{path.name}: {error}") from error
        except UNREADABLE as error:
            raise LoadError(f"{path.name} cannot be read: {error}") from error
        self._disk, self._done_bytes = None, self.size_bytes

    def _begin(self, disk: io.FileIO) -> None:
        self._disk = disk


def shaped_rows(path: Path, shape: str, preset: Preset, notes: Notes) -> Rows:
    """The rows of a file whose name tells its shape, for a preset."""

    def rows(begin: Callable[[io.FileIO], None]) -> Iterator[tuple[int | str, Row | Broken]]:
        with opened(path) as (stream, disk):
            begin(disk)
            yield from ROWS[shape](lines(stream, notes), preset, notes)

    return rows
