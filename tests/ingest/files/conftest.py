"""Files to read, written into the test's own folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.files import Reading, read
from ingest.mention import Record
from tests.ingest.files.examples import EXAMPLES, as_csv


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write text or bytes under a name; answers with the path."""

    def written(content: str | bytes, name: str = "posts.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def readable(write: Callable[..., Path]) -> Callable[..., Reading]:
    """A reading of this content, the name's ending telling the shape."""

    def reading(content: str | bytes, name: str = "posts.csv", **said: Any) -> Reading:
        return read(write(content, name), **{"format": "posts", **said})

    return reading


@pytest.fixture
def one(readable: Callable[..., Reading]) -> Callable[..., Record]:
    """The record of a CSV file with one row: the example of its format with changes."""

    def record(changes: dict[str, str] | None = None, **said: Any) -> Record:
        example = EXAMPLES[said.setdefault("format", "posts")]
        (only,) = readable(as_csv(example | (changes or {})), **said)
        return only

    return record
