"""Which lists of X a source reads: its accounts' own, and the searches that its brands make."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from ingest.brand import Brand
from ingest.sources.x_options import Options, mills
from ingest.sources.x_walks import WEEK
from ingest.web.asking import Params

QUERY_LENGTH = 512
NO_REPOSTS = " -is:retweet"
HANDLE = re.compile(r"@?(\w{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One list of posts.

    Attributes:
        key: of its state in the cursor.
        least: the smallest page that X gives.
        to: its posts are said to the brand.
        page_parameter: parameter that takes the token of a next page.
    """

    key: str
    path: str
    params: Params
    least: int
    price: int
    reach: timedelta | None = None
    to: bool = False
    page_parameter: str = "pagination_token"


def lists_of(source: Options, brands: Mapping[str, Brand]) -> list[List]:
    """What to read, the cheapest first."""
    owned, price = mills(source.dollars_per_own_post), mills(source.dollars_per_post)
    found = []
    for number in source.account_ids:
        for name, to in (("mentions", True), ("tweets", False)):
            path = f"users/{number}/{name}"
            one = List(key=path, path=path, params={}, least=5, price=owned, to=to)
            found.append(one)
    for query in queries(source, brands):
        key = f"search {sha256(query.encode()).hexdigest()[:12]}"
        path, params = "tweets/search/recent", {"query": query}
        found.append(
            List(
                key=key,
                path=path,
                params=params,
                least=10,
                price=price,
                reach=WEEK,
                page_parameter="next_token",
            )
        )
    return found


def queries(source: Options, brands: Mapping[str, Brand]) -> list[str]:
    """What to search for, in as few questions as its length allows."""
    words = [f'"{" ".join(term.replace(chr(34), " ").split())}"' for term in source.wanted(brands)]
    if not source.account_ids and not source.terms:
        for brand in brands.values():
            words += [f"@{name}" for name in handles(brand.handles)]
            words += [f"from:{name}" for name in handles(brand.own_accounts)]
    found: list[str] = []
    together: list[str] = []
    for word in dict.fromkeys(words):
        if together and len(_query([*together, word])) > QUERY_LENGTH:
            found.append(_query(together))
            together = []
        together.append(word)
    return [*found, _query(together)]


def _query(words: list[str]) -> str:
    return f"({' OR '.join(words)}){NO_REPOSTS}"


def handles(names: Iterable[str]) -> list[str]:
    """Names that may be those of accounts on X, without their @."""
    return [found[1] for name in names if (found := HANDLE.fullmatch(name))]
