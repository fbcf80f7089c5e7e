"""What a digest is, whatever it is written as."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Number:
    """One figure as it is shown.

    Attributes:
        name: of assistants.figures.FIGURES.
        label: how readers call it.
        text: the value, or that it is not known and why.
        below: its interval, n and change, in words.
        link: the page that shows what is behind it.
        rule: what is counted.
        since_last: what it was in the last digest; empty where it was in none.
        value: unrounded; None where it is refused, with the reason as text.
        n: how many it rests on; None as above.
    """

    name: str
    label: str
    text: str
    below: str
    link: str
    rule: str
    since_last: str = ""
    value: float | None = None
    n: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence.

    Attributes:
        text: plain; may hold words from outside.
        link: the page that shows it; empty for none.
        quote: a post's own words; empty for none.
        source: where the post was read; empty for none.
    """

    text: str
    link: str = ""
    quote: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A question and the sentences that answer it."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for mail clients and files.

    Attributes:
        png: its bytes.
        words: what it shows, for who does not see it.
        link: the page that shows the same, and more.
    """

    png: bytes
    words: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Everything that one digest says.

    Attributes:
        audience: key of audiences.AUDIENCES.
        brand: key of the brand.
        title: plain.
        question: what it answers.
        period: first and last day, ISO 8601: 2026-09-24/2026-09-30.
        conclusion: a sentence, and the numbers behind it.
        numbers: six at most.
        sections: in reading order; what is restated is one of them.
        picture: None where there is nothing to draw.
        link: the page that it is about.
        unwatched: sources that were not watched, in words; empty where all were.
        version: of the published data.
        made_at: aware.
        known_until: up to when the brand is known, and where its period ends; aware.
        seen_until: when the newest post of the brand was first seen; aware.
        days: 1 or 7.
        language: of wording.said.LANGUAGES, in which all of it is written.
    """

    audience: str
    brand: str
    title: str
    question: str
    period: str
    conclusion: tuple[str, str]
    numbers: Sequence[Number]
    sections: Sequence[Section]
    picture: Picture | None
    link: str
    unwatched: str
    version: str
    made_at: datetime
    known_until: datetime
    seen_until: datetime
    days: int
    language: str

    @property
    def figures(self) -> dict[str, dict[str, float]]:
        """Value and n of each number that is known, for the next digest."""
        return {
            one.name: {"value": one.value, "n": one.n}
            for one in self.numbers
            if one.value is not None and one.n is not None
        }
