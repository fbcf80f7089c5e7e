"""Ratings written in words or signs: "1 star", "0/10", "★★★★☆"."""

import re

_NUMBERS = {
    "zero": 0.0, "no": 0.0, "half": 0.5, "one": 1.0, "single": 1.0, "two": 2.0, "three": 3.0,
    "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
    "minus": -1.0, "negative": -1.0,
}  # fmt: skip
_OUT_OF = re.compile(
    r"(?<![\d/.,])(-?\d{1,3}(?:[.,]\d)?)\s?(?:/|\bout of\b|\bvon\b)\s?(5|10|100)(?![\d/%]|\.\d)"
)
_SAID_OUT_OF = re.compile(
    r"\b(minus |negative )?(zero|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" out of (five|ten)\b"
)
_ASTERISK = re.compile(r"(?<![\w*.,])([0-5](?:[.,]5)?)\s?\*(?![\w*])")
_STARS = re.compile(
    r"\b(zero|no|half|one|single|two|three|four|five|minus|negative|\d(?:\.\d)?)"
    r"(?:[\s-](?:an?|\d+|one|two|five|ten|a hundred|a million))?[\s-]?stars?\b"
    r"(?!\s+(?:hotel|hostel|resort|general|wars|accommodation|energy|safety))"
)
_DATED = re.compile(r"(?:\bon|\bby|\bfrom|\buntil|\bdate|\bpart|\bday|\bpage|\()\s*$")
_FULL = "\u2605\u2b50\U0001f31f"
_EMPTY = "\u2606"
_LEAST_SIGNS = 3
LOW, HIGH = 0.45, 0.7


def stars(text: str) -> float | None:
    """A rating in a text in lower case, 0 to 1, below 0 for "minus 5 stars"; None without one."""
    if not text.isascii() and (share := _signs(text)) is not None:
        return share
    if "/" in text or "out of" in text:
        for match in _OUT_OF.finditer(text):
            value, most = float(match[1].replace(",", ".")), float(match[2])
            if value <= 1.2 * most and not _DATED.search(text[: match.start()]):
                return value / most
        if said := _SAID_OUT_OF.search(text):
            return (-1 if said[1] else 1) * _value(said[2]) / _value(said[3])
    if "*" in text and (said := _ASTERISK.search(text)):
        return float(said[1].replace(",", ".")) / 5
    said = _STARS.search(text) if "star" in text else None
    return _value(said[1]) / 5 if said else None


def _signs(text: str) -> float | None:
    full = max(text.count(sign) for sign in _FULL)
    empty = text.count(_EMPTY)
    if full + empty < _LEAST_SIGNS:
        return None
    return full / max(full + empty, 5)


def _value(word: str) -> float:
    return _NUMBERS[word] if word in _NUMBERS else float(word)
