"""What digests said, kept beside the warehouse: for what changed since, and what is restated."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from digests.digest import Digest
from sql.deliveries import opened
from wording.said import days

_TABLE = """
create table if not exists digests (
    audience text not null,
    brand text not null,
    days integer not null,
    made_at text not null,
    known_until text not null,
    seen_until text not null,
    period text not null,
    version text not null,
    figures text not null,
    primary key (audience, brand, days, made_at)
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one digest said; times are aware.

    Attributes:
        made_at: when.
        known_until: where its period ended.
        seen_until: when the newest post that it knew was first seen; what was seen, said or taken
            back later is what may have restated it.
        period: as of Digest; of older versions as it was written.
        version: of the data it was made of.
        figures: value and n by name of the figure.
    """

    made_at: datetime
    known_until: datetime
    seen_until: datetime
    period: str
    version: str
    figures: Mapping[str, Mapping[str, float]]


def told(period: str) -> str:
    """A period as people write it; one that was kept in words stands as it was."""
    first, is_days, last = period.partition("/")
    return days(date.fromisoformat(first), date.fromisoformat(last)) if is_days else period


def keep(data: Path, digest: Digest, at: datetime | None = None) -> None:
    """Write down what a digest says, once for each moment.

    Args:
        data: the warehouse's folder.
        digest: what it says.
        at: the moment that it was due, where it was due by itself; None: when it was made.
    """
    with opened(data) as con:
        con.execute(_TABLE)
        con.execute(
            "insert or ignore into digests values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                digest.audience,
                digest.brand,
                digest.days,
                _text(at or digest.made_at),
                _text(digest.known_until),
                _text(digest.seen_until),
                digest.period,
                digest.version,
                json.dumps(digest.figures),
            ],
        )


def last_said(data: Path, audience: str, brand: str, days: int, before: datetime) -> Said | None:
    """The newest digest of an audience, a brand and a length of period before a moment, or None."""
    with opened(data) as con:
        con.execute(_TABLE)
        row = _newest(con, audience, brand, days, _text(before))
    if row is None:
        return None
    made_at, known_until, seen_until, period, version, figures = row
    return Said(
        made_at=datetime.fromisoformat(made_at),
        known_until=datetime.fromisoformat(known_until),
        seen_until=datetime.fromisoformat(seen_until),
        period=period,
        version=version,
        figures=json.loads(figures),
    )


def _newest(
    con: sqlite3.Connection, audience: str, brand: str, days: int, before: str
) -> tuple[str, str, str, str, str, str] | None:
    row: tuple[str, str, str, str, str, str] | None = con.execute(
        "select made_at, known_until, seen_until, period, version, figures from digests "
        "where audience = ? and brand = ? and days = ? and made_at < ? "
        "order by made_at desc limit 1",
        [audience, brand, days, before],
    ).fetchone()
    return row


def _text(moment: datetime) -> str:
    """As it sorts: UTC, all of one length."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
