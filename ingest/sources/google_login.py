"""How a source of Google's proves who asks: a person who agreed once, or a program's account."""

import json

from pydantic import Field

from ingest.errors import SourceRejected
from ingest.sources.fields import text_inside
from ingest.sources.options import Address, Secret, Source, secret
from ingest.web.asking import Auth
from ingest.web.auth import Granted
from ingest.web.config_text import expand
from ingest.web.oauth import RefreshToken
from ingest.web.signed_tokens import ServiceAccount, key_text


class GoogleSource(Source):
    """A place that Google shows to its owner only."""

    client_id: str | None = Field(
        default=None, description="Of an OAuth client of your Google Cloud project."
    )
    client_secret: Secret = secret("Of that client.", optional=True)
    refresh_token: Secret = secret("What agreeing with that client gave.", optional=True)
    token_url: Address = Field(
        default=Address("https://oauth2.googleapis.com/token"), description="Where tokens are got."
    )


def login(source: GoogleSource, instead: str = "") -> Auth:
    """Credentials of a source.

    Args:
        source: its entry in earshot.toml.
        instead: what else would do, for the message.

    Raises:
        SourceRejected: something of them is missing; it is named.
    """
    secrets = (source.client_secret, source.refresh_token)
    missing = [] if source.client_id else ["client_id in earshot.toml"]
    missing += [f"the environment variable {name}" for one in secrets for name in one.missing]
    if missing or not source.client_id:
        raise SourceRejected(f"{source.name}: set {', '.join(missing)}{instead}")
    return Granted(
        RefreshToken(
            token_url=expand(source.name, source.token_url),
            client_id=source.client_id,
            client_secret=expand(source.name, source.client_secret),
            refresh_token=expand(source.name, source.refresh_token),
            is_in_form=True,
        )
    )


def service_account(source: GoogleSource, key: Secret, scope: str) -> Auth:
    """Credentials of a program's own account, by its key file.

    Raises:
        SourceRejected: the key is none.
    """
    try:
        held = json.loads(key_text(source.name, expand(source.name, key), "{"))
    except ValueError:
        held = {}
    names = ("client_email", "private_key_id", "private_key")
    email, key_id, private_key = (text_inside(held, name) for name in names)
    if not (email and private_key):
        told = "the key of the service account has no 'client_email' or no 'private_key'"
        raise SourceRejected(f"{source.name}: {told}; make a new key of type JSON")
    return Granted(
        ServiceAccount(
            token_url=expand(source.name, source.token_url),
            email=email,
            scope=scope,
            key_id=key_id,
            private_key=private_key,
        )
    )
