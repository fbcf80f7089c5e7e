"""How something went, looked back on: its steps in order of time, and what was over before each."""

from collections.abc import Mapping

import pandas as pd

from dashboard.ui import cards, links
from dashboard.ui.findings import STEPS
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import duration, is_known, moment, percent


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
            "Step": say(STEPS[row["step"]]),
            "When": moment(row["happened_at"], scope.clock)
            if is_known(row["happened_at"])
            else say("not so far"),
            "After": duration(row["hours_after"] * 3600, ""),
            **{title: percent(row[column]) for title, column in over.items()},
            "Then": _then(scope, row["happened_at"]),
        }
        for _, row in steps.iterrows()
    ]
    cards.table(pd.DataFrame(rows), key, say("What happened, in order of time."))


def _then(scope: Scope, moment: pd.Timestamp) -> str | None:
    """The Response desk as it was known then; None where that is not, or is not known yet."""
    until = scope.brand.observed_until
    if not is_known(moment) or until is None or moment + pd.Timedelta(minutes=1) > until:
        return None
    return links.then(scope.brand, moment)
