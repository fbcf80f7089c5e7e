"""How long a server asks to wait, in the notations that servers use."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from ingest.web.answer import Answer

ASKS_TO_WAIT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
LONGEST = 10**8  # seconds left; a larger number is a moment since 1970
MILLISECONDS = 10**11  # a moment larger than this is told in them
# How much is left, and when there is more: GitHub, Mastodon and Reddit; X; Bluesky and Zendesk.
USUAL = (
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset-after"),
    ("x-rate-limit-remaining", "x-rate-limit-reset"),
    ("ratelimit-remaining", "ratelimit-reset"),
)
# Both in one field: "limit=100, remaining=0, reset=30", '"default";r=0;t=30', Zendesk's
# "total=10; remaining=0; resets=37".
ONE_FIELD = ("ratelimit", "zendesk-ratelimit-incremental-exports")

_LEFT = re.compile(r"\b(?:remaining|r)\s*=\s*(\d+)", re.ASCII)
_RESET = re.compile(r"\b(?:resets?|t)\s*=\s*(\d+)", re.ASCII)
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
    """Seconds that a refusal asks for, None where it asks for nothing.

    Retry-After of a 429, 503 or 403; else the reset of a limit that is spent, by the usual headers,
    of a 429, and of a 403 that says that nothing is left.
    """
    if answer.status not in (*ASKS_TO_WAIT, HTTPStatus.FORBIDDEN):
        return None
    if (seconds := retry_after(answer.headers)) is not None:
        return seconds
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _latest(until_reset(answer.headers, reset) for _, reset in USUAL)
    return spent(answer.headers) if answer.status == HTTPStatus.FORBIDDEN else None


def spent(headers: Mapping[str, str]) -> float | None:
    """Seconds until the limit is reset that an answer says is spent; None where none is.

    By the pairs of headers that platforms use, and by RateLimit as the IETF drafts it. A good
    answer says so too: what is asked before that time is refused.
    """
    pairs = [
        until_reset(headers, reset)
        for remaining, reset in USUAL
        if _is_zero(headers.get(remaining, "").strip())
    ]
    fields = [headers.get(name, "") for name in ONE_FIELD]
    named = [_named(field) for field in fields]
    return _latest([*pairs, *named])


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for, None where it is missing or unreadable.

    A date is compared with the server's own clock where the answer tells it.
    """
    value = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(value):
        return min(float(value), float(LONGEST))
    return _seconds_until(http_date(value), headers)


def until_reset(headers: Mapping[str, str], name: str) -> float | None:
    """Seconds until a limit is reset: written as such, as epoch seconds, or as ISO 8601 time.

    None where the header is missing or unreadable.
    """
    value = headers.get(name, "").strip()
    if not _NUMBER.fullmatch(value):
        return _seconds_until(_iso(value), headers)
    number = float(value)
    if number < LONGEST:
        return number
    try:
        moment = datetime.fromtimestamp(number / (1000 if number > MILLISECONDS else 1), UTC)
        return _seconds_until(moment, headers)
    except (ValueError, OverflowError, OSError):
        return None


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, aware; None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
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


def _named(field: str) -> float | None:
    left, reset = _LEFT.search(field), _RESET.search(field)
    is_spent = left is not None and _is_zero(left[1])
    return min(float(reset[1]), float(LONGEST)) if reset and is_spent else None


def _latest(found: Iterable[float | None]) -> float | None:
    return max((seconds for seconds in found if seconds is not None), default=None)
