"""Lines with what is not known about them: the interval as a pale band, gaps as gaps."""

from collections.abc import Iterator, Sequence
from typing import Any

from charts.theme import Look, Trace, faded

Point = tuple[object, float | None, float | None]


def band(
    look: Look,
    x: Sequence[object],
    low: Sequence[float | None],
    high: Sequence[float | None],
    colour: str = "",
    **more: Any,
) -> Trace:
    """The area between two lines as one trace; null in either leaves a gap.

    Args:
        look: light or dark.
        x: of each step.
        low: lower edge.
        high: upper edge.
        colour: the brand's when empty.
        more: what differs, as the name.
    """
    xs: list[object] = []
    ys: list[float | None] = []
    for run in _runs(zip(x, low, high, strict=True)):
        # There along the upper edge and back along the lower; a null ends the shape.
        xs += [*([None] if xs else []), *(at for at, _, _ in run), *(at for at, _, _ in run[::-1])]
        ys += [
            *([None] if ys else []),
            *(top for _, _, top in run),
            *(end for _, end, _ in run[::-1]),
        ]
    return shade(colour or look.brand) | {"x": xs, "y": ys, "fill": "toself", **more}


def shade(colour: str) -> Trace:
    """What all bands have in common: seen through, without an edge, silent."""
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"width": 0, "color": colour},
        "fillcolor": faded(colour, 0.16),
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _runs(points: Iterator[Point]) -> Iterator[list[Point]]:
    """The stretches of points that have both edges."""
    run: list[Point] = []
    for point in points:
        if None not in point[1:]:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run
