"""No figure draws more than a screen can show: fewer points, none of them a peak or a gap lost."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from wording.numbers import count as written
from wording.said import mark, say

MOST = 2000
# What is drawn of, as sentences name it.
STEPS, DAYS, WEEKS = mark("steps"), mark("days"), mark("weeks")
SNAPSHOTS, POSTS, ANSWERS = mark("snapshots"), mark("posts"), mark("answers")
MOST_BARS = 40


def thinned(rows: pd.DataFrame, x: str, ys: Sequence[str], most: int = MOST) -> pd.DataFrame:
    """The rows that a line of at most so many points needs to look the same.

    The span of x is cut into equal stretches; of each its lowest and highest of every y stay, and
    one row without a value, so that a gap stays a gap. The first and the last row stay too.

    Args:
        rows: ordered by x.
        x: numbers or times.
        ys: columns that are drawn; null in a gap.
        most: rows that may be left.
    """
    if len(rows) <= most:
        return rows
    stretch = _stretches(rows[x], max((most - 2) // (2 * len(ys) + 1), 1))
    kept = {0, len(rows) - 1}
    numbered = rows[list(ys)].reset_index(drop=True)
    for y in ys:
        known = numbered[y].astype("float64").dropna()
        parts = known.groupby(stretch[known.index])
        kept.update(parts.idxmin(), parts.idxmax())
    gaps = np.flatnonzero(numbered.isna().any(axis="columns"))
    kept.update(gaps[np.unique(stretch[gaps], return_index=True)[1]])
    return rows.iloc[sorted(kept)]


def log_spaced(rows: pd.DataFrame, x: str, most: int) -> pd.DataFrame:
    """The rows of a step function that stand next to equal steps of a logarithmic axis.

    Each row kept is one of the function's own steps, so what is drawn there is exact.

    Args:
        rows: ordered by x.
        x: above zero.
        most: rows that may be left.
    """
    if len(rows) <= most:
        return rows
    at = rows[x].to_numpy(dtype="float64")
    edges = np.geomspace(at[0], at[-1], most)
    places = np.clip(np.searchsorted(at, edges, side="right") - 1, 0, len(at) - 1)
    return rows.iloc[np.unique(np.append(places, len(at) - 1))].iloc[-most:]


def note(drawn: int, of: int, noun: str = STEPS) -> str:
    """What is said of a thinned line; empty where nothing was left out."""
    if drawn >= of:
        return ""
    return say(
        "{drawn} of {of} {noun} are drawn, every stretch's lowest and highest among them.",
        drawn=written(drawn),
        of=written(of),
        noun=say(noun),
    )


def exact(drawn: int, of: int) -> str:
    """What is said of a function at fewer steps; empty where none was left out."""
    if drawn >= of:
        return ""
    return say("Of the curve's {of} steps {drawn} are drawn.", of=written(of), drawn=written(drawn))


def first(drawn: int, of: int) -> str:
    """What is said of parts beside each other; empty where none was left out."""
    if drawn >= of:
        return ""
    return say("The first {drawn} of {of} are drawn.", drawn=written(drawn), of=written(of))


def newest(drawn: int, of: int, noun: str = WEEKS) -> str:
    """What is said of a course that begins later than it could; empty where it does not."""
    if drawn >= of:
        return ""
    return say(
        "The newest {drawn} of {of} {noun} are drawn.",
        drawn=written(drawn),
        of=written(of),
        noun=say(noun),
    )


def count(figure: go.Figure) -> int:
    """How many points the traces of a figure have; a cell of a heat map is one."""
    return sum(_size(trace) for trace in figure.data)


def _size(trace: go.Scatter | go.Bar | go.Heatmap) -> int:
    if trace.type == "heatmap":
        return sum(len(row) for row in trace.z)
    return max(len(trace.x) if trace.x is not None else 0, len(trace.y))


def _stretches(x: pd.Series, number: int) -> np.ndarray:
    """For each row the number of its stretch."""
    along = x.astype("int64" if pd.api.types.is_datetime64_any_dtype(x) else "float64").to_numpy()
    span = (along[-1] - along[0]) or 1
    stretch: np.ndarray = np.minimum((along - along[0]) * number // span, number - 1)
    return stretch.astype("int64")
