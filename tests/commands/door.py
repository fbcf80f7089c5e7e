"""The command line as a person uses it: a process of its own, its output and its exit code."""

import os
import subprocess
import sys

from tests.places import ROOT

FRONT = (str(ROOT / "earshot.py"),)
MODULE = ("-m", "ingest")  # `earshot ingest` for those who call modules


def environment():
    """As a person's, without what steers Earshot, and wide enough for one line each."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("EARSHOT_")}
    return {**plain, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}


def earshot(*arguments, cwd, door=FRONT):
    return subprocess.run(
        [sys.executable, *door, *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
