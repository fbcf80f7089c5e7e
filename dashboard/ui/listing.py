"""A table for a narrow window: a card for each row, one below the other, nothing to be scrolled.

Words stand whole, figures behind the names of their columns, addresses as links below.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui.speech import say
from wording.numbers import UNKNOWN, compact, count, decimal, is_known, percent
from wording.safety import esc, plain
from wording.said import mark

# So many are shown at once, unless all of a few are; and so many when more are asked for.
SHOWN, FEW, MOST = 3, 5, 50
# A column with a longer cell holds sentences; they get lines of their own.
_SHORT, _NAME = 36, 80
# What somebody said is never a card's name, however short.
_SAID = (
    mark("Asked last"),
    mark("Complaint"),
    mark("First reply"),
    mark("Post"),
    mark("Question"),
    mark("Reply"),
    mark("Text"),
)
_ON_A_LINE, _SPACE = 30, "\u00a0"
_FORMATS: Mapping[str, Callable[[float], str]] = {
    "compact": compact,
    "localized": count,
    "percent": percent,
}
# Pictures and addresses are no words.
_PICTURES = ("line_chart", "bar_chart", "area_chart")


def draw(rows: pd.DataFrame, columns: Mapping[str, Any], key: str) -> None:
    """The first rows, and the others when they are asked for.

    Args:
        rows: as for cards.table.
        columns: settings of Streamlit's table by the names of columns.
        key: stable name of the element.
    """
    cards = [_Row(rows, columns, one) for one in rows.head(MOST).to_dict("records")]
    first = len(cards) if len(cards) <= FEW else SHOWN
    with st.container(key=key, gap="xsmall"):
        for card in cards[:first]:
            card.draw()
        if not cards[first:]:
            return
        rest = st.expander(
            say("{n} more", n=count(len(rows) - first)), on_change="rerun", key=f"{key}-more"
        )
        if rest.open:
            with rest:
                for card in cards[first:]:
                    card.draw()
                if len(rows) > MOST:
                    st.caption(say("The first {n} of {of}.", n=MOST, of=count(len(rows))))


class _Row:
    """One row of a table as a card."""

    def __init__(
        self, rows: pd.DataFrame, columns: Mapping[str, Any], row: Mapping[Hashable, Any]
    ) -> None:
        self._columns = columns
        self._row = {str(name): value for name, value in row.items()}
        names = list(self._row)
        texts = [name for name in names if self._kind(name) == "text"]
        self._words = [name for name in texts if name in _SAID or _longest(rows[name]) > _SHORT]
        first = names[0]
        is_name = first in texts and first not in _SAID and _longest(rows[first]) <= _NAME
        self._name = first if is_name and isinstance(self._row[first], str) else None
        self._links = [name for name in names if self._kind(name) == "link"]

    def draw(self) -> None:
        """The name, what somebody said, figures behind their names, addresses."""
        with st.container(border=True, gap="xxsmall"):
            if self._name and self._row[self._name]:
                st.markdown(f"**{esc(self._row[self._name])}**")
            words = [name for name in self._words if name != self._name and self._row[name]]
            for name in words:
                if name != self._words[0]:
                    st.caption(say(name))
                st.text(plain(self._row[name]))
            if said := f"{_SPACE}\u00b7 ".join(self._figures()):
                st.markdown(said)
            self._addresses()

    def _kind(self, name: str) -> str:
        return str((self._columns.get(name) or {}).get("type_config", {}).get("type", "text"))

    def _figures(self) -> Iterator[str]:
        """What stands under each name; an empty cell says nothing, an unknown one does."""
        for name, value in self._row.items():
            if name in (self._name, *self._words, *self._links) or self._kind(name) in _PICTURES:
                continue
            if said := _said(value, self._columns.get(name)):
                title = say(name)
                whole = f":gray[{esc(title)}] {esc(said)}"
                is_short = len(title) + len(said) < _ON_A_LINE
                yield whole.replace(" ", _SPACE) if is_short else whole

    def _addresses(self) -> None:
        told = {name: self._row[name] for name in self._links if _is_text(self._row[name])}
        if not told:
            return
        with st.container(horizontal=True, gap="xsmall"):
            for name, address in told.items():
                shown = self._columns[name]["type_config"].get("display_text") or say(name)
                label = say(name) if shown.startswith(":") else shown
                st.link_button(label, address, icon=":material/open_in_new:", type="tertiary")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _longest(values: pd.Series) -> int:
    return max((len(value) for value in values if isinstance(value, str)), default=0)


def _said(value: Any, column: Any) -> str:
    """A cell as the table shows it."""
    if isinstance(value, str):
        return value
    if not is_known(value):
        return UNKNOWN
    told = (column or {}).get("type_config", {}).get("format")
    if told in _FORMATS:
        return _FORMATS[told](value)
    if isinstance(told, str) and "%" in told:
        return str(told % value)
    if isinstance(value, float):
        return count(value) if value.is_integer() else decimal(value)
    return str(value)
