"""What a server gives with a token, and which scope is missing for the rest."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from ingest.brand import Brand
from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.mastodon_heard import Ear
from ingest.sources.mastodon_lists import lists_of
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_reading import Reading, ask
from ingest.sources.mastodon_server import Server
from ingest.sources.streams import begun
from ingest.web.client import Client

CALLED = {
    "mentions": "mentions of the account",
    "own": "the brand's posts",
    "tag": "hashtags",
    "search": "a search",
}


def reach(
    client: Client, source: Options, server: Server, brands: Mapping[str, Brand]
) -> Iterator[str]:
    """Yield what the server gives and what it refuses; one list of each kind is asked for."""
    ear = Ear(server=server, brands=brands, source=source)
    progress = begun({}, "", (), now=datetime.now(UTC), max_items=1)
    reading = Reading(client=client, ear=ear, progress=progress)
    lists = {name.partition(":")[0]: one for name, one in lists_of(source, server, brands).items()}
    given, refused = [], []
    for kind, asked in lists.items():
        try:
            found = ask(reading, asked, {"limit": 1})
        except (SourceRejected, UnexpectedPayload) as error:
            refused.append(str(error))
            continue
        is_silent = kind == "search" and not found
        silent = " (which finds nothing: the server may have no full-text search)"
        given.append(CALLED[kind] + silent * is_silent)
    if given:
        yield f"It gives {', '.join(given)}."
    yield from refused
    if not source.has_token:
        variable = source.access_token.variables[0]
        yield f"Mentions and searches need a token: set {variable}."
