"""Real servers on loopback, started by the scripts that lie beside a clone.

Each of its folders holds install.sh, start.sh and stop.sh. What is installed stays for the next
run; what a server writes lies in a folder of the run, so that every run begins with an empty one.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.places import SERVERS

absent = pytest.mark.skipif(not SERVERS.is_dir(), reason=f"{SERVERS} is absent")
PATIENCE = 1800  # seconds: the longest installation compiles


@contextmanager
def running(name: str, run: Path, *arguments: object, **variables: object) -> Iterator[str]:
    """Install and start a server, lend what it said when it was ready, stop it.

    Args:
        name: of its folder.
        run: where it keeps its data, log and process id, from `run_folder`.
        arguments: of its start.sh, the ports above all.
        variables: of its start.sh.
    """
    told(name, "install.sh", run)
    try:
        yield told(name, "start.sh", run, *arguments, **variables)
    finally:
        told(name, "stop.sh", run)


def told(name: str, script: str, run: Path, *arguments: object, **variables: object) -> str:
    """What a script of a server says; what it complains of is the error where it fails.

    Raises:
        AssertionError: it failed, with the end of what it said.
    """
    by = {".sh": "bash", ".php": "php", ".py": sys.executable}[Path(script).suffix]
    command = [by, str(SERVERS / name / script), *map(str, arguments)]
    settings = {key: str(value) for key, value in variables.items()}
    # Into files: a server that the script leaves behind would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+") as out:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | {"KIT_RUN": str(run)} | settings,
            timeout=PATIENCE,
            check=False,
        )
        out.seek(0)
        said = out.read()
    assert ended.returncode == 0, f"{name}/{script}: {said[-2000:]}"
    return said


@contextmanager
def run_folder() -> Iterator[Path]:
    """A folder that every user may enter: databases and web servers run as users of their own."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="earshot-run-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        yield folder


def free_port(count: int = 1) -> int:
    """The first of so many ports in a row that nobody listens on."""
    while True:
        with ExitStack() as stack:
            first = stack.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                for number in range(port + 1, port + count):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", number))
            except (OSError, OverflowError):
                continue
            return port
