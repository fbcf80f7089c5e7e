"""`earshot sources`: kinds, configured sources, what is missing."""

import json

from ingest.sources import CONNECTORS
from tests.commands.door import earshot

TOML = """
[brands.acme]
[sources.blog]
kind = "rss"
url = "https://blog.example/feed?t=${NOT_SET_HERE}"
brands = ["acme"]
[sources.hn]
kind = "hackernews"
"""


def test_list_says_what_is_missing(tmp_path):
    """Names of variables, never values; exit code 1 where a source cannot be read."""
    (tmp_path / "earshot.toml").write_text(TOML, encoding="utf-8")
    done = earshot("sources", "list", "--json", cwd=tmp_path)
    shown = earshot("sources", "list", cwd=tmp_path)

    missing = {one["source"]: one["missing"] for one in json.loads(done.stdout)["sources"]}
    assert {"blog": ["NOT_SET_HERE"], "hn": []} == missing
    assert (1, 1) == (done.returncode, shown.returncode)
    assert "set NOT_SET_HERE" in shown.stdout


def test_list_without_sources_says_how_to_go_on(tmp_path):
    done = earshot("sources", "list", cwd=tmp_path)

    assert (0, True) == (done.returncode, "earshot sources kinds" in done.stdout)


def test_kinds_are_those_of_the_list(tmp_path):
    done = earshot("sources", "kinds", "--json", cwd=tmp_path)

    assert [*CONNECTORS] == [kind["kind"] for kind in json.loads(done.stdout)["kinds"]]


def test_show_tells_keys_and_how_to_add_one(tmp_path):
    """From the module: its docstring, its options, those that all have."""
    done = earshot("sources", "show", "rss", cwd=tmp_path)

    for line in (
        "RSS and Atom feeds: blogs, news, forums, status pages, and the comments below articles",
        (
            "  Docs    https://www.rssboard.org/rss-specification, RFC 4287 (Atom), RFC 4685 "
            "(its threads)"
        ),
        "  url                   Of the feed; a secret in it is written as ${NAME}. (needed)",
        "  every_minutes         How often `earshot schedule` reads it. (else 30)",
        "  [sources.rss]",
        '  url = "…"',
    ):
        assert line in done.stdout.splitlines()


def test_show_of_an_unknown_kind_names_those_that_are(tmp_path):
    done = earshot("sources", "show", "gopher", cwd=tmp_path)

    assert 2 == done.returncode
    assert "'gopher' is no kind of source; there are rss, hackernews" in done.stderr
