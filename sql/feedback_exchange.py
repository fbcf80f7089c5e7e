"""What people said, between their file and the warehouse: each gets what it lacks."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path

import duckdb

from sql import feedback

# Times come as text, as the ledger holds them: the driver asks for another library otherwise.
SAID_AT = "strftime(make_timestamp(epoch_us(said_at)), '%Y-%m-%dT%H:%M:%S.%f+00:00')"
QUOTED_WORDS = 4  # fewer are no quotation

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


def forget(
    con: duckdb.DuckDBPyConnection, data: Path, is_named: Callable[[str], bool], nobody: str
) -> None:
    """Put another name in the place of some who spoke, here and in the file.

    Args:
        con: from `writer()`.
        data: the warehouse's folder.
        is_named: whether a name is one of theirs.
        nobody: the other name.

    Raises:
        feedback.PeopleDamaged: the file cannot be written.
    """
    spoken = con.execute(
        "select distinct who from actions union select distinct labelled_by from posts "
        "where labelled_by is not null"
    ).fetchall()
    names = [who for (who,) in spoken if is_named(who)]
    con.execute("update actions set who = ? where who in (select unnest(?))", [nobody, names])
    con.execute(
        "update posts set labelled_by = ? where labelled_by in (select unnest(?))", [nobody, names]
    )
    with _ledger(data) as ledger:
        for (who,) in ledger.execute("select distinct who from actions").fetchall():
            if is_named(who):
                ledger.execute("update actions set who = ? where who = ?", (nobody, who))


def forget_quotes(con: duckdb.DuckDBPyConnection, data: Path, posts: Sequence[str]) -> None:
    """Take out what people said about some posts in the words of the post, here and in the file.

    Verdicts and topics stay: they are people's own words, and count.

    Args:
        con: from `writer()`.
        data: the warehouse's folder.
        posts: as views name them; their texts are still held.

    Raises:
        feedback.PeopleDamaged: the file cannot be written.
    """
    quotes = con.execute(
        "select distinct actions.action_id from actions "
        "inner join posts on actions.subject = posts.post_id "
        "where actions.subject in (select unnest(?)) and "
        "len(string_split(trim(actions.value), ' ')) >= ? and "
        "contains(lower(coalesce(posts.title, '') || ' ' || posts.text), lower(actions.value))",
        [list(posts), QUOTED_WORDS],
    ).fetchall()
    if not quotes:
        return
    ids = [action_id for (action_id,) in quotes]
    con.execute("update actions set value = null where action_id in (select unnest(?))", [ids])
    with _ledger(data) as ledger:
        ledger.executemany("update actions set value = null where action_id = ?", quotes)


def of_kind(con: duckdb.DuckDBPyConnection, kind: str) -> list[feedback.Action]:
    """Everything of a kind that has words, taken back or not.

    Args:
        con: from `writer()`, which has taken in what the file holds.
        kind: as actions have it.
    """
    return [one for one in _held(con) if one.kind == kind and one.value]


def reword(con: duckdb.DuckDBPyConnection, data: Path, words: Mapping[str, str | None]) -> None:
    """Put other words in the place of some that were said, here and in the file.

    Args:
        con: from `writer()`.
        data: the warehouse's folder.
        words: by action_id; None for nothing.

    Raises:
        feedback.PeopleDamaged: the file cannot be written.
    """
    said = [(value, action_id) for action_id, value in words.items()]
    if not said:
        return
    con.executemany("update actions set value = ? where action_id = ?", said)
    with _ledger(data) as ledger:
        ledger.executemany("update actions set value = ? where action_id = ?", said)


@contextmanager
def _ledger(data: Path) -> Iterator[sqlite3.Connection]:
    """The file, to write over what is in it; what is not there needs no change."""
    if not (data / feedback.FILE).exists():
        with closing(sqlite3.connect(":memory:")) as nothing:
            nothing.execute("create table actions (action_id, who, value)")
            yield nothing
        return
    with feedback.opened(data, begin="pragma secure_delete = on") as ledger:
        ledger.execute("begin immediate")
        yield ledger


def _held(con: duckdb.DuckDBPyConnection) -> list[feedback.Action]:
    columns = feedback.COLUMNS.replace("said_at", SAID_AT)
    rows = con.table("actions").project(columns).fetchall()
    return [feedback.action_of(row) for row in rows]


def _take_in(con: duckdb.DuckDBPyConnection, new: Sequence[feedback.Action]) -> None:
    if not new:
        return
    import pyarrow as pa  # noqa: PLC0415 - a pass without news starts without it

    columns = zip(*map(astuple, new), strict=True)
    arrays = dict(zip(feedback.NAMES, map(pa.array, columns), strict=True))
    con.register("people_rows", pa.table(arrays))
    con.execute("insert into actions by name select * from people_rows")
    con.unregister("people_rows")
