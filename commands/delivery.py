"""Where the rooms of alerts and of configuration meet: who is told, and by which process.

What is due is sent by a process apart, which whoever kills its caller leaves alone: so nothing that
has begun to be sent is cut off, and nothing is sent twice.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from commands.processes import ROOT
from ingest.config import Config
from ingest.config import Person as Entry
from ingest.errors import EarshotError
from ingest.hours import parse_span
from ingest.web.config_text import Channel, expand
from notify.deliver import Delivered, deliver, is_due
from notify.people import Person
from sql.warehouse import published

log = logging.getLogger(__name__)


def deliver_here(data: Path, config: Config, now: datetime) -> Delivered:
    """Send what is due in this process.

    Raises:
        WarehouseError: nothing is published.
    """
    return deliver(data, known_people(config), expand("dashboard", config.dashboard.url), now)


def known_people(config: Config) -> dict[str, Person]:
    """Everybody of [people] by key, with their secrets and the language of the file put in."""
    return {key: _person(key, entry, config.language) for key, entry in config.people.items()}


def deliver_apart(data: Path, config: Path, *, is_beside: bool = True) -> int:
    """Send what is due in a process apart, and wait for it; its exit code.

    Args:
        data: the warehouse's folder.
        config: the file.
        is_beside: the caller has something else to print, so this goes to the error output.
    """
    return _sender(data, config, is_beside=is_beside).wait()


def _sender(data: Path, config: Path, *, is_beside: bool) -> subprocess.Popen[bytes]:
    """A process that sends what is due, in a session of its own."""
    program = [sys.executable, str(ROOT / "earshot.py"), "deliver", "--here"]
    return subprocess.Popen(  # noqa: S603 - a call of our own
        [*program, "--config", str(config.resolve()), "--data", str(data.resolve())],
        env=dict(os.environ),
        stdout=sys.stderr.fileno() if is_beside else None,
        start_new_session=True,
    )


def delivering(
    data: Path, config: Path, is_digest_due: Callable[[Path, Config, datetime], bool]
) -> Callable[[Config], None]:
    """What the schedule calls every few seconds: it sends only where something is due.

    It waits for nobody: a receiver that is slow must not keep the schedule from its end.
    """
    planned: str | None = None
    sender: subprocess.Popen[bytes] | None = None

    def tick(settings: Config) -> None:
        nonlocal planned, sender
        if not settings.people or (sender is not None and sender.poll() is None):
            return
        newest, now = published(data), datetime.now(UTC)
        if newest is None:
            return
        is_digest = is_digest_due(data, settings, now)
        if newest != planned or is_digest or is_due(data, now):
            planned = newest
            sender = _sender(data, config, is_beside=True)

    return tick


def _person(key: str, entry: Entry, language: str) -> Person:
    span = entry.quiet and parse_span(entry.quiet)
    return Person(
        key=key,
        to=[_address(key, one) for one in entry.to],
        quiet=(span.start, span.end) if span else None,
        zone=ZoneInfo(entry.time_zone),
        brands=entry.brands,
        language=entry.language or language,
    )


def _address(key: str, text: Channel) -> str:
    """The address with its secrets; empty where one is not set, which the message says."""
    try:
        return expand(f"people.{key}", text)
    except EarshotError as error:
        log.error("%s", error)
        return ""
