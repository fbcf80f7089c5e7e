"""The bytes of a file, unpacked on the way; what shape and packing it has is told by its name."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zstandard

from ingest.errors import LoadError

SHAPES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PACKINGS = (".gz", ".zst")
BUFFER_BYTES = 1 << 18
ZSTD_CHUNK_BYTES = (
    4096  # four packed bytes can stand for 128 kB: small bites keep a hostile file small
)

UNREADABLE = (OSError, EOFError, zlib.error, zstandard.ZstdError)
"""Whatever a missing, torn or wrongly packed file raises while it is read."""


def shape_and_stem(path: Path) -> tuple[str, str]:
    """The shape of a file ("csv" or "jsonl") and its name without the endings.

    Raises:
        LoadError: the name does not end in a known shape.
    """
    bare = Path(path.name)
    if bare.suffix.lower() in PACKINGS:
        bare = bare.with_suffix("")
    shape = SHAPES.get(bare.suffix.lower())
    if shape is None:
        raise LoadError(
            f"{path.name}: the name must end in {', '.join(SHAPES)}, "
            f"with {' or '.join(PACKINGS)} behind it where packed"
        )
    return shape, bare.stem


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
    return _Zstd(disk) if suffix == ".zst" else disk


class _Zstd(io.RawIOBase):
    """Frames of Zstandard, one after the other.

    zstandard's own stream reader takes a torn file for a short one; this one notices.
    """

    def __init__(self, disk: io.FileIO) -> None:
        self._disk = disk
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._is_inside = False
        self._ready = b""

    def readable(self) -> bool:
        """Tell BufferedReader that it may read."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill the buffer with what is unpacked next; 0 at the end.

        Raises:
            EOFError: the file ends in the middle of a frame.
        """
        while not self._ready:
            chunk = self._disk.read(ZSTD_CHUNK_BYTES)
            if not chunk:
                if self._is_inside:
                    raise EOFError("the packed data ends too early")
                return 0
            self._ready = b"".join(self._unpack(chunk))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _unpack(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            self._is_inside = True
            yield self._frame.decompress(chunk)
            chunk = b""
            if self._frame.eof:
                chunk = self._frame.unused_data
                self._frame = zstandard.ZstdDecompressor().decompressobj()
                self._is_inside = False
