"""Known shapes of export, and which of them a table is: told by the names of its columns."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ingest.files import names

# What a shape leaves out is guessed by its name only where a wrong guess would do no harm.
_GUESSED = frozenset(
    (
        *("created_at", "text", "title", "url", "lang", "author_name", "author_handle", "rating"),
        *("author_followers", "like_count", "share_count", "reply_count", "view_count"),
        *("given_polarity", "reply_text", "reply_at"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One tool's export.

    Attributes:
        name: short, for the command line and as the source of its posts.
        title: as people call it.
        told_by: keys of columns that few others have; at_least of them make it this one.
        sure: keys of columns that nobody else has: one is enough.
        columns: our column → keys of theirs, the first that is not blank counts.
        about: "page" where everything in it speaks to one brand.
        kind: of rows that do not say; None lets the row decide.
        dates: the order of day and month where the column leaves it open, None asks.
        zone: of times that name none; None is UTC, and that is said.
    """

    name: str
    title: str
    told_by: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    at_least: int = 1
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    about: Literal["page"] | None = None
    kind: str | None = None
    dates: str | None = None
    zone: str | None = None


@cache
def shapes() -> Mapping[str, Shape]:
    """Every known shape by its name."""
    path = Path(__file__).with_name("shapes.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Shape(name=name, **{**entry, **_keys(entry)}) for name, entry in told.items()}


def _keys(entry: Mapping[str, Any]) -> dict[str, Any]:
    columns = entry["columns"].items()
    return {
        "told_by": frozenset(map(names.key, entry["told_by"])),
        "sure": frozenset(map(names.key, entry["sure"])),
        "columns": {ours: list(map(names.key, theirs)) for ours, theirs in columns},
    }


def shape_of(columns: Sequence[str]) -> Shape | None:
    """The shape of a table with these columns: the one of which it has most names, if enough.

    A name counts by how few shapes have it, one that is sure as much as two more.
    """
    spelled = {names.key(column) for column in columns}
    likely = {name for column in columns for name in names.keys(column)}
    scored = []
    for shape in shapes().values():
        told, sure = shape.told_by & spelled, shape.sure & spelled
        if (sure or len(told) >= shape.at_least) and _is_whole(shape, likely):
            weight = sum(1 / _owners()[name] for name in told) + 2 * len(sure)
            scored.append((weight, shape.name))
    return shapes()[max(scored)[1]] if scored else None


def columns_of(
    shape: Shape, columns: Sequence[str], fits: Callable[[str, str], bool]
) -> dict[str, tuple[str, ...]]:
    """Our columns → the file's, as the shape says and as names tell where it says nothing."""
    spelled: dict[str, str] = {}
    for column in columns:
        spelled.setdefault(names.key(column), column)
    found = {
        ours: tuple(spelled[name] for name in theirs if name in spelled)
        for ours, theirs in shape.columns.items()
    }
    found = {ours: theirs for ours, theirs in found.items() if theirs}
    taken = {column for theirs in found.values() for column in theirs}
    for ours, guessed in names.by_name(columns, fits).items():
        is_left = ours in _GUESSED and not taken & set(guessed)
        if is_left and ours not in found and shape.columns.get(ours) != []:
            found[ours] = guessed
    return found


def _is_whole(shape: Shape, spelled: set[str]) -> bool:
    """Whether there is a time and something said: else it is a report."""

    def has(*ours: str) -> bool:
        theirs = {name for one in ours for name in (*shape.columns.get(one, ()), *known()[one])}
        return bool(spelled & theirs)

    known = names.known
    return has("created_at") and has("text", "title", "rating")


@cache
def _owners() -> Mapping[str, int]:
    """How many shapes have a name."""
    told = [name for shape in shapes().values() for name in shape.told_by]
    return {name: told.count(name) for name in told}
