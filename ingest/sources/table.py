"""The table of sources in README.md, written from what the modules say.

`make lint` runs `python -m ingest.sources.table README.md`; a test compares the two.
"""

import re
import sys
from pathlib import Path

from ingest.sources import CONNECTORS
from ingest.sources.needs import Needs, needs_of

HEAD = "| source | needs | auth | gaps |\n|---|---|---|---|\n"
TABLE = re.compile(rf"(?<={re.escape(HEAD)})(?:\| `.*\n)*")  # up to the row of files


def row(needs: Needs) -> str:
    """A kind's row: its required keys, then what its docstring says."""
    keys = ", ".join(f"`{name}`" for name in needs.required) or "nothing"
    return f"| `{needs.kind}` | {keys} | {needs.auth} | {needs.gaps} |\n"


def written(readme: str) -> str:
    """The README with today's rows; everything else as it is."""
    rows = "".join(row(needs_of(kind)) for kind in CONNECTORS)
    return TABLE.sub(lambda _: rows, readme)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(written(file.read_text(encoding="utf-8")), encoding="utf-8")
