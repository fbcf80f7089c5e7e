"""The account that listens on Bluesky, the server that holds it, and the brand's account."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from ingest.errors import SourceError, SourceRejected
from ingest.sources.bluesky_options import Options
from ingest.sources.bluesky_session import GIVEN, AppPassword, Session, asked, refused
from ingest.sources.connector import Item
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand

PDS = "AtprotoPersonalDataServer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account that listens, and the brand's.

    Attributes:
        own: the brand's lasting id (DID).
        own_handle: its handle of today.
        is_own: whether they are the same: what is said to the brand arrives as notifications.
    """

    api: Api
    own: str
    own_handle: str
    is_own: bool


def reached(client: Client, source: Options) -> Account:
    """The account's server, and who is the brand.

    Raises:
        SourceError: there is no answer, the log-in fails, or nobody has the brand's handle.
    """
    grant = AppPassword(
        base_url=expand(source.name, source.base_url),
        handle=source.handle,
        password=expand(source.name, source.app_password),
        variable=source.app_password.variables[0],
    )
    api = Api(
        source=source.name,
        base_url=grant.base_url,
        auth=Session(grant),
        refusal=lambda answer: refused(source.name, answer),
    )
    Session(grant).headers(source.name, client)
    session = GIVEN.get(grant, {})
    did, handle = session.get("did"), session.get("handle")
    if not isinstance(did, str) or not did:
        raise SourceRejected(f"{source.name}: the session names no 'did'")
    api = _home(client, api, session, did)
    if source.account and source.account.casefold() != str(handle).casefold():
        own = _profile(client, api, source.account)
        if not isinstance(own.get("did"), str):
            told = f"nobody is called {source.account}; correct its key 'account'"
            raise SourceRejected(f"{source.name}: {told}")
        return Account(api=api, own=own["did"], own_handle=source.account, is_own=own["did"] == did)
    return Account(
        api=api,
        own=did,
        own_handle=handle if isinstance(handle, str) else source.handle,
        is_own=True,
    )


def _home(client: Client, api: Api, session: Item, did: str) -> Api:
    """The server that the session's document names, where it answers; else the one configured.

    A step from https to http is not taken: the token would be readable on the way.
    """
    document = session.get("didDoc")
    services = document.get("service") if isinstance(document, dict) else None
    for service in services if isinstance(services, list) else ():
        address = service.get("serviceEndpoint") if isinstance(service, dict) else None
        if not isinstance(address, str) or service.get("type") != PDS:
            continue
        is_safe = address.startswith("https://") or (
            address.startswith("http://") and api.base_url.startswith("http://")
        )
        if not is_safe or _is_same(address, api.base_url):
            continue
        home = replace(api, base_url=address)
        try:
            _profile(client, home, did)
        except SourceError:
            continue
        return home
    return api


def _profile(client: Client, api: Api, actor: str) -> Item:
    """A profile; empty where there is none."""
    profiles = asked(client, api, "app.bsky.actor.getProfiles", {"actors": [actor]}).get("profiles")
    first = profiles[0] if isinstance(profiles, list) and profiles else None
    return first if isinstance(first, dict) else {}


def _is_same(one: str, other: str) -> bool:
    """Whether two addresses are one server; this machine has two names."""
    try:
        parts = [urlsplit(address) for address in (one, other)]
        hosts = {(part.hostname or "").replace("127.0.0.1", "localhost") for part in parts}
        return len(hosts) == 1 and parts[0].port == parts[1].port
    except ValueError:
        return False
