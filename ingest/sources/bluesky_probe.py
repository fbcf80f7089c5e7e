"""What an account is given on Bluesky, and what is refused."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from ingest.brand import Brand
from ingest.errors import SourceRejected
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_heard import Ear
from ingest.sources.bluesky_options import Options
from ingest.sources.bluesky_reading import Reading, ask, lists_of
from ingest.sources.streams import begun
from ingest.web.client import Client

CALLED = {"own": "its posts", "said": "what is said to it", "search": "a search"}


def reach(
    client: Client, source: Options, account: Account, brands: Mapping[str, Brand]
) -> Iterator[str]:
    """Yield what can be read and what is refused; one list of each kind is asked for."""
    ear = Ear(account=account, brands=brands, source=source)
    progress = begun({}, "", (), now=datetime.now(UTC), max_items=1)
    reading = Reading(client=client, ear=ear, progress=progress, followers={})
    lists = lists_of(source, account, brands)
    given, refused = [], []
    for kind, name in {name.partition(":")[0]: name for name in lists}.items():
        try:
            ask(reading, name, lists[name], None)
        except SourceRejected as error:
            refused.append(str(error))
        else:
            given.append(CALLED[kind])
    if given:
        yield f"@{account.own_handle}: it gives {', '.join(given)}."
    yield from refused
