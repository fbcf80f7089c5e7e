"""The table of changes: which rule, where it stands, what replaces it, who should notice."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

TABLE = Path(__file__).with_name("rules.toml")
ROOMS = ("sql", "charts", "dashboard", "digests", "ingest", "wording")


class TableIsWrong(Exception):  # noqa: N818 - a state, named as one
    """An entry no longer fits the code; the message says which."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one rule.

    Attributes:
        name: of the file and what is changed in it.
        rule: what no longer holds.
        path: of the file, found by the end of its path wherever it lies.
        old: text that stands there exactly once.
        new: what is put in its place.
        tests: those of the subject.
    """

    name: str
    rule: str
    path: Path
    old: str
    new: str
    tests: tuple[str, ...]


def mutants() -> list[Mutant]:
    """Every entry of the table.

    Raises:
        TableIsWrong: a file is not there or not alone, a text does not stand in it exactly once,
            or a test is gone.
    """
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    found = [
        _read(entry, subject["tests"]) for subject in table.values() for entry in subject["mutants"]
    ]
    names = [one.name for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise TableIsWrong(f"{TABLE.name}: named twice: {', '.join(sorted(twice))}")
    return found


def _read(entry: dict[str, str], tests: list[str]) -> Mutant:
    file = entry["file"]
    name = f"{Path(file).stem}: {entry['name']}"
    named = [path for room in ROOMS for path in (ROOT / room).rglob(Path(file).name)]
    paths = [path for path in named if path.as_posix().endswith(f"/{file}")]
    if len(paths) != 1:
        raise TableIsWrong(f"{name}: {len(paths)} files are called {file}")
    count = paths[0].read_text(encoding="utf-8").count(entry["old"])
    if count != 1:
        raise TableIsWrong(
            f"{name}: {entry['old']!r} stands {count} times in {paths[0].relative_to(ROOT)}; "
            f"bring {TABLE.relative_to(ROOT)} up to the rule"
        )
    if gone := [test for test in tests if not (ROOT / test).exists()]:
        raise TableIsWrong(f"{name}: no such tests: {', '.join(gone)}")
    return Mutant(name, entry["rule"], paths[0], entry["old"], entry["new"], tuple(tests))
