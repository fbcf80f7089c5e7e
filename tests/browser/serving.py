"""The real server in a process of its own."""

import fcntl
import os
import socket
import subprocess
import sys
from contextlib import contextmanager

import filelock
import httpx
import stamina

from tests.build import Run
from tests.places import ROOT

STARTS_WITHIN = 60.0


# Starts a server beside whoever calls, and ends it once nobody holds the file of its address.
KEEPER = """
import fcntl, os, subprocess, sys
if os.fork():
    os._exit(0)
file, *command = sys.argv[1:]
with subprocess.Popen(command) as server, open(file, "r+") as users:
    fcntl.flock(users, fcntl.LOCK_EX)
    users.truncate(0)
    server.terminate()
"""


@contextmanager
def served(data, log, *, app="dashboard/server.py", health="/api/health"):
    """Serve a warehouse's folder on a free port of this machine; yields the address.

    Args:
        data: the folder; it may be empty.
        log: file for what the server writes.
        app: another app than the dashboard.
        health: what answers once the server stands.
    """
    address, command, environment = _call(data, app)
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            wait_for(f"{address}{health}")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def shared(name, data):
    """Serve a folder once to all workers of a run; yields the address.

    The worker that comes first starts the server. It ends with the last of them, however that ends:
    each holds a lock on the file of the address, which goes with its process.

    Args:
        name: of the file that holds the address, in the folder of the run.
        data: the folder; nobody writes to it.
    """
    file = Run.folder / name
    with file.open("a") as using:
        fcntl.flock(using, fcntl.LOCK_SH)
        with filelock.FileLock(f"{file}.lock"):
            address = file.read_text(encoding="utf-8") or _keep(file, data)
        yield address


def _keep(file, data):
    """Start a server that a process of its own ends, and write its address down."""
    address, command, environment = _call(data, "dashboard/server.py")
    with file.with_name(f"{file.name}.log").open("w") as out:
        subprocess.run(
            [sys.executable, "-S", "-c", KEEPER, str(file), *command],
            check=True,
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    wait_for(f"{address}/api/health")
    file.write_text(address, encoding="utf-8")
    return address


def _call(data, app):
    """Address, command and environment of a server that serves a folder on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = {**os.environ, "EARSHOT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    return f"http://127.0.0.1:{port}", [*command, *settings], environment


@stamina.retry(on=httpx.TransportError, attempts=None, timeout=STARTS_WITHIN, wait_max=0.5)
def wait_for(health):
    httpx.get(health).raise_for_status()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
