"""Lying bars: parts beside each other, and what moved a figure up or down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.points import MOST_BARS, first
from charts.theme import SMALL, Look, Trace, esc, figure, marks, two_lines
from wording.numbers import points

# How far the axis goes beyond the longest bar, for the text at its end.
_ROOM = 1.55
# On a phone bars and their texts have so many pixels, and a letter takes so many of them.
_WIDTH, _LETTER = 245, 6.4
# The same where bars go both ways, as a part of the longest: their texts are short.
_END = 0.4


def bars(
    look: Look,
    names: Sequence[object],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    full: float | None = None,
    opens: Sequence[Mapping[str, object]] = (),
) -> go.Figure:
    """Lying bars with their value written at the end; the order is the caller's.

    Args:
        look: light or dark.
        names: one per bar.
        values: lengths.
        texts: the values as people read them; a line break begins a second line.
        full: the longest that a bar could be, 1 for shares; None takes the longest there is.
        opens: what each bar stands for, as the query of the Mentions page.
    """
    lengths = [float(value) for value in values]
    parts = Parts(names, lengths, texts, opens)
    longest = full or max([*lengths, 0.01])
    return _lying(look, parts, look.brand, (0, max(longest * _ROOM, _reach(lengths, texts))))


def contributions(
    look: Look, rows: pd.DataFrame, label: str, opens: Sequence[Mapping[str, object]] = ()
) -> go.Figure:
    """What moved a figure: bars to the left made it worse, to the right better.

    Args:
        look: light or dark.
        rows: the column named by `label`, and contribution in -1 .. 1; ordered as shown.
        label: column with the names.
        opens: what each bar stands for, as the query of the Mentions page.
    """
    values = [float(value) * 100 for value in rows["contribution"]]
    parts = Parts(list(rows[label]), values, [points(value / 100) for value in values], opens)
    colours = [look.negative if value < 0 else look.positive for value in values[:MOST_BARS]]
    worst, best = min(*values, 0.0), max(*values, 0.0)
    room = max(best - worst, 0.1) * _END
    reach = worst - (room if worst else 0), best + (room if best or not worst else 0)
    zero = {"zeroline": True, "zerolinecolor": look.muted, "zerolinewidth": 1}
    return _lying(look, parts, colours, reach, **zero)


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands beside each other, one of each per bar."""

    names: Sequence[object]
    lengths: Sequence[float]
    texts: Sequence[str]
    opens: Sequence[Mapping[str, object]]


def _lying(
    look: Look,
    parts: Parts,
    colour: str | Sequence[str],
    reach: tuple[float, float],
    **axis: Any,
) -> go.Figure:
    """The first bars, as many as can be looked at."""
    names = [two_lines(name) for name in parts.names[:MOST_BARS]]
    # Names need not differ, so a bar's place is its number.
    places = list(range(len(names)))
    texts = [_lines(text) for text in parts.texts[:MOST_BARS]]
    return figure(
        look,
        [_bars(parts, places, texts) | {"marker": {"color": colour}}, _ends(look, parts, texts)],
        height=24 + _row_height(texts) * len(names),
        note=first(len(names), len(parts.names)),
        showlegend=False,
        xaxis={"range": list(reach), "showticklabels": False, **axis},
        yaxis={
            "tickvals": places,
            "ticktext": names,
            "range": [len(names) - 0.5, -0.5],
            "showgrid": False,
        },
    )


def _reach(lengths: Sequence[float], texts: Sequence[str]) -> float:
    """Where the axis has to end so that each text fits beside its bar on a phone."""
    ends = [_LETTER * max(map(len, text.split("\n"))) for text in texts]
    # What wants more than that is cut, or bars could not be told apart.
    rooms = [1 - min(end / _WIDTH, 0.75) for end in ends]
    return max((length / room for length, room in zip(lengths, rooms, strict=True)), default=0)


def _row_height(texts: Sequence[str]) -> int:
    """In pixels: room for the lines of the longest text, and for two lines of a name."""
    lines = max((text.count("<br>") + 1 for text in texts), default=1)
    return max(38, 8 + 16 * lines)


def _bars(parts: Parts, places: Sequence[int], texts: Sequence[str]) -> Trace:
    hovers = zip(parts.names[:MOST_BARS], texts, strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(parts.lengths[:MOST_BARS]),
        "y": list(places),
        "width": 0.56,
        "hovertext": [f"<b>{esc(name, 120)}</b><br>{text}" for name, text in hovers],
        "hoverinfo": "text",
        **({"customdata": marks(parts.opens[:MOST_BARS])} if parts.opens else {}),
    }


def _ends(look: Look, parts: Parts, texts: Sequence[str]) -> Trace:
    """The values at the ends of the bars: a bar's own text would shrink to the bar's width."""
    lengths = parts.lengths[:MOST_BARS]
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(lengths),
        "y": list(range(len(texts))),
        "text": [_apart(text) for text in texts],
        "textposition": [f"middle {'left' if length < 0 else 'right'}" for length in lengths],
        "textfont": {"color": look.muted, "size": SMALL},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _lines(text: str) -> str:
    return "<br>".join(esc(line) for line in text.split("\n"))


def _apart(text: str) -> str:
    """With a little room between the bar and each line."""
    return "<br>".join(f"\u00a0{line}\u00a0" for line in text.split("<br>"))
