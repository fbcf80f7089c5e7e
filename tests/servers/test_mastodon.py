"""Mastodon's API, of which no server comes as a package: local ones that differ as real ones do."""

from datetime import UTC, datetime

import pytest

from tests.ingest.sources.fediverse import TOKEN, Fediverse, takahe
from tests.ingest.sources.mastodon_story import story_is_heard

pytestmark = pytest.mark.servers

KINDS = {
    "mastodon": Fediverse,
    "takahe": takahe,
    "older": lambda **now: Fediverse(has_batch=False, has_search=False, largest_page=20, **now),
    "closed": lambda **now: Fediverse(is_closed=True, has_limits=False, **now),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_conversation_is_heard(warehouse, monkeypatch, kind):
    """Complaint, answer, thread, languages, 110 posts, a restart, counts, an edit, a deletion."""
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)

    story_is_heard(warehouse, KINDS[kind](now=datetime.now(UTC)))
