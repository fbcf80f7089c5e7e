"""Posts as marks on a chart: where they stand, how large, what is said of them."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from charts.theme import Look, Trace, esc, faded, marks
from wording.numbers import compact, is_known
from wording.said import say

SMALLEST, _LARGEST = 8.0, 30.0


def dots(look: Look, posts: pd.DataFrame, heights: Sequence[float | None]) -> Trace:
    """Marks of posts, the larger the more people each reached; `x` and hovers are the caller's.

    Args:
        look: light or dark.
        posts: post_id and estimated_audience, null unknown.
        heights: where each stands.
    """
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say("Post"),
        "y": list(heights),
        "marker": {
            "color": faded(look.ink, 0.35),
            "size": [size(one) for one in posts["estimated_audience"]],
            "line": {"width": 1.5, "color": look.ink},
        },
        "customdata": marks([{"post": one} for one in posts["post_id"]]),
        "hoverinfo": "text",
    }


def answered(look: Look, answers: pd.DataFrame) -> Trace:
    """Marks of the brand's answers, of another shape and at the bottom; as of `dots`."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say("Answered"),
        "y": [0.0] * len(answers),
        "marker": {
            "color": look.positive,
            "size": 9,
            "symbol": "triangle-up",
            "line": {"width": 1, "color": look.paper},
        },
        "cliponaxis": False,
        "customdata": marks([{"post": one} for one in answers["post_id"]]),
        "hoverinfo": "text",
    }


def told(row: pd.Series, at: str) -> str:
    """What the hover says of one post: who, when, how many it reached, and its words."""
    name = esc(row["author_name"], 40) if is_known(row["author_name"]) else say("somebody")
    reached = row["estimated_audience"]
    people = say("{n} people", n=compact(reached)) if is_known(reached) else say("reach unknown")
    tone_of = say(row["polarity"] if is_known(row["polarity"]) else "unscored")
    return f"<b>{name}</b>, {at}<br>{people}, {tone_of}<br>{esc(row['title_or_text'], 70)}"


def on_line(at: pd.Series, line: pd.Series, wanted: pd.Series) -> list[float | None]:
    """How high a line is at some places; None where it is not known on either side.

    Args:
        at: places of the line, ascending.
        line: its heights, not a number in a gap.
        wanted: the places asked about.
    """
    if not len(at):
        return [None] * len(wanted)
    heights = np.interp(_numbers(wanted), _numbers(at), _numbers(line))
    return [None if math.isnan(one) else float(one) for one in heights]


def _numbers(values: pd.Series) -> npt.NDArray[np.float64]:
    return values.to_numpy(dtype="float64")


def size(audience: float | None) -> float:
    """A tenth of a million people is more than twice as wide as ten; unknown is the smallest."""
    if audience is None or not is_known(audience) or audience <= 1:
        return SMALLEST
    return min(SMALLEST + 3.5 * math.log10(audience), _LARGEST)
