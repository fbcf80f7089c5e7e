"""The one place that knows what charts look like: colours by meaning, letters, axes, hovers."""

import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

from wording.numbers import separators
from wording.safety import plain

Trace = dict[str, Any]

# Legible on both backgrounds: a page that has just changed its theme repaints with its next run.
LINE = "rgba(128,140,160,.22)"
SHADE = "rgba(128,140,160,.10)"
CLEAR = "rgba(0,0,0,0)"
# The page's own letters; where a figure is written to a file, those that its maker has.
FONT = "Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
SMALL = 12
_WIDEST = 17
_ENTRY, _LETTER = 72, 6.3  # pixels: of a name in the legend, of one letter of it
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by what they mean, the same as the page's in .streamlit/config.toml.

    Attributes:
        positive: of what is better; apart from negative for colour-blind readers too.
        pale: for what is still undecided or unknown.
        muted: text of axes and labels.
        ink: text that is read first.
        paper: what lies behind everything.
        scale: from none to most.
    """

    brand: str
    positive: str
    negative: str
    neutral: str
    pale: str
    muted: str
    ink: str
    paper: str
    scale: tuple[str, ...]


LIGHT = Look(
    brand="#2563EB",
    positive="#0F9D8A",
    negative="#D9480F",
    neutral="#8490A3",
    pale="#DDE3EC",
    muted="#667085",
    ink="#344054",
    paper="#FFFFFF",
    scale=(
        "#F1F5FB", "#DCE7F8", "#BFD4F3", "#9CBDEC", "#76A2E3",
        "#5087D8", "#316BC6", "#2153A8", "#173F86", "#0F2D63",
    ),
)  # fmt: skip
DARK = Look(
    brand="#6EA0FF",
    positive="#3CC7B3",
    negative="#FF8A50",
    neutral="#8592A8",
    pale="#33415A",
    muted="#9AA6BA",
    ink="#CBD5E1",
    paper="#0E1420",
    scale=(
        "#15203A", "#1A2B52", "#20396D", "#284A8B", "#335EAB",
        "#4274C8", "#5A8EDF", "#7DABEF", "#A8CAF8", "#D9E8FD",
    ),
)  # fmt: skip


def figure(
    look: Look, traces: Sequence[Trace], *, height: int = 260, note: str = "", **layout: Any
) -> go.Figure:
    """A figure in the house style: horizontal grid, labels in the muted tone, no buttons.

    Args:
        look: light or dark.
        traces: with their "type".
        height: in pixels; the width is that of the place.
        note: what a reader must know of what is not drawn; kept in `layout.meta`.
        layout: what differs.
    """
    # Streamlit reads these two from the figure itself, not from its template.
    whole = {
        "hovermode": "closest",
        "template": template(look, separators()),
        "height": height,
        **_room_for(traces),
        **layout,
    }
    return go.Figure(list(traces), {**whole, "meta": {"note": note}} if note else whole)


def _room_for(traces: Sequence[Trace]) -> dict[str, Any]:
    """A wider place for each name of the legend, where one is longer than it has room for."""
    in_it = [one for one in traces if one.get("showlegend") is not False and "legend" not in one]
    names = [str(one.get("name") or "") for one in in_it]
    wide = _LETTER * max(map(len, names), default=0)
    return {"legend": {"entrywidth": wide}} if wide > _ENTRY else {}


def note_of(drawn: go.Figure) -> str:
    """What a reader must know of what is not drawn; empty where everything is."""
    return str((drawn.layout.meta or {}).get("note", ""))


@cache
def template(look: Look, signs: str) -> go.layout.Template:
    """What all figures of one look share; the signs are those of decimals and of thousands."""
    small = {"size": SMALL, "color": look.muted}
    axis = {"automargin": True, "fixedrange": True, "showline": False, "ticks": ""}
    # Looking for labels past the edge would measure each of them once more.
    axis["ticklabeloverflow"] = "allow"
    axis |= {"tickfont": small, "zeroline": False, "tickangle": 0}
    layout = {
        "font": {"family": FONT, **small},
        "paper_bgcolor": look.paper,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 4, "r": 12, "t": 12, "b": 4, "pad": 4},
        "colorway": [look.brand, look.positive, look.negative, look.neutral],
        "dragmode": False,
        "bargap": 0.18,
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "gridcolor": LINE, "gridwidth": 1, "nticks": 5, "zerolinecolor": LINE},
        "legend": _legend(look),
        "hoverlabel": _hover(look),
        "separators": signs,
    }
    return go.layout.Template({"layout": layout})


def esc(text: object, limit: int = 60) -> str:
    """One line of anybody's words for a chart, where tags would make links and giant letters.

    Quotes stay: a chart reads no attribute outside a tag, and would show their entities as written.
    """
    return html.escape(_SPACE.sub(" ", plain(text, limit)).strip(), quote=False)


def two_lines(name: object) -> str:
    """A name on two short lines at most, so that a phone has room for what it names."""
    lines = textwrap.wrap(plain(name), _WIDEST, max_lines=2, placeholder="…")
    return "<br>".join(esc(line) for line in lines)


def marks(rows: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    """The `customdata` of marks: what each stands for, as the query of the Mentions page."""
    return [{key: str(value) for key, value in row.items()} for row in rows]


def faded(colour: str, opacity: float) -> str:
    """A colour of a look, seen through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _legend(look: Look) -> dict[str, Any]:
    """Above the plot, where it wraps on narrow screens and pushes the plot down."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "font": {"size": SMALL, "color": look.muted},
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "constant",
        "traceorder": "normal",
        "entrywidth": _ENTRY,
        "bgcolor": CLEAR,
    }


def _hover(look: Look) -> dict[str, Any]:
    return {
        "align": "left",
        "bgcolor": look.paper,
        "bordercolor": look.neutral,
        "font": {"family": FONT, "size": SMALL, "color": look.ink},
        "namelength": -1,
    }
