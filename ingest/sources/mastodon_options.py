"""The keys of a server of Mastodon's API in earshot.toml."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from ingest.brand import Brand, Handle
from ingest.sources.options import Address, Search, Secret, secret


def _hashtag(text: str) -> str:
    return text.strip().removeprefix("#")


Hashtag = Annotated[str, AfterValidator(_hashtag), Field(min_length=1)]


class Options(Search):
    """What earshot.toml says of a server of Mastodon's API."""

    base_url: Address = Field(description='The server, "https://mastodon.social" for example.')
    access_token: Secret = secret(
        "Of an account there: Preferences, Development; without it only hashtags are read.",
        optional=True,
    )
    hashtags: tuple[Hashtag, ...] = Field(
        default=(), description="Hashtags to follow; else the terms, written as hashtags."
    )
    account: Handle | None = Field(
        default=None,
        description="The brand's account, @name@server, whose posts are its answers; "
        "else the account of the token.",
    )

    @property
    def has_token(self) -> bool:
        """Whether the server can be asked as an account."""
        return not self.access_token.missing

    def followed(self, brands: Mapping[str, Brand]) -> tuple[str, ...]:
        """Hashtags, each spelling once.

        Raises:
            SourceRejected: there is neither a hashtag, a term nor a brand.
        """
        tags = self.hashtags or ["".join(re.findall(r"\w+", term)) for term in self.wanted(brands)]
        return tuple({tag.casefold(): tag for tag in tags if tag}.values())
