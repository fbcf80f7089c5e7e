"""Cells of other people's exports → values, by our columns; more forgiving than the posts preset.

What tools write for "nothing" is nothing; figures may have thousands divided or be cut to "2.5K".
"""

import ast
import re
from datetime import datetime
from typing import Any

from ingest.files import posts, values
from ingest.files.preset import Context, Refused
from ingest.files.times import moment
from ingest.mention import KINDS, LARGEST, POLARITIES

NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "\u2013",
            "\u2014",
            "?",
            "n/a",
            "na",
            "#n/a",
            "none",
            "null",
            "nil",
            "nan",
        ),
        *("nat", "undefined", "unknown", "not available", "(null)", "(none)", "(not set)", "k.a."),
    )
)
KIND_NAMES = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("tweet", "mention", "status", "submission", "original", "x post"), "post"),
    **dict.fromkeys(("retweet", "share", "shared", "reblog", "boost"), "repost"),
    **dict.fromkeys(("quote tweet", "quoted", "quoted tweet"), "quote"),
    **dict.fromkeys(("news", "blog", "blog post", "online news", "web"), "article"),
    **dict.fromkeys(("ticket", "incident", "problem"), "question"),
}
# What help desks keep among messages that nobody sent, or that are no business of the public.
UNSAID = frozenset(
    ("2", "activity", "note", "system", "internal", "private", "private note", "note_and_reopen")
)
OUT = frozenset(
    (
        *("true", "1", "yes", "out", "outbound", "outgoing", "sent", "agent", "admin", "staff"),
        *("brand", "3", "template", "bot", "operator", "team", "owner", "company"),
    )
)
IN = frozenset(
    (
        *("false", "0", "no", "in", "inbound", "incoming", "received", "user", "customer"),
        *("contact", "lead", "end-user", "end_user", "visitor", "client", "consumer"),
    )
)
_POSITIVE = ("positive", "pos", "positiv", "positif", "positivo", "positiva", "happy", "good", "+")
_NEGATIVE = ("negative", "neg", "negativ", "negatif", "negativo", "negativa", "angry", "bad")
_NEUTRAL = ("neutral", "neu", "neutre", "neutro", "neutrale", "neutraal", "mixed", "ambivalent",
            "none", "not rated", "gemischt", "mixte", "mixto")  # fmt: skip
_LABELS = {
    **dict.fromkeys(_POSITIVE, "positive"),
    **dict.fromkeys(_NEGATIVE, "negative"),
    **dict.fromkeys(_NEUTRAL, "neutral"),
}
_GROUPED = re.compile(r"(\d{1,3})((?:([,.' \u00a0\u202f])\d{3})(?:\3\d{3})*)", re.ASCII)
_SHORT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kKmM])(?:io|ln)?\.?", re.ASCII)
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|von|sur|de|su)\s*(\d+)(?:\s*\w+)?")
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:stars?|sterne?|etoiles?|étoiles?|estrellas?|\*)?")
_NUMBERS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_STARS = re.compile(r"([★⭐*]{1,5})[☆✩\ufe0f\s]*")
_LINKED = re.compile(r"[?&]review_?id=([^&#\s]+)", re.IGNORECASE)


def identifier(cell: str, column: str, context: Context) -> str | None:
    """An id as delivered, without what makes a spreadsheet take it for text.

    Raises:
        Refused: a spreadsheet or data frame has rounded it.
    """
    text = cell.strip()
    if text[:1] in "'=\"":
        text = text.lstrip("'=").strip('"')
    if text.startswith("http") and (match := _LINKED.search(text)):
        text = match[1]
    if context.rounding and context.rounding(text):
        raise Refused(f"{column} {values.shown(cell)} was rounded: export ids as text")
    return values.identifier(text, column, context)


def count(cell: str, column: str, context: Context) -> int | None:
    """A whole number from 0; one below 0, as scores may be, is none.

    Raises:
        Refused: it is anything else.
    """
    text = cell.strip()
    if text.isdecimal() and len(text) < 19:
        return int(text)
    if match := _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    if match := _SHORT.fullmatch(text):
        scale = 10**3 if match[2] in "kK" else 10**6
        return min(round(float(match[1].replace(",", ".")) * scale), LARGEST)
    if re.fullmatch(r"-\d+(?:\.0*)?", text):
        context.notes.count("below_zero")
        return None
    return values.count(text, column, context)


