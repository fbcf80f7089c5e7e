"""Pictures as PNG, drawn without a browser: mail shows nothing else, and few servers have one.

Drawn at twice the size at which they are shown, for dense screens.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from charts.theme import LIGHT
from digests.digest import Picture
from digests.subject import Subject
from wording.numbers import compact, count, decimal, plural
from wording.said import say, short_day

WIDTH, HEIGHT = 1200, 400
LEFT, RIGHT, TOP, BOTTOM = 124, 24, 30, 70
EDGE = 8  # that letters keep from it
LARGE = 10_000  # from which a scale has no room for every figure
LETTERS = 28
FONT = Path(__file__).parents[1] / "dashboard" / "static" / "inter-latin.woff2"
DAYS = 28
BANDS = ("< 1 h", "1–4 h", "4–24 h", "1–7 d")  # noqa: RUF001 - as the metric writes them
LONGER = "> 7 d"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a value, None for unknown, with the 95 % interval where there is one."""

    name: str
    value: float | None
    is_strong: bool
    low: float | None = None
    high: float | None = None


def picture(about: Subject, kind: str) -> Picture | None:
    """The picture of an audience; None where there is nothing to draw."""
    return _KINDS[kind](about)


def bars(shown: Sequence[Bar], top: float) -> bytes:
    """Bars side by side on a scale from 0 to top, as PNG; unknown ones are left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), LIGHT.paper)
    draw = ImageDraw.Draw(image)
    _scale(draw, top)
    step = (WIDTH - LEFT - RIGHT) / len(shown)
    for number, bar in enumerate(shown):
        left = LEFT + number * step
        if bar.value is not None:
            box = (left + step * 0.12, _y(bar.value, top), left + step * 0.88, _y(0, top))
            draw.rectangle(box, fill=LIGHT.brand if bar.is_strong else LIGHT.pale)
        if bar.low is not None and bar.high is not None:
            middle = left + step / 2
            ends = ((middle, _y(bar.low, top)), (middle, _y(bar.high, top)))
            draw.line(ends, fill=LIGHT.ink, width=3)
    _names(draw, shown, step)
    buffer = io.BytesIO()
    image.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _scale(draw: ImageDraw.ImageDraw, top: float) -> None:
    """Three lines with their numbers."""
    for value in (0, top / 2, top):
        y = _y(value, top)
        draw.line(((LEFT, y), (WIDTH - RIGHT, y)), fill=LIGHT.pale, width=2)
        told = count(value) if value == round(value) else decimal(value)
        told = compact(value) if value >= LARGE else told
        draw.text((LEFT - 12, y), told, font=_font(), fill=LIGHT.muted, anchor="rm")


def _names(draw: ImageDraw.ImageDraw, shown: Sequence[Bar], step: float) -> None:
    """Names below the bars, as many as there is room for, the last one always."""
    every = max(1, -(-len(shown) // 6))
    for number, bar in enumerate(shown):
        if (len(shown) - 1 - number) % every == 0:
            half = _font().getlength(bar.name) / 2
            middle = min(LEFT + (number + 0.5) * step, WIDTH - EDGE - half)
            at = (middle, HEIGHT - BOTTOM + 14)
            draw.text(at, bar.name, font=_font(), fill=LIGHT.muted, anchor="ma")


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - min(max(value / top, 0.0), 1.0) * (HEIGHT - TOP - BOTTOM)


@cache
def _font() -> ImageFont.FreeTypeFont:
    """That of the pages: Pillow's own has letters of English alone, and no dash."""
    return ImageFont.truetype(FONT, LETTERS)


def _health(about: Subject) -> Picture | None:
    rows = about.rows("brand_health_by_day", order="local_date")
    shown = _daily(about, rows, "brand_health", "brand_health_low", "brand_health_high")
    known = [bar for bar in shown if bar.value is not None]
    if not known:
        return None
    words = say(
        "Brand health of the last {days} days, 0 to 100, {ends}; lines are 95%, the last day may "
        "still run.",
        days=DAYS,
        ends=_ends(known),
    )
    return Picture(bars(shown, 100), words, about.link("overview"))


def _complaints(about: Subject) -> Picture | None:
    rows = about.rows("sentiment_by_day", order="local_date")
    shown = _daily(about, rows, "complaint_count")
    known = [bar for bar in shown if bar.value is not None]
    if not known:
        return None
    words = say(
        "Complaints per day of the last {days} days, {ends}; days without are empty.",
        days=DAYS,
        ends=_ends(known),
    )
    return Picture(bars(shown, _round(known)), words, about.link("sentiment"))


def _waits(about: Subject) -> Picture | None:
    if not about.asked.has_own_posts:
        return None
    rows = about.rows("unanswered_by_age").set_index("age_band")["open_count"]
    shown = [Bar(say(name), float(rows.get(name, 0)), is_strong=True) for name in BANDS]
    if not sum(bar.value or 0 for bar in shown):
        return None
    told = ", ".join(f"{bar.name}: {count(bar.value)}" for bar in shown)
    words = say(
        "How many wait now, by how long they have waited: {told}; {more} more for over 7 days.",
        told=told,
        more=count(rows.get(LONGER, 0)),
    )
    return Picture(bars(shown, _round(shown)), words, about.link("response-desk"))


def _daily(
    about: Subject, rows: pd.DataFrame, value: str, low: str = "", high: str = ""
) -> list[Bar]:
    """A bar for each of the last days; those of the period are strong."""
    dated = rows.assign(local_date=pd.to_datetime(rows["local_date"])).set_index("local_date")
    days = pd.date_range(end=pd.Timestamp(about.asked.span.last), periods=DAYS)
    found = dated.reindex(days)
    first = pd.Timestamp(about.asked.span.first)
    return [
        Bar(
            short_day(day),
            _known(row[value]),
            is_strong=day >= first,
            low=_known(row[low]) if low else None,
            high=_known(row[high]) if high else None,
        )
        for day, (_, row) in zip(days, found.iterrows(), strict=True)
    ]


def _known(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _ends(known: Sequence[Bar]) -> str:
    last, values = known[-1], [bar.value or 0 for bar in known]
    return say(
        "between {least} and {most} on {days}, {last} on {day}",
        least=count(min(values)),
        most=count(max(values)),
        days=plural(len(known), "day"),
        last=count(last.value),
        day=last.name,
    )


def _round(shown: Sequence[Bar]) -> float:
    """A top for the scale, an even number at or above the highest bar."""
    highest = max(2.0, *(bar.value or 0 for bar in shown))
    size = float(10 ** (len(str(int(highest))) - 1))
    return next(size * n for n in (1, 2, 4, 6, 8, 10, 20) if size * n >= highest)


_KINDS: Mapping[str, Callable[[Subject], Picture | None]] = {
    "health": _health,
    "complaints": _complaints,
    "waits": _waits,
}
