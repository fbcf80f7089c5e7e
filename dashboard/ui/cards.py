"""Cards that several pages share: a figure with its change, a chart, a line of attention."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import happened, points
from charts.theme import CLEAR, DARK, LIGHT, Look, note_of
from dashboard.ui import glossary, links, listing, notes, width
from dashboard.ui.findings import Finding
from dashboard.ui.scope import current
from dashboard.ui.speech import say
from wording.numbers import UNKNOWN
from wording.safety import esc
from wording.said import mark

COLUMNS = {
    "Post": st.column_config.TextColumn(width=440),
    "Open": st.column_config.LinkColumn(display_text=":material/open_in_new:", width=50),
    "Thread": st.column_config.LinkColumn(display_text=mark("Thread"), width=60),
    "Author": st.column_config.LinkColumn(display_text=mark("Author"), width=60),
    "Then": st.column_config.LinkColumn(display_text=mark("The desk then"), width=100),
    "Due": st.column_config.TextColumn(width=130),
    "Audience-hours": st.column_config.NumberColumn(format="compact", width=110),
    "Audience": st.column_config.NumberColumn(format="compact", width=70),
    "Next hour": st.column_config.NumberColumn(format="compact", width=80),
    "Harm": st.column_config.NumberColumn(format="%.0f%%", width=60),
    "Priority": st.column_config.ProgressColumn(
        min_value=0, max_value=100, format="%.0f", width=100
    ),
    "Spent": st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent", width=120),
} | {
    name: st.column_config.NumberColumn(format="localized", width=80)
    for name in (
        mark("Shares"), mark("Views"), mark("Loaded"), mark("Expected"),
        mark("Refused"), mark("Mentions"), mark("Payloads"),
    )
} | {
    name: st.column_config.TextColumn(width=80)
    for name in (
        mark("Waiting"), mark("Target"), mark("Why"), mark("Source"),
        mark("Sentiment"), mark("Severity"), mark("Now"),
    )
}  # fmt: skip
Colour = Literal["red", "orange", "blue", "green", "gray"]
LEVELS: Mapping[str, tuple[str, str, Colour]] = {
    "critical": (mark("Critical"), ":material/error:", "red"),
    "warning": (mark("Warning"), ":material/warning:", "orange"),
    "watch": (mark("Watch"), ":material/visibility:", "blue"),
    "good": (mark("Good"), ":material/check_circle:", "green"),
}


# One button above a chart, for who points at it; nothing that zooms by accident.
_BARE = {"displaylogo": False, "scrollZoom": False, "modeBarButtons": [["toImage"]]}

_NAMELESS = re.compile(r"[^\w.-]+")

POLARITIES: Mapping[str, tuple[str, Colour]] = {
    mark("negative"): (":material/sentiment_dissatisfied:", "red"),
    mark("neutral"): (":material/sentiment_neutral:", "gray"),
    mark("positive"): (":material/sentiment_satisfied:", "green"),
    mark("unscored"): (":material/help:", "gray"),
}
Height = Literal["content", "stretch"]
# So many letters stand beside each other in a card on a phone; Streamlit cuts off the rest.
_ON_A_LINE = 16
TONES: Mapping[str, Colour] = {"better": "green", "worse": "red"}


def figure(
    label: str,
    value: str,
    *,
    term: str,
    change: tuple[str, str] | None = None,
    note: str = "",
    below: str = "",
    series: Sequence[float] = (),
    see: tuple[str, Mapping[str, str]] | None = None,
) -> None:
    """One number with its definition, its change and the mentions behind it.

    Args:
        label: what it is.
        value: as people read it.
        term: key of the glossary.
        change: signed text, and whether that is "better", "worse" or "same" (within noise).
        note: grey words after the change; where there is no room beside it they wrap below.
        below: one more line, in small print.
        series: evenly spaced values for the sparkline.
        see: words of the link and the facets it opens.
    """
    delta, verdict = change or ("", "same")
    beside = note if len(delta + note) <= _ON_A_LINE else ""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            label,
            value,
            # Streamlit tells the arrow's direction by an ASCII sign.
            delta.replace("\u2212", "-") or None,
            TONES.get(verdict, "gray"),
            help=glossary.help_text(term),
            delta_description=beside or None,
            chart_data=list(series) if len(series) > 1 else None,
            chart_type="area",
        )
        for line in filter(None, ("" if beside else esc(note, 80), below)):
            st.caption(line)
        if see:
            links.mentions(see[0], **see[1])


def look() -> Look:
    """The look of the reader's theme; light while the browser has not said."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def chart(
    figure: go.Figure, key: str, alt: str, *, below: str = "", height: Height = "content"
) -> None:
    """A figure, and below it what is to be said of it and what it leaves out.

    What happened at the brand is marked on every chart of time, so no chart has to think of it.

    Args:
        figure: from a function of charts.
        key: stable name of the element.
        alt: one sentence with the finding, for those who do not see the picture.
        below: sentences of our own in small print.
        height: "stretch" fills a card that is as high as its neighbour.

    Raises:
        ValueError: it has more points than a browser draws at once; charts.points makes fewer.
    """
    if (drawn := points.count(figure)) > points.MOST:
        raise ValueError(f"chart {key}: {drawn} points, at most {points.MOST} are drawn")
    happened.marked(look(), figure, notes.happened(current()))
    # Until the next run repaints what is drawn, a change of theme shows through.
    figure.update_layout(paper_bgcolor=CLEAR)
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=f"{alt} {happened.words(figure)}".strip(),
        config=_BARE | {"toImageButtonOptions": _picture(key)},
        height=height,
    )
    if said := " ".join(filter(None, [below, note_of(figure)])):
        st.caption(said)


