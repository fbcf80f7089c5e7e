"""Who can be told things, where, and when they want to sleep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from wording.said import ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is told things.

    Attributes:
        key: of earshot.toml.
        to: addresses of Apprise, secrets put in.
        quiet: first and last minute of the day, in its zone, of the hours in which only what is
            critical is told; None: never quiet.
        zone: of the quiet hours.
        brands: keys of those that this person may be told about; empty is all.
        language: of wording.said.LANGUAGES, in which this person is told things.
    """

    key: str
    to: Sequence[str]
    quiet: tuple[int, int] | None
    zone: ZoneInfo
    brands: Sequence[str] = ()
    language: str = ENGLISH

    def may_hear_of(self, brand: str) -> bool:
        """Whether this person may be told about a brand."""
        return not self.brands or brand in self.brands

    def may_be_told_at(self, moment: datetime, *, is_critical: bool) -> datetime:
        """The first moment from `moment` on at which this person may be told; UTC."""
        if is_critical or self.quiet is None:
            return moment
        start, end = self.quiet
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        is_quiet = start <= minute < end if start < end else minute >= start or minute < end
        if not is_quiet:
            return moment
        day = local.date() + timedelta(days=int(start > end and minute >= start) + end // 1440)
        hour, rest = divmod(end % 1440, 60)
        ends = datetime(day.year, day.month, day.day, hour, rest, tzinfo=self.zone)
        return max(moment, ends.astimezone(UTC))
