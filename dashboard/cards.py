"""Cards that several pages share: a figure with its change, a chart, a line of attention."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard import glossary, links
from dashboard.palette import CONFIG

LEVELS = {
    "critical": ("Critical", ":material/error:", "red"),
    "warning": ("Warning", ":material/warning:", "orange"),
    "watch": ("Watch", ":material/visibility:", "blue"),
    "good": ("Good", ":material/check_circle:", "green"),
}


def figure(
    label: str,
    value: str,
    *,
    term: str,
    change: tuple[str, str] | None = None,
    note: str = "",
    series: Sequence[float] = (),
    see: tuple[str, Mapping[str, str]] | None = None,
) -> None:
    """One number with its definition, its change and the mentions behind it.

    Args:
        label: what it is.
        value: as people read it.
        term: key of the glossary.
        change: signed text, and whether that is "better", "worse" or "same" (within noise).
        note: grey words after the change.
        series: evenly spaced values for the sparkline.
        see: words of the link and the facets it opens.
    """
    delta, verdict = change or (None, "same")
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            label,
            value,
            delta,
            _tone(delta, verdict),
            help=glossary.help_text(term),
            chart_data=list(series) or None,
            chart_type="area",
            delta_arrow="auto" if delta else "off",
            delta_description=note or None,
        )
        if see:
            links.mentions(see[0], **see[1])


def chart(picture: go.Figure, key: str, alt: str) -> None:
    """A chart that follows the theme.

    Args:
        picture: from dashboard.charts.
        key: stable name of the element.
        alt: one sentence with the finding, for those who do not see the picture.
    """
    # Another meta makes another figure, so that a switch of theme repaints it.
    picture.update_layout(meta=st.context.theme.type)
    st.plotly_chart(picture, key=key, config=CONFIG, alt=alt)


def attention(level: str, title: str, detail: str) -> None:
    """One line of what needs a person: a word and an icon, never colour alone."""
    word, icon, colour = LEVELS[level]
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.badge(word, icon=icon, color=colour)
            st.markdown(f"**{title}**")
        st.caption(detail)


def _tone(delta: str | None, verdict: str) -> str:
    """Streamlit paints by the sign; what is good or bad is for the verdict to say."""
    if not delta or verdict == "same":
        return "off"
    falls = delta.startswith(("-", "−"))  # noqa: RUF001 - the sign that numbers are written with
    return "normal" if (verdict == "better") != falls else "inverse"
