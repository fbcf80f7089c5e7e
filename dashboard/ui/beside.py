"""Several brands beside each other: each by its own rules, the one that needs somebody first.

Nothing is averaged or added up over brands: each has a baseline, a target and a clock of its own.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.ui import cards, findings, links
from dashboard.ui.findings import Finding
from dashboard.ui.links import CLOSER
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import UNKNOWN, between, count, is_known, percent, percents, plural, points
from wording.safety import esc, plain

_URGENCY = (findings.CRITICAL, findings.WARNING, findings.WATCH, findings.GOOD)


def urgency(finding: Finding | None, weight: float) -> tuple[int, float]:
    """What brands are sorted by: what burns first; without a finding last.

    Args:
        finding: of the brand's own page; None where there is nothing to find.
        weight: the lower, the earlier among those that burn alike; unknown comes last of them.
    """
    if finding is None:
        return len(_URGENCY), 0.0
    return _URGENCY.index(finding.level), weight if is_known(weight) else float("inf")


def conclude(scope: Scope, finding: Finding | None) -> None:
    """The sentence at the top of the page: that of the brand which needs somebody first.

    Args:
        scope: of that brand alone.
        finding: of its own page; None: nothing is said.
    """
    if finding is None:
        return
    title = say("First {name}: {finding}", name=_name(scope), finding=finding.title)
    cards.conclusion(Finding(finding.level, title, finding.detail))


def head(scope: Scope, finding: Finding | None, nothing: str) -> None:
    """The name of a brand, how it stands, and the sentence of its own page.

    Args:
        scope: of this brand alone.
        finding: None where there is nothing to find.
        nothing: what is said then.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.header(_name(scope), anchor=False, width="content")
        if finding:
            word, icon, colour = cards.LEVELS[finding.level]
            st.badge(say(word), icon=icon, color=colour)
    st.markdown(f"**{finding.title if finding else nothing}**")


def doors(scope: Scope, *behind: tuple[str, Mapping[str, str]]) -> None:
    """The way to the brand's own page, and to the mentions behind its numbers.

    Args:
        scope: of this brand alone.
        behind: words of each link, and the facets it opens.
    """
    key = scope.brand.key
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            say("Look closer"),
            key=f"closer-{key}",
            icon=":material/zoom_in:",
            on_click=_look_closer,
            args=(key,),
        )
        for label, facets in behind:
            links.mentions(label, **facets, **{CLOSER: key})


def of_one(scope: Scope, what: str) -> None:
    """One line on what is not compared, with the way to each brand alone.

    Args:
        scope: of several brands.
        what: the sentence, said already.
    """
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="of-one"
    ):
        st.caption(what, width="content")
        for one in scope.each:
            st.button(
                _name(one),
                key=f"alone-{one.brand.key}",
                type="tertiary",
                icon=":material/zoom_in:",
                on_click=_look_closer,
                args=(one.brand.key,),
            )


def table(rows: Sequence[Mapping[str, object]], columns: Mapping[str, object]) -> None:
    """The figures of each brand, a row each; within the card that says how to read them."""
    cards.table(
        pd.DataFrame(rows),
        "side-by-side",
        say("How {brand} compare.", brand=plural(len(rows), "brand")),
        columns,
    )


def name(scope: Scope) -> str:
    """The name of a brand for a table's cell: not safe in Markdown."""
    return plain(scope.brand.name, 40)


def net(summary: pd.Series) -> str:
    """Net sentiment with its interval and of how many, of a row of period_summary."""
    if not is_known(summary["net_sentiment"]):
        return UNKNOWN
    ends = between(points(summary["net_sentiment_low"]), points(summary["net_sentiment_high"]))
    scored = say("of {n}", n=count(summary["scored_count"]))
    return f"{points(summary['net_sentiment'])} ({ends}) {scored}"


def share(row: pd.Series, names: Sequence[str], total: float) -> str:
    """A share with its interval and of how many.

    Args:
        row: of a metric.
        names: columns of the share, 0 .. 1, and of the ends of its 95 % interval, low and high.
        total: of how many it is.
    """
    part, low, high = (row[name] for name in names)
    if not is_known(part):
        return UNKNOWN
    return f"{percent(part)} ({percents(low, high)}) {say('of {n}', n=count(total))}"


def _name(scope: Scope) -> str:
    return esc(scope.brand.name, 40)


def _look_closer(brand: str) -> None:
    st.query_params[CLOSER] = brand
