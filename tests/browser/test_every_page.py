"""Every page of the sample story as it stands, once each: whole, in order, for everybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import violations
from tests.browser.pages import PAGES, TOGETHER, kept, name_of, outline

BURNS = re.compile("may run away, and nobody has answered|spike is running|spike since")
# Pages without a picture.
BARE = ("response-desk", "mentions", "sources", "data-health", "methods", *TOGETHER[1:])
DARK = re.compile(r"rgb\(14, 20, 32\)")


@pytest.fixture(scope="module")
def outlines():
    """What stood on each page when it was last written down."""
    return kept()


@pytest.mark.parametrize("path", [*PAGES, *TOGETHER])
def test_page_stands_in_order_and_can_be_used_by_everybody(visit, story_server, outlines, path):
    """Nothing fails on the page or in the console, nobody outside is asked for anything.

    What stands on it, from top to bottom, is what was written down: `make outlines` writes it anew
    after a change that was meant. Each chart has a sentence for those who do not see it, and axe
    finds nothing that could be mended here, in light and dark.
    """
    tab = visit(story_server)
    page = tab.open(path)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    # What burns at the brand is red too, and says so in its title.
    red = page.get_by_test_id("stAlertContentError")
    expect(red.filter(has_not_text=BURNS)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    charts = page.get_by_test_id("stPlotlyChart")
    assert (charts.count() > 0) == (path not in BARE)
    for chart in charts.all():
        expect(chart).to_have_attribute("aria-label", re.compile(r"\w+ \w+"))

    assert outlines[name_of(path)] == outline(page)
    assert [] == violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", DARK)
    assert [] == violations(page, only=["color-contrast"])
