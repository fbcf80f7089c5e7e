"""How the tone of what was said changed, in a sentence."""

import pandas as pd

from dashboard.ui.speech import say
from wording.numbers import count, is_known, percent
from wording.said import mark

_CALLED = {
    "worse": mark("It became worse."),
    "better": mark("It became better."),
    "same": mark("No change beyond chance."),
}


def between(first: pd.Series, last: pd.Series) -> str:
    """The first and the last of some negative shares, and whether chance parts them.

    Args:
        first: negative_share with its _low and _high, and scored_count.
        last: the same and its verdict beside the first; first itself where there is only one.
    """
    values = {
        f"{name}{end}": percent(row[f"negative_share{end}"])
        for name, row in (("first", first), ("last", last))
        for end in ("", "_low", "_high")
    } | {"first_n": count(first["scored_count"]), "last_n": count(last["scored_count"])}
    if not is_known(last["verdict"]):
        alone = {key: value for key, value in values.items() if key.startswith("first")}
        return say("{first} negative ({first_low} to {first_high}, n = {first_n}).", **alone)
    told = say(
        "At first {first} negative ({first_low} to {first_high}, n = {first_n}), at last {last} "
        "({last_low} to {last_high}, n = {last_n}).",
        **values,
    )
    return f"{say(_CALLED[last['verdict']])} {told}"
