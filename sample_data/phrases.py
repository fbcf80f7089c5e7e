"""Sentences from the files in phrases/, their gaps filled by lines, numbers or the caller."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "phrases"
GAP = re.compile(r"\{(\w+)\}")
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SENTENCE = re.compile(r"(^|[.!?] )(?!https?:)([a-zà-ü])")
TRIES = 9
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

Number = Callable[[Random], object]
NUMBERS: dict[str, Number] = {
    "amount": lambda dice: f"{dice.randint(39, 640)}{dice.choice(('', '', '.50', '.99'))}",
    "small": lambda dice: dice.randint(6, 59),
    "hours": lambda dice: dice.randint(2, 9),
    "days": lambda dice: dice.randint(3, 45),
    "day": lambda dice: dice.randint(4, 28),
    "few": lambda dice: dice.choice(("two", "three", "four", "five", "six")),
    "gate": lambda dice: f"{dice.choice('ABCD')}{dice.randint(1, 38)}",
    "code": lambda dice: f"{dice.choice('ETX')}-{dice.randint(100, 599)}",
    "ref": lambda dice: "".join(dice.choices(LETTERS, k=3)) + str(dice.randint(100, 999)),
    "clock": lambda dice: f"{dice.randint(5, 22):02}:{dice.randrange(0, 60, 5):02}",
    "seat": lambda dice: f"{dice.randint(1, 32)}{dice.choice('ABCDEF')}",
    "row": lambda dice: dice.randint(1, 32),
    "litres": lambda dice: dice.choice((20, 24, 28, 30, 35, 40, 45)),
    "pct": lambda dice: dice.randint(61, 84),
    "weekday": lambda dice: dice.choice(("Monday", "Tuesday", "Thursday", "Friday")),
    "slug": lambda dice: f"{dice.randint(0x10000, 0xFFFFF):x}",
}


class Phrases:
    """Every heading of every file in phrases/ with its lines."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {}
        for path in sorted(FOLDER.glob("*.txt")):
            self._read(path.read_text(encoding="utf-8"))

    def _read(self, text: str) -> None:
        for block in text.split("\n## ")[1:]:
            heading, *lines = block.splitlines()
            self.lines[heading] = [line for line in lines if line]

    def fill(self, heading: str, dice: Random, known: Mapping[str, str]) -> str:
        """One line under a heading with its gaps filled; known comes before numbers and files.

        Raises:
            KeyError: a gap that nobody can fill.
        """
        said: set[str] = set()

        def gap(match: re.Match[str]) -> str:
            name = match[1]
            if name in known:
                return known[name]
            if name in NUMBERS:
                return str(NUMBERS[name](dice))
            text = self.fill(name, dice, known)
            for _ in range(TRIES):  # nobody says the same twice in a row, if there is a choice
                if text not in said:
                    break
                text = self.fill(name, dice, known)
            said.add(text)
            return text

        line = dice.choice(self.lines[heading])
        line = CHOICE.sub(lambda match: dice.choice(match[1].split("|")), line)
        return GAP.sub(gap, line)


def sentences(text: str) -> str:
    """Begin every sentence with a capital."""
    return SENTENCE.sub(lambda match: match[1] + match[2].upper(), text)