def rating(cell: str, column: str, context: Context) -> float | None:
    """Stars from 1 to 5: "4", "4,5", "4 out of 5", "8/10", "★★★★☆".

    Raises:
        Refused: it is none of these.
    """
    text = cell.strip().casefold()
    if text in _NUMBERS:
        return _NUMBERS[text]
    if match := _STARS.fullmatch(text):
        return float(len(match[1]))
    if (match := _OUT_OF.fullmatch(text)) and int(match[2]):
        scaled = float(match[1].replace(",", ".")) * 5 / int(match[2])
        return values.rating(f"{scaled:.4g}", column, context)
    if match := _FIGURE.fullmatch(text):
        figure = match[1].replace(",", ".")
        return None if float(figure) == 0 else values.rating(figure, column, context)
    return values.rating(cell, column, context)


def polarity(cell: str, _column: str, _context: Context) -> str | None:
    """What a tool said of a text, as one of POLARITIES; None where it says none of them."""
    text = cell.strip().casefold()
    if text in _LABELS:
        return _LABELS[text]
    try:
        figure = float(text.replace(",", ".").removesuffix("%"))
    except ValueError:
        return next((label for word, label in _LABELS.items() if text.startswith(f"{word} ")), None)
    # Figures stand for both sides of 0, whatever their scale.
    return POLARITIES[1 + (figure > 0) - (figure < 0)] if figure == figure else None  # noqa: PLR0124


def kind(cell: str, _column: str, _context: Context) -> str | None:
    """One of KINDS; None for names that are none of them, which the row then decides."""
    return KIND_NAMES.get(cell.strip().casefold().replace("_", " "))


def private(cell: str, _column: str, _context: Context) -> bool:
    """True for what was not said in public: a flag, or the kind of a message."""
    word = cell.strip().casefold()
    return word in UNSAID or word in ("true", "1", "yes")


def direction(cell: str, column: str, _context: Context) -> bool | None:
    """True for what the brand itself says.

    Raises:
        Refused: it says neither.
    """
    word = cell.strip().casefold()
    if word not in OUT | IN:
        raise Refused(f"{column} {values.shown(cell)} says neither sent nor received")
    return word in OUT


def answer(cell: str, column: str, context: Context) -> str | None:
    """The words of an answer; a scraper of the App Store writes them as a dictionary."""
    return values.text(str(_unwrapped(cell, "body")), column, context)


def answered_at(cell: str, column: str, context: Context) -> datetime | None:
    """When an answer was given, which may stand in the same dictionary.

    Raises:
        Refused: as for any time.
    """
    return moment(str(_unwrapped(cell, "modified")), column, context)


def _unwrapped(cell: str, name: str) -> Any:
    if not cell.startswith("{") or not cell.endswith("}"):
        return cell
    try:
        found = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return cell
    return found.get(name, "") if isinstance(found, dict) else cell


CASTS: dict[str, values.Cast] = {
    **posts.CASTS,
    **dict.fromkeys(("post_id", "parent_id", "conversation_id", "author_id"), identifier),
    **dict.fromkeys(
        ("author_followers", "like_count", "share_count", "reply_count", "view_count"), count
    ),
    "rating": rating,
    "kind": kind,
    "given_polarity": polarity,
    "is_outbound": direction,
    "is_private": private,
    "reply_id": identifier,
    "reply_text": answer,
    "reply_at": answered_at,
    "reply_author": values.headline,
}
# "None" may well be what somebody wrote or is called.
AS_WRITTEN = frozenset(("text", "title", "reply_text", "author_name", "author_handle", "brand"))


def value(field: str, cell: str, context: Context) -> Any:
    """What a cell holds for one of our columns, None for nothing.

    Raises:
        Refused: it holds what it may not.
    """
    if field not in AS_WRITTEN and cell.strip().casefold() in NOTHING:
        return "neutral" if field == "given_polarity" and cell.casefold() == "none" else None
    return CASTS[field](cell, field, context)
