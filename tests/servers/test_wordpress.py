"""WordPress for real: its comments from the feed to the warehouse."""

import pytest

from ingest.config import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.web.server import QUICK
from tests.servers.kit import absent, told

pytestmark = [pytest.mark.servers, absent]


def settings(base):
    feeds = {"blog": "?feed=rss2", "comments": "?feed=comments-atom"}
    return parse_config(
        {
            "brands": {"acme": {"name": "Acme", "handles": ["brandcare"]}},
            "sources": {
                name: {"kind": "rss", "url": f"{base}/{feed}"} for name, feed in feeds.items()
            },
        }
    )


@pytest.fixture(scope="module")
def story(wordpress, run):
    """The blog after it was installed and its story was told."""
    told("wordpress", "seed.php", run, run / "wordpress" / "site")
    return wordpress


def test_articles_and_comments_become_posts_and_a_second_pass_changes_nothing(warehouse, story):
    config = settings(story)
    outcomes = [run_pass(warehouse, config, client=Client(QUICK)).outcomes for _ in range(2)]

    assert [["ok", "ok"], ["unchanged", "unchanged"]] == [
        [one.outcome for one in each] for each in outcomes
    ]
    kinds = rows(
        warehouse, "select source, kind, count(*) as n from posts group by all order by all"
    )
    assert [("blog", "article", 10), ("comments", "comment", 4)] == [
        (one["source"], one["kind"], one["n"]) for one in kinds
    ]
