"""What stands around the figures of a digest in every form of it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from digests.digest import Digest
from wording.numbers import moment
from wording.said import mark, say

COUNTED = mark("How these are counted")
READ_THERE = mark("Read it there")
LACKING = mark(
    "Letters that this PDF cannot show stand as “?”; the HTML of the digest has them all."
)


def foot(digest: Digest) -> Iterator[str]:
    """What every form of a digest ends with: gaps, version, times."""
    if digest.unwatched:
        yield say(
            "Not watched in this period: {gaps}. Figures lack what was said then.",
            gaps=digest.unwatched,
        )
    zone = ZoneInfo("UTC")
    yield say(
        "Known until {known} UTC; made {made} UTC of {version}. Links lead to the pages as they "
        "stand when they are opened.",
        known=moment(digest.known_until, zone),
        made=moment(digest.made_at, zone),
        version=digest.version,
    )


def quotation(words: str) -> str:
    """A post's own words between the marks of the language."""
    return say("“{text}”", text=words)
