"""What a server's answer means: take it, ask again later, or call a person."""

from collections.abc import Callable
from http import HTTPStatus

from ingest.errors import NotNow, SourceGone, SourceRejected, SourceUnavailable
from ingest.web.answer import Answer, JsonAnswer, links
from ingest.web.asking import Api
from ingest.web.block_pages import blocked_by
from ingest.web.json_body import read_json
from ingest.web.pace import clock
from ingest.web.redaction import redact

EXCERPT_LENGTH = 200


class AskedToWait(SourceUnavailable):
    """The server named the time after which it wants to be asked again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class CredentialsRefused(SourceRejected):
    """The server does not, or no longer, accept the credentials."""


def check(api: Api, answer: Answer) -> None:
    """Accept 2xx and 304, unless a page stands in the way of the answer.

    Raises:
        SourceError: what the API says that this refusal is; AskedToWait is asked again.
        AskedToWait: the server asks to wait.
        SourceUnavailable: 429 and 5xx.
        SourceGone: 410.
        CredentialsRefused: 401, or what the platform says instead.
        SourceRejected: a block page, whatever its status, and everything else; the message holds
            the beginning of the body.
    """
    status = answer.status
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.NOT_MODIFIED:
        if blocker := blocked_by(answer, is_page_due=True):
            raise SourceRejected(_blocked(api.source, answer, blocker))
        return
    if (refused := api.refusal(answer)) is not None:
        raise refused
    told = f"{api.source}: {status} {_phrase(status)}"
    if (seconds := api.asks_to_wait(answer)) is not None:
        wait = f"asks to wait {seconds:.0f} s, until {clock(seconds)}"
        raise AskedToWait(f"{told}, {wait}", seconds)
    if api.auth and api.auth.refused(answer):
        raise CredentialsRefused(f"{told}: {excerpt(answer)}".rstrip(": "))
    if blocker := blocked_by(answer, is_page_due=False):
        raise SourceRejected(_blocked(api.source, answer, blocker))
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceUnavailable(told)
    kind = SourceGone if status == HTTPStatus.GONE else SourceRejected
    raise kind(f"{told}: {excerpt(answer)}".rstrip(": "))


def decoded(source: str, answer: Answer) -> JsonAnswer:
    """Body as JSON.

    Raises:
        SourceUnavailable: the body is torn.
        SourceRejected: it is HTML, as block pages and log-in pages are, or nested without end.
    """
    try:
        data = read_json(answer.body)
    except RecursionError:
        raise SourceRejected(f"{source}: JSON that is nested too deep to be read") from None
    except ValueError as error:
        if blocker := blocked_by(answer, is_page_due=False):
            raise SourceRejected(_blocked(source, answer, blocker)) from None
        if answer.body.lstrip()[:1] == b"<" or "html" in answer.headers.get("content-type", ""):
            raise SourceRejected(
                f"{source}: HTML where JSON is due ({answer.status}): {excerpt(answer)}"
            ) from None
        raise SourceUnavailable(f"{source}: torn or no JSON: {error}") from None
    return JsonAnswer(data=data, headers=answer.headers, links=links(answer))


def patience(seconds: float) -> Callable[[Exception], bool | float]:
    """Backoff hook for one question: what may be asked again, and after how long.

    A server's own wish is granted while all its wishes together stay within seconds. Anything but
    SourceUnavailable is final: a refusal does not change by asking twice.
    """
    left = seconds

    def hook(error: Exception) -> bool | float:
        nonlocal left
        if not isinstance(error, AskedToWait):
            return isinstance(error, SourceUnavailable) and not isinstance(error, NotNow)
        left -= error.seconds
        # The wait itself is the pace's, which keeps everybody else from asking in the meantime.
        return 0.0 if left >= 0 else False

    return hook


def excerpt(answer: Answer) -> str:
    """The first 200 characters of the body on one line, secrets masked."""
    text = answer.body[: 10 * EXCERPT_LENGTH].decode("utf-8", errors="replace")
    return redact(" ".join(text.split()))[:EXCERPT_LENGTH]


def _blocked(source: str, answer: Answer, blocker: str) -> str:
    return f"{source}: blocked by {blocker} ({answer.status}): {excerpt(answer)}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown status"
