"""A server of Mastodon's API: its domain, and the brand's account on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from ingest.brand import Brand
from ingest.errors import SourceRejected
from ingest.sources.connector import Item
from ingest.sources.fields import text_inside
from ingest.sources.mastodon_asking import Refused, api_of, handle_of
from ingest.sources.mastodon_options import Options
from ingest.web.asking import Api, Params
from ingest.web.client import Client

OWN = "api/v1/accounts/verify_credentials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One server, as one source asks it.

    Attributes:
        domain: of its accounts, which its answers leave out.
        own: the id that it gives the brand's account; None where it is not known.
        own_handle: the brand's account as name@domain; None where it is not known.
    """

    api: Api
    domain: str
    own: str | None = None
    own_handle: str | None = None

    def handle(self, acct: str) -> str:
        """An account as name@domain, whether or not the server names the domain."""
        return handle_of(acct, self.domain)


def reached(client: Client, source: Options) -> Server:
    """The server, its domain and the brand's account on it.

    Raises:
        SourceError: there is no answer, or the token is none.
    """
    api = api_of(source)
    domain = _domain(client, api) or urlsplit(api.base_url).hostname or ""
    if not (own := _own(client, source, Server(api=api, domain=domain))):
        return Server(api=api, domain=domain)
    handle = handle_of(str(own.get("acct")), domain)
    return Server(api=api, domain=domain, own=str(own.get("id")), own_handle=handle)


def answering(client: Client, server: Server, brands: Mapping[str, Brand]) -> dict[str, str]:
    """Ids of further accounts that answer for the brands, by handle; others do not exist here.

    Raises:
        SourceUnavailable: there is no answer.
    """
    found: dict[str, str] = {}
    for handle in dict.fromkeys(name for brand in brands.values() for name in brand.own_accounts):
        if "@" in handle and handle.casefold() != (server.own_handle or "").casefold():
            account = next(_called(client, server, handle), {})
            if text_inside(account, "id"):
                found[handle] = account["id"]
    return found


def _domain(client: Client, api: Api) -> str | None:
    """Some answer the older question only, some none."""
    for path, field in (("api/v2/instance", "domain"), ("api/v1/instance", "uri")):
        try:
            data = client.get_json(api, path).data
        except Refused as error:
            if api.auth and error.status == HTTPStatus.BAD_REQUEST:  # Takahe's word for a bad token
                raise
            continue
        told = data.get(field) if isinstance(data, dict) else None
        if isinstance(told, str) and told:
            return urlsplit(told if "//" in told else f"//{told}").netloc.lower() or None
    return None


def _own(client: Client, source: Options, server: Server) -> Item | None:
    """The configured account, else that of the token; None where there is neither."""
    for account in _accounts(client, source, server):
        acct = account.get("acct")
        if isinstance(acct, str) and isinstance(account.get("id"), str) and account["id"]:
            wanted = handle_of(source.account or acct, server.domain)
            if server.handle(acct).casefold() == wanted.casefold():
                return account
    if source.account:
        told = f"no account {source.account} on {server.domain}; correct its key 'account'"
        raise SourceRejected(f"{source.name}: {told}")
    return None


def _accounts(client: Client, source: Options, server: Server) -> Iterator[Item]:
    """Accounts that may be the brand's: servers know one by some of these ways."""
    if source.has_token:
        yield from _asked(client, server.api, OWN, {})
    if source.account:
        yield from _called(client, server, handle_of(source.account, server.domain))


def _called(client: Client, server: Server, handle: str) -> Iterator[Item]:
    """Accounts that have a handle; not every server knows one in both ways, or its own by both."""
    own = handle.removesuffix(f"@{server.domain}")
    params: Params = {"q": f"@{handle}", "type": "accounts", "limit": 10}
    for path, asked in (
        ("api/v1/accounts/lookup", {"acct": handle}),
        *((("api/v1/accounts/lookup", {"acct": own}),) if own != handle else ()),
        ("api/v2/search", params),
    ):
        for found in _asked(client, server.api, path, asked):
            accounts = found.get("accounts", [found])
            for one in accounts if isinstance(accounts, list) else ():
                if server.handle(text_inside(one, "acct")).casefold() == handle.casefold():
                    yield one


def _asked(client: Client, api: Api, path: str, params: Params) -> Iterator[Item]:
    """An object; nothing where this one question is refused, but a token that is none is told."""
    try:
        data = client.get_json(api, path, params=params).data
    except SourceRejected as error:
        # Elsewhere 400 and 401 may mean that there is no such account.
        is_token = isinstance(error, Refused) and error.status in (
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.UNAUTHORIZED,
        )
        if is_token and path == OWN:
            raise
        return
    if isinstance(data, dict):
        yield data
