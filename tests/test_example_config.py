"""The configuration that ships is an example that works."""

import re

from ingest.config_file import load_config, parse_config
from tests.places import ROOT

EXAMPLE = ROOT / "earshot.toml"


def test_as_shipped_it_tracks_nothing():
    """A fresh clone shows the sample story and fetches nothing."""
    config = load_config(EXAMPLE)

    assert ({}, {}) == (config.brands, config.sources)


def test_uncommented_it_is_valid():
    """Taking away the "#" of the lines without a space after it gives a working configuration."""
    import tomllib

    text = re.sub(r"^#(?=\S)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    config = parse_config(tomllib.loads(text))

    assert ["acme", "bolt"] == list(config.brands)
    assert ["hackernews", "rss", "mastodon", "bluesky"] == [
        source.kind for source in config.sources.values()
    ]
    assert {("blog.intranet.example",)} == {one.allow_private for one in config.sources.values()}
    assert config.brands["acme"].hours.fri == ("09:00-12:00", "13:00-16:00")
    assert ("openai", "llama3.2") == (config.scorer.kind, config.scorer.model)
