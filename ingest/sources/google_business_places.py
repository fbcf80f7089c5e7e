"""Places of a business profile: every account's, as far as they are verified."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside
from ingest.sources.google_answers import following, listed
from ingest.web.asking import Api, Params
from ingest.web.client import Client

READ_MASK = "name,title,metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location.

    Attributes:
        name: accounts/…/locations/….
        about: what its reviews are passed on with: title and address on the map, where known.
    """

    name: str
    about: Item


def places(client: Client, source: str, accounts: Api, locations: Api) -> Iterator[Place]:
    """Yield the places of every account that is seen, but those that are not verified.

    Raises:
        SourceError: as Google or the client raises it.
    """
    for account in _every(client, source, accounts, "accounts", {"pageSize": 20}):
        owner = text_inside(account, "name")
        params: Params = {"pageSize": 100, "readMask": READ_MASK}
        path = f"{owner}/locations"
        for one in _every(client, source, locations, path, params):
            name, metadata = text_inside(one, "name"), inside(one, "metadata")
            if name and metadata.get("hasVoiceOfMerchant") is not False:
                about = {"title": one.get("title"), "mapsUri": metadata.get("mapsUri")}
                yield Place(name=f"{owner}/{name}", about=about)


def _every(client: Client, source: str, api: Api, path: str, params: Params) -> Iterator[Item]:
    """Yield the entries of all pages of a list; its field is the last word of its path."""
    token, seen = None, set[str]()
    while True:
        asked = {**params, **({"pageToken": token} if token else {})}
        data = client.get_json(api, path, params=asked).data
        yield from (
            one for one in listed(source, data, path.rpartition("/")[2]) if isinstance(one, dict)
        )
        token = following(data)
        if token is None or token in seen:
            return
        seen.add(token)
