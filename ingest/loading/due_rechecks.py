"""Which held posts to look for again: at fixed ages, and then all of them once a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from sql.reader import Reader

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AGAIN = timedelta(hours=1)  # at least, between two misses
COMPANY = 3  # posts asked for beside each suspect, to see that the platform answers at all

# Time goes by columns that lie in order, so that only posts of these days are read.
YOUNG = """
    with held as (
        select post_id, any_value(created_at) as created_at, max(observed_at) as observed_at
        from posts
        where source = $source and erased_at is null and created_at > $oldest
            and created_at <= $youngest
        group by post_id
    ),
    aged as (
        select
            held.post_id,
            held.created_at,
            greatest(held.observed_at, rechecks.checked_at) as seen_at,
            list_max(list_filter($ages::double[], lambda age:
                epoch(held.created_at) + age * 86400 <= epoch($now::timestamptz))) as age
        from held
        left join rechecks on held.post_id = rechecks.post_id
        where rechecks.missed_at is null
    )
    select post_id from aged
    where epoch(seen_at) < epoch(created_at) + age * 86400
    order by epoch(seen_at), post_id
    limit $room
"""
SUSPECTS = """
    select post_id from rechecks
    where source = $source and missed_at <= $again
    order by missed_at, post_id
    limit $room
"""
# A post about several brands is held as often, which no grouping is needed for: they lie together.
ROUND = """
    select post_id, created_at from posts
    where source = $source and erased_at is null and created_at <= $oldest
        and ($reached_at is null or created_at >= $reached_at::timestamptz)
        and ($reached_at is null or (created_at, post_id) > ($reached_at::timestamptz, $reached_id))
        and post_id not in (select post_id from rechecks where missed_at is not null)
    order by created_at, post_id
    limit $room
"""
COMPANY_OF = """
    select post_id from posts
    where source = $source and erased_at is null and removed_at is null
        and not list_contains($asked::varchar[], post_id)
        and post_id not in (select post_id from rechecks where missed_at is not null)
    order by created_at desc, post_id
    limit $room
"""
REACHED = (
    "select epoch_us(began_at) as began, reached_at::varchar as reached_at, reached_id "
    "from recheck_rounds where source = $source"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRechecks:
    """What to look for again in one pass; ids are source:id.

    Attributes:
        suspects: were missing once, an hour ago or longer.
        young: have reached one of the ages since they were last seen.
        old: the next ones of the round through the older posts, the oldest first.
        company: asked for beside the suspects, where few others are due.
        is_new_round: old begins with the oldest post of all.
    """

    suspects: tuple[str, ...] = ()
    young: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    is_new_round: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """All of them, the suspects spread among the others."""
        others = [*self.young, *self.old, *self.company]
        if not self.suspects:
            return tuple(others)
        step = -(-len(others) // len(self.suspects))
        mixed: list[str] = []
        for place, suspect in enumerate(self.suspects):
            mixed += [suspect, *others[place * step : (place + 1) * step]]
        return tuple(mixed)


NOTHING_DUE = DueRechecks()


def due_rechecks(
    reader: Reader, source: str, *, ages: Sequence[float], now: datetime, room: int
) -> DueRechecks:
    """What is due of a source; nothing where the published version is older than the rule.

    Args:
        reader: of the published version.
        source: its name.
        ages: in days, ascending; from the last one on everything is asked for once in as many days.
        now: aware.
        room: how many posts to ask for at most, company left out.
    """
    try:
        return _due(reader, source, ages, now, room)
    except (duckdb.CatalogException, duckdb.BinderException):
        return NOTHING_DUE


def _due(
    reader: Reader, source: str, ages: Sequence[float], now: datetime, room: int
) -> DueRechecks:
    about = {"source": source}
    suspects = _ids(reader, SUSPECTS, {**about, "again": now - AGAIN}, room)
    room -= len(suspects)
    oldest, youngest = (now - timedelta(days=ages[place]) for place in (-1, 0))
    between = {"oldest": oldest, "youngest": youngest, "ages": list(ages), "now": now}
    young = _ids(reader, YOUNG, {**about, **between}, room)
    old, is_new_round = _of_round(reader, source, oldest, room - len(young))
    asked = [*suspects, *young, *old]
    lacking = COMPANY * len(suspects) - len(young) - len(old)
    company = _ids(reader, COMPANY_OF, {**about, "asked": asked}, lacking)
    return DueRechecks(
        suspects=suspects, young=young, old=old, company=company, is_new_round=is_new_round
    )


def _of_round(
    reader: Reader, source: str, oldest: datetime, room: int
) -> tuple[tuple[str, ...], bool]:
    """What is next in the round; one that is through begins again when its time has come."""
    about = {"source": source, "oldest": oldest}
    start = {"reached_at": None, "reached_id": ""}
    for began, *reached in reader.rows(REACHED, {"source": source}):  # one or none
        rest = _ids(reader, ROUND, about | dict(zip(start, reached, strict=True)), room)
        if rest or _moment(began) > oldest or room <= 0:
            return rest, False
    return _ids(reader, ROUND, {**about, **start}, room), True


def _ids(reader: Reader, sql: str, params: dict[str, Any], room: int) -> tuple[str, ...]:
    if room <= 0:
        return ()
    rows = reader.rows(sql, {**params, "room": 2 * room})
    return tuple(dict.fromkeys(post_id for post_id, *_ in rows))[:room]


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
