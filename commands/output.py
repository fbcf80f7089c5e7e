"""What verbs print: text for people on a terminal, one JSON object for machines."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wording.signs import as_written

# Of a file that cannot be read or written: what is wrong with its path, and what helps.
_NEXT: Mapping[type[Exception], str] = {
    FileNotFoundError: "there is no such file, or no folder for it; name one that exists",
    NotADirectoryError: "a part of this path is a file, not a folder; name a folder that exists",
    IsADirectoryError: "this is a folder; name a file in it",
    PermissionError: "this user may not read or write here; change that, or name another",
}


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
    """Print what went wrong, on the error output; of a file which, and what to do."""
    Console(stderr=True).print(
        Text.assemble((type(error).__name__, "red"), f": {as_written(_told(error))}")
    )


def _told(error: Exception) -> str:
    if not isinstance(error, OSError) or error.filename is None or type(error) not in _NEXT:
        return str(error)
    return f"{error.filename}: {_NEXT[type(error)]}"
