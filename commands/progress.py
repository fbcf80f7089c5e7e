"""A bar for what takes long; lines of it where a program looks."""

import os
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from ingest.files import Reading
from ingest.mention import Record

EVERY = 1000  # records
LINES = "EARSHOT_PROGRESS"  # set: "progress 0.25" on the error output, a line each


def with_progress(reading: Reading) -> Iterator[Record]:
    """The records of a file, with a bar where the error output is a terminal."""
    console = Console(stderr=True)
    if os.environ.get(LINES):
        yield from _told(reading)
        return
    if not console.is_terminal:
        yield from reading
        return
    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=reading.size_bytes)
        for number, record in enumerate(reading):
            if number % EVERY == 0:
                bar.update(task, completed=reading.done_bytes)
            yield record


def _told(reading: Reading) -> Iterator[Record]:
    """The records; how much of the file is read is told on the way, 1 at its end."""
    for number, record in enumerate(reading):
        if number % EVERY == 0:
            _tell(reading.done_bytes / max(1, reading.size_bytes))
        yield record
    _tell(1)


def tell_share(share: float) -> None:
    """Say how much is done, 0 to 1, where a program looks."""
    if os.environ.get(LINES):
        _tell(share)


def _tell(share: float) -> None:
    sys.stderr.write(f"progress {min(1, share):.3f}\n")
    sys.stderr.flush()
