"""Words kept no longer than earshot.toml says: older ones go with their authors, counts stay."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Retention
from ingest.loading.emptying import empty
from ingest.loading.remains import clear_remains
from sql.reader import Reader
from sql.warehouse import published, writer

Cutoffs = Mapping[str, datetime]  # words of a source that are older than this go

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HELD = "select source from posts union select source from rejects order by source"
# Bound as lists, so that what would go can be asked of a published version.
CUTOFFS = (
    "with cutoffs as (select unnest($sources::varchar[]) as source, "
    "unnest($cutoffs::timestamptz[]) as cutoff)"
)
PAST = f"""
    {CUTOFFS}
    select
        source,
        coalesce(epoch_us(min(created_at)), 0) as oldest,
        count(distinct post_id) as post_count,
        count(*) filter (where post_id is null) as reject_count
    from (
        select posts.source, posts.created_at, posts.post_id
        from posts inner join cutoffs on posts.source = cutoffs.source
        where posts.erased_at is null and posts.created_at < cutoffs.cutoff
        union all
        select rejects.source, null as created_at, null as post_id
        from rejects inner join cutoffs on rejects.source = cutoffs.source
        where rejects.seen_at < cutoffs.cutoff
    ) as past
    group by source
    order by source
"""  # noqa: S608 - our own text
# Names for nobody: made by chance, the same for all that one author wrote in a month, so that as
# many people are counted as before. When a month is past, nothing is left to find out who it was.
NAMES = f"""
    create or replace temp table emptied as
    {CUTOFFS},
    past as (
        select
            posts.post_id,
            any_value(posts.source) as source,
            any_value(posts.author_id) as author_id,
            date_trunc('month', min(posts.created_at))::date as month_date,
            bool_or(posts.direction is not distinct from 'outbound') as keeps_author
        from posts inner join cutoffs on posts.source = cutoffs.source
        where posts.erased_at is null and posts.created_at < cutoffs.cutoff
        group by posts.post_id
    )
    select *
    from past
"""  # noqa: S608 - our own text
SALTED = """
    create or replace temp table emptied as
    select
        emptied.post_id,
        'erased-' || md5(retention_salts.salt || emptied.author_id)[:16] as nobody,
        emptied.keeps_author
    from emptied
    inner join retention_salts
        on
            emptied.source = retention_salts.source
            and emptied.month_date = retention_salts.month_date
"""
UNSALTED = """
    select distinct emptied.source, emptied.month_date::varchar
    from emptied left join retention_salts
        on
            emptied.source = retention_salts.source
            and emptied.month_date = retention_salts.month_date
    where retention_salts.salt is null
    order by all
"""
PAST_SALTS = f"""
    select retention_salts.source, retention_salts.month_date
    from ({CUTOFFS} select * from cutoffs) as cutoffs
    inner join retention_salts on cutoffs.source = retention_salts.source
    where retention_salts.month_date < date_trunc('month', cutoffs.cutoff)::date
"""  # noqa: S608 - our own text
FORGET_SALTS = f"delete from retention_salts where (source, month_date) in ({PAST_SALTS})"  # noqa: S608
TURNS = """
    update turn_facts set author_id = emptied.nobody
    from emptied
    where turn_facts.turn_id = emptied.post_id and not emptied.keeps_author
"""
REFUSED = f"""
    delete from rejects where reject_id in (
        {CUTOFFS}
        select rejects.reject_id
        from rejects inner join cutoffs on rejects.source = cutoffs.source
        where rejects.seen_at < cutoffs.cutoff
    )
