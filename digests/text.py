"""A digest as plain text: for mail clients without HTML, chats and terminals."""

from collections.abc import Iterator

from digests.digest import Digest, Line
from digests.frame import COUNTED, foot, quotation
from wording.said import say, speaking


def text(digest: Digest) -> str:
    """Everything that the HTML says, without its picture."""
    with speaking(digest.language):
        return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield from (digest.title, digest.question, "", *digest.conclusion, digest.link, "")
    for one in digest.numbers:
        below = " · ".join(part for part in (one.below, one.since_last) if part)
        yield f"{one.label}: {one.text}{f' ({below})' if below else ''}"
        yield f"  {one.link}"
    if digest.picture:
        yield from ("", digest.picture.words)
    for section in digest.sections:
        yield from ("", section.title)
        yield from (told for line in section.lines for told in _line(line))
    yield from ("", say(COUNTED))
    yield from (f"- {one.label}: {one.rule}" for one in digest.numbers)
    yield ""
    yield from foot(digest)


def _line(line: Line) -> Iterator[str]:
    if line.quote:
        # In one line: a post's own lines would read as the digest's.
        yield " ".join(f"- {quotation(line.quote)} {line.text} {line.source}".split())
    else:
        yield f"- {line.text}"
    if line.link:
        yield f"  {line.link}"
