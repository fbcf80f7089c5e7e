"""The warehouse taken back to a moment: what was known then, derived with the rules of today."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from ingest.loading.readings import read_texts
from ingest.loading.scoring import TASK, reread_by, scorer_in_use
from ingest.loading.settings import stored_brands
from ingest.loading.staging import stage
from ingest.reading.linear.versions import Versions
from sql import past
from sql.derive.conversations import refresh
from sql.derive.copies import join_copies
from sql.derive.merge import merge, write_delta
from sql.derive.rebuild import rebuild
from sql.derive.steps import run_stage
from sql.errors import TimeUnknown, WarehouseEmpty
from sql.reader import Reader
from sql.rows import scalar

EvaluateAlerts = Callable[[duckdb.DuckDBPyConnection, datetime], object]
Tell = Callable[[float], None]
# Where each part of the work ends, of the sample story's time.
TAKEN_BACK, READ, DERIVED = 0.1, 0.2, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A copy of the warehouse that goes back to a moment.

    Attributes:
        name: of its file, below the warehouse's folder.
        moment: aware.
        is_new: it was made now; False where it was there.
    """

    name: str
    moment: datetime
    is_new: bool

    def as_dict(self) -> dict[str, Any]:
        """For JSON; the moment is ISO 8601 in UTC."""
        return asdict(self) | {"moment": self.moment.astimezone(UTC).isoformat()}

    def __str__(self) -> str:
        made = "made now" if self.is_new else "there already"
        return f"as of {_said(self.moment)}: {self.name}, {made}"


def make_past(
    data: Path,
    moment: datetime,
    *,
    evaluate_alerts: EvaluateAlerts,
    tell: Tell = lambda _share: None,
) -> Past:
    """Make a copy that goes back to a moment, unless there is one.

    Args:
        data: the warehouse's folder.
        moment: aware; seconds are what it is cut to.
        evaluate_alerts: gives the alerts that the rules of today had given by then.
        tell: is told how much is done, 0 to 1.

    Raises:
        TimeUnknown: the moment lies before the first mention, or after what is known.
        WarehouseError: nothing is published, there is no room, or another copy is being made.
    """
    moment = moment.replace(microsecond=0)
    _check(data, moment)
    with past.making(data, moment) as (name, con):
        if con is not None:
            _take_back(con, moment, evaluate_alerts, tell)
    tell(1)
    return Past(name=name, moment=moment, is_new=con is not None)


def _check(data: Path, moment: datetime) -> None:
    with closing(Reader(data)) as reader:
        since, until = past.known_span(reader)
    if since is None or until is None:
        raise WarehouseEmpty(f"{data}: no mention of any brand is loaded yet")
    if moment < since:
        raise TimeUnknown(
            f"nothing is known of {_said(moment)}: the first mention is of {_said(since)}"
        )
    if moment > until:
        raise TimeUnknown(f"{_said(moment)} is not known yet: what is known ends {_said(until)}")


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _take_back(
    con: duckdb.DuckDBPyConnection, moment: datetime, evaluate_alerts: EvaluateAlerts, tell: Tell
) -> None:
    before = _model(con)
    run_stage(con, "past", {"moment": moment})
    tell(TAKEN_BACK)
    if _model(con) != before:
        _read_again(con, moment)
    tell(READ)
    rebuild(con, lambda share: tell(READ + (DERIVED - READ) * share))
    tell(DERIVED)
    evaluate_alerts(con, moment)


def _model(con: duckdb.DuckDBPyConnection) -> str | None:
    """Version of the learned model in use; None while the shipped one is, or another scorer."""
    kind = scalar(con, "select json_extract_string(scorer, '$.options.kind') from warehouse_state")
    learned = Versions(con, TASK).current() if kind in (None, "linear") else None
    return learned.version if learned else None


def _read_again(con: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Read every text with the model that stood then; settings stay as the last run had them."""
    unchanged = Config()
    stage(con, ())
    merge(con, now=moment, observed_at=moment)
    run_stage(con, "reread")
    with scorer_in_use(con, unchanged) as reader:
        reread_by(con, reader, unchanged)
        read_texts(con, stored_brands(con), reader)
    write_delta(con, "as of")
    join_copies(con)
    refresh(con)
