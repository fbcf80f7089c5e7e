"""Brings texts and names to one spelling, so that what people write meets what is configured."""

import unicodedata

from ingest.reading.remembered import Remembered

# Signs that look alike, united before normal form takes some of them apart.
_APOSTROPHES = "\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u00b4\u2032\uff07\ua78c`"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fb\u00b7"
# What takes no room: soft hyphen, joiners, direction, variants of a sign.
_UNSEEN = (
    *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    *range(0xFE00, 0xFE10),
)
_SEEN = dict.fromkeys(_UNSEEN) | {ord(sign): "'" for sign in _APOSTROPHES}

# Letters that a case fold leaves apart though people do not: the Turkish i with and without its
# dot, the stretched line of Arabic, and vowel signs of Arabic and Hebrew, mostly left out.
_ALIKE: dict[int, str | None] = {
    0x0131: "i",
    **dict.fromkeys((0x0307, 0x0640, *range(0x064B, 0x0653), 0x0670, *range(0x0591, 0x05C0))),
    **{ord(sign): "-" for sign in _HYPHENS},
}
_BARE: dict[int, str | None] = {
    **dict.fromkeys(range(0x0300, 0x0370)),
    0x00F8: "o",
    0x0142: "l",
    0x0111: "d",
    0x0127: "h",
    0x00F0: "d",
    0x00E6: "ae",
    0x0153: "oe",
    0x00FE: "th",
    # Arabic letters that are written one for the other: alif, yaa and taa of every kind.
    0x0649: "\u064a",
    0x0629: "\u0647",
    0x0671: "\u0627",
    0x0654: None,
    0x0655: None,
}
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})


def plain(text: str) -> str:
    """The text with one kind of apostrophe, signs in normal form (NFKC), nothing unseen in it."""
    if text.isascii():
        return text.replace("`", "'") if "`" in text else text
    return unicodedata.normalize("NFKC", text.translate(_SEEN))


def fold(text: str) -> str:
    """A plain text without differences of case: "WEISS" and "Weiß", "İş" and "iş" are one.

    Every character is folded for itself, so that places can be followed back.
    """
    return text.lower() if text.isascii() else text.casefold().translate(_ALIKE)


def bare(folded: str) -> str:
    """A folded text without accents: "nestlé" and "nestle" are one."""
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded).translate(_BARE)
    return unicodedata.normalize("NFC", apart)


def spelt_out(folded: str) -> str:
    """A folded text with umlauts as those write it who have none: "müller" is "mueller"."""
    return bare(folded.translate(_SPELT_OUT))


def bare_with_places(text: str) -> tuple[str, list[int]]:
    """A plain text folded and bare, and for each of its characters the place in the plain text.

    One place more stands for the end.
    """
    pieces = list(map(_bare_sign.__getitem__, text))
    places = [i for i, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*places, len(text)]


# Few signs are written, and each of a text is asked for.
_bare_sign = Remembered(lambda sign: bare(fold(sign)))
