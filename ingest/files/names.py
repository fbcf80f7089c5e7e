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
_PREFIX = re.compile(
    r"^(?:review|post|comment|tweet|message|ticket|mention|status|article|content|item|feedback"
    r"|survey|customer|original)_"
)
FAR = 1000  # more than any field has names
_REPLY = frozenset(("reply", "response", "antwort", "reponse", "respuesta", "risposta", "resposta"))
_NO_REPLY = frozenset(
    (
        "id",
        "to",
        "count",
        "rate",
        "first",
        "status",
        "minutes",
        "hours",
        "author",
        "by",
        "user",
        "url",
    )
)
_WHEN = frozenset(
    ("date", "at", "time", "timestamp", "created", "datum", "am", "le", "fecha", "updated", "on")
)
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


def key(name: str) -> str:
    """The same without what divides words: "ReviewId", "review_id" and "REVIEWID" are one."""
    return plain(name).replace("_", "")


def keys(name: str) -> set[str]:
    """The key of a name, and of the name without what it is of: "Review URL" is a URL too."""
    return {key(name), _PREFIX.sub("", plain(name)).replace("_", "")}


def in_brackets(name: str) -> str | None:
    """What a name says in brackets: "ET" of "Timestamp (ET)"; None where it says nothing."""
    match = _IN_BRACKETS.search(name)
    return match[1].strip() if match else None


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """Our columns, and what others call each of them, the surest first."""
    path = Path(__file__).with_name("names.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {field: tuple(map(key, names)) for field, names in told.items()}


@cache
def _any() -> frozenset[str]:
    return frozenset(name for names in known().values() for name in names)


def known_count(columns: Iterable[str]) -> int:
    """How many of the names are those of a column that we know."""
    return sum(key(column) in _any() for column in columns)


@lru_cache(maxsize=10_000)
def _likely(name: str) -> tuple[tuple[int, int, str], ...]:
    """What a plain name may be: how sure, the field's own place, the field.

    Surest is a name that is known; then one that is known without what it is of ("review_url");
    then one that speaks of a reply, and of when or what.
    """
    short = _PREFIX.sub("", name)
    found = [
        (rank + far, order, field)
        for far, spelled in ((0, name), (FAR, short if short != name else ""))
        for order, (field, names) in enumerate(known().items())
        for rank, one in enumerate(names)
        if one == spelled.replace("_", "")
    ]
    words = set(name.split("_"))
    if words & _REPLY and not words & _NO_REPLY:
        field = "reply_at" if words & _WHEN else "reply_text"
        found.append((2 * FAR, 0, field))
    return tuple(found)


def by_name(
    columns: Iterable[str], fits: Callable[[str, str], bool] = lambda _field, _column: True
) -> dict[str, tuple[str, ...]]:
    """Our columns → the file's column that is called so; each of the file's serves once.

    Of names that fit, the surest wins; what it does not know is left out.

    Args:
        columns: the file's.
        fits: whether our column (first) can be what a column of the file (second) holds.
    """
    ranked = sorted(
        (rank, order, field, column)
        for column in columns
        for rank, order, field in _likely(plain(column))
    )
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for _, _, field, column in ranked:
        if field not in found and column not in taken and fits(field, column):
            found[field] = (column,)
            taken.add(column)
    return found
