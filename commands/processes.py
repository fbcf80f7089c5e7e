"""Processes of Earshot beside each other; when the first ends, all end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Call:
    """A program with its arguments, the program itself first, its environment and its folder.

    Attributes:
        folder: where it runs; None: where the caller is.
    """

    arguments: list[str]
    environment: Mapping[str, str]
    folder: Path | None = None


def dashboard_call(data: Path, config: Path, *, port: int, address: str) -> Call:
    """Serves the dashboard of a folder, which sets up what the configuration says.

    It runs in the project's folder wherever it is called from: Streamlit looks there for the look
    and the server's rules, and would send tracebacks and usage statistics without them.
    """
    program = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")]
    settings = [f"--server.port={port}", f"--server.address={address}"]
    environment = {
        **os.environ,
        "EARSHOT_DATA": str(data.resolve()),
        "EARSHOT_CONFIG": str(config.resolve()),
        "PYTHONPATH": str(ROOT),
    }
    return Call([*program, *settings], environment, ROOT)


def schedule_call(data: Path, config: Path) -> Call:
    """Fetches from every source at its interval."""
    program = [sys.executable, str(ROOT / "earshot.py"), "schedule"]
    return Call([*program, "--config", str(config), "--data", str(data)], dict(os.environ))


def supervise(calls: Sequence[Call]) -> int:
    """Run all until the first one ends; returns its exit code, 0 where a signal ended it."""
    children = [
        subprocess.Popen(  # noqa: S603 - calls of our own
            call.arguments, env=call.environment, cwd=call.folder
        )
        for call in calls
    ]
    with _stoppable(children):
        code = children[0].wait()
        for child in children[1:]:
            child.terminate()
            child.wait()
    return max(0, code)


@contextmanager
def _stoppable(children: Sequence[subprocess.Popen[bytes]]) -> Iterator[None]:
    def stop(*_: Any) -> None:
        for child in children:
            child.terminate()

    held = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
