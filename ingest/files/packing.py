"""How a file is packed, told by its first bytes whatever its name says, and what comes out of it.

What comes out is bounded by what went in: text packs to a twentieth, and a bomb to a thousandth.
"""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from ingest.errors import LoadError
from ingest.files.opening import BUFFER_BYTES, UNREADABLE, Pieces, zstd_pieces

FREE_BYTES = 1 << 28  # however little it was packed into
BOMB_RATIO = 250
MEMBERS_MOST = 1000

_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
}
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an Excel file of before 2007: save it as .xlsx or CSV",
    b"%PDF": "a PDF: export CSV or JSON in its place",
    b"PAR1": "a Parquet file: export CSV or JSON in its place",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"Rar!": "a RAR archive: unpack it first",
    b"SQLite format 3": "an SQLite database: export CSV or JSON in its place",
}
_LEFT = ("__MACOSX", ".", "~$")  # what systems put beside the files that people pack
PACKED_WRONG = (*UNREADABLE, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError)


def packing_of(path: Path) -> str:
    """gzip, zstd, bzip2, xz, zip, xlsx, or "" for a file that is not packed.

    Raises:
        LoadError: it is a known kind of file that holds no rows.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(16)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise LoadError(f"{path.name} is {what}")
    packing = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    return _kind_of_zip(path) if packing == "zip" else packing


def members_of(path: Path) -> list[str]:
    """Names of the files in a zip that may hold rows, in its order.

    Raises:
        LoadError: there is none, or there are too many.
    """
    with zipfile.ZipFile(path) as archive:
        names = [one.filename for one in archive.infolist() if not one.is_dir()]
    kept = [name for name in names if not any(p.startswith(_LEFT) for p in name.split("/"))]
    if not kept:
        raise LoadError(f"{path.name} holds no file")
    if len(kept) > MEMBERS_MOST:
        raise LoadError(f"{path.name} holds {len(kept):,} files, {MEMBERS_MOST:,} are allowed")
    return kept


@contextmanager
def unpacked(path: Path, packing: str, member: str) -> Iterator[tuple[IO[bytes], io.FileIO]]:
    """What comes out of a file, or of its member, and the file on disk: its tell() is progress.

    Raises:
        LoadError: a member is locked by a password; while reading: more comes out than is likely.
    """
    with io.FileIO(path) as disk:
        size = path.stat().st_size
        if packing != "zip":
            yield _buffered(_opened(disk, packing), size, path.name), disk
            return
        with zipfile.ZipFile(disk) as archive:
            told = archive.getinfo(member)
            if told.flag_bits & 1:
                raise LoadError(f"{path.name}: {member} is locked by a password: unpack it first")
            with archive.open(told) as inner:
                stream = _buffered(inner, told.compress_size, f"{path.name}: {member}")
                yield _unpacked_again(stream, member), disk


def _unpacked_again(stream: io.BufferedReader, member: str) -> io.BufferedReader:
    """A packed file in a zip, as dumps come."""
    head = stream.peek(16)[:16]
    packing = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    if packing in ("", "zip"):
        return stream
    return _buffered(_opened(stream, packing), FREE_BYTES // 4, member)


def _kind_of_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        raise LoadError(f"{path.name} is an OpenDocument file: save it as .xlsx or CSV")
    return "zip"


def _opened(disk: IO[bytes], packing: str) -> io.RawIOBase:
    if packing == "gzip":
        return cast(io.RawIOBase, gzip.GzipFile(fileobj=disk))
    if packing == "bzip2":
        return cast(io.RawIOBase, bz2.BZ2File(disk))
    if packing == "xz":
        return cast(io.RawIOBase, lzma.LZMAFile(disk))
    if packing == "zstd":
        return Pieces(zstd_pieces(disk))
    return cast(io.RawIOBase, disk)


def _buffered(raw: IO[bytes] | io.RawIOBase, packed: int, name: str) -> io.BufferedReader:
    most = max(FREE_BYTES, packed * BOMB_RATIO)
    return io.BufferedReader(Pieces(_bounded(raw, most, name)), BUFFER_BYTES)


def _bounded(raw: IO[bytes] | io.RawIOBase, most: int, name: str) -> Iterator[bytes]:
    came = 0
    while piece := raw.read(BUFFER_BYTES):
        came += len(piece)
        if came > most:
            raise LoadError(
                f"{name} unpacks to more than {most >> 20:,} MB, {BOMB_RATIO} times its size: "
                "no export does; nothing is loaded"
            )
        yield piece
