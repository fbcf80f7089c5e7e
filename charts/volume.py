"""Volume: what was observed, what was to be expected, and where the two part."""

from zoneinfo import ZoneInfo

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.bands import band
from charts.counts import known
from charts.happened import MOST as MOST_MARKED
from charts.happened import marked
from charts.points import MOST, note, thinned
from charts.theme import Look, Trace, figure, marks
from wording.numbers import between, count, decimal
from wording.said import mark, say, short_day, weekday

# The range takes what the line leaves: its expectation and both its edges.
_LINE = 800
_SPIKES = 200
_OBSERVED, _EXPECTED, _SPIKE = mark("Observed"), mark("Expected"), mark("Spike")
_ORDER = (_OBSERVED, _EXPECTED, _SPIKE)
_RANGE: Trace = {"legendrank": len(_ORDER), "showlegend": True}


def volume(
    look: Look,
    hours: pd.DataFrame,
    happened: pd.DataFrame,
    zone: ZoneInfo,
    noun: str,
    *,
    height: int = 300,
    room: int = 0,
) -> go.Figure:
    """Counts over time with their expected range; a gap is a hole in line and range alike.

    Args:
        look: light or dark.
        hours: hour_at in UTC, observed_count, expected_count, expected_low, expected_high (null in
            gaps, low and high null where no range is known), is_gap and is_spike; oldest first.
        happened: as of charts.happened.marked; numbered at the top and named in the legend.
        zone: local times are shown.
        noun: what is counted: mentions or complaints.
        height: in pixels.
        room: points that are left for more marks.
    """
    local = hours.assign(at=hours["hour_at"].dt.tz_convert(zone).dt.tz_localize(None))
    line = thinned(local, "hour_at", ["observed_count"], _LINE)
    spikes = _spikes(local)
    left = MOST - room - len(line) - len(spikes) - MOST_MARKED
    usual = thinned(local, "hour_at", ["expected_high"], left // 3)
    drawn = figure(
        look,
        [
            *_expected(look, usual),
            _observed(look, line, noun),
            _over(look, spikes),
        ],
        height=height,
        note=note(len(line), len(local)),
        hovermode="x",
        showlegend=True,
        xaxis=_axis(local),
        yaxis=axes.counted(local["observed_count"].max()),
    )
    return marked(look, drawn, happened, is_named=True)


def _axis(local: pd.DataFrame) -> Trace:
    """Days; in a short stretch hours, with the day below them."""
    is_daily = (local["at"].dt.hour == 0).all()
    if len(local) > 120 or is_daily:
        return axes.dated(local["at"], **axes.edges(local["at"]))
    return {"type": "date", "tickformat": say("%H:%M\n%-d %b"), **axes.edges(local["at"])}


def _observed(look: Look, line: pd.DataFrame, noun: str) -> Trace:
    is_daily = (line["at"].dt.hour == 0).all()
    kind = {"complaint": "yes"} if noun == mark("complaints") else {}
    name, steps = ("day", line["at"]) if is_daily else ("hour", line["hour_at"])
    opens = [{name: shown, "direction": "inbound", **kind} for shown in _named(steps, name)]
    return _line(_OBSERVED, line, "observed_count", look.brand) | {
        "hovertext": [_said(row, noun) for _, row in line.iterrows()],
        "hoverinfo": "text",
        "customdata": marks(opens),
    }


def _spikes(local: pd.DataFrame) -> pd.DataFrame:
    """The hours of spikes; between two that do not touch stands one without a value."""
    is_spike = local["is_spike"].eq(other=True)
    kept = local[is_spike | is_spike.shift(1, fill_value=False)]
    shown = kept.assign(
        observed_count=kept["observed_count"].where(kept["is_spike"].eq(other=True))
    )
    return thinned(shown, "hour_at", ["observed_count"], _SPIKES)


def _over(look: Look, spikes: pd.DataFrame) -> Trace:
    over = _line(_SPIKE, spikes, "observed_count", look.negative)
    # A spike of a single hour has no line; the dots show it.
    dots = {"size": 3, "color": look.negative}
    return over | {"mode": "lines+markers", "marker": dots, "hoverinfo": "skip"}


def _expected(look: Look, usual: pd.DataFrame) -> list[Trace]:
    middle = _line(_EXPECTED, usual, "expected_count", look.neutral)
    low, high = known(usual["expected_low"]), known(usual["expected_high"])
    styled = {"line": {"width": 1.5, "dash": "dot", "color": look.neutral}, "hoverinfo": "skip"}
    if usual["expected_high"].isna().all():
        return [middle | styled]
    return [
        band(look, axes.days(usual["at"]), low, high, name=say("95% range"), **_RANGE),
        middle | styled,
    ]


def _line(name: str, rows: pd.DataFrame, column: str, colour: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": say(name),
        "legendrank": _ORDER.index(name),
        "x": axes.days(rows["at"]),
        "y": known(rows[column]),
        "line": {"width": 1.5, "color": colour},
    }


def _said(row: pd.Series, noun: str) -> str:
    """What the hover says of one step of time."""
    at = f"{weekday(row['at'])} {short_day(row['at'])} {row['at']:%H:%M}"
    if row["is_gap"]:
        return f"{at}<br>{say('not watched')}"
    usual = ""
    if pd.notna(row["expected_count"]):
        usual = say("<br>{n} expected", n=decimal(row["expected_count"]))
    if pd.notna(row["expected_high"]):
        usual += f" ({between(count(row['expected_low']), count(row['expected_high']))})"
    return f"<b>{count(row['observed_count'])} {say(noun)}</b><br>{at}{usual}"


def _named(steps: pd.Series, facet: str) -> list[str]:
    """Steps of time as a query names them: local days, or hours in UTC."""
    return list(steps.dt.strftime("%Y-%m-%d" if facet == "day" else "%Y-%m-%dT%H:%M"))
