"""When a server may be asked again: what it said holds for the next pass, and the next process."""

import pytest

from ingest.errors import SourceUnavailable
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.network_file import FILE, NetworkFile
from ingest.web.pace import LONGEST_HOLD_SECONDS, HeldBack, Pace, pace_in
from tests.ingest.web.server import QUICK, Reply, Server, in_order


def busy(seconds):
    return Reply(status=429, headers={"Retry-After": str(seconds)})


def test_a_server_that_asked_to_wait_is_not_asked_by_the_next_pass(tmp_path):
    """The first one is told until when; the next does not ask, and says so."""
    with Server(in_order(busy(3600))) as server:
        api = Api(source="hn", base_url=server.url)
        told = []
        for _ in range(2):
            with Client(QUICK, tmp_path) as client, pytest.raises(SourceUnavailable) as caught:
                client.get(api)
            told.append(str(caught.value))

    assert 1 == len(server.requests)
    assert told[0].startswith("hn: 429 Too Many Requests, asks to wait 3600 s, until 20")
    assert told[1].startswith(f"hn: {server.url[7:]} asked not to be asked before 20")


def test_another_process_remembers_it_too(tmp_path):
    """As seconds of the wall clock, which goes on while nothing runs; never beyond a day."""
    Pace(NetworkFile(tmp_path)).hold("hn", "a.example:443", 3600)
    Pace(NetworkFile(tmp_path)).hold("hn", "b.example:443", 10**9)
    pace = Pace(NetworkFile(tmp_path))
    pace.remember()

    assert 3590 < pace.turn("hn", "a.example:443", 0, 10**6) <= 3600
    assert 86_000 < pace.turn("hn", "b.example:443", 0, 10**6) <= LONGEST_HOLD_SECONDS
    assert 0 == pace.turn("hn", "c.example:443", 0, 0)


def test_a_shorter_wish_takes_nothing_back(tmp_path):
    pace = pace_in(tmp_path)
    pace.hold("hn", "a.example:443", 3600)
    pace.hold("hn", "a.example:443", 1)
    with pytest.raises(HeldBack):
        pace.turn("hn", "a.example:443", 0, 900)


def test_the_other_servers_are_asked(tmp_path):
    """Another port is another server."""
    busy_one, other_one = Server(in_order(busy(3600))), Server(in_order(Reply("fine")))
    with busy_one as server, other_one as other, Client(QUICK, tmp_path) as client:
        with pytest.raises(SourceUnavailable):
            client.get(Api(source="hn", base_url=server.url))
        answer = client.get(Api(source="blog", base_url=other.url))

    assert b"fine" == answer.body


def test_a_file_that_cannot_be_used_stops_nobody(tmp_path, caplog):
    """The wish is kept in this process, and the log says what is wrong."""
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with Server(in_order(busy(3600))) as server:
        api = Api(source="hn", base_url=server.url)
        for _ in range(2):
            with Client(QUICK, tmp_path) as client, pytest.raises(SourceUnavailable, match="ask"):
                client.get(api)

    assert 1 == len(server.requests)
    assert any(f"{FILE}, which holds what is spent" in told for told in caplog.messages)


def test_a_connector_may_say_so_itself(tmp_path):
    """Where a platform asks to wait in the body of a good answer."""
    with Server(in_order(Reply("fine"))) as server, Client(QUICK, tmp_path) as client:
        api = Api(source="hn", base_url=server.url)
        client.get(api)
        client.hold(api, 3600)
        with pytest.raises(HeldBack):
            client.get(api)

    assert 1 == len(server.requests)
