"""How a source of Google's proves who asks: a person who agreed once."""

from pydantic import Field

from ingest.errors import SourceRejected
from ingest.sources.options import Address, Secret, Source, secret
from ingest.web.asking import Auth
from ingest.web.auth import Granted
from ingest.web.config_text import expand
from ingest.web.oauth import RefreshToken


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


def login(source: GoogleSource) -> Auth:
    """Credentials of a source.

    Raises:
        SourceRejected: something of them is missing; it is named.
    """
    secrets = (source.client_secret, source.refresh_token)
    missing = [] if source.client_id else ["client_id in earshot.toml"]
    missing += [f"the environment variable {name}" for one in secrets for name in one.missing]
    if missing or not source.client_id:
        raise SourceRejected(f"{source.name}: set {', '.join(missing)}")
    return Granted(
        RefreshToken(
            token_url=expand(source.name, source.token_url),
            client_id=source.client_id,
            client_secret=expand(source.name, source.client_secret),
            refresh_token=expand(source.name, source.refresh_token),
            is_in_form=True,
        )
    )
