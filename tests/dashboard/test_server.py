"""The server below the pages: how it sends."""

import socket

from dashboard import server


def test_nothing_that_is_sent_waits_for_the_receipt_of_what_was_sent_before():
    """A listening socket made as Streamlit makes its own: what it accepts sends at once."""
    with socket.socket(family=socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server.send_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
