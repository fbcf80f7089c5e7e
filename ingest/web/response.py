"""What a server's answer means: take it, ask again later, or call a person."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from ingest.errors import SourceGone, SourceRejected, SourceUnavailable
from ingest.web.redaction import redact

EXCERPT_LENGTH = 200
ASKS_TO_WAIT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said.

    Attributes:
        headers: names in lower case.
        url: where the body came from, after redirects, without a user's name and password; its
            query may hold a secret.
        moved_to: the new address after permanent redirects, None where there were none.
        body: decompressed.
    """

    status: int
    headers: Mapping[str, str]
    url: str
    moved_to: str | None
    body: bytes


class AskedToWait(SourceUnavailable):
    """The server named the time after which it wants to be asked again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def check(source: str, answer: Answer) -> None:
    """Accept 2xx and 304.

    Raises:
        AskedToWait: 429 or 503 with a Retry-After.
        SourceUnavailable: 429 and 5xx.
        SourceGone: 410.
        SourceRejected: everything else; the message holds the beginning of the body.
    """
    status = answer.status
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.NOT_MODIFIED:
        return
    told = f"{source}: {status} {_phrase(status)}"
    if status in ASKS_TO_WAIT and (seconds := retry_after(answer.headers)) is not None:
        raise AskedToWait(f"{told}, asks to wait {seconds:.0f} s", seconds)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceUnavailable(told)
    kind = SourceGone if status == HTTPStatus.GONE else SourceRejected
    raise kind(f"{told}: {excerpt(answer)}".rstrip(": "))


def decoded(source: str, answer: Answer) -> Any:
    """Body as JSON.

    Raises:
        SourceUnavailable: the body is torn.
        SourceRejected: it is HTML, as block pages and log-in pages are.
    """
    try:
        return json.loads(answer.body)
    except ValueError as error:
        if answer.body.lstrip()[:1] == b"<" or "html" in answer.headers.get("content-type", ""):
            raise SourceRejected(
                f"{source}: HTML where JSON is due ({answer.status}): {excerpt(answer)}"
            ) from None
        raise SourceUnavailable(f"{source}: torn or no JSON: {error}") from None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for, None where it is missing or unreadable.

    A date is compared with the server's own clock where the answer tells it.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII):
        return float(value)
    until = _date(value)
    if until is None:
        return None
    now = _date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def patience(seconds: float) -> Callable[[Exception], bool | float]:
    """Backoff hook for one question: what may be asked again, and after how long.

    A server's own wish is granted while all its wishes together stay within seconds. Anything but
    SourceUnavailable is final: a refusal does not change by asking twice.
    """
    left = seconds

    def hook(error: Exception) -> bool | float:
        nonlocal left
        if not isinstance(error, AskedToWait):
            return isinstance(error, SourceUnavailable)
        left -= error.seconds
        return error.seconds if left >= 0 else False

    return hook


def excerpt(answer: Answer) -> str:
    """The first 200 characters of the body on one line, secrets masked."""
    text = answer.body[: 10 * EXCERPT_LENGTH].decode("utf-8", errors="replace")
    return redact(" ".join(text.split()))[:EXCERPT_LENGTH]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown status"


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
