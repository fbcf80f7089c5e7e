"""Sources as people type them, and as earshot.toml holds them."""

import tomllib

import pytest

from ingest.config_file import load_config
from ingest.errors import ConfigError
from ingest.setup.sources import NewSource, add_source, change_source, drafted, remove_source

FEED = "https://blog.example/feed?t=${BLOG_TOKEN}"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "earshot.toml"
    file.write_text("# mine\n[brands.acme]\n[brands.bolt]\n", encoding="utf-8")
    return file


def test_what_is_typed_becomes_what_the_key_asks(file):
    """Lists are parted by commas, numbers are numbers, what is empty is not written."""
    values = {
        "url": FEED,
        "brands": "acme, bolt",
        "every_minutes": "15",
        "language": " ",
        "allow_private": "yes",
    }
    source = add_source(file, NewSource(kind="rss", name="blog", values=values))

    assert (("acme", "bolt"), 15, None) == (source.brands, source.every_minutes, source.language)
    assert {
        "kind": "rss",
        "url": FEED,
        "brands": ["acme", "bolt"],
        "every_minutes": 15,
        "allow_private": True,
    } == tomllib.loads(file.read_text(encoding="utf-8"))["sources"]["blog"]


@pytest.mark.parametrize(
    ("kind", "name", "values", "said"),
    [
        ("gopher", "x", {}, "is no kind of source; there are rss"),
        ("rss", "X y", {}, "lower-case letters"),
        ("rss", "x", {}, r"sources\.x\.url"),
        ("rss", "x", {"url": "ftp://x"}, "is no address"),
        ("rss", "x", {"url": FEED, "uri": "y"}, "uri: unknown key; there are brands"),
        ("rss", "x", {"url": FEED, "kind": "rss"}, "kind: unknown key"),
        ("rss", "x", {"url": FEED, "every_minutes": "often"}, r"every_minutes: 'often'"),
        ("rss", "x", {"url": FEED, "brands": "nobody"}, "nobody is no brand"),
        ("hackernews", "x", {"terms": "[1"}, "is no list"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(file, kind, name, values, said):
    before = file.read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        add_source(file, NewSource(kind=kind, name=name, values=values))

    assert before == file.read_text(encoding="utf-8")


def test_a_draft_is_the_source_as_it_would_be_written(file):
    file.write_text("[brands.acme]\n[network]\nallow_private = ['wiki']\n", encoding="utf-8")
    new = NewSource(kind="rss", name="blog", values={"url": FEED, "brands": "acme"})
    draft = drafted(load_config(file), new)

    assert "sources" not in file.read_text(encoding="utf-8")
    assert draft == add_source(file, new)


def test_a_source_is_changed_and_taken_out(file):
    add_source(file, NewSource(kind="rss", name="blog", values={"url": FEED, "language": "de"}))
    changed = change_source(file, "blog", {"every_minutes": "5", "language": ""})
    remove_source(file, "blog")

    assert (5, None) == (changed.every_minutes, changed.language)
    assert (
        "# mine\n[brands.acme]\n[brands.bolt]\n"
        == file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    )


def test_a_source_that_is_not_there_is_neither_changed_nor_taken_out(file):
    for call in (lambda: change_source(file, "x", {}), lambda: remove_source(file, "x")):
        with pytest.raises(ConfigError, match=r"no source is called x|sources\.x: there is none"):
            call()


def test_entries_of_a_list_are_what_the_key_asks(file):
    """Numbers are numbers there, too."""
    values = {"base_url": "https://acme.zendesk.com", "email": "bot@acme.example"}
    add_source(
        file, NewSource(kind="zendesk", name="desk", values=values | {"ticket_brand_ids": "1, 22"})
    )

    assert "ticket_brand_ids = [1, 22]" in file.read_text(encoding="utf-8")
