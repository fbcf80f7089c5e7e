"""Invented people: names, handles, followers and a way of writing that stays theirs."""

from dataclasses import dataclass
from random import Random

from sample_data.phrases import Phrases

STYLES = ("plain", "lower", "emoji", "typo", "shout")
STYLE_WEIGHTS = (56, 14, 17, 9, 4)
LANGUAGES = ("en", "de", "es", "fr")
LANGUAGE_WEIGHTS = (952, 20, 16, 12)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes; followers None is unknown."""

    author_id: str
    handle: str
    name: str
    followers: int | None = None
    is_bot: bool = False
    style: str = "plain"
    lang: str = "en"


class Crowd:
    """The people of one source: some come back, most are heard once."""

    def __init__(self, source: str, phrases: Phrases, dice: Random) -> None:
        self.source = source
        self.parts = phrases.lines
        self.dice = dice
        self.members: list[Author] = []
        self.handles: set[str] = set()

    def somebody(self) -> Author:
        """A person who was here before (three in ten) or a new one."""
        if self.members and self.dice.random() < 0.3:
            return self.dice.choice(self.members)
        self.members.append(self._new())
        return self.members[-1]

    def _new(self) -> Author:
        first, last = self._part("given"), self._part("stem") + self._part("ending")
        number = 10_000 + len(self.members)
        return Author(
            author_id=f"{self.source[0]}{number}",
            handle=self._handle(first, last),
            name=first if self.dice.random() < 0.3 else f"{first} {last}",
            followers=_followers(self.dice) if self.source == "chirp" else None,
            style=self.dice.choices(STYLES, STYLE_WEIGHTS)[0],
            lang=self.dice.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0],
        )

    def _part(self, heading: str) -> str:
        return self.dice.choice(self.parts[heading])

    def _handle(self, first: str, last: str) -> str:
        plain = self.dice.choice(
            (
                f"{first}_{last}".lower(),
                f"{first}{last[:2]}".lower(),
                self._part("thing") + self._part("thing"),
                f"{last}{first[0]}".lower(),
            )
        )
        handle = f"{plain}{self.dice.randint(2, 99)}"
        while handle in self.handles:
            handle += str(self.dice.randint(0, 9))
        self.handles.add(handle)
        return handle


def _followers(dice: Random) -> int | None:
    luck = dice.random()
    if luck < 0.12:
        return None
    if luck > 0.997:
        return int(10 ** dice.uniform(5.1, 6.6))
    return 8 + int(dice.lognormvariate(5.6, 1.5))
