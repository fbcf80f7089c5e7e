"""How a source asks a server: where, with which credentials, how often, how patiently."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from ingest.errors import SourceError, SourceRejected
from ingest.web.answer import Answer, JsonAnswer
from ingest.web.waiting import asks_to_wait

if TYPE_CHECKING:
    from ingest.web.budgets import Budget

Params = Mapping[str, str | int | Sequence[str | int]]
Origin = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How patient the client is.

    The pause between two questions to one host stays below 9,000 an hour; the strictest open
    service allows 10,000.

    Attributes:
        answer_seconds: for one question and its answer, from the first try to connect on,
            redirects included.
        answer_bytes: of a body, as it comes and unpacked.
        retry_after_seconds: that a pass waits where servers ask for it; what takes longer is left
            to the next pass.
        source_seconds: for all questions of one source by one client, that is in one pass.
        allow_private: servers in the own network may be asked, whatever the configuration says.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    answer_seconds: float = 120.0
    answer_bytes: int = 20_000_000
    attempts: int = 4
    backoff_seconds: float = 1.0
    backoff_max_seconds: float = 30.0
    retry_after_seconds: float = 900.0
    pause_seconds: float = 0.4
    source_seconds: float = 3600.0
    allow_private: bool = False


class Asker(Protocol):
    """The client, as those see it who need it to get a token."""

    def post_json(
        self,
        api: "Api",
        path: str = "",
        *,
        json: Any = None,
        form: Params | None = None,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> JsonAnswer:
        """POST to an address and return the decoded JSON."""

    def spend(self, api: "Api", budget: "Budget", count: int) -> None:
        """Count so much of a budget as spent, before it is asked for."""


class Auth(Protocol):
    """Credentials; ingest/web/auth.py has the usual ones."""

    def headers(self, source: str, asker: Asker) -> Mapping[str, str]:
        """What goes with a question.

        Raises:
            SourceError: they cannot be had.
        """

    def refused(self, answer: Answer) -> bool:
        """Whether an answer says that the credentials are not, or no longer, good."""

    def renewed(
        self, source: str, asker: Asker, sent: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """What goes with the second try after sent was refused; None where there is no other.

        Raises:
            SourceError: they cannot be had.
        """


def as_usual(answer: Answer) -> SourceError | None:  # noqa: ARG001
    """No refusal means anything but what its status says."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One server as one source asks it.

    Attributes:
        source: named first in every error.
        base_url: paths are completed with it. Credentials go to its scheme, host and port only.
        params: of every question, a key for example; a list is a parameter that is repeated.
        headers: of every question.
        auth: credentials; None where everybody may ask.
        pause_seconds: between two questions to the host, where not the client's own.
        asks_to_wait: seconds that a refusal asks to wait; None where it asks for nothing.
        refusal: the error that a refusal is, where its body says more than its status does; None
            leaves it to the status.
    """

    source: str
    base_url: str
    params: Params = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    auth: Auth | None = None
    pause_seconds: float | None = None
    asks_to_wait: Callable[[Answer], float | None] = asks_to_wait
    refusal: Callable[[Answer], SourceError | None] = as_usual

    def address(self, path: str) -> str:
        """Address of a path; one that is complete, as that of a next page, is taken as it stands.

        Raises:
            SourceRejected: it lies on another server: a page that a server names is its own.
        """
        if not path.startswith(("http://", "https://")):
            return f"{self.base_url.rstrip('/')}/{path.lstrip('/')}" if path else self.base_url
        written, target = origin(self.base_url), origin(path)
        if written != target and (self.auth or not same_site(written, target)):
            raise SourceRejected(
                f"{self.source}: {server_of(path)} is another server than "
                f"{server_of(self.base_url)}: it is not asked, and does not get its credentials; "
                "if it should be, write its address in earshot.toml"
            )
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; json, form and content are bodies, of which there is one at most."""

    method: str
    path: str
    params: Params | None = None
    headers: Mapping[str, str] | None = None
    json: Any = None
    form: Params | None = None
    content: bytes | None = None


def origin(address: str) -> Origin:
    """Scheme, host and port: who gets what is sent there.

    Raises:
        SourceRejected: the port is none.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError as error:
        raise SourceRejected(f"no address: {error}") from None
    return parts.scheme, parts.hostname, port


def same_site(one: Origin, other: Origin) -> bool:
    """Whether other is where one may send its visitors: http to https, with "www." or without."""
    hosts = {(origin[1] or "").removeprefix("www.") for origin in (one, other)}
    is_upgraded = (one[0], one[2], other[0], other[2]) == ("http", 80, "https", 443)
    return len(hosts) == 1 and (one[::2] == other[::2] or is_upgraded)


def server_of(address: str) -> str:
    """Host and port, as pauses are kept by.

    Raises:
        SourceRejected: the port is none.
    """
    _, host, port = origin(address)
    return f"{host or ''}:{port}"
