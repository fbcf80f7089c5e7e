"""Takes names, handles and links out of a text, so that none of them is ever read as a feeling."""

import re
from collections.abc import Iterable

from ingest.reading.folding import plain
from ingest.reading.names import Found, Names
from ingest.reading.places import mask_places

USER = "@user"
LINK = "http"

_LINK = re.compile(r"[hH][tT][tT][pP][sS]?://\S+|[wW]{3}\.\S+")
# Before a handle stands no word character: "help@acme.com" names no account. The sign comes first
# in the pattern since the search for a fixed letter is quick.
_HANDLE = re.compile(r"@(?<![\w@]@)\w+(?:\.\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?")


class Masker:
    """Replaces handles and tracked names by "@user" and links by "http".

    Every scorer was trained on, or ignores, these two; so a name can never carry a score. A name is
    found as people write it (see `Names`), and at the front of any hashtag, where the rest is kept:
    "#AcmeFail" reads "@user Fail".
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = Names(name for name in names if name.strip())

    def mask(self, text: str) -> str:
        """The text as scorers see it, plain (see `plain`)."""
        return self.mask_names(mask_addresses(text))

    def mask_names(self, text: str) -> str:
        """The same for a text whose handles and links are masked already."""
        for found in reversed(self._names.find(text)):
            text = f"{text[: found.start]}{_mask(text, found)}{text[found.end :]}"
        return mask_places(text)


def mask_addresses(text: str) -> str:
    """Mask handles and links alone: what a post is about may be a tracked name."""
    text = plain(text)
    if "://" in text or "." in text:
        text = _LINK.sub(LINK, text)
    return _HANDLE.sub(USER, text) if "@" in text else text


def _mask(text: str, found: Found) -> str:
    """The mask, set apart from what is tied to the name in a hashtag."""
    before = " " if text[max(found.start - 1, 0) : found.start].isalnum() else ""
    after = " " if text[found.end : found.end + 1].isalnum() else ""
    return f"{before}{USER}{after}"
