"""Texts read by processes of their own, as many as there are cores: Python uses one core each.

The processes are ours and not those of `multiprocessing`, which run the main program again in each
of them: that is the dashboard where a file is loaded in the browser.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from queue import SimpleQueue
from typing import IO, Any, Self, cast

import pyarrow as pa

from ingest.brand import Brand
from ingest.loading.text_table import TextReader, TextRow
from ingest.reading.scorer import Scorer

AHEAD = 2  # chunks in work or waiting for each process, so that memory does not grow with a load


def read_side_by_side(
    chunks: Iterator[Sequence[TextRow]], brands: Sequence[Brand], scorer: Scorer, *, processes: int
) -> Iterator[pa.Table]:
    """Yield what is read out of each chunk of texts, in order.

    A chunk whose process is gone is read here.

    Args:
        chunks: asked for as they are needed.
        brands: whose names are looked for.
        scorer: can be pickled.
        processes: how many.
    """
    here = cache(lambda: TextReader(brands, scorer))
    idle: SimpleQueue[_Process] = SimpleQueue()
    with ExitStack() as stack, ThreadPoolExecutor(processes) as threads:
        for _ in range(processes):
            idle.put(stack.enter_context(_Process(brands, scorer)))
        asked: deque[tuple[Sequence[TextRow], Future[pa.Table | None]]] = deque()
        for rows in chunks:
            asked.append((rows, threads.submit(_ask, idle, rows)))
            if len(asked) > AHEAD * processes:
                yield _answer(*asked.popleft(), here)
        while asked:
            yield _answer(*asked.popleft(), here)


def main() -> None:
    """Read chunks from the standard input and answer each on the standard output."""
    came, goes = sys.stdin.buffer, sys.stdout.buffer
    reader = TextReader(*_taken(came))
    while (rows := _taken(came)) is not None:
        pickle.dump(reader.read(rows), goes)
        goes.flush()


class _Process:
    """One process that reads."""

    def __init__(self, brands: Sequence[Brand], scorer: Scorer) -> None:
        self._begin = (brands, scorer)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._goes = cast(IO[bytes], self._process.stdin)
        self._came = cast(IO[bytes], self._process.stdout)
        self._send(self._begin)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._came.close()
        with suppress(OSError):  # what is still in its buffer has nobody to go to
            self._goes.close()

    def read(self, rows: Sequence[TextRow]) -> pa.Table | None:
        """What is read out of the rows; None where the process is gone."""
        self._send(rows)
        return _taken(self._came)

    def _send(self, what: object) -> None:
        try:
            pickle.dump(what, self._goes)
            self._goes.flush()
        except OSError:  # it is gone: its answer will be none
            return


def _ask(idle: "SimpleQueue[_Process]", rows: Sequence[TextRow]) -> pa.Table | None:
    process = idle.get()
    try:
        return process.read(rows)
    finally:
        idle.put(process)


def _answer(
    rows: Sequence[TextRow], told: "Future[pa.Table | None]", here: Callable[[], TextReader]
) -> pa.Table:
    table = told.result()
    return here().read(rows) if table is None else table


def _taken(stream: IO[bytes]) -> Any:
    """What the other process sent; None at its end."""
    try:
        return pickle.load(stream)  # noqa: S301 - from a process that we started, or who started us
    except (EOFError, pickle.UnpicklingError):
        return None


if __name__ == "__main__":
    main()
