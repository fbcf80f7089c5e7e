"""A digest as a PDF, written without a library or a browser: text, links, one picture.

Letters are those of Windows-1252, which every reader has fonts for; others stand as "?", and the
file says so. The HTML has them all.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

from charts.theme import LIGHT
from digests.digest import Digest, Line
from digests.frame import COUNTED, LACKING, READ_THERE, foot, quotation
from wording.safety import link as safe_link
from wording.said import say, speaking

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 48.0  # A4, in points
SMALL, BODY, HEAD, TITLE = 8.5, 10.5, 13.0, 18.0
LEADING = 1.35
BOLD = 1.08  # how much wider bold letters are, at most
SAME = str.maketrans({"−": "-", "\u2060": "", "\u00a0": " ", "≥": ">", "≤": "<"})  # noqa: RUF001
# Widths of Helvetica from the space on, in thousandths of the size; what follows is wide enough.
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
WIDEST = 800


@dataclass(slots=True)
class _Sheet:
    """One page: what is drawn, and the links upon it."""

    drawn: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Paper:
    """Pages that are filled from above."""

    def __init__(self) -> None:
        self.sheets = [_Sheet()]
        self.y = HEIGHT - MARGIN
        self.is_lacking = False

    def write(
        self,
        words: str,
        size: float = BODY,
        *,
        link: str = "",
        bold: bool = False,
        above: float = 0,
    ) -> None:
        """A paragraph, blue where it is a link, so far below what stands above it."""
        self.y -= above
        address = safe_link(link)
        colour = LIGHT.brand if address else LIGHT.ink if size > SMALL else LIGHT.muted
        for line in _wrapped(self._shown(words), size * (BOLD if bold else 1)):
            self._room(size * LEADING)
            self.y -= size * LEADING
            font, at = ("F2" if bold else "F1"), f"{MARGIN:.1f} {self.y:.1f}"
            self.sheets[-1].drawn.append(
                f"BT /{font} {size} Tf {_rgb(colour)} rg {at} Td <{line.hex()}> Tj ET"
            )
            if address:
                self._link(address, _wide(line, size * (BOLD if bold else 1)), size)

    def picture(self, wide: float, high: float, link: str) -> None:
        """The picture over the whole width."""
        tall = (WIDTH - 2 * MARGIN) * high / wide
        self._room(tall + BODY)
        self.y -= tall + BODY
        size = f"{WIDTH - 2 * MARGIN:.1f} 0 0 {tall:.1f} {MARGIN:.1f} {self.y:.1f}"
        self.sheets[-1].drawn.append(f"q {size} cm /Picture Do Q")
        if address := safe_link(link):
            self._link(address, WIDTH - 2 * MARGIN, tall)

    def _shown(self, words: str) -> bytes:
        told = " ".join(words.translate(SAME).split()).encode("cp1252", "replace")
        self.is_lacking |= told.count(b"?") > words.count("?")
        return told

    def _room(self, tall: float) -> None:
        if self.y - tall < MARGIN:
            self.sheets.append(_Sheet())
            self.y = HEIGHT - MARGIN

    def _link(self, address: str, wide: float, tall: float) -> None:
        box = f"{MARGIN:.1f} {self.y - 2:.1f} {MARGIN + wide:.1f} {self.y + tall:.1f}"
        target = address.encode("utf-8").hex()
        self.sheets[-1].links.append(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/A<</S/URI/URI<{target}>>>>>"
        )


def pdf(digest: Digest) -> bytes:
    """The whole file."""
    with speaking(digest.language):
        return _written(digest)


def _written(digest: Digest) -> bytes:
    paper = _Paper()
    paper.write(digest.title, TITLE, bold=True)
    paper.write(digest.question, SMALL)
    paper.write(digest.conclusion[0], HEAD, bold=True, link=digest.link, above=8)
    paper.write(digest.conclusion[1])
    _numbers(paper, digest)
    image = Image.open(io.BytesIO(digest.picture.png)).convert("RGB") if digest.picture else None
    if image and digest.picture:
        paper.picture(*image.size, digest.picture.link)
        paper.write(digest.picture.words, SMALL)
    for section in digest.sections:
        paper.write(section.title, HEAD, bold=True, above=10)
        for line in section.lines:
            _line(paper, line)
    paper.write(say(COUNTED), HEAD, bold=True, above=10)
    for one in digest.numbers:
        paper.write(f"{one.label}: {one.rule}", SMALL, above=2)
    for told in foot(digest):
        paper.write(told, SMALL, above=4)
    if paper.is_lacking:
        paper.write(say(LACKING), SMALL, above=4)
    return _file(paper.sheets, image, digest)


def _numbers(paper: _Paper, digest: Digest) -> None:
    for one in digest.numbers:
        paper.write(f"{one.label}: {one.text}", BODY, bold=True, link=one.link, above=5)
        if below := " · ".join(part for part in (one.below, one.since_last) if part):
            paper.write(below, SMALL)


def _line(paper: _Paper, line: Line) -> None:
    if line.quote:
        paper.write(quotation(line.quote), above=3)
    paper.write(line.text, SMALL if line.quote else BODY, link=line.link, above=2)
    if line.quote and line.source:
        paper.write(say(READ_THERE), SMALL, link=line.source)


def _wrapped(words: bytes, size: float) -> Iterator[bytes]:
    """Lines that fit; a word that is longer than a line is cut."""
    line = b""
    for word in words.split(b" "):
        longer = line + b" " + word if line else word
        if _wide(longer, size) <= WIDTH - 2 * MARGIN:
            line = longer
            continue
        if line:
            yield line
        *full, line = _cut(word, size)
        yield from full
    yield line


def _cut(word: bytes, size: float) -> list[bytes]:
    most = max(1, int((WIDTH - 2 * MARGIN) / (size * max(WIDTHS) / 1000)))
    if _wide(word, size) <= WIDTH - 2 * MARGIN:
        return [word]
    return [word[start : start + most] for start in range(0, len(word), most)]


def _wide(line: bytes, size: float) -> float:
    widths = (WIDTHS[one - 32] if 32 <= one < 127 else WIDEST for one in line)
    return sum(widths) * size / 1000


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def _file(sheets: list[_Sheet], image: Image.Image | None, digest: Digest) -> bytes:
    """The objects with the table that says where each begins."""
    first = 7  # number of the first page's object
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    name = digest.title.encode("utf-16").hex()
    found = [
        f"<</Type/Catalog/Pages 2 0 R/Lang({digest.language})>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode(),
        *(
            f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode()
            for font in ("Helvetica", "Helvetica-Bold")
        ),
        f"<</Title<{name}>/Producer(Earshot)>>".encode(),
        _image(image or Image.new("RGB", (1, 1), LIGHT.paper)),
    ]
    for number, sheet in enumerate(sheets):
        found.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH:.0f} {HEIGHT:.0f}]"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</Picture 6 0 R>>>>"
            f"/Contents {first + 2 * number + 1} 0 R/Annots[{''.join(sheet.links)}]>>".encode()
        )
        found.append(_stream("", "\n".join(sheet.drawn).encode()))
    return _joined(found)


def _image(image: Image.Image) -> bytes:
    wide, high = image.size
    head = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}"
    head += "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    return _stream(head, zlib.compress(image.tobytes()))


def _stream(head: str, held: bytes) -> bytes:
    return f"<<{head}/Length {len(held)}>>\nstream\n".encode() + held + b"\nendstream"


def _joined(objects: list[bytes]) -> bytes:
    out, starts = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, held in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R>>"
    return bytes(out) + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()
