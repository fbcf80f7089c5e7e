"""Which addresses may be asked: public ones, and private ones where the configuration says so.

A public-looking name may lead into the network where Earshot runs, by a redirect, a link or its
entry in the DNS. So every address is looked at once it is known, and that very address is asked.
"""

import ipaddress
import queue
import socket
import threading
from dataclasses import dataclass, field

from ingest.errors import SourceRejected, SourceUnavailable

Server = tuple[str, int]  # host as it is written, port
LOCAL_NAME = "localhost"

_NAT64 = tuple(ipaddress.IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48"))
_IPv6 = ipaddress.IPv6Address
_Address = ipaddress.IPv4Address | _IPv6


@dataclass(frozen=True, slots=True)
class Reach:
    """Which private addresses a source may ask.

    Attributes:
        everything: all of them.
        hosts: names and addresses, as they are written, whatever their port.
        servers: what earshot.toml names by a literal private address or as localhost.
    """

    everything: bool = False
    hosts: frozenset[str] = field(default_factory=frozenset)
    servers: frozenset[Server] = field(default_factory=frozenset)

    def allows(self, host: str, port: int) -> bool:
        """Whether this server may be asked wherever it is."""
        return self.everything or host in self.hosts or (host, port) in self.servers


NOWHERE_PRIVATE = Reach()
EVERYWHERE = Reach(everything=True)


def resolved(source: str, host: str, port: int, reach: Reach, seconds: float) -> list[str]:
    """The addresses of a host, all of which may be asked.

    A name with one private address among its answers is refused as a whole.

    Args:
        source: named in errors.
        host: a name, or an address in any notation.
        port: that is going to be asked.
        reach: which private addresses may be.
        seconds: that finding out may take.

    Raises:
        SourceUnavailable: the name is not known, or nobody says so in time.
        SourceRejected: one of the addresses is private, and the configuration allows none there.
    """
    answers: queue.Queue[list[str] | Exception] = queue.Queue()
    # The system's own look-up knows no limit of time: whoever waits for it is left behind.
    threading.Thread(target=_look_up, args=(host, port, answers), daemon=True).start()
    try:
        addresses = answers.get(timeout=seconds)
    except queue.Empty:
        addresses = TimeoutError(f"no address in {seconds:.3g} s")
    if isinstance(addresses, Exception):
        told = getattr(addresses, "strerror", None) or addresses
        raise SourceUnavailable(f"{source}: no answer (ConnectError: {host}: {told})")
    if not reach.allows(host, port):
        _refuse_private(source, host, addresses)
    return addresses


def _look_up(host: str, port: int, answers: "queue.Queue[list[str] | Exception]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        answers.put(error)
    else:
        answers.put(list(dict.fromkeys(str(address[4][0]) for address in found)))


def refuse_literal(source: str, host: str, port: int, reach: Reach) -> None:
    """Refuse a private address that is written as such, in decimal, octal or hexadecimal too.

    Where a proxy resolves names, this is all that can be told.

    Raises:
        SourceRejected: it is one, and the configuration does not allow it.
    """
    if reach.allows(host, port):
        return
    if host == LOCAL_NAME or host.endswith(f".{LOCAL_NAME}"):
        raise _private(source, host, "127.0.0.1")
    _refuse_private(source, host, literal(host))


def literal(host: str) -> list[str]:
    """The address that a host is written as, in any notation; empty where it is a name."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [str(address[4][0]) for address in found]


def is_public(address: str) -> bool:
    """Whether an address belongs to the internet, whatever it is wrapped in."""
    try:
        ip: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, _IPv6):
        if (inner := _embedded(ip)) is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: _IPv6) -> ipaddress.IPv4Address | None:
    """The IPv4 address in a mapped, 6to4, Teredo or NAT64 one; that is where it leads."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if any(ip in net for net in _NAT64):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _refuse_private(source: str, host: str, addresses: list[str]) -> None:
    for address in addresses:
        if not is_public(address):
            raise _private(source, host, address)


def _private(source: str, host: str, address: str) -> SourceRejected:
    where = host if host == address else f"{host} leads to {address}, which"
    return SourceRejected(
        f"{source}: {where} is no public address; if it is a server of yours, write "
        f'allow_private = ["{host}"] in [sources.{source}] of earshot.toml (or under [network], '
        "for all sources)"
    )
