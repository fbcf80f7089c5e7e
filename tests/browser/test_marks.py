"""A click on a mark of a chart opens the mentions that it stands for."""

from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

# Where a mark is on the screen, and what it stands for; of a heat map the cell of the highest
# value, else the mark furthest up that stands for anything.
PLACE = """chart => {
    chart.scrollIntoView({block: 'center'});
    const plot = chart.querySelector('.js-plotly-plot');
    const {left, top} = plot.querySelector('.nsewdrag').getBoundingClientRect();
    const {xaxis, yaxis} = plot._fullLayout;
    const marks = plot.data.flatMap(trace => trace.type === 'heatmap'
        ? trace.z.flatMap((row, y) => row.map((height, x) =>
            ({x, y, height, opens: trace.customdata[y][x]})))
        : (trace.customdata ?? []).map((opens, at) =>
            ({x: trace.x[at], y: trace.y[at], height: Math.abs(trace.y[at]), opens})));
    const shown = marks.filter(mark => mark.height !== null && Object.keys(mark.opens).length);
    const mark = shown.reduce((one, other) => other.height > one.height ? other : one);
    // In the middle of a bar, a hair below the end of everything else.
    const isLying = plot.data[0].orientation === 'h';
    const x = left + xaxis.d2p(isLying ? mark.x / 2 : mark.x);
    return [x, top + yaxis.d2p(mark.y) + (plot.data[0].type === 'bar' && !isLying ? 1 : 0),
        mark.opens];
}"""


@pytest.mark.parametrize(
    ("path", "charts"),
    [
        ("?", ("trend", "moved", "per-day", "complaint-hours")),
        ("response-desk?show=figures&", ("ranges-source",)),
    ],
)
def test_a_mark_opens_its_mentions_and_back_returns_to_the_chart(visit, story_server, path, charts):
    """A line, lying and standing bars, a heat map, medians: each with the filters of its page."""
    tab = visit(story_server)
    page = tab.open(f"{path}period=7d")
    begun = sorted(parse_qsl(tab.query[1:]))
    title = page.get_by_role("heading", level=1).inner_text()
    for key in charts:
        x, y, opens = page.locator(f".st-key-{key}").evaluate(PLACE)
        page.mouse.move(x, y)
        page.mouse.click(x, y)
        expect(page.get_by_role("heading", level=1, name="Mentions")).to_be_visible()
        tab.settled()
        assert opens | {"period": "7d"} == dict(parse_qsl(tab.query[1:]))
        page.go_back()
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        tab.settled()
        assert begun == sorted(parse_qsl(tab.query[1:]))


def test_a_finger_reads_a_mark_before_it_opens_it(visit, story_server):
    """The first tap shows what the mark says, the second opens its mentions.

    On a line, and on bars that stand on each other, where it is the block below the finger.
    """
    tab = visit(story_server)
    page = tab.open()
    for key in ("trend", "per-day"):
        chart = page.locator(f".st-key-{key}")
        x, y, opens = chart.evaluate(PLACE)
        tap(page, x, y)
        said = chart.locator(".hoverlayer").locator(".hovertext, .legend")
        expect(said.first).to_be_visible()
        assert "" == tab.query
        tap(page, x, y)
        expect(page.get_by_role("heading", level=1, name="Mentions")).to_be_visible()
        tab.settled()
        assert opens == dict(parse_qsl(tab.query[1:]))
        page.go_back()
        expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
        tab.settled()


def tap(page, x, y):
    """Put a finger down and lift it."""
    touch = page.context.new_cdp_session(page)
    for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.detach()
