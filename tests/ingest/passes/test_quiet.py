"""A pass that brings nothing publishes nothing, and what it learned is shown all the same."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.freshness import read_status
from ingest.config_file import parse_config
from ingest.mention import Post
from ingest.passes import quiet
from ingest.passes.fetch_sources import run_pass
from ingest.passes.fetching import Fetched
from ingest.passes.quiet import QUIET_FOR
from ingest.sources.options import Source
from ingest.web.client import Client
from sql.progress import FILE, progress
from sql.warehouse import published, versions, writer
from tests.ingest.web.server import QUICK, Reply, Server

FEED = (
    "<rss version='2.0'><channel><title>b</title>"
    "<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
    "<pubDate>Thu, 01 Oct 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)


class Blog:
    """A feed of one entry, which may go."""

    def __init__(self):
        self.title, self.status = "Acme is slow", 200

    def __call__(self, _):
        return Reply(FEED.format(title=self.title), status=self.status)


@pytest.fixture
def blog():
    return Blog()


@pytest.fixture
def one_pass(warehouse, blog):
    """Runs a pass; gives the name of the version published then."""
    with Server(blog) as server:

        def run(name="Acme"):
            config = parse_config(
                {
                    "brands": {"acme": {"name": name}},
                    "sources": {"blog": {"kind": "rss", "url": f"{server.url}/blog"}},
                }
            )
            run_pass(warehouse, config, client=Client(QUICK))
            return published(warehouse)

        yield run


def test_nothing_new_publishes_nothing_and_freshness_goes_on(warehouse, one_pass):
    """No version, no copy; `earshot status` knows of the pass, and the next version has its run."""
    first = one_pass()
    before = read_status(warehouse).sources[0]
    assert first == one_pass()
    assert [first] == versions(warehouse)

    after = read_status(warehouse).sources[0]
    assert before["observed_until"] <= after["observed_until"]
    assert before["last_success_at"] < after["last_success_at"]
    with writer(warehouse) as con:
        told = con.execute("select new_count, same_count from runs order by started_at").fetchall()
    assert [(1, 0), (0, 1)] == told


def test_counts_that_are_read_again_are_another_reading(warehouse, one_pass):
    """Of a post without any the moment of reading says nothing; of one with 7 likes it does."""
    one_pass()
    at = datetime(2026, 10, 1, 12, tzinfo=UTC)
    blog = Source(name="blog", kind="rss")
    for likes, held in ((None, {"blog"}), (7, set())):
        post = Post(
            source="blog", post_id="1", created_at=at, text="slow", like_count=likes, observed_at=at
        )
        later = replace(post, observed_at=at + timedelta(hours=1))
        first, second = (
            Fetched(source=blog, started_at=at, records=[read]) for read in (post, later)
        )
        quiet.note(warehouse, "state", [first], is_quiet=False)
        assert held == quiet.known(warehouse, [second])


def test_whatever_a_reader_could_see_is_published(warehouse, one_pass, blog):
    """A post, a failure, its end, a changed brand, and what somebody else published."""
    seen = [one_pass()]
    blog.title = "Acme again"
    seen.append(one_pass())
    blog.status = 403
    seen.append(one_pass())
    blog.status = 200
    seen.append(one_pass())
    seen.append(one_pass("Acme Inc"))
    assert len(seen) == len(set(seen))
    assert seen[-1] == one_pass("Acme Inc")

    with writer(warehouse):
        pass
    assert progress(warehouse) is None
    assert published(warehouse) != one_pass("Acme Inc")


def test_silence_is_published_too_after_a_while(warehouse, one_pass):
    """Waiting times and silent hours are never later than QUIET_FOR."""
    first = one_pass()
    then = (datetime.now(UTC) - QUIET_FOR - timedelta(seconds=1)).timestamp()
    os.utime(warehouse / first, (then, then))
    assert first != one_pass()


@pytest.mark.parametrize(
    "sources",
    [
        None,
        [1],
        {"blog": "x"},
        {"blog": {"cursor": "x"}},
        {"blog": {"observed_until": "soon"}},
        {"blog": {"last_success_at": 7}},
    ],
)
def test_a_torn_note_costs_a_version_and_nothing_else(warehouse, one_pass, sources):
    """Whoever cannot read it publishes, and writes it anew; so it is with another shape."""
    first = one_pass()
    told = json.loads((warehouse / FILE).read_text(encoding="utf-8")) | {"sources": sources}
    whole = json.dumps(told)
    (warehouse / FILE).write_text(whole if sources else whole[:20], encoding="utf-8")
    assert read_status(warehouse).sources[0]["last_success_at"]
    second = one_pass()
    assert first != second == one_pass()
