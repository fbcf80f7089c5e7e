"""What the published version says before a pass: how far each source got, what it holds open."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.loading.due_rechecks import NOTHING_DUE, DueRechecks, due_rechecks
from ingest.sources.connector import Cursor
from ingest.sources.options import Source
from ingest.sources.recheck_ages import recheck_ages, recheck_room
from sql.errors import WarehouseEmpty
from sql.reader import Reader

CURSORS = "select source, cursor::varchar as cursor from sources"
POLLS = """
    select post_id
    from next_polls
    where source = ? and due_at <= ? and ends_at > ?
    order by is_hot desc, heat desc, ends_at desc, post_id
    limit ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePoint:
    """Where one source is read on from.

    Attributes:
        cursor: of its last stored page; empty before the first.
        polls: the source's own ids of posts whose counts are due to be read again, hottest first.
        rechecks: held posts that are due to be looked for again.
    """

    cursor: Cursor
    polls: tuple[str, ...] = ()
    rechecks: DueRechecks = NOTHING_DUE


def resume_points(data: Path, sources: Sequence[Source], now: datetime) -> dict[str, ResumePoint]:
    """Where each source is read on from; its beginning before the first version is published."""
    reader = Reader(data)
    try:
        cursors = {source: json.loads(cursor) for source, cursor in reader.rows(CURSORS)}
        return {
            source.name: ResumePoint(
                cursor=cursors.get(source.name, {}),
                polls=_polls(reader, source, now),
                rechecks=_rechecks(reader, source, now),
            )
            for source in sources
        }
    except WarehouseEmpty:
        return {source.name: ResumePoint(cursor={}) for source in sources}
    finally:
        reader.close()


def _rechecks(reader: Reader, source: Source, now: datetime) -> DueRechecks:
    ages = recheck_ages(source)
    if not ages:
        return NOTHING_DUE
    return due_rechecks(reader, source.name, ages=ages, now=now, room=recheck_room(source))


def _polls(reader: Reader, source: Source, now: datetime) -> tuple[str, ...]:
    """No more than one pass may read."""
    try:
        rows = reader.rows(POLLS, [source.name, now, now, source.max_items])
    except duckdb.CatalogException:  # published by a release that had no such view
        return ()
    return tuple(post_id.removeprefix(f"{source.name}:") for (post_id,) in rows)
