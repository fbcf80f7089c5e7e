"""A server on loopback that writes to the socket what it likes, for as long as it likes."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self


class RawServer:
    """Takes each connection, reads one request, and lets a function write to the socket.

    Attributes:
        connections: how many there were.
    """

    def __init__(self, write: Callable[[socket.socket], None]) -> None:
        self.connections = 0
        self._write = write
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.connections += 1
                self._open.append(connection)
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            self._write(connection)


def without_end(first: bytes, again: bytes) -> Callable[[socket.socket], None]:
    """First this, then the same again and again, until nobody reads it any more."""

    def write(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(again)

    return write
