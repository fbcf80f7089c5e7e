"""What was odd about a file without costing a row: counted while reading, told once at the end."""

from collections import Counter
from collections.abc import Iterable

NAMES_SHOWN = 20
NAMES_KEPT = 1000  # a file can name a new column in every line

MESSAGES = {
    "utf16": "no byte order mark, taken for UTF-16",
    "cp1252": "lines that were not UTF-8, read as Windows-1252: {:,}",
    "damaged": "lines with broken characters, shown as U+FFFD: {:,}",
    "nul": "NUL characters removed: {:,}",
    "long_row": "rows of more than 20 lines, see whether a quote is missing: {:,}",
    "below_zero": "counts below 0 left out: {:,}",
    "url": "links dropped because they are not http or https: {:,}",
    "decimal_parent": "parent ids that end in .0, as data frames write numbers, read without: {:,}",
    "undated_answer": "answers left out, no column says when they were given: {:,}",
    "unsaid": "notes and events that were not said in public left out: {:,}",
    "no_brand": "answers of a brand that nobody named, pass --brand: {:,}",
}


class Notes:
    """Counts of oddities by the keys of MESSAGES, and the columns that nobody knows."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._unknown: dict[str, None] = {}

    def count(self, key: str, times: int = 1) -> None:
        """Count an oddity, one of the keys of MESSAGES."""
        self._counts[key] += times

    def ignore(self, column: str) -> None:
        """Remember a column that is not read."""
        if len(self._unknown) < NAMES_KEPT:
            self._unknown[column.strip() or "(no name)"] = None

    def warnings(self) -> list[str]:
        """One sentence per oddity seen so far, unknown columns first; empty when there was none."""
        said = [MESSAGES[key].format(times) for key, times in self._counts.items()]
        return (
            [f"unknown columns ignored: {listed(self._unknown)}", *said] if self._unknown else said
        )


def listed(names: Iterable[str]) -> str:
    """Column names for a sentence: short, printable, at most NAMES_SHOWN of them."""
    clipped = [
        name[:40].encode("unicode_escape").decode() if not name.isprintable() else name[:40]
        for name in names
    ]
    more = len(clipped) - NAMES_SHOWN
    return ", ".join(clipped[:NAMES_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
