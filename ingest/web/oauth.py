"""Tokens by OAuth 2: for the application itself, or for a person who agreed once."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.errors import SourceRejected
from ingest.web.asking import Api, Asker
from ingest.web.auth import Token, basic
from ingest.web.redaction import keep_back_token, redact

EARLY_SECONDS = 60.0  # a token is not used in its last minute, nor in its last tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class _OAuth:
    """An application at a token server (RFC 6749).

    Attributes:
        token_url: where it asks.
        client_id: the application's.
        client_secret: the application's; sent as password, or with is_in_form in the form.
        more: further fields of the form, as pairs.
        more_headers: of the question for a token, as pairs; a User-Agent that is asked for.
    """

    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    is_in_form: bool = False
    more: tuple[tuple[str, str], ...] = ()
    more_headers: tuple[tuple[str, str], ...] = ()

    def _ask(self, source: str, asker: Asker, form: Mapping[str, str]) -> Token:
        login = {"client_id": self.client_id, "client_secret": self.client_secret}
        as_password = basic(self.client_id, self.client_secret)
        api = Api(
            source=source,
            base_url=self.token_url,
            headers=dict(self.more_headers),
            auth=None if self.is_in_form else as_password,
        )
        sent = {**form, **dict(self.more), **(login if self.is_in_form else {})}
        return token_of(source, asker.post_json(api, form=sent).data)


class ClientCredentials(_OAuth):
    """Tokens for the application itself (RFC 6749, 4.4)."""

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:  # noqa: ARG002
        """Get a token.

        Raises:
            SourceError: the server gives none.
        """
        return self._ask(source, asker, {"grant_type": "client_credentials"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken(_OAuth):
    """Tokens for a person who agreed once (RFC 6749, 6).

    Attributes:
        refresh_token: what the person's agreement gave; a newer one from the server replaces it
            for as long as the process lives.
    """

    refresh_token: str = field(repr=False)

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:
        """Get a token.

        Raises:
            SourceError: the server gives none.
        """
        refresh = (last and last.refresh) or self.refresh_token
        form = {"grant_type": "refresh_token", "refresh_token": refresh}
        token = self._ask(source, asker, form)
        return replace(token, refresh=token.refresh or refresh)


def token_of(source: str, data: Any) -> Token:
    """What a token server answers; some say 200 where they refuse.

    Raises:
        SourceRejected: it gives no token.
    """
    given = data if isinstance(data, dict) else {}
    value, seconds = given.get("access_token"), given.get("expires_in")
    if not isinstance(value, str) or not value or not value.isascii():  # it stands in a header
        told = given.get("error_description") or given.get("error") or "no 'access_token'"
        raise SourceRejected(redact(f"{source}: the token server gives no token: {told}"))
    refresh = given.get("refresh_token")
    if isinstance(refresh, str):
        keep_back_token(refresh)
    return Token(
        value=value,
        ends_at=_end(seconds) if isinstance(seconds, int | float) else None,
        refresh=refresh if isinstance(refresh, str) else None,
    )


def _end(seconds: float) -> float:
    return time.monotonic() + seconds - min(EARLY_SECONDS, seconds / 10)
