"""How long a server asks to wait, in the notations that servers use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from ingest.web.answer import Answer

ASKS_TO_WAIT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
LONGEST = 10**8  # seconds left; a larger number is a moment since 1970

_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitHeaders:
    """Reads how long a refusal asks to wait where a platform has headers of its own.

    Retry-After comes first.

    Attributes:
        reset: name of the header, in lower case, with the seconds left, or with the moment as
            epoch seconds or ISO 8601.
        remaining: name of the header that has to say 0, in lower case; None where the status alone
            says that a limit is spent.
        statuses: that may mean a spent limit.
    """

    reset: str
    remaining: str | None = None
    statuses: tuple[int, ...] = ASKS_TO_WAIT

    def __call__(self, answer: Answer) -> float | None:
        """Seconds, None where the answer asks for nothing."""
        if answer.status not in self.statuses:
            return None
        if (seconds := retry_after(answer.headers)) is not None:
            return seconds
        left = answer.headers.get(self.remaining, "") if self.remaining else "0"
        return until_reset(answer.headers, self.reset) if _is_zero(left) else None


def asks_to_wait(answer: Answer) -> float | None:
    """Seconds that Retry-After of a 429 or 503 asks for, None where it asks for nothing."""
    return retry_after(answer.headers) if answer.status in ASKS_TO_WAIT else None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for, None where it is missing or unreadable.

    A date is compared with the server's own clock where the answer tells it.
    """
    value = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(value):
        return float(value)
    return _seconds_until(http_date(value), headers)


def until_reset(headers: Mapping[str, str], name: str) -> float | None:
    """Seconds until a limit is reset: written as such, as epoch seconds, or as ISO 8601 time.

    None where the header is missing or unreadable.
    """
    value = headers.get(name, "").strip()
    if not _NUMBER.fullmatch(value):
        return _seconds_until(_iso(value), headers)
    if float(value) < LONGEST:
        return float(value)
    try:
        return _seconds_until(datetime.fromtimestamp(float(value), UTC), headers)
    except (ValueError, OverflowError, OSError):
        return None


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, aware; None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _seconds_until(moment: datetime | None, headers: Mapping[str, str]) -> float | None:
    if moment is None:
        return None
    now = http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds())


def _iso(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_zero(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value)) and float(value) == 0
