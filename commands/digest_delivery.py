"""Digests and pages that are due by the clock or by an alert, each sent once."""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import filelock

from commands.delivery import known_people
from commands.digesting import Order, made
from digests.digest import Digest
from digests.mail import send
from digests.said import keep
from digests.sendings import Entry, Sending, due, last_slot, mark, plan
from ingest.config import Config
from ingest.errors import EarshotError
from notify.deliver import LOCK
from notify.people import Person
from sql import sent_pages
from sql.deliveries import FAILED, SENDING, SENT, SKIPPED
from sql.errors import WarehouseError
from sql.reader import Reader
from sql.sent_pages import SentPage

ALERTED = "select brand, recorded_at from alerts where recorded_at >= $since order by recorded_at"

# So long a page is sent that was asked for by somebody whom no grant names by their own name.
BY_GROUP = timedelta(days=30)

log = logging.getLogger(__name__)


def deliver_digests(data: Path, config: Config, now: datetime) -> int:
    """Plan what is due and send it, in this process; how many could not be sent.

    Marked before and after it is sent: one that was being sent when its sender died is sent again
    under the same id.

    Raises:
        WarehouseError: nothing is published.
    """
    people = known_people(config)
    try:
        with filelock.FileLock(data / LOCK, timeout=0):
            pages = {one.audience: one for one in sent_pages.asked(data)}
            wanted = [*entries(config), *page_entries(pages.values())]
            plan(data, wanted, people, _alerted(data, config, now), now)
            failed = 0
            for _, group in groupby(
                due(data, now), lambda one: (one.slot, one.audience, one.brand, one.days)
            ):
                failed += _send(data, config, people, pages, list(group), now)
            return failed
    except filelock.Timeout:
        return 0  # another delivery is at work; it sends what is due


def entries(config: Config) -> list[Entry]:
    """The digests of earshot.toml."""
    return [
        Entry(
            audience=one.audience,
            brand=one.brand,
            days={"day": 1, "week": 7}[one.every],
            tell=one.tell,
            at=None if one.when == "alert" else int(one.at[:2]) * 60 + int(one.at[3:]),
            zone=ZoneInfo(config.brands[one.brand].time_zone),
        )
        for one in config.digests
    ]


def page_entries(pages: Iterable[SentPage]) -> list[Entry]:
    """The pages that people asked to be sent."""
    return [
        Entry(
            audience=one.audience,
            brand=one.brand,
            days={sent_pages.DAY: 1, sent_pages.WEEK: 7}[one.every],
            tell=one.tell,
            at=one.at,
            zone=ZoneInfo(one.zone),
        )
        for one in pages
    ]


def may_ask(config: Config, page: SentPage, now: datetime) -> str:
    """Why a page is not sent for whoever asked for it; empty where all is well.

    Roles are judged anew with each sending. Whom only a group of the provider lets in cannot be
    judged while nobody logs in: what they asked for ends after BY_GROUP, and can be asked again.
    """
    if config.access is None:
        return ""
    who = page.who.casefold()
    grants = [one for one in config.access.grants if who in {name.casefold() for name in one.who}]
    if not grants:
        is_old = now - page.said_at > BY_GROUP
        told = f"no grant names {page.who}: after {BY_GROUP.days} days it has to be asked for again"
        return told if is_old else ""
    if not any(one.role in ("lead", "admin") for one in grants):
        return f"{page.who}, who asked for it, is no lead any more"
    if not any(not one.brands or page.brand in one.brands for one in grants):
        return f"{page.who}, who asked for it, may not see {page.brand} any more"
    return ""


def newly_due() -> Callable[[Path, Config, datetime], bool]:
    """What asks every few seconds whether a digest is due; it costs next to nothing.

    A moment of the clock is due once; what waits for another try is due again.
    """
    seen: set[tuple[str, str, int, datetime]] = set()

    def is_due(data: Path, config: Config, now: datetime) -> bool:
        slots = {
            (one.audience, one.brand, one.days, slot)
            for one in [*entries(config), *page_entries(sent_pages.asked(data))]
            if (slot := last_slot(one, now)) is not None
        }
        is_new = bool(slots - seen)
        seen.clear()
        seen.update(slots)
        return is_new or bool(due(data, now))

    return is_due


def _alerted(data: Path, config: Config, now: datetime) -> dict[str, list[datetime]]:
    """When alerts of each brand were written down, of the last hours."""
    found: dict[str, list[datetime]] = {}
    if any(one.when == "alert" for one in config.digests):
        with closing(Reader(data)) as reader:
            rows = reader.query(ALERTED, {"since": now - timedelta(hours=2)})
        for brand, at in zip(rows["brand"], rows["recorded_at"], strict=True):
            found.setdefault(brand, []).append(at.to_pydatetime())
    return found


def _send(
    data: Path,
    config: Config,
    people: dict[str, Person],
    pages: Mapping[str, SentPage],
    group: list[Sending],
    now: datetime,
) -> int:
    """Send one digest to all whom it is due to; how many could not be told."""
    one = group[0]
    at = datetime.fromisoformat(one.slot)
    if why := _why_not(config, pages, one, now):
        for each in group:
            mark(data, each, state=SKIPPED, now=now, problem=why)
        return 0
    view = pages.get(one.audience)
    order = Order(audience=one.audience, brand=one.brand, days=one.days, at=at, view=view)
    try:
        written = {
            code: made(data, config, replace(order, language=code), now)
            for code in {_language(config, view, each.person) for each in group}
        }
    except (EarshotError, WarehouseError) as error:
        for each in group:
            mark(data, each, state=SENDING, now=now)  # counted as a try: the next comes later
            _failed(data, each, str(error), now)
        return len(group)
    failed = sum(
        not _sent(data, people, each, written[_language(config, view, each.person)], now)
        for each in group
    )
    if failed < len(group):
        keep(data, next(iter(written.values())), at)
    return failed


def _language(config: Config, view: SentPage | None, person: str) -> str:
    """In which somebody reads: their own, else that of who asked for the page, else the file's."""
    known = config.people.get(person)
    own, asked = known and known.language, view and view.language
    return own or asked or config.language


def _why_not(config: Config, pages: Mapping[str, SentPage], one: Sending, now: datetime) -> str:
    """Why a page is not to be sent any more; empty where it is, and for digests."""
    if not one.audience.startswith(sent_pages.PREFIX):
        return ""
    page = pages.get(one.audience)
    return "taken back" if page is None else may_ask(config, page, now)


def _sent(
    data: Path, people: dict[str, Person], one: Sending, digest: Digest, now: datetime
) -> bool:
    if one.person not in people:
        _failed(data, one, f"{one.person} is nobody of [people] in earshot.toml any more", now)
        return False
    if not people[one.person].may_hear_of(one.brand):
        why = f"{one.person} may be told about other brands only: brands in [people.{one.person}]"
        mark(data, one, state=SKIPPED, now=now, problem=why)
        return True
    mark(data, one, state=SENDING, now=now)
    told = send(people[one.person], one.channel, digest, message_id=one.sending_id)
    if told.is_done:
        mark(data, one, state=SENT, now=now)
    else:
        _failed(data, one, told.problem, now)
    return told.is_done


def _failed(data: Path, one: Sending, problem: str, now: datetime) -> None:
    log.warning("digest: %s; sending %s", problem, one.sending_id)
    mark(data, one, state=FAILED, now=now, problem=problem)
