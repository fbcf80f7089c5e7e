"""One small file beside the warehouse: what a pass must still know after a restart.

What was spent of each budget, and which servers asked not to be asked before a certain time. It is
a file of SQLite's, so that threads and processes take turns and a kill leaves nothing half done.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.errors import SourceUnavailable

FILE = "network.sqlite"
SECONDS = 30.0  # to wait for another process, which holds the file for milliseconds

TABLES = """
create table if not exists spent (
    name text not null,
    starts_at real not null,
    renews_at real not null,
    unit text not null,
    period text not null,
    zone text not null,
    amount integer not null,
    used integer not null,
    primary key (name, starts_at)
);
create table if not exists seen (
    name text not null,
    day text not null,
    item text not null,
    primary key (name, item)
) without rowid;
create table if not exists held (
    host text primary key,
    until_at real not null
);
"""


class NetworkFile:
    """Lends a connection inside a transaction; safe between threads and between processes.

    Times in it are seconds since 1970.

    Args:
        data: the warehouse's folder; None keeps it in memory, for as long as this object lives.
    """

    def __init__(self, data: Path | None) -> None:
        self._data = data
        self._guard = threading.Lock()
        self._memory: sqlite3.Connection | None = None

    @contextmanager
    def opened(self, source: str) -> Iterator[sqlite3.Connection]:
        """Lend it; committed when the block ends well, else nothing of it is kept.

        Raises:
            SourceUnavailable: it cannot be read or written: nothing is asked then, because nobody
                could say what is spent already.
        """
        try:
            with self._guard, self._lent() as con:
                con.execute("begin immediate")
                try:
                    yield con
                except BaseException:
                    con.execute("rollback")
                    raise
                con.execute("commit")
        except (sqlite3.Error, OSError) as error:
            told = f"{self._data}/{FILE}, which holds what is spent, cannot be used: {error}"
            raise SourceUnavailable(f"{source}: {told}") from error

    def close(self) -> None:
        """Let go of what is in memory."""
        if self._memory:
            self._memory.close()
            self._memory = None

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self._data is not None:
            self._data.mkdir(parents=True, exist_ok=True)
            with closing(_connected(self._data / FILE)) as con:
                yield con
            return
        if self._memory is None:
            self._memory = _connected(":memory:")
        yield self._memory


def _connected(file: Path | str) -> sqlite3.Connection:
    con = sqlite3.connect(file, timeout=SECONDS, isolation_level=None, check_same_thread=False)
    con.executescript(TABLES)
    return con
