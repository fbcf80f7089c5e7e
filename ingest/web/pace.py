"""When each server may be asked next: pauses between questions, and times that it named itself.

All clients of a process that work for one folder share it. What a server asked for outlives the
process; the pauses, which are shorter than a start, do not.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from ingest.errors import NotNow, SourceUnavailable
from ingest.web.network_file import FILE, NetworkFile

# A server that names next year is mistaken: it is asked once a day whatever it says.
LONGEST_HOLD_SECONDS = 86_400.0

log = logging.getLogger(__name__)
T = TypeVar("T")


class HeldBack(NotNow):
    """The server asked not to be asked yet, for longer than a pass waits; it was not asked."""


class Pace:
    """Who may be asked when; safe between threads. Servers are "host:port"."""

    def __init__(self, file: NetworkFile) -> None:
        self._file = file
        self._free_at: dict[str, float] = {}  # by the monotonic clock
        self._guard = threading.Lock()

    def turn(self, source: str, server: str, pause: float, patience: float) -> float:
        """Seconds until this server may be asked; the next one is given a turn after a pause.

        Raises:
            HeldBack: they are more than patience.
        """
        with self._guard:
            now = time.monotonic()
            free_at = max(self._free_at.get(server, 0.0), now)
            if free_at - now > patience:
                raise HeldBack(
                    f"{source}: {server} asked not to be asked before {clock(free_at - now)}"
                )
            self._free_at[server] = free_at + pause
        return free_at - now

    def hold(self, source: str, server: str, seconds: float) -> None:
        """Ask this server nothing for so many seconds, in this process and in the next."""
        seconds = min(seconds, LONGEST_HOLD_SECONDS)
        until = time.time() + seconds
        with self._guard:
            free_at = time.monotonic() + seconds
            self._free_at[server] = max(self._free_at.get(server, 0.0), free_at)
        self._in_file(source, lambda con: _write(con, server, until))

    def remember(self) -> None:
        """Take up what earlier processes were asked for."""
        held = self._in_file("network", _held) or []
        with self._guard:
            for server, until in held:
                left = min(until - time.time(), LONGEST_HOLD_SECONDS)
                free_at = time.monotonic() + left
                self._free_at[server] = max(self._free_at.get(server, 0.0), free_at)

    def _in_file(self, source: str, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """None where the file cannot be used: then only this process knows what was asked for."""
        try:
            with self._file.opened(source) as con:
                return work(con)
        except SourceUnavailable as error:
            log.warning("%s", error)
            return None


def pace_in(data: Path) -> Pace:
    """What all clients of a folder share, as of now."""
    pace = _shared(data.resolve())
    if (data / FILE).exists():
        pace.remember()
    return pace


def clock(seconds: float) -> str:
    """The time in so many seconds, for people."""
    moment = datetime.now(UTC) + timedelta(seconds=min(seconds, LONGEST_HOLD_SECONDS))
    return f"{moment:%Y-%m-%d %H:%M} UTC"


@cache
def _shared(data: Path) -> Pace:
    return Pace(NetworkFile(data))


def _write(con: sqlite3.Connection, server: str, until: float) -> None:
    con.execute("delete from held where until_at < ?", [time.time()])
    con.execute(
        "insert into held values (?, ?) on conflict (host) do update set "
        "until_at = max(until_at, excluded.until_at)",
        [server, until],
    )


def _held(con: sqlite3.Connection) -> list[tuple[str, float]]:
    return con.execute("select host, until_at from held").fetchall()
