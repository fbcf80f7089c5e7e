"""Processes of Earshot beside each other: the first ends all, another one is started again."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sql.access import SECRETS, VARIABLE

ROOT = Path(__file__).parents[1]
LOOKS = 0.3  # seconds between two looks at the processes
PATIENCE = 9.0  # seconds that they have to end
TRIES = 5  # deaths …
LATELY = 600.0  # … within so many seconds that are made good

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """A program: its arguments, itself first, its environment and its folder.

    Attributes:
        name: for people.
        folder: where it runs; None: where the caller is.
    """

    name: str
    arguments: list[str]
    environment: Mapping[str, str]
    folder: Path | None = None


def dashboard_call(
    data: Path, config: Path, *, port: int, address: str, access: Mapping[str, str]
) -> Call:
    """Serves the dashboard of a folder, which sets up what the configuration says.

    access is what `prepare_access` gave: who may enter.

    It runs in the project's folder wherever it is called from: Streamlit looks there for the look
    and the server's rules, and would send tracebacks and usage statistics without them.
    """
    program = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")]
    settings = [f"--server.port={port}", f"--server.address={address}"]
    if (secrets := data.resolve() / SECRETS).exists():
        settings.append(f"--secrets.files={secrets}")
    environment = {
        **{key: value for key, value in os.environ.items() if key != VARIABLE},
        **access,
        "EARSHOT_DATA": str(data.resolve()),
        "EARSHOT_CONFIG": str(config.resolve()),
        "PYTHONPATH": str(ROOT),
    }
    return Call("the dashboard", [*program, *settings], environment, ROOT)


def schedule_call(data: Path, config: Path) -> Call:
    """Fetches from every source at its interval."""
    program = [sys.executable, str(ROOT / "earshot.py"), "schedule"]
    call = [*program, "--config", str(config), "--data", str(data)]
    return Call("the schedule", call, dict(os.environ))


def supervise(calls: Sequence[Call]) -> int:
    """Run all until the first one ends or a signal comes; the exit code, 0 after a signal.

    Another one that dies is started again, a little later each time; where it dies so often that
    this helps nobody, all end.
    """
    children = [_start(call) for call in calls]
    deaths: dict[int, list[float]] = {}
    with _stopped() as stopped:
        while not stopped.wait(LOOKS):
            for number, child in enumerate(children):
                code = child.poll()
                if code is None:
                    continue
                name = calls[number].name
                if number == 0:
                    return _end(children, max(0, code))
                recent = [at for at in deaths.get(number, []) if time.monotonic() - at < LATELY]
                deaths[number] = [*recent, time.monotonic()]
                if len(recent) >= TRIES:
                    log.error("%s ended %d times; Earshot ends", name, len(recent) + 1)
                    return _end(children, 1)
                log.error("%s ended with %d and is started again", name, code)
                if not stopped.wait(2.0 ** len(recent) / 2):
                    children[number] = _start(calls[number])
    return _end(children, 0)


def _start(call: Call) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - calls of our own
        call.arguments, env=call.environment, cwd=call.folder
    )


def _end(children: Sequence[subprocess.Popen[bytes]], code: int) -> int:
    """Ask all to end, and make those that do not."""
    for child in children:
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    return code


@contextmanager
def _stopped() -> Iterator[threading.Event]:
    """Set by SIGINT and SIGTERM."""
    event = threading.Event()

    def stop(*_: Any) -> None:
        event.set()

    held = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield event
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
