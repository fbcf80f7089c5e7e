"""What earshot.toml says of X, with the two limits that it does not start without."""

import math

from pydantic import Field

from ingest.sources.options import Address, Search, Secret, secret


class Options(Search):
    """What earshot.toml says of X: what to hear, and how much of it may be paid for."""

    base_url: Address = Field(
        default=Address("https://api.x.com/2"), description="Where the API answers."
    )
    files_url: Address = Field(
        default=Address("https://storage.googleapis.com"),
        description="Where X keeps the files of compliance jobs.",
    )
    bearer_token: Secret = secret("Of the app, from the developer console.")
    posts_per_month: int = Field(
        ge=1, description="Posts that may be read in a month; nothing is asked beyond."
    )
    dollars_per_month: float = Field(
        gt=0, description="US dollars that may be spent in a month; nothing is asked beyond."
    )
    account_ids: tuple[str, ...] = Field(
        default=(),
        description="Numbers of the brand's accounts: what is said to them and what they answer.",
    )
    authors: bool = Field(
        default=True, description="Ask for names and followers of authors, which costs extra."
    )
    dollars_per_post: float = Field(default=0.005, ge=0, description="What X charges for a post.")
    dollars_per_own_post: float = Field(
        default=0.001, ge=0, description="What X charges for a post of, or to, one's own account."
    )
    dollars_per_author: float = Field(
        default=0.010, ge=0, description="What X charges for an author."
    )


def mills(dollars: float) -> int:
    """Thousandths of a dollar, rounded up: a budget is rather too careful."""
    return math.ceil(round(dollars * 1000, 6))
