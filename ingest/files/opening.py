"""The bytes of a file, unpacked on the way; what shape and packing it has is told by its name."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import zstandard

from ingest.errors import LoadError

SHAPES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PACKINGS = (".gz", ".zst")
BUFFER_BYTES = 1 << 18
ZSTD_CHUNK_BYTES = (
    4096  # four packed bytes can stand for 128 kB: small bites keep a hostile file small
)
WINDOW_BYTES = 1 << 31  # dumps of Reddit look back as far as that; only what is used is taken

UNREADABLE = (OSError, EOFError, zlib.error, zstandard.ZstdError)
"""Whatever a missing, torn or wrongly packed file raises while it is read."""


def require_file(path: Path) -> None:
    """See that a path names a file: what a pipe says cannot be looked at twice.

    Raises:
        LoadError: nothing is there, or no file.
    """
    if path.is_dir():
        raise LoadError(f"{path} is a folder: name the files in it")
    if path.exists() and not path.is_file():
        raise LoadError(f"{path} is a pipe or a device: write it to a file, and load that")
    if not path.exists():
        raise LoadError(f"{path}: there is no such file")


def shape_and_stem(path: Path) -> tuple[str, str]:
    """The shape of a file ("csv" or "jsonl") and its name without the endings.

    Raises:
        LoadError: the name does not end in a known shape.
    """
    bare = _bare(path)
    shape = SHAPES.get(bare.suffix.lower())
    if shape is None:
        raise LoadError(
            f"{path.name}: the name must end in {', '.join(SHAPES)}, "
            f"with {' or '.join(PACKINGS)} behind it where packed"
        )
    return shape, bare.stem


def told_by_name(path: Path) -> bool:
    """Whether the name of a file tells its shape."""
    return _bare(path).suffix.lower() in SHAPES


def _bare(path: Path) -> Path:
    bare = Path(path.name)
    return bare.with_suffix("") if bare.suffix.lower() in PACKINGS else bare


@contextmanager
def opened(path: Path) -> Iterator[tuple[io.BufferedReader, io.FileIO]]:
    """Open a file for reading: its unpacked bytes, and the file on disk, whose tell() is progress.

    Raises:
        OSError: the file is missing or may not be read.
    """
    with io.FileIO(path) as disk, _unpacked(disk, path.suffix.lower()) as raw:
        yield io.BufferedReader(raw, BUFFER_BYTES), disk


def _unpacked(disk: io.FileIO, suffix: str) -> io.RawIOBase:
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=disk)  # type: ignore[return-value]  # it has all of RawIOBase
    return Pieces(zstd_pieces(disk)) if suffix == ".zst" else disk


class Pieces(io.RawIOBase):
    """A stream over pieces of bytes as they are made."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._ready = b""

    def readable(self) -> bool:
        """Tell BufferedReader that it may read."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; 0 at the end."""
        while not self._ready:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._ready = piece
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def zstd_pieces(disk: IO[bytes] | io.FileIO) -> Iterator[bytes]:
    """Unpack frames; zstandard's own stream reader takes a torn file for a short one.

    Raises:
        EOFError: the file ends in the middle of a frame.
    """
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES)
    frame, is_inside = unpacker.decompressobj(), False
    while chunk := disk.read(ZSTD_CHUNK_BYTES):
        while chunk:
            is_inside = True
            yield frame.decompress(chunk)
            chunk = frame.unused_data if frame.eof else b""
            if frame.eof:
                frame, is_inside = unpacker.decompressobj(), False
    if is_inside:
        raise EOFError("the packed data ends too early")
