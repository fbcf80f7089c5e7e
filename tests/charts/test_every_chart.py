"""What is true of every chart: few points, no tag of a stranger, the look's colours alone."""

import inspect
import json
import re

import plotly.graph_objects as go
import pytest

import charts
from charts import (
    author,
    bars,
    counts,
    effort,
    episode,
    growth,
    hollow,
    hours,
    points,
    sentiment,
    turned,
    volume,
    waits,
)
from charts.theme import DARK, LIGHT, esc, note_of
from dashboard.mentions import facets
from tests.charts.examples import CHARTS, Sizes

EVERY = pytest.mark.parametrize("name", CHARTS)
SUBJECTS = (
    author, bars, counts, effort, episode, growth, hollow, hours, sentiment, turned, volume, waits,
)  # fmt: skip
# Those that cannot be of our own making: tags, entities, templates, marks that turn text around.
HOSTILE = (
    '<a href="https://evil.example" target="_self">a</a>',
    '<b style="font-size:99px">giant</b><br><br>down',
    "&lt;i&gt; %{y} \u202egnp.exe",
)
OUR_TAGS = re.compile(r"</?b>|<br>")


def texts(value):
    """Every string in a figure, whatever holds it; addresses of Mentions are not shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "customdata":
                yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def test_every_function_that_draws_is_tried_here():
    """A new chart has its example, or this fails."""
    drawing = {
        name
        for subject in SUBJECTS
        for name, function in inspect.getmembers(subject, inspect.isfunction)
        if function.__module__ == subject.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation is go.Figure
    }

    assert drawing == set(CHARTS)
    assert {path.stem for path in _files()} >= {s.__name__.split(".")[1] for s in SUBJECTS}


@EVERY
@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_strangers_are_shown_as_written(name, words):
    """No sign is left that the browser would read as a tag of theirs, in no corner of a figure."""
    drawn = CHARTS[name](Sizes(words=(words,))).to_plotly_json()

    for text in texts(drawn):
        assert "<" not in OUR_TAGS.sub("", text)
        assert "\u202e" not in text


def test_what_is_escaped_reads_as_before():
    """Quotes stay as they are: their entities would be shown."""
    assert '&lt;a href="x"&gt; &amp; it\'s' == esc('<a href="x">\n & it\'s')
    assert "aa…" == esc("aaaa", 3)


@EVERY
def test_a_hundred_thousand_rows_are_two_thousand_points(name):
    """And what is left out is said, unless nothing is."""
    drawn = CHARTS[name](Sizes(rows=100_000))
    few = CHARTS[name](Sizes())

    assert 0 < points.count(drawn) <= points.MOST
    assert "" == note_of(few)
    assert bool(note_of(drawn)) == (name not in ("counts_by_hour", "by_hour"))


@EVERY
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_those_of_the_look(name, look):
    """Nothing is left to a page's theme: a figure stands by itself, in light and in dark."""
    drawn = CHARTS[name](Sizes(look=look))
    ours = {colour.lower() for colour in _colours(look)}
    found = re.findall(r"#[0-9a-fA-F]{6}\b", json.dumps(drawn.to_plotly_json(), default=list))

    assert {colour.lower() for colour in found} <= ours
    assert look.paper == drawn.layout.template.layout.paper_bgcolor


@EVERY
def test_a_figure_is_valid_and_json(name):
    drawn = CHARTS[name](Sizes())
    again = go.Figure(json.loads(drawn.to_json()))

    assert again.to_dict() == go.Figure(json.loads(again.to_json())).to_dict()
    assert drawn.layout.height > 0


@EVERY
def test_marks_carry_a_question_that_the_mentions_page_allows(name):
    """Names and values of its facets; `brand` is the filter above every page."""
    drawn = CHARTS[name](Sizes())
    marks = [mark for trace in drawn.data for mark in _flat(trace.customdata)]

    for key, value in (pair for mark in marks for pair in mark.items()):
        assert "brand" == key or facets.is_allowed(key, value)
    # Who waited at a time gone by, or no longer than a time, is no question of that page.
    timeless = ("queue_length", "answered_curve", "turned", "compared_curves")
    assert bool(marks) == (name not in timeless)


def test_the_page_wears_the_same_colours():
    """The theme's file says them again for what Streamlit draws itself."""
    import tomllib

    theme = tomllib.loads((_root() / ".streamlit" / "config.toml").read_text())["theme"]
    for look, name in ((LIGHT, "light"), (DARK, "dark")):
        page = theme[name]
        slots = page["chartCategoricalColors"]
        assert (look.brand, look.positive, look.negative, look.neutral) == tuple(slots[:4])
        assert (look.pale, look.muted, look.ink) == tuple(slots[7:])
        assert list(look.scale) == page["chartSequentialColors"]
        assert look.paper == page["backgroundColor"]


def _colours(look):
    return [getattr(look, name) for name in look.__slots__ if name != "scale"] + list(look.scale)


def _flat(value):
    if isinstance(value, dict):
        yield value
    elif value is not None:
        for one in value:
            yield from _flat(one)


def _root():
    return _files()[0].parents[1]


def _files():
    from pathlib import Path

    return sorted(Path(charts.__file__).parent.glob("*.py"))
