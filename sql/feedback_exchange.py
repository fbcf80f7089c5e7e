"""What people said, between their file and the warehouse: each gets what it lacks."""

import logging
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import duckdb
import pyarrow as pa

from sql import feedback

# Times come as text, as the ledger holds them: the driver asks for another library otherwise.
SAID_AT = "strftime(make_timestamp(epoch_us(said_at)), '%Y-%m-%dT%H:%M:%S.%f+00:00')"

log = logging.getLogger(__name__)


def exchange(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Copy what the warehouse lacks from the file, and what the file lacks from the warehouse.

    A ledger that cannot be read stops no run: the warehouse keeps what it took in before.
    """
    try:
        told = feedback.everything(data)
        held = _held(con)
        known, kept = ({one.action_id for one in side} for side in (held, told))
        _take_in(con, [one for one in told if one.action_id not in known])
        if lost := [one for one in held if one.action_id not in kept]:
            with feedback.opened(data) as ledger:
                feedback.insert(ledger, lost)
    except feedback.PeopleDamaged as error:
        log.warning("%s; what people said before it broke stays in the warehouse", error)


def forget(con: duckdb.DuckDBPyConnection, data: Path, names: Sequence[str], nobody: str) -> None:
    """Put another name in the place of some who spoke, here and in the file.

    Args:
        con: from `writer()`.
        data: the warehouse's folder.
        names: in lower case, without "@".
        nobody: the other name.

    Raises:
        feedback.PeopleDamaged: the file cannot be written.
    """
    con.execute(
        "update actions set who = ? where lower(ltrim(who, '@')) in (select unnest(?))",
        [nobody, list(names)],
    )
    con.execute(
        "update posts set labelled_by = ? where lower(ltrim(labelled_by, '@')) in "
        "(select unnest(?))",
        [nobody, list(names)],
    )
    if not (data / feedback.FILE).exists():
        return
    with feedback.opened(data) as ledger:
        for name in names:
            ledger.execute(
                "update actions set who = ? where lower(ltrim(who, '@')) = ?", (nobody, name)
            )


def _held(con: duckdb.DuckDBPyConnection) -> list[feedback.Action]:
    columns = feedback.COLUMNS.replace("said_at", SAID_AT)
    rows = con.table("actions").project(columns).fetchall()
    return [feedback.action_of(row) for row in rows]


def _take_in(con: duckdb.DuckDBPyConnection, new: Sequence[feedback.Action]) -> None:
    if not new:
        return
    columns = zip(*map(astuple, new), strict=True)
    arrays = dict(zip(feedback.NAMES, map(pa.array, columns), strict=True))
    con.register("people_rows", pa.table(arrays))
    con.execute("insert into actions by name select * from people_rows")
    con.unregister("people_rows")
