"""What earshot.toml says of a source that reads the App Store."""

from typing import Annotated

from pydantic import Field

from ingest.sources.options import Address, Secret, Source, secret

Country = Annotated[str, Field(pattern="^[a-z]{2}$")]


class Options(Source):
    """What earshot.toml says of an app in the App Store."""

    app_id: str = Field(pattern="^[0-9]+$", description="The number in its address, after id.")
    countries: tuple[Country, ...] = Field(
        default=("us",), min_length=1, description='Whose stores to read: ["us", "gb", "de"].'
    )
    key_id: str | None = Field(
        default=None,
        description="Of a key of App Store Connect, which is read in place of the feed.",
    )
    issuer_id: str | None = Field(
        default=None, description="Of the team that the key belongs to; a person's own has none."
    )
    private_key: Secret = secret("Of that key: the .p8 file's text, or its path.", optional=True)
    pause_seconds: float = Field(
        default=3.0, ge=0, le=60, description="Between two questions to the public feed."
    )
    base_url: Address = Field(
        default=Address("https://itunes.apple.com"), description="Where the public feed is."
    )
    connect_url: Address = Field(
        default=Address("https://api.appstoreconnect.apple.com"),
        description="Where App Store Connect answers.",
    )
