"""What Google's APIs answer: the reasons of a refusal, which its status does not tell."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from ingest.errors import SourceError, SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.pace import HeldBack, clock
from ingest.web.redaction import redact
from ingest.web.response import AskedToWait
from ingest.web.waiting import retry_after

PACIFIC = ZoneInfo("America/Los_Angeles")  # where Google's days begin
DAY_IS_SPENT = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
TOO_FAST = {
    *("rateLimitExceeded", "userRateLimitExceeded", "servingLimitExceeded"),
    *("RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"),
}
PASSING = {"processingFailure", "backendError", "internalError"}
TOLD_LENGTH = 300


class QuotaSpent(HeldBack):
    """The day's quota is spent: asking again before it renews is refused, and may cost as well."""


class Refused(SourceRejected):
    """Google's own word for why it refuses.

    Attributes:
        reasons: "commentsDisabled", "PERMISSION_DENIED", …; all that the answer names.
    """

    def __init__(self, message: str, status: int, reasons: frozenset[str]) -> None:
        super().__init__(message)
        self.status = status
        self.reasons = reasons


def refusal(source: str) -> Callable[[Answer], SourceError | None]:
    """Reads refusals for an Api.

    A day's quota that is spent is not asked for before it renews, and passing trouble is asked
    again. 401 and what is not Google's JSON are left to the status.
    """

    def read(answer: Answer) -> SourceError | None:
        error = _error(answer)
        if error is None or answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.GONE):
            return None
        reasons = frozenset(_reasons(error))
        told = redact(
            f"{source}: {answer.status} {', '.join(sorted(reasons))}: {error.get('message', '')}"
        )[:TOLD_LENGTH]
        if reasons & DAY_IS_SPENT:
            renews_at = clock(until_midnight(datetime.now(UTC)))
            return QuotaSpent(f"{told}; the day's quota renews at {renews_at}")
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or reasons & PASSING:
            return SourceUnavailable(told)
        if reasons & TOO_FAST or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = retry_after(answer.headers) or 0.0
            return AskedToWait(told, seconds) if seconds else SourceUnavailable(told)
        return Refused(told, answer.status, reasons)

    return read


def until_midnight(now: datetime) -> float:
    """Seconds until the next day begins in California."""
    local = now.astimezone(PACIFIC)
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), PACIFIC)
    return (midnight.astimezone(UTC) - now).total_seconds()


def listed(source: str, data: Any, field: str) -> tuple[Item, ...]:
    """The entries of a list; a list without entries may leave its field out.

    Raises:
        UnexpectedPayload: it is no list of that kind.
    """
    found = data.get(field, []) if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise UnexpectedPayload(f"{source}: the answer has no list '{field}'")
    return tuple(found)


def following(data: Item) -> str | None:
    """Token of the next page; None where this is the last one."""
    token = data.get("nextPageToken")
    return token if isinstance(token, str) and token else None


def _error(answer: Answer) -> dict[str, Any] | None:
    try:
        data = json.loads(answer.body)
    except ValueError:
        return None
    error = data.get("error") if isinstance(data, dict) else None
    return error if isinstance(error, dict) else None


def _reasons(error: dict[str, Any]) -> Iterator[str]:
    """Old answers name them in errors, newer ones in details, most in status."""
    for field in ("errors", "details"):
        named = error.get(field)
        for one in named if isinstance(named, list) else ():
            if isinstance(one, dict) and isinstance(one.get("reason"), str):
                yield one["reason"]
    if isinstance(error.get("status"), str):
        yield error["status"]
