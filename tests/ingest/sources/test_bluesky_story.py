"""Bluesky end to end, through passes into a warehouse; `make test-servers` does it for real."""

from datetime import UTC, datetime

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.sources.atproto import PASSWORD, Network
from tests.ingest.web.server import QUICK, Server

CONVERSATION = """
    select direction, text, like_count, share_count,
        round((epoch(created_at) - min(epoch(created_at)) over ()) / 60)::integer as minute
    from posts where brand = 'acme' and conversation_id like 'sky:at://did:plc:kim/%'
    order by created_at
"""


def test_a_conversation_is_heard(warehouse, monkeypatch):
    """A complaint that names nobody is the brand's by its answer; then only what changed moves."""
    monkeypatch.setenv("SKY_APP_PASSWORD", PASSWORD)
    network = Network(now=datetime.now(UTC))
    complaint = network.post("kim", "☎️ router dead again", 300)
    answer = network.post("brandcare", "Sorry! A ticket is open.", 240, to=complaint)
    network.post("kim", "works again", 200, to=answer)
    with Server(network) as server:
        sky = {"kind": "bluesky", "base_url": server.url, "handle": "brandcare.test"}
        config = parse_config({"brands": {"acme": {"name": "Acme"}}, "sources": {"sky": sky}})

        def one_pass():
            return run_pass(warehouse, config, client=Client(QUICK)).outcomes[0]

        assert ["ok", "unchanged"] == [one_pass().outcome for _ in range(2)]
        complaint |= {"likeCount": 2, "repostCount": 1}
        network.edit(complaint, "☎️ router dead, 8.4.2 mends it")
        last = one_pass()

    assert (0, 1) == (last.new_count, last.changed_count)
    assert [
        ("inbound", "☎️ router dead, 8.4.2 mends it", 2, 1, 0),
        ("outbound", "Sorry! A ticket is open.", 0, 0, 60),
        ("inbound", "works again", 0, 0, 100),
    ] == [tuple(row.values()) for row in rows(warehouse, CONVERSATION)]
