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
        columns: our column → keys of theirs, the first that is not blank counts.
        about: "page" where everything in it speaks to one brand.
        kind: of rows that do not say; None lets the row decide.
        dates: the order of day and month where the column leaves it open, None asks.
        zone: of times that name none; None is UTC, and that is said.
    """

    name: str
    title: str
    told_by: frozenset[str] = frozenset()
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
    return {
        name: Shape(name=name, **{**entry, **_keys(entry["told_by"], entry["columns"])})
        for name, entry in told.items()
    }


def _keys(told_by: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "told_by": frozenset(map(names.key, told_by)),
        "columns": {ours: list(map(names.key, theirs)) for ours, theirs in columns.items()},
    }


def shape_of(columns: Sequence[str]) -> Shape | None:
    """The shape of a table with these columns: the one of which it has most names, if enough.

    A name counts by how few shapes have it.
    """
    spelled = {names.key(column) for column in columns}
    scored = []
    for shape in shapes().values():
        told = shape.told_by & spelled
        if len(told) >= shape.at_least and _is_whole(shape, spelled):
            scored.append((sum(1 / _owners()[name] for name in told), shape.name))
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
    """Whether there is a time and something said: else it is a report, or another tool's."""
    has_time = bool(spelled & set(shape.columns["created_at"]))
    said = {name for ours in ("text", "title", "rating") for name in shape.columns.get(ours, ())}
    return has_time and bool(spelled & said)


@cache
def _owners() -> Mapping[str, int]:
    """How many shapes have a name."""
    told = [name for shape in shapes().values() for name in shape.told_by]
    return {name: told.count(name) for name in told}
