"""Ghost for real: articles from its feeds to the warehouse, one story in two of them."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import row, rows
from tests.ingest.web.server import QUICK
from tests.servers.kit import absent, told

pytestmark = [pytest.mark.servers, absent]

PASSWORD = {"username": "owner@example.test", "password": "local only words 1"}


@pytest.fixture(scope="module")
def story(ghost, run):
    """Addresses of the feeds, after a story was told in them."""
    said = told("ghost", "seed.py", run, ghost)
    return json.loads(said[said.index("{") :])


@pytest.fixture(scope="module")
def editor(story):
    """Whoever writes: a client that is logged in."""
    headers = {"Origin": story["base"], "Accept-Version": "v6.0"}
    api = f"{story['base']}/ghost/api/admin"
    with httpx.Client(timeout=60, headers=headers, base_url=api) as client:
        client.post("/session/", json=PASSWORD).raise_for_status()
        yield client


def write(editor, verb, path, **post):
    answer = editor.request(verb, f"/posts/{path}?source=html", json={"posts": [post]})
    answer.raise_for_status()
    return answer.json()["posts"][0]


def settings(story):
    feeds = {"blog": story["feed"], "author": story["author_feed"]}
    return parse_config(
        {
            "brands": {"acme": {"name": "Acme"}},
            "sources": {name: {"kind": "rss", "url": url} for name, url in feeds.items()},
        }
    )


def test_articles_are_heard_and_one_in_two_feeds_is_one_story(warehouse, story, editor):
    """A second language, an edit that moves no day, an article that is new, nothing twice."""
    config = settings(story)
    first, second = (run_pass(warehouse, config, client=Client(QUICK)).outcomes for _ in range(2))
    assert {"ok"} == {one.outcome for one in first}
    assert {("unchanged", 0)} == {(one.outcome, one.rejected_count) for one in second}
    german = row(
        warehouse, "select * from posts where title = 'Acme-Rechnung falsch' and source = 'blog'"
    )
    assert ("de", "Schon wieder eine falsche Rechnung von Acme.") == (
        german["lang"],
        german["text"],
    )
    stories = rows(
        warehouse,
        "select count(distinct voice) as voice_count, count(*) as n, story "
        "from mentions inner join posts using (post_id, brand) group by story",
    )
    assert {(1, 2)} == {(one["voice_count"], one["n"]) for one in stories}

    new = write(editor, "post", "", title="Acme again", html="<p>Late.</p>", status="published")
    moved = (datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="milliseconds")
    write(
        editor,
        "put",
        f"{new['id']}/",
        updated_at=new["updated_at"],
        title="Acme once more",
        published_at=moved.replace("+00:00", "Z"),
    )
    third = run_pass(warehouse, config, client=Client(QUICK)).outcomes
    assert [1, 1] == [one.new_count for one in third]
