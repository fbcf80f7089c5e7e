"""Takes names, handles and links out of a text, so that none of them is ever read as a feeling."""

import re
from collections.abc import Iterable

USER = "@user"
LINK = "http"

_LINK = re.compile(r"[hH][tT][tT][pP][sS]?://\S+|[wW]{3}\.\S+")
# Before a handle stands no word character: "help@acme.com" names no account. The sign comes first
# in the pattern since the search for a fixed letter is quick.
_HANDLE = re.compile(r"@(?<![\w@]@)\w+(?:\.\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")
_GAP = re.compile(r"[\s_-]+")


class Masker:
    """Replaces handles and tracked names by "@user" and links by "http".

    Every scorer was trained on, or ignores, these two; so a name can never carry a score. A name is
    found whatever its capitals, as a whole word, with any gap between its parts ("Virgin America",
    "virgin-america", "VirginAmerica"), and at the front of a hashtag, where the rest is kept:
    "#AcmeFail" reads "@user Fail".
    """

    def __init__(self, names: Iterable[str]) -> None:
        held = [name for name in names if name.strip()]
        rules = _name_rules(held)
        self._parts = sorted({max(_words(name), key=len) for name in held})
        self._names = re.compile("|".join(rules), re.IGNORECASE) if rules else None

    def mask(self, text: str) -> str:
        """The text as scorers see it; typographic apostrophes become plain ones."""
        return self.mask_names(mask_addresses(text))

    def mask_names(self, text: str) -> str:
        """The same for a text whose handles and links are masked already."""
        if self._names is None or not self._may_hold_a_name(text):
            return text
        return self._names.sub(_name_replacement, text)

    def _may_hold_a_name(self, text: str) -> bool:
        """Looking for a few letters is much quicker than the search for names."""
        lower = text.lower()
        return any(part in lower for part in self._parts)


def mask_addresses(text: str) -> str:
    """Mask handles and links alone: what a post is about may be a tracked name."""
    if not text.isascii():
        text = text.translate(_APOSTROPHES)
    if "://" in text or "." in text:
        text = _LINK.sub(LINK, text)
    return _HANDLE.sub(USER, text) if "@" in text else text


def _name_rules(names: Iterable[str]) -> list[str]:
    parts = {_name_rule(name) for name in names if name.strip()}
    if not parts:
        return []
    # Longest first: "Acme Air" is one name, not "Acme" and a word.
    either = "|".join(sorted(parts, key=len, reverse=True))
    return [rf"(?P<tag>#(?:{either})(?=\w))", rf"(?P<name>(?<!\w)[#$]?(?:{either})(?!\w))"]


def _name_rule(name: str) -> str:
    return r"[\s_-]*".join(re.escape(word) for word in _words(name))


def _words(name: str) -> list[str]:
    return _GAP.split(name.strip().lstrip("@#").translate(_APOSTROPHES).lower())


def _name_replacement(match: re.Match[str]) -> str:
    return f"{USER} " if match.lastgroup == "tag" else USER
