"""Backups in an S3 that somebody else wrote."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ingest.backups import keeping
from ingest.backups.options import Backup
from ingest.backups.places import place_of
from tests.build import asks, publish_all, rows
from tests.servers.kit import absent

pytestmark = [pytest.mark.servers, absent]

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def options(s3, monkeypatch):
    for name in ("B_ACCESS", "B_SECRET"):
        monkeypatch.setenv(name, "local only words")
    httpx.put(f"{s3}/acme").raise_for_status()
    return Backup(
        to="s3://acme/ümlaut & more",
        endpoint=s3,
        access_key="${B_ACCESS}",
        secret_key="${B_SECRET}",
        keep=2,
    )


def test_backups_are_made_listed_thinned_out_and_brought_back(options, tmp_path):
    data = tmp_path / "data"
    publish_all(data, [asks("1", 0)])
    made = [keeping.make(data, options, now=NOW + timedelta(hours=n)) for n in range(3)]
    keeping.bring_back(tmp_path / "other", options.to, options)

    assert [0, 0, 1] == [one.gone_count for one in made]
    assert [one.address for one in made[:0:-1]] == [one.address for one in keeping.kept(options)]
    asked = "select post_id, text, created_at from posts"
    assert rows(data, asked) == rows(tmp_path / "other", asked)


def test_a_large_file_goes_in_parts(options, tmp_path):
    """Three parts of 16 MiB and less, and what comes back is the same."""
    file, back, place = tmp_path / "file", tmp_path / "back", place_of(options)
    file.write_bytes(bytes(range(256)) * 2**17 + b"end")
    place.put(file, "large")
    place.get("large", back)

    assert {"large": 2**25 + 3} == {"large": place.names()["large"]}
    assert file.read_bytes() == back.read_bytes()
