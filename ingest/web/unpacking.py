"""Bodies as they came → unpacked, counted while they unpack: 60 kB may hold gigabytes."""

import io
import zlib
from collections.abc import Callable, Generator, Iterator

import zstandard

from ingest.errors import SourceRejected, SourceUnavailable

ACCEPTED = "gzip, deflate, zstd"
LAYERS = 2  # more is no way to save bytes
PIECE = 64 * 1024
MEMBERS = 1000  # of a gzip file that somebody put together; each costs time, however small
LARGEST_WINDOW = 8 * 1024 * 1024  # of zstd, by RFC 9659

_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_ERRORS = (zlib.error, zstandard.ZstdError)


def unpacked(source: str, body: bytes, encodings: str, most_bytes: int) -> bytes:
    """The body as it was before the server packed it.

    Args:
        source: named in errors.
        body: as it came.
        encodings: the header Content-Encoding; the last one was applied last.
        most_bytes: that it may hold.

    Raises:
        SourceUnavailable: it is torn.
        SourceRejected: it holds more, or is packed in a way that we do not know.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    packed = [name for name in names if name not in ("", "identity")]
    if unknown := [name for name in packed if name not in _WAYS]:
        told = f"packed as {unknown[0][:40]!r}, which was not asked for; we know {ACCEPTED}"
        raise SourceRejected(f"{source}: the answer is {told}")
    if len(packed) > LAYERS:
        raise SourceRejected(f"{source}: the answer is packed {len(packed)} times over")
    for name in reversed(packed if body else []):
        body = _whole(source, _WAYS[name](body), name, most_bytes)
    return body


def _whole(source: str, pieces: Iterator[bytes], name: str, most_bytes: int) -> bytes:
    whole = bytearray()
    try:
        for piece in pieces:
            whole += piece
            if len(whole) > most_bytes:
                raise SourceRejected(f"{source}: more than {most_bytes:,} bytes, unpacked")
    except _ERRORS as error:
        raise SourceUnavailable(f"{source}: no answer (torn {name}: {error})") from None
    return bytes(whole)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Every member, one after the other; zeros after the last one are padding."""
    view, start = memoryview(body), 0
    for _ in range(MEMBERS):
        start += yield from _inflated(zlib.decompressobj(_GZIP), view[start:])
        if not any(view[start:]):
            return
    raise zlib.error(f"more than {MEMBERS} members")


def _deflate(body: bytes) -> Iterator[bytes]:
    """With the header that RFC 9110 wants, or without, as many servers send it."""
    try:
        zlib.decompressobj(_ZLIB).decompress(body[:PIECE], 1)
    except zlib.error:
        yield from _inflated(zlib.decompressobj(_RAW), memoryview(body))
    else:
        yield from _inflated(zlib.decompressobj(_ZLIB), memoryview(body))


def _inflated(reader: "zlib._Decompress", view: "memoryview[int]") -> Generator[bytes, None, int]:
    """Yield pieces, return how many bytes of the input they took."""
    for start in range(0, len(view), PIECE):
        given: bytes | memoryview[int] = view[start : start + PIECE]
        end = start + len(given)
        while given and not reader.eof:
            yield reader.decompress(given, PIECE)
            given = reader.unconsumed_tail
        if reader.eof:
            return end - len(reader.unused_data)
    yield reader.flush()
    if not reader.eof:
        raise zlib.error("it breaks off")
    return len(view)


def _zstd(body: bytes) -> Iterator[bytes]:
    unpacker = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    with unpacker.stream_reader(io.BytesIO(body), read_across_frames=True) as reader:
        while piece := reader.read(PIECE):
            yield piece


_WAYS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "zstd": _zstd,
}
