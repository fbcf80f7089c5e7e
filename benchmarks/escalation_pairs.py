"""How often a person's later post is about the same matter as their complaint.

    python -m benchmarks.escalation_pairs

"Complaints that went wider" follows a person, and asks how wide the later post reached; this asks
what following a person is worth before that. 100 pairs were drawn by chance and read by one person:
a complaint, and a later post of the same author about the same brand, elsewhere and within 30 days.
40 are of the public airline tweets (rows of the file), 12, which are all, of the public support
threads, 48 of the sample story. They are kept by their ids alone; a pair of which that reader was
not sure counts as another matter.
"""

import csv
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

MARKED = Path(__file__).with_name("escalation_pairs.csv")
Z95 = 1.959964


def main() -> None:
    """Print the share of each collection, with its 95 % Wilson interval."""
    with MARKED.open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    table = Table("collection", "pairs", "same matter", "share", "median hours between")
    for name in dict.fromkeys(pair["corpus"] for pair in pairs):
        of_it = [pair for pair in pairs if pair["corpus"] == name]
        marks = [pair["is_same_matter"] == "1" for pair in of_it]
        low, high = wilson(marks)
        share = f"{sum(marks) / len(marks):.0%} ({low:.0%} to {high:.0%})"
        hours = median(int(pair["hours"]) for pair in of_it)
        table.add_row(name, str(len(marks)), str(sum(marks)), share, f"{hours:g}")
    Console().print(table)


def wilson(marks: Sequence[bool]) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    n, share = len(marks), sum(marks) / len(marks)
    middle = share + Z95**2 / (2 * n)
    half = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    return (middle - half) / (1 + Z95**2 / n), (middle + half) / (1 + Z95**2 / n)


if __name__ == "__main__":
    main()
