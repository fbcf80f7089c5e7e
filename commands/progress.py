"""A bar for what takes long."""

from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from ingest.files import Reading
from ingest.mention import Record


def with_progress(reading: Reading) -> Iterator[Record]:
    """The records of a file, with a bar where the error output is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from reading
        return
    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=reading.size_bytes)
        for number, record in enumerate(reading):
            if number % 1000 == 0:
                bar.update(task, completed=reading.done_bytes)
            yield record