"""  # noqa: S608 - our own text


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRetention:
    """What is older than it may be, of one source.

    Attributes:
        months: that words of this source are kept.
        post_count: posts whose words and authors go.
        reject_count: refused payloads that go.
        oldest_at: when the oldest of the posts was written, aware; None where there are none.
    """

    source: str
    months: int
    post_count: int
    reject_count: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What a run of retention erased, or would erase."""

    is_dry: bool
    is_configured: bool
    sources: tuple[PastRetention, ...] = ()

    @property
    def post_count(self) -> int:
        """Posts, all sources together."""
        return sum(one.post_count for one in self.sources)

    def as_dict(self) -> dict[str, Any]:
        """For JSON; oldest_at is ISO 8601 in UTC."""
        told = [asdict(one) for one in self.sources]
        for one in told:
            one["oldest_at"] = one["oldest_at"] and one["oldest_at"].isoformat()
        return {"is_dry": self.is_dry, "is_configured": self.is_configured, "sources": told}

    def __str__(self) -> str:
        if not self.is_configured:
            return "everything is kept: earshot.toml has no [retention] with months"
        if not self.sources:
            return "nothing is older than it may be"
        return "\n".join(map(self._line, self.sources))

    def _line(self, one: PastRetention) -> str:
        verb = "would lose" if self.is_dry else "lost"
        oldest = f", the oldest of {one.oldest_at:%Y-%m-%d}" if one.oldest_at else ""
        refused = f"; {one.reject_count:,} refused payloads go" if one.reject_count else ""
        return (
            f"{one.source}: {one.post_count:,} posts older than {one.months} months{oldest}, "
            f"{verb} words and author{refused}"
        )


def retain(data: Path, retention: Retention, *, now: datetime, is_dry: bool = False) -> Retained:
    """Erase what is older than it may be, publish, and delete the older versions.

    Text, title, link and author of the posts go, with what was refused in that time; counts,
    ratings and what was read out of the texts stay. The brand's own posts keep their account.

    Args:
        data: the warehouse's folder.
        retention: of earshot.toml.
        now: aware.
        is_dry: only say what would go.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    if not retention.is_limited or published(data) is None:
        return Retained(is_dry=is_dry, is_configured=retention.is_limited)
    with closing(Reader(data)) as reader:
        held = reader.query(HELD)["source"]
        months = {source: retention.months_of(source) for source in held}
        cutoffs = {one: months_before(now, kept) for one, kept in months.items() if kept}
        past = tuple(_past(reader, cutoffs, months))
        is_due = bool(past) or len(reader.query(PAST_SALTS, _lists(cutoffs))) > 0
    if is_due and not is_dry:
        with writer(data) as con:
            _erase(con, cutoffs, now)
    if not is_dry:
        clear_remains(data, now=now, is_thorough=True)
    return Retained(is_dry=is_dry, is_configured=True, sources=past)


def months_before(now: datetime, months: int) -> datetime:
    """The same day of the month so many months ago, or that month's last day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in (now.day, 30, 29, 28):
        if day <= now.day:
            try:
                return now.replace(year=year, month=month + 1, day=day)
            except ValueError:  # no such day in that month
                continue
    raise AssertionError("every month has 28 days")


def _past(
    reader: Reader, cutoffs: Cutoffs, months: Mapping[str, int | None]
) -> Iterator[PastRetention]:
    for row in reader.query(PAST, _lists(cutoffs)).to_dict("records"):
        count, oldest = int(row["post_count"]), timedelta(microseconds=int(row["oldest"]))
        yield PastRetention(
            source=row["source"],
            months=months[row["source"]] or 0,
            post_count=count,
            reject_count=int(row["reject_count"]),
            oldest_at=EPOCH + oldest if count else None,
        )


def _erase(con: duckdb.DuckDBPyConnection, cutoffs: Cutoffs, now: datetime) -> None:
    con.execute(NAMES, _lists(cutoffs))
    for source, month in con.execute(UNSALTED).fetchall():
        salt = secrets.token_hex(16)
        con.execute("insert into retention_salts values (?, ?, ?)", [source, month, salt])
    con.execute(SALTED)
    con.execute(TURNS)
    empty(con, now=now, is_removed=False, keeps_followers=True)
    con.execute(REFUSED, _lists(cutoffs))
    con.execute(FORGET_SALTS, _lists(cutoffs))


def _lists(cutoffs: Cutoffs) -> dict[str, Any]:
    return {"sources": list(cutoffs), "cutoffs": list(cutoffs.values())}
