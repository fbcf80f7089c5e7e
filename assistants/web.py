"""The same server by HTTP: who may ask is in earshot.toml, and nobody else is answered."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl

from assistants.server import known_by_token, server
from ingest.config import Access, Assistant
from ingest.errors import ConfigError
from ingest.web.config_text import expand
from sql.access import Asker, own_signs

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Names of assistants by their tokens; compared in a time that tells nothing."""

    names: Mapping[str, str]

    async def verify_token(self, token: str) -> AccessToken | None:
        """Who shows this token; None for nobody."""
        for known, name in self.names.items():
            if hmac.compare_digest(known.encode(), token.encode()):
                return AccessToken(token=token, client_id=name, scopes=[])
        return None


def serve(
    data: Path,
    assistants: Mapping[str, Assistant],
    *,
    address: str,
    port: int,
    ready: Callable[[], None],
    access: Access | None = None,
) -> None:
    """Answer until stopped; `ready` is called where nothing stands in the way.

    Args:
        data: the warehouse's folder.
        assistants: who may ask, by name; empty is anybody on this machine.
        address: to listen at.
        port: to listen at.
        ready: called before the first question can come.
        access: says whose figures by who answered they see.

    Raises:
        ConfigError: it would answer anybody from other machines, or a token is not set.
    """
    made = answering(data, assistants, address=address, port=port, access=access)
    hosts = _hosts(address, port)
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    app = made.streamable_http_app(host=address, transport_security=security)
    ready()
    uvicorn.run(app, host=address, port=port, log_level="warning")


def answering(
    data: Path,
    assistants: Mapping[str, Assistant],
    *,
    address: str,
    port: int,
    access: Access | None = None,
) -> MCPServer[Any]:
    """The server that serve() runs.

    Raises:
        ConfigError: as of serve().
    """
    if not assistants:
        if address not in LOOPBACK:
            raise ConfigError(
                f"nobody is named in [assistants.NAME] of earshot.toml, so only this machine is "
                f"answered: leave --address {address} out, or name who may ask"
            )
        return server(data)
    names = {expand(f"assistants.{name}", one.token): name for name, one in assistants.items()}
    if len(names) < len(assistants):
        raise ConfigError("assistants: two of them have the same token; give each its own")
    known = {name: asker(name, one, access) for name, one in assistants.items()}
    place = f"http://{address}:{port}"
    auth = AuthSettings(
        issuer_url=AnyHttpUrl(place),
        resource_server_url=AnyHttpUrl(f"{place}/mcp"),
        validate_token_resource=False,  # our own tokens are for nobody else
    )
    return server(data, known_by_token(known), auth=auth, token_verifier=Tokens(names))


def asker(name: str, one: Assistant, access: Access | None) -> Asker:
    """An assistant sees what a viewer sees."""
    held = {} if access is None else access.model_dump(include={"responders", "signatures"})
    signs = own_signs(held, {name.casefold()})
    return Asker(name=name, role="viewer", brands=frozenset(one.brands) or None, signs=signs)


def _hosts(address: str, port: int) -> list[str]:
    """Names by which it may be asked: a page of another site that names its own is not answered."""
    names = LOOPBACK if address in LOOPBACK else (*LOOPBACK, address)
    return [f"{name}:{port}" for name in names]
