"""The command line as a person uses it: its output and its exit code.

Most calls run the front door's own file in this process: a process of its own spends two seconds
on imports before it does anything, and would say the same. Where that it is one matters (the way
in, what it imports, terminals, signals) the call is made by `process`.
"""

import io
import logging
import os
import runpy
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import pytest

from tests.places import ROOT

FRONT = (str(ROOT / "earshot.py"),)
MODULE = ("-m", "ingest")  # `earshot ingest` for those who call modules


def environment():
    """As a person's, without what steers Earshot, and wide enough for one line each."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("EARSHOT_")}
    return {**plain, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}


def process(*arguments, cwd, door=FRONT):
    """A call as a process of its own."""
    return subprocess.run(
        [sys.executable, *door, *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def earshot(*arguments, cwd, door=FRONT, told=None):
    """The same call in this process; an error that is no exit is raised as it is.

    Args:
        arguments: of the front door.
        cwd: where it is called.
        door: what stands before them.
        told: the whole environment, where not a person's without what steers Earshot.
    """
    call = [*door, *map(str, arguments)]
    out, err, code = io.StringIO(), io.StringIO(), 0
    with _begun(call, cwd, told or environment()), redirect_stdout(out), redirect_stderr(err):
        try:
            _run(call)
        except SystemExit as ended:
            code = ended.code or 0
    return subprocess.CompletedProcess(call, code, out.getvalue(), err.getvalue())


def _run(call):
    """What `python` does with a call: run a module named by -m, or a file."""
    if call[0] == "-m":
        runpy.run_module(call[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(call[0], run_name="__main__")


@contextmanager
def _begun(call, cwd, known):
    """Arguments, folder, environment and log of a process that begins; all put back."""
    root = logging.getLogger()
    level = root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys, "argv", call[1:] if call[0] == "-m" else call)
        patch.setattr(root, "handlers", [])
        for name in os.environ.keys() - known.keys():
            patch.delenv(name)
        patch.setenv("COLUMNS", known["COLUMNS"])
        yield
    root.setLevel(level)
