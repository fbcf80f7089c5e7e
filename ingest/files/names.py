"""Names of columns: in one spelling, and which of our columns each is likely to be."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SIGNS = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A column's name in one spelling: "Post ID", "postId" and "POST-ID (x)" are post_id."""
    text = name.strip().strip("\ufeff\"'")
    bare = _BRACKETS.sub(" ", text)
    text = bare if _SIGNS.sub("", bare.casefold()) else text
    text = _CAMEL.sub("_", text)
    text = unicodedata.normalize("NFKD", text.casefold())
    return _SIGNS.sub("_", "".join(c for c in text if not unicodedata.combining(c))).strip("_")


def in_brackets(name: str) -> str | None:
    """What a name says in brackets: "ET" of "Timestamp (ET)"; None where it says nothing."""
    match = _IN_BRACKETS.search(name)
    return match[1].strip() if match else None


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """Our columns, and what others call each of them, the surest first."""
    path = Path(__file__).with_name("names.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {field: tuple(names) for field, names in told.items()}


@cache
def _any() -> frozenset[str]:
    return frozenset(name for names in known().values() for name in names)


def known_count(columns: Iterable[str]) -> int:
    """How many of the names are those of a column that we know."""
    return sum(plain(column) in _any() for column in columns)


def by_name(
    columns: Iterable[str], fits: Callable[[str, str], bool] = lambda _field, _column: True
) -> dict[str, tuple[str, ...]]:
    """Our columns → the file's column that is called so; each of the file's serves once.

    Of names that fit, the surest wins; what it does not know is left out.

    Args:
        columns: the file's.
        fits: whether our column (first) can be what a column of the file (second) holds.
    """
    spelled: dict[str, str] = {}
    for column in columns:
        if name := plain(column):
            spelled.setdefault(name, column)
    ranked = sorted(
        (rank, order, field, spelled[name])
        for order, (field, names) in enumerate(known().items())
        for rank, name in enumerate(names)
        if name in spelled
    )
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for _, _, field, column in ranked:
        if field not in found and column not in taken and fits(field, column):
            found[field] = (column,)
            taken.add(column)
    return found
