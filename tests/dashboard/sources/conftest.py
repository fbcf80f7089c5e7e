"""The page Sources with an earshot.toml of the test's own."""

import pytest


@pytest.fixture
def toml(tmp_path, monkeypatch, verbs_at_hand):
    """Where the page writes; it is not there yet."""
    file = tmp_path / "own" / "earshot.toml"
    file.parent.mkdir()
    monkeypatch.setenv("EARSHOT_CONFIG", str(file))
    monkeypatch.setenv("EARSHOT_SETUP", "yes")
    return file
