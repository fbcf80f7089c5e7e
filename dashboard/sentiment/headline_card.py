"""What would change the headline: the change of net sentiment, counted in other ways."""

import pandas as pd
import streamlit as st

from dashboard.sentiment import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import is_known, points
from wording.safety import plain
from wording.said import mark
from wording.verdicts import carrier, note

_CASES = {
    "as_counted": mark("As counted"),
    "without_largest": mark("Without {voice}"),
    "reversed": mark("If that were read the other way round"),
    "post_by_post": mark("Post by post, as if every copy spoke for itself"),
    "once": mark("Every text and conversation once"),
}
_NAMES = {"better": mark("better"), "worse": mark("worse")}


def card(scope: Scope) -> None:
    """A row for each way to count, and the post that moves it most."""
    with Card(
        say("What would change this headline"),
        say(
            "The change of net sentiment, counted in other ways. Copies of one text are one "
            "voice, else one conversation is."
        ),
        "headline",
    ):
        if scope.before is None:
            st.caption(say("Choose a period to compare with under Filters."))
            return
        rows = queries.headline_cases(scope)
        rows = rows[rows["change"].notna()].set_index("case_name")
        if rows.empty:
            st.caption(
                say("No scored mention to compare with: choose another period under Filters.")
            )
            return
        told = rows.iloc[0]
        named = carrier(told["largest_count"], told["largest_is_copied"])
        if not is_known(told["largest_voice"]):
            rows = rows.drop(index=["without_largest", "reversed"], errors="ignore")
        cards.table(
            pd.DataFrame([_row(row, case, named) for case, row in rows.iterrows()]),
            "headline-cases",
            say("The change of net sentiment in {rows} ways to count.", rows=len(rows)),
        )
        st.caption(
            say(
                "Chance alone reaches {reach} points: a smaller change is called none.",
                reach=points(told["reach"]).lstrip("+"),
            )
        )
        if is_known(told["largest_voice"]):
            _loudest(scope, int(told["largest_voice"]), named)


def _row(row: pd.Series, case: object, named: str) -> dict[str, str]:
    verdict = row["verdict"]
    return {
        "Counted": say(_CASES[str(case)], voice=named),
        "Now": points(row["value"]),
        "Before": points(row["value_before"]),
        "Change": f"{points(row['change'])} ± {points(row['reach']).lstrip('+')}",
        "Verdict": say(_NAMES[verdict]) if verdict in _NAMES else note(verdict),
    }


def _loudest(scope: Scope, voice: int, named: str) -> None:
    found = queries.loudest_post(scope, voice)
    if found.empty:
        return
    st.caption(say("It moves most: {named}.", named=named))
    st.text(plain(found.iloc[0]["text"], 240))
    links.mentions(say("Read and check it"), post=found.iloc[0]["post_id"])
