"""`python -m ingest` is `earshot ingest`: what is stored, what is said, what it ends with."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.build import rows
from tests.commands.door import FRONT, MODULE, earshot, process
from tests.ingest.web.server import Reply, Server

NOW = datetime.now(UTC).replace(microsecond=0)
COMPLAINT = (
    "source,post_id,created_at,text,author_id,author_followers\n"
    f"x,1,{NOW - timedelta(days=1):%Y-%m-%dT%H:%MZ},"
    "@acme my parcel is broken and nobody answers. Terrible service!,pat,1000000\n"
    # The brand was heard, though it answers nobody.
    f"x,2,{NOW - timedelta(days=2):%Y-%m-%dT%H:%MZ},We are open.,acme,\n"
)
FEED = (
    "<rss version='2.0'><channel><title>b</title><item><title>Acme opens a shop</title>"
    f"<pubDate>{format_datetime(NOW - timedelta(hours=2))}</pubDate></item></channel></rss>"
)
CONFIG = """
[brands.acme]
name = "Acme"
handles = ["acme"]
own_accounts = ["acme"]
[sources.blog]
kind = "rss"
url = "{url}"
[[alerts]]
name = "nobody answers"
brand = "acme"
kind = "silence"
level = 100
"""
# What a pass leaves, without the moments at which it ran.
STORED = {
    "posts": "post_id, brand, text, polarity, sentiment, direction, is_complaint, conversation_id",
    "turn_facts": "brand, turn_id, conversation_id, answered_at",
    "sources": "source, kind, failure_count, last_error",
    "runs": "source, command, outcome, new_count, changed_count, same_count, message",
    "settings": "*",
    "brands": "brand, name, settings_hash",
    "alert_rules": "rule_name, brand, kind, level, origin",
    "alerts": "rule_name, brand, kind, level, subject, post_id, alerted_at",
}


def stored(data):
    return {
        table: rows(data, f"select {columns} from {table} order by all")
        for table, columns in STORED.items()
    }


@pytest.fixture
def folders(tmp_path):
    """Two folders with the same past: a complaint of yesterday that nobody answered."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "mentions.csv").write_text(COMPLAINT, encoding="utf-8")
    until = NOW.isoformat()
    loaded = earshot("load", "mentions.csv", "--observed-until", until, cwd=first)
    assert 0 == loaded.returncode, loaded.stderr
    shutil.copytree(first, second)
    return first, second


def test_both_doors_store_and_alert_alike(folders):
    """The same feed through both; the silence of the past is told by either."""
    with Server(lambda _: Reply(FEED)) as server:
        for folder in folders:
            (folder / "earshot.toml").write_text(CONFIG.format(url=server.url), encoding="utf-8")
        front = process("ingest", "--json", cwd=folders[0])
        module = process("--json", cwd=folders[1], door=MODULE)
    one, other = (stored(folder / "data") for folder in folders)

    assert (0, 0) == (front.returncode, module.returncode), front.stderr + module.stderr
    assert ["nobody answers"] == [alert["rule_name"] for alert in one["alerts"]]
    assert one == other
    assert "alert: nobody answers: acme, silence" in front.stderr
    assert front.stderr == module.stderr
    assert json.loads(front.stdout)["sources"][0]["new_count"] == 1


def options(folder, url, *, path="/blog", change=("", "")):
    config = folder / "earshot.toml"
    config.write_text(CONFIG.format(url=url + path).replace(*change), encoding="utf-8")


@pytest.mark.parametrize("door", [(*FRONT, "ingest"), MODULE], ids=["earshot ingest", "-m ingest"])
class TestDoor:
    def test_cron_learns_that_a_source_failed(self, tmp_path, door):
        """Exit code 1, JSON on stdout, no traceback."""
        with Server(lambda _: Reply(status=410)) as server:
            options(tmp_path, server.url)
            done = earshot("--json", cwd=tmp_path, door=door)

        (source,) = json.loads(done.stdout)["sources"]
        assert (1, "") == (done.returncode, done.stderr)
        assert ("failed", "blog: 410 Gone") == (source["outcome"], source["message"])

    def test_it_prints_a_line_per_source(self, tmp_path, door):
        """What is new, what changed, up to when the source is known."""
        with Server(lambda _: Reply(FEED)) as server:
            options(tmp_path, server.url)
            done = earshot("blog", cwd=tmp_path, door=door)

        assert 0 == done.returncode
        assert done.stdout.startswith("blog: ok; 1 new, 0 changed; known up to 2")

    @pytest.mark.parametrize(
        ("arguments", "change", "told"),
        [
            (("unheard",), ("", ""), "no source is called unheard; there are blog"),
            ((), ('"rss"', '"rrs"'), "sources.blog.kind"),
            (("--nonsense",), ("", ""), "No such option"),
        ],
        ids=["unknown source", "wrong configuration", "wrong option"],
    )
    def test_a_wrong_call_ends_with_2(self, tmp_path, door, arguments, change, told):
        """The call or the configuration is wrong: said on stderr, nothing read."""
        with Server(lambda _: Reply(FEED)) as server:
            options(tmp_path, server.url, change=change)
            done = earshot(*arguments, cwd=tmp_path, door=door)

        assert 2 == done.returncode
        assert told in done.stderr
        assert [] == server.requests
