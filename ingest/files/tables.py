"""Where the table begins in a sheet or delimited file: preamble, header of one line or two.

Exports put titles, filters and dates above their header, or group its names under others. The line
whose names are best known is the header; what stands above it is preamble.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.errors import LoadError
from ingest.files import names

DELIMITERS = ",;\t|"
LOOKED_AT = 40  # lines at the beginning among which the header is looked for
NAME_LONGEST = 80
_SAID = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")

Records = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Top:
    """The upper end of a table.

    Attributes:
        line: the header's line, from 1; of two lines the first.
        below: the first line below the header.
        columns: their names, each another one.
        delimiter: what divides cells; "" in a sheet.
        preamble: the cells of what stands above.
    """

    line: int
    below: int
    columns: tuple[str, ...]
    delimiter: str = ""
    preamble: tuple[tuple[str, ...], ...] = ()


def top_of_lines(lines: Sequence[str]) -> Top:
    """The upper end of a delimited file.

    Raises:
        LoadError: there is no line that could head columns.
    """
    said = _SAID.fullmatch(lines[0].replace('"', "")) if lines else None
    candidates = []
    for delimiter in said[1] if said else DELIMITERS:
        records = _records(lines, delimiter)
        if said:
            records = records[1:]
        found = _best(records)
        if found:
            candidates.append((*found, delimiter, records))
    if not candidates:
        raise LoadError("there is no line with names of columns")
    _, place, delimiter, records = max(candidates, key=lambda it: it[0])
    return _top(records, place, delimiter)


def top_of_rows(rows: Records) -> Top:
    """The upper end of a sheet.

    Raises:
        LoadError: there is no row that could head columns.
    """
    found = _best(rows)
    if not found:
        raise LoadError("there is no row with names of columns")
    return _top(rows, found[1], "")


def _records(lines: Sequence[str], delimiter: str) -> Records:
    """Cells of the first lines, each with the number of the line it begins on."""
    reader = csv.reader(iter(lines), delimiter=delimiter)
    found: Records = []
    before = 0
    try:
        for record in islice(reader, LOOKED_AT):
            found.append((before + 1, record))
            before = reader.line_num
    except csv.Error:  # a cell without end: what came before it is enough
        pass
    return [(line, record) for line, record in found if any(cell.strip() for cell in record)]


def _best(records: Records) -> tuple[tuple[float, ...], int] | None:
    """How good the best header is, and its place among the records."""
    usual = _usual_width(records)
    scored = [((*_score(cells, usual), -place), place) for place, (_, cells) in enumerate(records)]
    scored = [one for one in scored if one[0][0] > 0 or one[0][1] > 0]
    return max(scored) if scored else None


def _score(cells: list[str], usual: int) -> tuple[float, float]:
    """How many names are known, then how alike the line is to a header of unknown names."""
    words = [cell.strip() for cell in cells if cell.strip()]
    if not words or max(map(len, words)) > NAME_LONGEST:
        return 0, 0
    known = names.known_count(words) - 0.01 * abs(len(cells) - usual)
    is_like = len(words) == len(cells) == usual and not any(map(_DIGIT.search, words))
    return known if len(cells) > 1 else known / 2, len(cells) / 100 if is_like else 0


def _usual_width(records: Records) -> int:
    widths = [len(cells) for _, cells in records]
    return max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0


def _top(records: Records, place: int, delimiter: str) -> Top:
    first = last = place
    cells = records[place][1]
    if place and _groups(records[place - 1][1], cells):
        first = place - 1
        cells = _joined(records[first][1], cells)
    elif place + 1 < len(records) and _names_below(cells, records[place + 1][1]):
        last = place + 1
        cells = _joined(cells, records[last][1])
    preamble = tuple(tuple(cells) for _, cells in records[:first])
    return Top(records[first][0], _below(records, last), _apart(cells), delimiter, preamble)


def _below(records: Records, last: int) -> int:
    """The next record's line; a header is one line long, or as long as its own line breaks."""
    line, cells = records[last]
    return line + 1 + sum(cell.count("\n") for cell in cells)


def _groups(above: list[str], cells: list[str]) -> bool:
    """Whether the line above a header groups its names: as wide, some cells empty, no figures."""
    filled = [cell for cell in above if cell.strip()]
    return (
        len(above) == len(cells)
        and 2 <= len(filled) < len(above)
        and not any(map(_DIGIT.search, filled))
    )


def _names_below(cells: list[str], below: list[str]) -> bool:
    """Whether the line below names what the header leaves empty."""
    empty = [place for place, cell in enumerate(cells) if not cell.strip()]
    filled = [cell for cell in below if cell.strip()]
    return (
        bool(empty)
        and len(below) == len(cells)
        and all(below[place].strip() for place in empty)
        and not any(map(_DIGIT.search, filled))
        and max(map(len, filled)) <= NAME_LONGEST
        and names.known_count(filled) * 2 >= len(filled)
    )


def _joined(above: list[str], below: list[str]) -> list[str]:
    """The lower name where it is given and no other column has it; else both, or the upper one."""
    group, found = "", []
    for upper, lower in zip(above, below, strict=True):
        group = upper.strip() or group
        twice = below.count(lower) > 1 and lower.strip()
        found.append(f"{group} {lower}".strip() if twice else lower.strip() or upper.strip())
    return found


def _apart(cells: list[str]) -> tuple[str, ...]:
    """Names of which no two are the same; an empty one stays, as data frames name their index."""
    found: list[str] = []
    for cell in cells:
        name = " ".join(cell.strip().strip("\ufeff").split())
        count = 2
        while name in found:
            name = f"{cell.strip()} ({count})"
            count += 1
        found.append(name)
    return tuple(found)
