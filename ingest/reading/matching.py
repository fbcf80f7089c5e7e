"""Which brands a text is about, and which of them it speaks to."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ingest.brand import Brand
from ingest.entities import decoded
from ingest.reading.folding import fold, plain
from ingest.reading.names import Names
from ingest.reading.spelling import spellings

# "@acme", "@acme.bsky.social", "@acme@mastodon.example"; "help@acme.com" names no account.
HANDLE = re.compile(
    r"@(?<![0-9A-Za-z_@]@)([A-Za-z0-9_][A-Za-z0-9_.-]*)(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?"
)


class Matcher:
    """Finds brand names, nicknames and handles in texts.

    Names are found as people write them (see `Names`); phrases a brand excludes do not count for
    it. A handle of a brand, or of an account that answers for it, addresses it: with its host where
    one is configured ("acme@mastodon.example"), else wherever it is.
    """

    def __init__(self, brands: Iterable[Brand]) -> None:
        held = list(brands)
        self._brands = _by_name(held, lambda b: (b.name, *b.names, *b.nicknames, *b.products))
        self._accounts = _by_name(held, _accounts)
        self._names = Names(self._brands)
        # A handle in another script has no end of its own: "@小米的客服" speaks to @小米.
        self._handles = Names(handle for handle in self._accounts if not handle.isascii())
        self._excluded = {brand.key: Names(brand.exclude) for brand in held if brand.exclude}

    def match(self, text: str) -> tuple[list[str], list[str]]:
        """(brands named in any way, brands addressed by a handle), both sorted by key."""
        written = plain(decoded(text))
        addressed = set(self._addressed(written)) if "@" in written else set()
        named = addressed | self._named(written)
        for key in [key for key in named - addressed if key in self._excluded]:
            if key not in self._named(self._without_excluded(key, written)):
                named.discard(key)
        return sorted(named), sorted(addressed)

    def _named(self, written: str) -> set[str]:
        return {
            key
            for found in self._names.find(written)
            if found.is_whole and written[max(found.start - 1, 0) : found.start] != "@"
            for name in found.names
            for key in self._brands[name]
        }

    def _addressed(self, written: str) -> Iterator[str]:
        for match in HANDLE.finditer(written):
            handle = fold(match[1].rstrip(".-"))
            yield from self._accounts.get(handle, ())
            if match[2]:
                yield from self._accounts.get(handle + fold(match[2]), ())
        for found in self._handles.find(written):
            if written[max(found.start - 1, 0) : found.start] == "@":
                yield from (key for name in found.names for key in self._accounts[name])

    def _without_excluded(self, key: str, written: str) -> str:
        for found in reversed(self._excluded[key].find(written)):
            written = f"{written[: found.start]} {written[found.end :]}"
        return written


def needles(names: Iterable[str]) -> list[str]:
    """Letters of which at least one stands in every text that holds one of the names or handles."""
    return sorted({spelling.needle for name in names for spelling in spellings(name)})


def _by_name(
    brands: Iterable[Brand], names_of: Callable[[Brand], Iterable[str]]
) -> dict[str, list[str]]:
    """Keys of the brands by each of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for brand in brands:
        for name in dict.fromkeys(names_of(brand)):
            found[name].append(brand.key)
    return found


def _accounts(brand: Brand) -> Iterable[str]:
    return (fold(plain(name)) for name in (*brand.handles, *brand.own_accounts))
