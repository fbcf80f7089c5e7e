"""The keys of Bluesky in earshot.toml."""

from pydantic import Field

from ingest.brand import Handle
from ingest.sources.options import Address, Search, Secret, secret


class Options(Search):
    """What earshot.toml says of an account on Bluesky."""

    base_url: Address = Field(
        default=Address("https://bsky.social"),
        description="Where the account logs in: Bluesky, or a server (PDS) of its own.",
    )
    handle: Handle = Field(
        description='Of the account that listens, "brandcare.bsky.social" for example.'
    )
    app_password: Secret = secret("Of that account: Settings, Privacy and security, App passwords.")
    account: Handle | None = Field(
        default=None,
        description="The brand's account, where it is another one than the one that listens.",
    )
