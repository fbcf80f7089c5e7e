"""Passes at intervals: every source has its own rhythm."""

import logging
import signal
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType

import duckdb
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from ingest.config import Config
from ingest.errors import EarshotError
from ingest.passes.fetch_sources import EvaluateAlerts, run_pass
from ingest.training.command import teach
from ingest.web.asking import Limits
from ingest.web.client import Client
from ingest.web.redaction import redact
from sql.errors import WarehouseError

AT_ONCE = 8
LEARN = "learn from people"  # no source is called so: names hold no spaces
LEARN_AT = 3  # o'clock, UTC
SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


def run_schedule(
    data: Path,
    config: Config,
    *,
    limits: Limits | None = None,
    evaluate_alerts: EvaluateAlerts | None = None,
) -> None:
    """Read every source now and then at its every_minutes, until SIGTERM or SIGINT.

    Once a day what people said about posts is learned.

    A pass that is running then is finished first; a second signal ends it on the spot, which
    loses nothing but its work. Call it from the main thread: only that one hears signals.
    """
    scheduler = _scheduler()
    for source in config.sources.values():
        scheduler.add_job(
            partial(
                scheduled_pass,
                data,
                config,
                source.name,
                limits=limits,
                evaluate_alerts=evaluate_alerts,
            ),
            "interval",
            minutes=source.every_minutes,
            id=source.name,
            next_run_time=datetime.now(UTC),
        )
    ends = _ends()
    scheduler.add_job(partial(scheduled_learning, data, config), "cron", hour=LEARN_AT, id=LEARN)
    scheduler.start()
    log.info("%d sources scheduled, learning daily at %d:00 UTC", len(config.sources), LEARN_AT)
    ends.wait()
    log.info("ending after the running passes; a second signal ends at once")
    scheduler.shutdown(wait=True)


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


def _scheduler() -> BackgroundScheduler:
    # Missed passes are made up for by one; the library's own lines would say it all twice.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    return BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(AT_ONCE)},
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
