"""What verbs print: text for people on a terminal, one JSON object for machines."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wording.signs import as_written


def say(text: str, style: str = "") -> None:
    """Print text for people; brackets in it are no markup, control bytes are left out."""
    Console().print(Text(as_written(text), style=style))


def say_result(found: Mapping[str, Any], text: str, *, as_json: bool) -> None:
    """Print what a verb came to: found as one JSON object, or text."""
    if as_json:
        sys.stdout.write(json.dumps(found, default=str) + "\n")
    else:
        say(text)


def say_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print rows below their heads; cells are plain as in say()."""
    table = Table(*heads)
    for row in rows:
        table.add_row(*(Text(as_written(cell)) for cell in row))
    Console().print(table)


def complain(error: Exception) -> None:
    """Print what went wrong, on the error output."""
    Console(stderr=True).print(
        Text.assemble((type(error).__name__, "red"), f": {as_written(str(error))}")
    )
