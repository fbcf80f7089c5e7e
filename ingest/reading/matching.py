"""Which brands a text is about, and which of them it speaks to."""

import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.brand import Brand

HANDLE = re.compile(r"(?<![\w@])@([A-Za-z0-9_][A-Za-z0-9_.-]*)")


class Matcher:
    """Finds brand names, nicknames and handles in texts.

    Names match whole words in any case, with a hashtag too; phrases a brand excludes do not
    count for it. A handle of a brand, or of an account that answers for it, addresses it.
    """

    def __init__(self, brands: Iterable[Brand]) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._handles: dict[str, list[str]] = defaultdict(list)
        self._excluded: dict[str, re.Pattern[str]] = {}
        for brand in brands:
            self._add(brand)
        self._pattern = _any_of(self._names)

    def match(self, text: str) -> tuple[list[str], list[str]]:
        """(brands named in any way, brands addressed by a handle), both sorted by key."""
        addressed = {
            key
            for handle in (HANDLE.findall(text) if "@" in text else ())
            for key in self._handles.get(handle.rstrip(".-").casefold(), ())
        }
        named = set(addressed)
        if self._pattern is not None:
            for found in self._pattern.findall(text):
                named.update(self._names[_folded(found)])
        for key in [key for key in named - addressed if key in self._excluded]:
            if not self._named_elsewhere(key, text):
                named.discard(key)
        return sorted(named), sorted(addressed)

    def _add(self, brand: Brand) -> None:
        for name in {*brand.names, *brand.nicknames, *brand.products, brand.name}:
            self._names[_folded(name)].append(brand.key)
        for handle in {*brand.handles, *brand.own_accounts}:
            self._handles[handle.casefold()].append(brand.key)
        if brand.exclude and (pattern := _any_of(map(_folded, brand.exclude))):
            self._excluded[brand.key] = pattern

    def _named_elsewhere(self, key: str, text: str) -> bool:
        rest = self._excluded[key].sub(" ", text)
        found = self._pattern.findall(rest) if self._pattern else ()
        return any(key in self._names[_folded(name)] for name in found)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Longest first, so that "Acme Air" is not read as "Acme"."""
    parts = [
        r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True)
    ]
    if not parts:
        return None
    return re.compile(rf"(?<![\w@])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
