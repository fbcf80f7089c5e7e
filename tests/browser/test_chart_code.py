"""The shorter file of Plotly's code draws what the whole one draws, one chart after the other."""

import json

import pytest

from dashboard import chart_code
from tests.charts.examples import CHARTS, Sizes

# The same ids in both: each figure with what its first point says when it is pointed at.
DRAWN = """async figures => {
    let seed = 1;
    Math.random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
    const drawn = {};
    for (const [name, {data, layout}] of Object.entries(figures)) {
        const chart = document.body.appendChild(document.createElement('div'));
        await Plotly.newPlot(chart, data, {...layout, width: 640}, {displayModeBar: false});
        Plotly.Fx.hover(chart, [{curveNumber: 0, pointNumber: data[0].z ? [0, 0] : 0}]);
        drawn[name] = [...chart.querySelectorAll('.main-svg')].map(one => one.outerHTML);
        chart.remove();
    }
    return drawn;
}"""
# How many charts there were whenever the browser had a moment for something else.
MOMENTS = """
    window.moments = [];
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
        const drawn = document.querySelectorAll('.js-plotly-plot').length;
        if (drawn !== moments.at(-1)) moments.push(drawn);
        port2.postMessage(0);
    };
    port2.postMessage(0);
"""


@pytest.fixture(scope="module")
def figures():
    return {name: json.loads(draw(Sizes()).to_json()) for name, draw in CHARTS.items()}


def test_every_chart_looks_the_same_as_with_all_of_plotly(visit, story_server, figures):
    """Letter by letter, for every function of charts, what a hover says included."""
    (file,) = chart_code.FILES
    shorter = visit(story_server).open().evaluate(DRAWN, figures)
    tab = visit(story_server)
    tab.page.route(f"**/{file.name}", lambda asked: asked.fulfill(path=file))
    whole = tab.open().evaluate(DRAWN, figures)

    assert set(CHARTS) == set(whole)
    assert whole == shorter


def test_the_first_chart_is_there_before_the_others(visit, story_server):
    """However many arrive together."""
    tab = visit(story_server, fresh=True)
    tab.page.add_init_script(MOMENTS)
    moments = tab.open().evaluate("moments")

    assert list(range(len(moments))) == moments
    assert len(moments) > 5
