"""Whatever a server answers, a connector tells what is wrong and never stumbles."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest

from ingest.brand import Brand
from ingest.errors import SourceError
from ingest.mention import Post, Reject
from ingest.sources import bluesky, mastodon, read_item
from ingest.web.client import Client
from tests.ingest.sources import atproto, fediverse
from tests.ingest.web.server import QUICK, Server

NOW = fediverse.NOW
ROUNDS = 8
ACME = {"acme": Brand(key="acme", name="Acme", own_accounts=("acme_help",))}
HASTY = replace(QUICK, attempts=1)
HOSTILE = (
    *(None, True, 0, -1, 1.5, 2**70, float("nan"), "", "x", "2026-11-02", "https://x", "\ud800"),
    *([], [1], ["x"], [None], [[]], [{}], {}, {"a": 1}),
)


def damaged(value, dice, share):
    """The same with some values replaced, and some keys left out."""
    if dice.random() < share:
        return deepcopy(dice.choice(HOSTILE))
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if dice.random() > share}
        return {key: damaged(one, dice, share) for key, one in kept.items()}
    if isinstance(value, list):
        return [damaged(one, dice, share) for one in value]
    return value


def a_server():
    world = fediverse.Fediverse()
    asked = world.post("kim@far.example", "@brandcare router dead #acme", 300)
    answer = world.post("brandcare", "@kim@far.example sorry", 200, to=asked)
    world.post("kim@far.example", "thanks", 100, to=answer)
    extras = {"poll": {"options": [{"title": "a"}]}, "media_attachments": [{"description": "d"}]}
    world.post("ana", "Acme #acme", 90, quote={"state": "x"}, **extras)
    ids = [one["id"] for one in world.statuses]
    return world, ids, lambda url: mastodon.Options(name="any", kind="mastodon", base_url=url)


def a_network():
    network = atproto.Network()
    asked = network.post("kim", "@brandcare.test router dead, Acme", 300)
    answer = network.post("brandcare", "sorry", 200, to=asked)
    network.post("kim", "thanks", 100, to=answer)
    shown = {"images": [{"alt": "x"}], "external": {"title": "t"}}
    quote = {"record": {"record": {"uri": answer["uri"]}}, "media": shown}
    network.post("lee", "Acme again", 90, embed=quote)
    keys = {"kind": "bluesky", "handle": "brandcare.test"}
    return network, [*network.posts], lambda url: bluesky.Options(name="any", base_url=url, **keys)


def readings(connector, client, source, ids):
    """Each way to read, as batches of items that are read when they are asked for."""
    yield (page.items for page in connector.fetch(client, source, ACME, {}, NOW))
    yield connector.poll(client, source, ids)
    yield (checked.items for checked in connector.recheck(client, source, ids))


@pytest.mark.parametrize(("connector", "make"), [(mastodon, a_server), (bluesky, a_network)])
def test_damage_is_told_and_costs_no_more(monkeypatch, dice, connector, make):
    """Every reading ends, in a SourceError or well; every item is a post, or kept as refused."""
    monkeypatch.setenv("ANY_ACCESS_TOKEN", fediverse.TOKEN)
    monkeypatch.setenv("ANY_APP_PASSWORD", atproto.PASSWORD)
    records = []
    for _ in range(ROUNDS):
        world, ids, options = make()
        share = dice.choice((0.003, 0.01, 0.03, 0.1, 0.3))

        def answer(request, world=world, share=share):
            reply = world(request)
            if not reply.body or request.path.endswith("Session"):
                return reply
            return replace(reply, body=json.dumps(damaged(json.loads(reply.body), dice, share)))

        with Server(answer) as server, Client(HASTY) as client:
            source = options(server.url)
            for batches in readings(connector, client, source, ids):
                try:
                    items = [item for batch in batches for item in batch]
                except SourceError:
                    continue
                records += [one for item in items for one in read_item(item, source, "p", NOW)]

    assert {Post, Reject} >= {type(one) for one in records}
