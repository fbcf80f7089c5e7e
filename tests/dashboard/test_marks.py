"""A mark of a chart opens as many mentions as it shows, with the filters above every page."""

import re

import pytest

from charts import counts, hours, volume
from charts.theme import LIGHT
from dashboard.mentions.queries import mention_count
from dashboard.response import queries as response
from dashboard.sentiment import queries as sentiment
from dashboard.spikes import queries as spikes
from dashboard.ui import notes, query
from dashboard.ui.filters import BRAND, FILTERS
from dashboard.ui.links import CLOSER
from tests.dashboard.ui.test_query import scope_of
from tests.places import ROOT


@pytest.fixture
def scope(story):
    """The sample story's own brand over 28 days."""
    return scope_of(query.version())


def by_day(scope):
    drawn = counts.mentions_by_day(LIGHT, sentiment.sentiment_by_day(scope, scope.span.since))
    return [pair for trace in drawn.data for pair in zip(trace.customdata, trace.y, strict=True)]


def by_week(scope):
    drawn = counts.targets_by_week(LIGHT, response.weeks(scope))
    return [
        pair
        for trace in drawn.data
        if trace.type == "bar"
        for pair in zip(trace.customdata, trace.y, strict=True)
    ]


def complaints(scope):
    rows = sentiment.complaints_by_hour_of_week(scope)
    (cells,) = hours.counts_by_hour(LIGHT, rows, "complaints", complaint="yes").data
    return [
        pair
        for row in zip(cells.customdata, cells.z, strict=True)
        for pair in zip(*row, strict=True)
    ]


def turns(scope):
    rows = response.coverage(scope, "calendar")
    return [({"turn_hour": row["hour_of_week"]}, row["turn_count"]) for _, row in rows.iterrows()]


def volumes(scope):
    rows = spikes.volume(scope, "complaints", scope.span.since, scope.span.until)
    drawn = volume.volume(LIGHT, rows, notes.happened(scope), scope.brand.zone, "complaints")
    line = next(trace for trace in drawn.data if trace.name == "Observed")
    return list(zip(line.customdata, line.y, strict=True))


@pytest.mark.parametrize("marks", [by_day, by_week, complaints, turns, volumes])
def test_a_mark_opens_as_many_as_it_shows(scope, marks):
    """The largest, the smallest and some between."""
    shown = sorted((pair for pair in marks(scope) if pair[1]), key=lambda pair: pair[1])
    picked = shown[:: max(len(shown) // 6, 1)] + shown[-1:]

    assert [number for _, number in picked] == [
        mention_count(scope, {key: str(value) for key, value in mark.items()}) for mark, _ in picked
    ]


def test_the_filters_above_every_page_travel_along():
    """The browser's own file names the same keys that the filters bind to the address."""
    drawn = (ROOT / "dashboard/ui/filters.py").read_text(encoding="utf-8")
    script = (ROOT / "dashboard/static/marks.js").read_text(encoding="utf-8")
    bound = re.findall(r'key="(\w+)",\s+bind="query-params"', drawn)
    kept = re.findall(r'"(\w+)"', re.search(r"const FILTERS = \[([^\]]*)\];", script)[1])

    assert set(kept) == {*bound, BRAND, CLOSER, *(one.key for one in FILTERS.values())}
