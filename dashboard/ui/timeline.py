"""How something went, looked back on: its steps in order of time, and what was over before each."""

from collections.abc import Mapping

import pandas as pd

from dashboard.ui import cards
from dashboard.ui.scope import Scope
from wording.numbers import duration, is_known, moment, percent

STEPS = {
    "first_post": "First post",
    "posted": "Posted",
    "detected": "Rule could know",
    "alerted": "Alert given",
    "first_reply": "First reply",
    "peak": "Peak",
    "ended": "Back to normal",
}


def table(scope: Scope, steps: pd.DataFrame, over: Mapping[str, str], key: str) -> None:
    """The steps as a table.

    Args:
        scope: whose time zone it is told in.
        steps: step, happened_at in UTC, hours_after, and the shares named in over, 0 .. 1; null for
            what has not happened.
        over: title and column of each share that was over before the step.
        key: stable name of the element.
    """
    rows = [
        {
            "Step": STEPS[row["step"]],
            "When": moment(row["happened_at"], scope.brand.zone)
            if is_known(row["happened_at"])
            else "not so far",
            "After": duration(row["hours_after"] * 3600, ""),
            **{title: percent(row[column]) for title, column in over.items()},
        }
        for _, row in steps.iterrows()
    ]
    cards.table(pd.DataFrame(rows), key, "What happened, in order of time.")
