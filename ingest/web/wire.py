"""Bytes on the wire: one deadline and one measure for a whole exchange, whoever drips what.

httpx knows time-outs for single reads only. A server that sends a byte now and then, headers or
notices without end, or a body in pieces that hold next to nothing, stays within all of them.
"""

import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from ingest.errors import NotNow, SourceRejected
from ingest.web.reach import Reach, resolved

HEAD_BYTES = 256 * 1024  # before the answer proper begins: its headers, and notices before them


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One question and its answer, redirects included.

    Attributes:
        source: named in errors.
        reach: which private addresses it may ask.
        seconds: that it may take, for people.
        until: its end by the monotonic clock.
        most_bytes: that may come.
        is_answered: the headers have come.
    """

    source: str
    reach: Reach
    seconds: float
    until: float
    most_bytes: int
    byte_count: int = 0
    is_answered: bool = False

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            NotNow: none are left: who is so slow now is so a moment later.
        """
        left = self.until - time.monotonic()
        if left <= 0:
            raise NotNow(f"{self.source}: no end after {self.seconds:.3g} s")
        return left if timeout is None else min(left, timeout)

    def count(self, byte_count: int) -> None:
        """Count what came.

        Raises:
            SourceRejected: it is too much.
        """
        self.byte_count += byte_count
        if self.byte_count > self.most_bytes:
            raise SourceRejected(f"{self.source}: more than {self.most_bytes:,} bytes")
        if not self.is_answered and self.byte_count > HEAD_BYTES:
            raise SourceRejected(f"{self.source}: more than {HEAD_BYTES:,} bytes of headers")


class Running(threading.local):
    """The exchange that this thread is in; a connection serves one thread at a time."""

    exchange: Exchange


RUNNING = Running()


class Wire(httpcore.NetworkBackend):
    """Opens connections, to the very addresses that were looked at.

    Args:
        is_proxy: the servers are the operator's proxies, which may be anywhere.
    """

    def __init__(self, *, is_proxy: bool = False) -> None:
        self._is_proxy = is_proxy
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            SourceRejected: the host is, or leads to, a private address.
            SourceUnavailable: its name is not known, or there is no time left.
        """
        exchange = RUNNING.exchange
        if self._is_proxy:
            addresses = [host]
        else:
            left = exchange.left(timeout)
            addresses = resolved(exchange.source, host, port, exchange.reach, left)
        for last, address in enumerate(addresses, 1):
            try:
                return _Stream(
                    self._plain.connect_tcp(
                        address, port, exchange.left(timeout), local_address, socket_options
                    )
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == len(addresses):
                    raise
        raise AssertionError("unreachable")


class _Stream(httpcore.NetworkStream):
    """A connection; each of its steps has what is left of the exchange's time."""

    def __init__(self, plain: httpcore.NetworkStream) -> None:
        self._plain = plain

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        exchange = RUNNING.exchange
        came = self._plain.read(max_bytes, exchange.left(timeout))
        exchange.count(len(came))
        return came

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, RUNNING.exchange.left(timeout))

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = RUNNING.exchange.left(timeout)
        return _Stream(self._plain.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)
