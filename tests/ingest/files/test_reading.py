"""One pass over a file: packed or not, in flat memory, and honest about its end."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from ingest.errors import LoadError
from ingest.files import PRESETS, read
from tests.ingest.files.examples import POST, SNAPSHOT, as_csv
from tests.places import ROOT

MANY = as_csv(*(POST | {"post_id": str(n)} for n in range(20_000)))


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


PACKED = {"posts.csv.gz": gzip.compress, "posts.csv.zst": zstd}


@pytest.mark.parametrize("name", PACKED)
def test_packed_files_are_unpacked_on_the_way(readable, name):
    """The source is the name without both endings."""
    reading = readable(PACKED[name](MANY.encode()), name)

    assert [("posts", str(n)) for n in range(20_000)] == [(it.source, it.post_id) for it in reading]
    assert reading.size_bytes == reading.done_bytes


@pytest.mark.parametrize("name", PACKED)
def test_parts_packed_one_after_the_other_are_one_file(readable, name):
    """As `cat a.gz b.gz` makes them."""
    pack, half = PACKED[name], len(MANY) // 2
    content = pack(MANY[:half].encode()) + pack(MANY[half:].encode())

    assert 20_000 == len(list(readable(content, name)))


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize(
    "damage", [lambda it: it[:-9], lambda _: MANY.encode()], ids=["torn", "plain"]
)
def test_a_torn_or_wrongly_named_file_is_no_short_one(readable, name, damage):
    """What cannot be unpacked to its end is an error that names the file."""
    content = damage(PACKED[name](MANY.encode()))

    with pytest.raises(LoadError, match=f"{name} cannot be read: "):
        list(readable(content, name))


def test_an_empty_packed_file_is_an_empty_file(readable):
    """It has no header."""
    with pytest.raises(LoadError, match="the file is empty"):
        list(readable(zstd(b""), "posts.csv.zst"))


def test_progress_runs_from_nothing_to_the_size_on_disk(readable):
    """For a bar on a terminal."""
    reading = readable(MANY)
    before = reading.done_bytes
    next(reading)
    early = reading.done_bytes
    assert 20_000 == 1 + sum(1 for _ in reading)

    assert len(MANY) == reading.size_bytes
    assert 0 == before < early < reading.done_bytes == reading.size_bytes


@pytest.mark.parametrize(
    ("name", "said", "message"),
    [
        (
            "posts.xlsx",
            {},
            "posts.xlsx: the name must end in .csv, .tsv, .jsonl, .ndjson, with .gz",
        ),
        ("posts.gz", {}, "posts.gz: the name must end in"),
        ("posts.csv", {"format": "tweets"}, "format 'tweets' is unknown: posts, engagement, twcs"),
        ("posts.csv", {"timezone": "Mars"}, "time zone 'Mars' is unknown: give a name like"),
        ("posts.csv", {"timezone": "../UTC"}, "time zone '../UTC' is unknown"),
        ("posts.csv", {"timezone": "Europe"}, "time zone 'Europe' is unknown"),
        ("posts.csv", {"source": "a:b"}, "source 'a:b' holds a colon"),
    ],
)
def test_a_wrong_call_fails_before_anything_is_read(readable, name, said, message):
    """The message says what is allowed."""
    with pytest.raises(LoadError, match=message):
        readable(as_csv(POST), name, **said)


@pytest.mark.parametrize(
    ("name", "told"),
    [("no.csv", "no such file"), ("folder.csv", "is a folder: name"), ("pipe.csv", "is a pipe or")],
)
def test_what_is_no_file(tmp_path, name, told):
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")

    with pytest.raises(LoadError, match=told):
        read(tmp_path / name, format="posts")


def test_a_colon_in_the_files_name_is_not_in_the_source(readable):
    """It would divide the source from the id in the wrong place."""
    assert ["at 10-30"] == [it.source for it in readable(as_csv(POST), "at 10:30.csv")]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_reads_what_it_requires(name):
    """A preset's required columns are among its columns, all in lower case."""
    preset = PRESETS[name]

    assert set(preset.REQUIRED) <= set(preset.COLUMNS)
    assert [column.lower() for column in preset.COLUMNS] == list(preset.COLUMNS)


PEAK = """
import resource, sys
from pathlib import Path
from ingest.files import read
assert int(sys.argv[2]) == sum(1 for _ in read(Path(sys.argv[1]), format="engagement"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_kilobytes(path: Path, count: int) -> int:
    """The most memory that a process of its own needs to read a file."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path), str(count)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return int(done.stdout)


def test_memory_does_not_grow_with_the_file(write):
    """A hundred times the rows, half of them rejects: less than 4 MB more."""
    header, row, bad = as_csv(SNAPSHOT).splitlines()[0], as_csv(SNAPSHOT).splitlines()[1], "x,y,z"

    def file(pairs: int) -> Path:
        return write("\n".join([header, *[row, bad] * pairs]), f"{pairs}.csv")

    small, large = peak_kilobytes(file(500), 1000), peak_kilobytes(file(50_000), 100_000)

    assert large < small + 4096
