"""A delivery whose caller is killed at any moment: nothing is lost, nothing is told twice."""

import json
import os
import signal
import subprocess
import sys
import time

import filelock
import pytest

from notify.deliver import LOCK
from sql import deliveries
from tests.build import answers, publish_all
from tests.commands.door import FRONT, environment
from tests.ingest.web.server import Reply, Server
from tests.notify.test_delivery import loud

ALERTS = 12
TOML = """
[brands.acme]
handles = ["acme"]
own_accounts = ["acme"]

[people.anna]
to = "{address}"

[[alerts]]
name = "A loud silence"
brand = "acme"
kind = "silence"
level = 10000
tell = ["anna"]
cool_down_minutes = 0
critical_level = 1
"""


@pytest.fixture
def folder(tmp_path):
    posts = [loud(number, number) for number in range(ALERTS)]
    publish_all(tmp_path / "data", [*posts, answers("voice", 0, None, text="Hello")], until=300)
    return tmp_path


def killed(folder, after, *verb):
    """`earshot VERB`, and the whole group of its processes killed so many seconds later."""
    call = [sys.executable, *FRONT, *verb]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        call, cwd=folder, env=environment(), stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def receiver(folder):
    """Whom everybody tells, the same for senders that outlive a round."""
    with Server(lambda _: Reply("{}")) as server:
        address = server.url.replace("http://", "json://")
        (folder / "earshot.toml").write_text(TOML.format(address=address), encoding="utf-8")
        yield server


def told_through(folder, receiver, dice, times, longest, *verb):
    """What the receiver got through so many kills, and through calls that are left alone."""
    before = _forget(folder, receiver)
    for _ in range(times):
        killed(folder, dice.uniform(0.2, longest), *verb)
    until = time.monotonic() + 600
    while time.monotonic() < until and not _is_done(folder):
        killed(folder, 60, "alerts")
    return [json.loads(one.body)["message_id"] for one in receiver.requests[before:]]


def _is_done(folder):
    held = deliveries.newest(folder / "data", "acme")
    return len(held) == ALERTS and all(one.state == "sent" for one in held)


def _forget(folder, receiver):
    """Let nobody have been told anything, while no sender is at work; what was got until then."""
    with filelock.FileLock(folder / "data" / LOCK, timeout=60):
        for part in (folder / "data").glob(f"{deliveries.FILE}*"):
            part.unlink()
        return len(receiver.requests)


def test_a_few_kills(folder, receiver, dice):
    got = told_through(folder, receiver, dice, 3, 3.0, "alerts")

    assert len(got) == len(set(got)) == ALERTS


ROUND = 8  # kills between two times that everything is told


@pytest.mark.long
@pytest.mark.parametrize("kills", [40, 1000])
def test_many_kills(folder, receiver, dice, kills):
    """Again and again all of it is to be told, so that there is something to be cut off."""
    for _ in range(kills // ROUND):
        got = told_through(folder, receiver, dice, ROUND, 4.0, "alerts")
        assert len(got) == len(set(got)) == ALERTS


@pytest.mark.long
def test_a_hundred_kills_of_the_sender_itself(folder, receiver, dice):
    """Nothing is lost; what was cut off between its sending and its mark comes under one id."""
    for _ in range(100 // ROUND):
        got = told_through(folder, receiver, dice, ROUND, 3.0, "deliver", "--here")
        assert len(set(got)) == ALERTS
        assert len(got) <= ALERTS + ROUND
