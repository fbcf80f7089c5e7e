"""Mastodon end to end, through passes into a warehouse."""

from datetime import UTC, datetime

from tests.ingest.sources.fediverse import TOKEN, takahe
from tests.ingest.sources.mastodon_story import story_is_heard


def test_a_conversation_is_heard(warehouse, monkeypatch):
    """On the server that differs most; `make test-servers` hears it on the others."""
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)

    story_is_heard(warehouse, takahe(now=datetime.now(UTC)))