def _picture(key: str) -> dict[str, object]:
    """How a chart's picture is called, and that it is sharp on a slide."""
    scope = current()
    name = f"earshot-{scope.brand.key}-{key}-{scope.span.last:%Y-%m-%d}"
    return {"format": "png", "scale": 2, "filename": _NAMELESS.sub("-", name)}


def conclusion(found: Finding) -> None:
    """The sentence at the top of a page."""
    _, icon, _ = LEVELS[found.level]
    draw = {"critical": st.error, "warning": st.warning, "watch": st.info}.get(
        found.level, st.success
    )
    draw(found.detail, title=found.title, icon=icon)


def attention(found: Finding) -> None:
    """One line of what needs a person: a word and an icon, never colour alone."""
    word, icon, colour = LEVELS[found.level]
    st.space("xxsmall")
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.badge(say(word), icon=icon, color=colour)
            st.markdown(f"**{found.title}**", width="content")
        st.caption(found.detail)
        if found.see:
            links.mentions(found.see[0], **found.see[1])


def table(rows: pd.DataFrame, key: str, alt: str, columns: Mapping[str, Any] | None = None) -> None:
    """A table of our own columns; text shows as text, addresses open in a new tab.

    In a narrow window it is a list of cards: nothing has to be scrolled sideways.

    Args:
        rows: columns named as people read them, in English, as keys of a dict; their headings are
            said here. Text made plain, addresses checked.
        key: stable name of the element.
        alt: one sentence on what the table lists.
        columns: settings of columns, by name, that are not those of every table.
    """
    known = {**COLUMNS, **(columns or {})}
    shown = headed(rows, known)
    if width.is_narrow():
        listing.draw(rows, shown, key)
        return
    st.dataframe(rows, hide_index=True, column_config=shown, key=key, placeholder=UNKNOWN, alt=alt)


def headed(rows: pd.DataFrame, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of every column of a table, under its name in the reader's language."""
    return {name: _headed(name, columns.get(name)) for name in map(str, rows)}


def _headed(name: str, column: Any) -> Any:
    """The settings of a column under its name in the reader's language."""
    settings: dict[str, Any] = dict(column or {}) | {"label": say(name)}
    told = settings.get("type_config") or {}
    shown = told.get("display_text")
    if isinstance(shown, str) and not shown.startswith((":", "http")):
        settings["type_config"] = told | {"display_text": say(shown)}
    return settings


def polarity_badge(polarity: object) -> None:
    """How a mention speaks of the brand: icon and word; null is said to be unscored."""
    word = polarity if isinstance(polarity, str) else "unscored"
    icon, colour = POLARITIES[word]
    st.badge(say(word).capitalize(), icon=icon, color=colour)
