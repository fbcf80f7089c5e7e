"""Calls of the command line, forked from one process that has imported everything.

A call that starts an interpreter spends most of its time on imports, during which nothing can be
cut off. These begin where that is over; whatever they do from there on is what a call does. Who
sends in a process apart has it forked as well, in a session of its own as the real one.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from pathlib import Path

from commands import delivery
from tests.commands.door import FRONT, environment

NEEDED = (
    __name__,
    "apprise.plugins.custom_json",
    "commands.alerting",
    "commands.configuration",
    "commands.digest_delivery",
    "commands.logs",
    "commands.output",
    "earshot",
    "ingest.config_file",
    "notify.deliver",
    "pyarrow.pandas_compat",
    "typer.main",
)


def context():
    """Where calls are forked from: one server process for the whole run of the tests."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(NEEDED))
    return forking


def killed(folder, after, *verb):
    """`earshot VERB` in a folder, and the group of its process killed so many seconds later.

    Whether it was cut off.
    """
    call = context().Process(target=_run, args=(folder, verb))
    call.start()
    call.join(after)
    is_cut = call.exitcode is None
    if is_cut:
        try:
            os.killpg(call.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has no group of its own yet
            call.kill()
        call.join()
    return is_cut


def _run(folder, verb):
    """What the command line does with a call, once everything is imported."""
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment())
    delivery._sender = _sender  # noqa: SLF001 - what starts an interpreter
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os.dup2(quiet, sys.stderr.fileno())
    sys.argv = [*FRONT, *verb]
    runpy.run_path(FRONT[0], run_name="__main__")


class _Wait:
    """As much of a `Popen` as a caller asks for."""

    def __init__(self, process):
        self._process = process

    def wait(self):
        self._process.join()
        return self._process.exitcode


def _sender(data, config, *, is_beside):
    """A process that sends what is due, in a session of its own."""
    named = ("--config", str(config.resolve()), "--data", str(data.resolve()))
    forking = multiprocessing.get_context("fork")  # the caller has closed the warehouse by now
    sender = forking.Process(target=_run, args=(Path.cwd(), ("deliver", "--here", *named)))
    sender.start()
    return _Wait(sender)
