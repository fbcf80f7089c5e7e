"""The encoding of a file without a mark, told by its first bytes.

UTF-8 is told by itself. Of what is left, Western files are Windows-1252, line by line (see
lines.py); others are told by how their letters fall: in a wrong encoding they are rubbish.
"""

from itertools import pairwise

from ingest.files.lines import encoding_of
from ingest.files.notes import Notes

# Scripts that exports come in, the strict encodings first: bytes of another one do not decode.
CANDIDATES = ("shift_jis", "euc_kr", "gb18030", "big5", "cp1251", "cp1253", "cp1255", "cp1256")
SCRIPTS = {
    "shift_jis": ((0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xFF01, 0xFF60)),
    "euc_kr": ((0xAC00, 0xD7A3),),
    "gb18030": ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF)),
    "big5": ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF)),
    "cp1251": ((0x0430, 0x045F),),  # small letters: capitals inside words are rubbish
    "cp1253": ((0x03AC, 0x03CE),),
    "cp1255": ((0x05D0, 0x05EA),),
    "cp1256": ((0x0621, 0x064A),),
}
FOREIGN_SHARE = 0.3  # of all letters are not ASCII: no Western language has so many
FITTING = 0.75


def encoding_in(head: bytes) -> str:
    """The encoding of a file that begins like this, as Python names it."""
    found = encoding_of(head, Notes())
    if found != "utf-8" or head.isascii():
        return found
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode()
    except UnicodeDecodeError:
        return _legacy(whole)
    return "utf-8"


def _legacy(head: bytes) -> str:
    high = sum(byte > 0x7F for byte in head)
    letters = high + sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in head)
    lines = [line for line in head.split(b"\n") if not line.isascii()]
    if high < FOREIGN_SHARE * letters and not _is_dense(lines):
        return "utf-8"
    scored = [(_fit(b"\n".join(lines), name), -n, name) for n, name in enumerate(CANDIDATES)]
    best = max(scored)
    return best[2] if best[0] >= FITTING else "utf-8"


def _is_dense(lines: list[bytes]) -> bool:
    """Whether high bytes stand together, as in words of another script, not one here and there."""
    runs = sum(a > 0x7F and b > 0x7F for line in lines for a, b in pairwise(line))
    high = sum(byte > 0x7F for line in lines for byte in line)
    return runs > 0.6 * high


def _fit(text: bytes, encoding: str) -> float:
    try:
        foreign = [ord(sign) for sign in text.decode(encoding) if not sign.isascii()]
    except UnicodeDecodeError:
        return 0
    fits = sum(any(low <= sign <= high for low, high in SCRIPTS[encoding]) for sign in foreign)
    return fits / len(foreign) if foreign else 0
