"""How people may spell a configured name: one pattern for all its ways."""

import re
from dataclasses import dataclass

from ingest.entities import decoded
from ingest.reading.folding import bare, fold, plain, spelt_out
from ingest.reading.word_files import words_in

# Written without blanks between words: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han.
_UNBROKEN = (
    "\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff"
)
_HANGUL = "\uac00-\ud7a3"  # particles follow a word without a blank
_LATIN = "0-9a-z_\u00df-\u024f\u1e00-\u1eff"  # one beside a Latin name makes it another word
_MARKS = "\u0300-\u036f\u0900-\u0dff"  # vowel signs of India are no word characters to `re`
# "and", "with", "by", "like", "to", "the" are written at the front of a word.
_ARABIC = (
    "\u0600-\u06ff",
    "[\u0648\u0641]?(?:\u0644\u0644|[\u0628\u0643\u0644\u0633]?(?:\u0627\u0644)?)",
)
_ARTICLE, _TO_THE = "\u0627\u0644", "\u0644\u0644"
_HEBREW = ("\u0590-\u05ff", "[\u05d5\u05e9\u05d4\u05d1\u05dc\u05de\u05db]{0,3}")

_WORD = re.compile(f"(?:[^\\W_]|[{_MARKS}])+")
_PIECE = re.compile(rf"{_WORD.pattern}|[\s_-]+|\s*&\s*|\W")
_INNER = "\0"  # stands where a capital begins a new part: "PayPal"
_CAMEL = re.compile(r"\b([A-Za-z][a-z]{2,})(?=([A-Z][a-z]{2,}))")
# Letters; a shorter name without accents or blanks may be another word ("schon", "theme"). Accents
# that make no letter of their own in German are left out sooner ("Żabka").
_LONG, _LONG_ENOUGH = 6, 5
_UMLAUTS = frozenset("äöü")
_PLURAL = 5
_OPTIONAL = {"'": r"[\s'-]?", ".": r"\.?", "!": "!?", '"': "[\"']*", _INNER: r"[\s_-]?"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a name may stand in a bare text.

    Attributes:
        needle: letters that stand in every text that holds the name.
        pattern: of the name alone, without groups.
        framed: the same between its boundaries.
        joined: its letters alone; two names of the same letters are one.
        accents: a pattern of the name with its accents; None where people may leave them out.
    """

    needle: str
    pattern: str
    framed: str
    joined: str
    accents: str | None


def spellings(name: str) -> list[Spelling]:
    """Every way in which people write a name; none for a name without a letter or digit."""
    written = plain(decoded(name)).strip().lstrip("@#$").strip()
    folded = fold(_CAMEL.sub(_part, written))
    bared, spelt = bare(folded), spelt_out(folded)
    if not _WORD.search(bared):
        return []
    least = _LONG_ENOUGH if _UMLAUTS.isdisjoint(folded) else _LONG
    is_short = len("".join(_WORD.findall(bared))) < least
    accents = f"{_pattern(folded)}|{''.join(_WORD.findall(folded))}" if is_short else None
    found = [_spelling(bared, accents)]
    return [*found, _spelling(spelt, None)] if spelt != bared else found


def _part(match: re.Match[str]) -> str:
    """Two plain words run together are no name's two parts: "TakeAway" and "take away"."""
    common = words_in("english")
    is_plain = match[1].lower() in common and match[2].lower() in common
    return match[1] if is_plain else match[1] + _INNER


def _spelling(bared: str, accents: str | None) -> Spelling:
    words, pattern = _WORD.findall(bared), _pattern(bared)
    if bared.startswith(_ARTICLE):  # "to the" swallows the first letter of the article
        pattern = f"(?:{_ARTICLE}|{_TO_THE}){pattern.removeprefix(_ARTICLE)}"
    return Spelling(
        needle=max((word.removeprefix(_ARTICLE).removesuffix("s") for word in words), key=len),
        pattern=pattern,
        framed=f"{_begun(bared[0], pattern)}{_after(bared[-1])}",
        joined="".join(words),
        accents=accents,
    )


def _pattern(spelt: str) -> str:
    joined = "".join(_WORD.findall(spelt))
    is_roomy = len(joined) >= _LONG and joined not in words_in("english")
    return "".join(_piece_pattern(piece, is_roomy=is_roomy) for piece in _PIECE.findall(spelt))


def _piece_pattern(piece: str, *, is_roomy: bool) -> str:
    if piece in _OPTIONAL:
        return _OPTIONAL[piece]
    if piece.strip() == "&":
        return rf"\s*(?:&|\+|and|und|et|y){'?' if is_roomy else ''}\s*"
    if not piece.strip("-_") or piece.isspace():
        return rf"[\s_-]{'*' if is_roomy else '+'}"
    if piece.isascii() and piece.endswith("s") and len(piece) >= _PLURAL:
        return f"{re.escape(piece[:-1])}'?s"  # "Walkers" and "Walker's"
    return re.escape(piece)


def _begun(letter: str, pattern: str) -> str:
    """The pattern with its boundary; behind the first letter, since letters are searched fast."""
    if re.match(f"[{_UNBROKEN}]", letter):
        return pattern
    for script, front in (_ARABIC, _HEBREW):
        if re.match(f"[{script}]", letter):
            return f"(?<![\\w{_MARKS}])(?:{front}){pattern}"
    if re.match(f"[{_HANGUL}]", letter):
        beside = _HANGUL
    else:
        beside = _LATIN if letter.isascii() else f"\\w{_MARKS}"
    first = re.escape(letter)
    return f"{first}(?<![{beside}]{first}){pattern.removeprefix(first)}"


def _after(letter: str) -> str:
    if re.match(f"[{_UNBROKEN}{_HANGUL}]", letter):
        return ""
    return f"(?![{_LATIN}])" if letter.isascii() else f"(?![\\w{_MARKS}])"
