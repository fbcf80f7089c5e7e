"""The real server in a process of its own."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx
import stamina

from tests.places import ROOT

STARTS_WITHIN = 60.0


@contextmanager
def served(data, log, *, app="dashboard/server.py", health="/api/health"):
    """Serve a warehouse's folder on a free port of this machine; yields the address.

    Args:
        data: the folder; it may be empty.
        log: file for what the server writes.
        app: another app than the dashboard.
        health: what answers once the server stands.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = {**os.environ, "EARSHOT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, *settings], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}{health}")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@stamina.retry(on=httpx.TransportError, attempts=None, timeout=STARTS_WITHIN, wait_max=0.5)
def wait_for(health):
    httpx.get(health).raise_for_status()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
