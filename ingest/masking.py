"""Takes names, handles and links out of a text, so that none of them is ever read as a feeling."""

import re
from collections.abc import Iterable

USER = "@user"
LINK = "http"

# Before a handle stands no word character: "help@acme.com" names no account.
_LINK = r"(?P<link>(?:https?://|www\.)\S+)"
_HANDLE = r"(?P<handle>(?<![\w@])@\w+(?:\.\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?)"
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
        self._pattern = re.compile("|".join([_LINK, _HANDLE, *_name_rules(names)]), re.IGNORECASE)

    def mask(self, text: str) -> str:
        """The text as scorers see it; typographic apostrophes become plain ones."""
        return self._pattern.sub(_replacement, text.translate(_APOSTROPHES))


def _name_rules(names: Iterable[str]) -> list[str]:
    parts = {_name_rule(name) for name in names if name.strip()}
    if not parts:
        return []
    # Longest first: "Acme Air" is one name, not "Acme" and a word.
    either = "|".join(sorted(parts, key=len, reverse=True))
    return [rf"(?P<tag>#(?:{either})(?=\w))", rf"(?P<name>(?<!\w)[#$]?(?:{either})(?!\w))"]


def _name_rule(name: str) -> str:
    words = _GAP.split(name.strip().lstrip("@#").translate(_APOSTROPHES).lower())
    return r"[\s_-]*".join(re.escape(word) for word in words)


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "link":
        return LINK
    return f"{USER} " if kind == "tag" else USER
