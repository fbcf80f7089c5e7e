"""Bluesky for real: its own development network, from an account's log-in to the warehouse."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.sources import bluesky as connector
from ingest.sources import read_item
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.web.server import QUICK, quick_client
from tests.servers.kit import absent, told

pytestmark = [pytest.mark.servers, absent]

NOTES = 130
POSTS = NOTES + 6  # the complaint, its answer, thanks, a German one, an edited one, a quote
PASSWORD = "local-only"


@pytest.fixture(scope="module")
def story(bluesky, run):
    """What was said: addresses of the posts that matter."""
    return json.loads(told("bluesky", "seed.py", run, bluesky))


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("SKY_APP_PASSWORD", PASSWORD)


def settings(story, **changes):
    sky = {"kind": "bluesky", "base_url": story["pds"], "handle": story["brand"]["handle"]}
    brand = {"name": "Acme", "handles": ["brandcare.test"]}
    return parse_config({"brands": {"acme": brand}, "sources": {"sky": sky | changes}})


def one_pass(data, story, **changes):
    return run_pass(data, settings(story, **changes), client=Client(QUICK)).outcomes[0]


def as_kim(story, verb, **body):
    """Write as the author of the complaint."""
    login = {"identifier": "kim.test", "password": PASSWORD}
    url = f"{story['pds']}/xrpc/com.atproto"
    session = httpx.post(f"{url}.server.createSession", json=login, timeout=30).json()
    answer = httpx.post(
        f"{url}.repo.{verb}",
        json={"repo": session["did"], "collection": "app.bsky.feed.post", **body},
        headers={"Authorization": f"Bearer {session['accessJwt']}"},
        timeout=30,
    )
    assert 200 == answer.status_code, answer.text


def checked_until(story, uris, is_true):
    """What became of posts, asked for until the network shows what was written."""
    with quick_client() as client:
        for _ in range(100):
            (checked,) = connector.recheck(client, settings(story).sources["sky"], uris)
            if is_true(checked):
                return checked
    raise AssertionError(checked)


def test_a_conversation_is_heard(warehouse, story):
    """Over pages, through a restart, each post once; then nothing changes any more."""
    part = one_pass(warehouse, story, max_items=20)
    whole, again = one_pass(warehouse, story), one_pass(warehouse, story)

    assert part.observed_until is None
    assert ("ok", "unchanged", None) == (whole.outcome, again.outcome, again.message)
    assert POSTS == part.new_count + whole.new_count
    found = rows(warehouse, "select *, created_at as at from posts where brand = 'acme'")
    by_id = {one["post_id"].removeprefix("sky:"): one for one in found}
    names = ("complaint", "answer", "thanks", "german", "quote")
    said = {name: by_id[story[name]] for name in names}
    assert {said["complaint"]["conversation_id"]} == {
        said[name]["conversation_id"] for name in ("complaint", "answer", "thanks")
    }
    assert "outbound" == said["answer"]["direction"]
    assert timedelta(hours=1) == said["answer"]["at"] - said["complaint"]["at"]
    assert (2, 1, 1) == tuple(
        said["complaint"][f"{count}_count"] for count in ("like", "share", "reply")
    )
    assert (
        "☎️ Acme router dead again, no answer for 3 days @brandcare.test #acme"
        == (said["complaint"]["text"])
    )
    assert ("de", "quote") == (said["german"]["lang"], said["quote"]["kind"])
    assert "fixed in 8.4.2" in by_id[story["edited"]["uri"]]["text"]
    assert story["deleted"] not in by_id


def test_edits_and_deletions_are_seen(story):
    """A new text comes back; a deleted post is gone, and so is what never was."""
    complaint, thanks = story["complaint"], story["thanks"]
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record = {"$type": "app.bsky.feed.post", "text": "Acme mended it", "createdAt": now}
    as_kim(story, "putRecord", rkey=complaint.rsplit("/", 1)[1], record=record)
    as_kim(story, "deleteRecord", rkey=thanks.rsplit("/", 1)[1])
    checked = checked_until(
        story,
        [complaint, thanks, story["deleted"]],
        lambda seen: len(seen.gone) == 2 and seen.items[0]["record"]["text"] == record["text"],
    )

    assert {thanks, story["deleted"]} == {*checked.gone}
    sky = settings(story).sources["sky"]
    (post,) = read_item(checked.items[0], sky, "p", datetime.now(UTC))
    assert "Acme mended it" == post.text
