"""Passes at intervals: every source has its own rhythm."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType

import duckdb
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from ingest.backups import keeping
from ingest.backups.options import Backup
from ingest.config import Config
from ingest.errors import EarshotError
from ingest.loading.remains import clear_remains
from ingest.loading.retention import retain
from ingest.passes.fetch_sources import run_pass
from ingest.passes.side_by_side import MOST_AT_ONCE
from ingest.passes.storing import EvaluateAlerts
from ingest.training.command import teach
from ingest.web.asking import Limits
from ingest.web.client import Client
from ingest.web.redaction import redact
from sql.errors import WarehouseError
from sql.warehouse import published

LEARN = "learn from people"  # no source is called so: names hold no spaces
LEARN_AT = 3  # o'clock, UTC
RETAIN = "erase what is too old"
RETAIN_AT = 4
BACK_UP = "back up"
BACKUP_LOOKS = 5  # minutes from one look whether a backup is due to the next
ENDS_WITHIN = 8.0  # seconds that passes have after a signal
LOOKS_AGAIN = 5.0  # seconds until a changed earshot.toml is noticed
SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


def run_schedule(
    data: Path,
    config: Config,
    *,
    limits: Limits | None = None,
    evaluate_alerts: EvaluateAlerts | None = None,
    changed: Callable[[], Config | None] = lambda: None,
    deliver: Callable[[Config], None] = lambda _: None,
) -> None:
    """Read every source now and then at its every_minutes, until SIGTERM or SIGINT.

    Once a day what people said about posts is learned, and what is older than it may be is erased.
    Backups are made as [backup] says.

    A pass that is running then has a few seconds to end; a second signal ends it on the spot.
    Either loses nothing but its work: the next pass does it again. Call it from the main thread:
    only that one hears signals.

    Args:
        data: the warehouse's folder.
        config: brands and sources.
        limits: how patient the client is.
        evaluate_alerts: as of `run_pass`.
        changed: asked every few seconds; another configuration, None where it is as it was.
        deliver: called every few seconds, tells people what is due.
    """
    scheduler = _scheduler()
    plan = partial(_plan, scheduler, data, limits=limits, evaluate_alerts=evaluate_alerts)
    ends = _ends()  # before the first line in the log: whoever reads it may end us
    plan(config, Config())
    scheduler.start()
    while not ends.wait(LOOKS_AGAIN):
        if (other := changed()) is not None:
            plan(other, config)
            config = other
        _told(deliver, config)
    log.info("ending after the running passes; a second signal ends at once")
    ending = threading.Thread(target=scheduler.shutdown, daemon=True)
    ending.start()
    ending.join(ENDS_WITHIN)
    if ending.is_alive():
        log.warning(
            "a pass did not end in %.0f s and is left; the next one repeats it", ENDS_WITHIN
        )
        logging.shutdown()
        os._exit(0)  # threads that wait for a server would keep the process alive


def _told(deliver: Callable[[Config], None], config: Config) -> None:
    """Tell people what is due; whatever happens is one line in the log."""
    try:
        deliver(config)
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        log.error("delivery failed: %s", " ".join(redact(str(error)).split()))


def _plan(
    scheduler: BackgroundScheduler,
    data: Path,
    config: Config,
    before: Config,
    *,
    limits: Limits | None,
    evaluate_alerts: EvaluateAlerts | None,
) -> None:
    """Plan passes of every source; one that was planned before and is as it was keeps its time."""
    for name in before.sources.keys() - config.sources.keys():
        scheduler.remove_job(name)
    for name, source in config.sources.items():
        run = partial(
            scheduled_pass, data, config, name, limits=limits, evaluate_alerts=evaluate_alerts
        )
        if before.sources.get(name) == source:
            scheduler.modify_job(name, func=run)
            continue
        scheduler.add_job(
            run,
            "interval",
            minutes=source.every_minutes,
            id=name,
            next_run_time=datetime.now(UTC),
            replace_existing=True,
        )
    learn = partial(scheduled_learning, data, config)
    scheduler.add_job(learn, "cron", hour=LEARN_AT, id=LEARN, replace_existing=True)
    keep = partial(scheduled_retention, data, config)
    scheduler.add_job(keep, "cron", hour=RETAIN_AT, id=RETAIN, replace_existing=True)
    if before.backup is not None:
        scheduler.remove_job(BACK_UP)
    if config.backup is not None:
        scheduler.add_job(
            partial(scheduled_backup, data, config.backup),
            "interval",
            minutes=BACKUP_LOOKS,
            id=BACK_UP,
            next_run_time=datetime.now(UTC),
        )
    log.info("%d sources scheduled, learning daily at %d:00 UTC", len(config.sources), LEARN_AT)


def scheduled_pass(
    data: Path,
    config: Config,
    name: str,
    *,
    limits: Limits | None = None,
    evaluate_alerts: EvaluateAlerts | None = None,
) -> None:
    """One pass over one source; whatever happens is one line in the log."""
    try:
        summary = run_pass(
            data, config, [name], client=Client(limits, data), evaluate_alerts=evaluate_alerts
        )
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        log.error("%s: the pass failed: %s", name, " ".join(redact(str(error)).split()))
        return
    log.log(logging.WARNING if summary.exit_code else logging.INFO, "%s", summary)


def scheduled_learning(data: Path, config: Config) -> None:
    """One round of learning from what people said; whatever happens is one line in the log."""
    try:
        taught = teach(data, config, now=datetime.now(UTC))
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        log.error("learning failed: %s", " ".join(redact(str(error)).split()))
        return
    log.info("learning: %s", " ".join(str(taught).split()))


def scheduled_retention(data: Path, config: Config) -> None:
    """Erase what is older than it may be; whatever happens is one line in the log."""
    now = datetime.now(UTC)
    try:
        clear_remains(data, now=now)
        retained = retain(data, config.retention, now=now)
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        log.error("retention failed: %s", " ".join(redact(str(error)).split()))
        return
    log.info("retention: %s", "; ".join(str(retained).splitlines()))


def scheduled_backup(data: Path, options: Backup) -> None:
    """Make a backup where one is due; whatever happens is one line in the log."""
    now = datetime.now(UTC)
    if published(data) is None or not keeping.state(data).is_due(options.every_hours, now):
        return
    try:
        made = keeping.make(data, options, now=now)
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        log.error("the backup failed: %s", " ".join(redact(str(error)).split()))
        return
    log.info("backup: %s", made)


def _scheduler() -> BackgroundScheduler:
    # Missed passes are made up for by one; the library's own lines would say it all twice.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    return BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(MOST_AT_ONCE)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )


def _ends() -> threading.Event:
    """Set by the first signal; the second one finds the usual, deadly handlers."""
    ends = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        ends.set()

    for number in SIGNALS:
        signal.signal(number, end)
    return ends
