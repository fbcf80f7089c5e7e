"""WordPress for real: articles and comments from the feeds to the warehouse."""

import json
import subprocess

import pytest

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import row, rows
from tests.ingest.web.server import QUICK
from tests.servers.kit import absent, told

pytestmark = [pytest.mark.servers, absent]

NOTES = 110
BEGIN = "$_SERVER['HTTP_HOST'] = 'localhost'; require '{}/wp-load.php';"
TELL = """
foreach (get_posts(['numberposts' => -1]) as $old) wp_delete_post($old->ID, true);
update_option('posts_per_rss', 200);
for ($n = 0; $n < %d; $n++) wp_insert_post(['post_title' => "Acme line $n",
    'post_status' => 'publish', 'post_content' => "Acme router test $n &amp; more",
    'post_author' => 1, 'post_date' => date('Y-m-d H:i:s', time() - 86400 - 60 * $n)]);
$p = wp_insert_post(['post_title' => 'Acme leaves us waiting',
    'post_content' => 'Three <b>days</b>.', 'post_status' => 'publish', 'post_author' => 1]);
function say($p, $who, $text, $ago, $to = 0) { return wp_insert_comment(['comment_post_ID' => $p,
    'comment_author' => $who, 'comment_content' => $text, 'comment_approved' => 1,
    'comment_parent' => $to, 'comment_date' => date('Y-m-d H:i:s', time() - $ago)]); }
$kim = say($p, 'Kim', 'Same here, where are you? 1 < 2 &amp; so on', 3000);
$brand = say($p, 'brandcare', 'Sorry Kim, ticket opened.', 2000, $kim);
$thanks = say($p, 'Kim', 'Works again.', 1000, $brand);
$german = say($p, 'Ana', 'Meine Acme-Rechnung ist schon wieder falsch', 900);
$lee = say($p, 'Lee', 'worst company', 800);
echo json_encode(compact('p', 'kim', 'brand', 'thanks', 'german', 'lee'));
"""
EDIT = """
wp_update_comment(['comment_ID' => %d, 'comment_content' => 'Dead again.']);
wp_update_post(['ID' => %d, 'post_title' => 'Acme answered at last']);
wp_delete_comment(%d, true);
"""


class Blog:
    """A WordPress that is installed; told: ids of its articles and comments, by what they are."""

    def __init__(self, base, site):
        self.base, self.site = base, site
        self.told = None

    def do(self, code):
        """Run PHP inside WordPress and return what it prints."""
        return subprocess.run(
            ["php", "-r", BEGIN.format(self.site) + code],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout

    def settings(self, form):
        feeds = {"blog": "?feed=rss2", "comments": f"?feed=comments-{form}"}
        return parse_config(
            {
                "brands": {"acme": {"name": "Acme", "own_accounts": ["BrandCare"]}},
                "sources": {
                    name: {"kind": "rss", "url": f"{self.base}/{feed}"}
                    for name, feed in feeds.items()
                },
            }
        )

    def held(self, data, name):
        """A comment as it is held, and the id of the article."""
        asked = "select * from posts where source = 'comments' and ends_with(post_id, ?)"
        article = "select post_id from posts where source = 'blog' and kind = 'article' and url = ?"
        address = self.do(f"echo get_permalink({self.told['p']});")
        found = row(data, article, address)["post_id"]
        return row(data, asked, f"#comment-{self.told[name]}"), found


@pytest.fixture(scope="module")
def installed(wordpress, run):
    site = run / "wordpress" / "site"
    told("wordpress", "seed.php", run, site)
    return Blog(wordpress, site)


@pytest.mark.parametrize("form", ["atom", "rss2"])
def test_a_conversation_is_heard(warehouse, installed, form):
    """110 articles, complaint, answer, thread, a second language, a restart, edits, a deletion."""
    installed.told = json.loads(installed.do(TELL % NOTES))
    config = installed.settings(form)
    # A pass that hears one of the two, and what a limit leaves; then all of it, then nothing new.
    run_pass(warehouse, config, ["comments"], client=Client(QUICK))
    for _ in range(2):
        outcomes = run_pass(warehouse, config, client=Client(QUICK)).outcomes
    assert ["unchanged"] * 2 == [one.outcome for one in outcomes]
    lines = "select count(*) as n from posts where title like 'Acme line %'"
    assert NOTES == row(warehouse, lines)["n"]

    kim, article = installed.held(warehouse, "kim")
    brand, _ = installed.held(warehouse, "brand")
    thanks, _ = installed.held(warehouse, "thanks")
    german, _ = installed.held(warehouse, "german")
    assert {article} == {one["conversation_id"] for one in (kim, brand, thanks, german)}
    assert [article, kim["post_id"], brand["post_id"], article] == [
        one["parent_id"] for one in (kim, brand, thanks, german)
    ]
    assert ["inbound", "outbound", "inbound"] == [one["direction"] for one in (kim, brand, thanks)]
    assert {"acme"} == {one["brand"] for one in (kim, brand, thanks, german)}
    assert ("Sorry Kim, ticket opened.", "Works again.") == (brand["text"], thanks["text"])
    assert "Same here, where are you? 1 < 2 & so on" == kim["text"]
    assert "de" == german["lang"]
    assert (
        5
        == row(warehouse, "select reply_count from posts where post_id = ?", article)["reply_count"]
    )
    answered = "select * from turns where turn_id = ? and answered_at is not null"
    assert 1 == len(rows(warehouse, answered, kim["post_id"]))

    installed.do(EDIT % (installed.told["kim"], installed.told["p"], installed.told["lee"]))
    changed = run_pass(warehouse, config, client=Client(QUICK)).outcomes
    assert [(0, 1), (0, 1)] == [(one.new_count, one.changed_count) for one in changed]
    edited, _ = installed.held(warehouse, "kim")
    assert ("Dead again.", kim["created_at"]) == (edited["text"], edited["created_at"])
