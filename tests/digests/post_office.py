"""A small mail server on loopback that keeps what it takes, or refuses everything."""

import email
import email.policy
import socketserver
import threading
from typing import Self


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                return self._say("221 bye")
            if verb == "RCPT":
                self.server.office.recipients.append(line)
            if verb == "DATA":
                self._take()
            else:
                refused = verb == "MAIL" and self.server.office.refuses
                self._say("451 not now" if refused else "250 fine")
        return None

    def _take(self):
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.office.letters.append(letter)
        self._say("250 kept")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class PostOffice:
    """Its letters in order, and to whom each was handed over."""

    def __init__(self, *, refuses=False):
        self.letters, self.recipients, self.refuses = [], [], refuses
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk)
        self._server.daemon_threads = True
        self._server.office = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self):
        port = self._server.server_address[1]
        return f"mailto://127.0.0.1:{port}?from=earshot@acme.example&to=anna@acme.example&mode=insecure"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
