"""Every page as a phone shows it: 390 pixels wide, from the first load on."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
# Where the first fact stands; the others ask or explain.
FIRST = {
    "": "stAlert",
    "sentiment": "stAlert",
    "spikes": "stAlert",
    "live-risk": "stAlert",
    "response-desk": "stAlert",
    "response-desk?show=figures": "stAlert",
    "replies": "stAlert",
    "mentions": "stHeading",
    "author?author=chirp:c-ilka": "stHeading",
    "data-health": "stMetric",
    "sources": None,
    "methods": None,
}
# What is wider than its place: cut off, standing out, or to be scrolled sideways. The row of chips
# is meant to be pushed, and code is not broken into lines. A chart's words begin and end with a
# space, which is three pixels.
TOO_WIDE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const told = [];
    if (main.scrollWidth > innerWidth || document.documentElement.scrollWidth > innerWidth)
        told.push('the page');
    for (const one of main.querySelectorAll('*')) {
        if (!one.textContent.trim() || !one.offsetParent) continue;
        if (one.closest('svg, .st-key-chips, [data-testid=stCode]')) continue;
        const says = `${one.dataset.testid ?? one.tagName}: ${one.textContent.slice(0, 60)}`;
        if (getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
            told.push(`cut: ${says}`);
        if (!one.children.length && one.getBoundingClientRect().right > innerWidth + 1)
            told.push(`stands out: ${says}`);
    }
    for (const one of main.querySelectorAll('.js-plotly-plot text')) {
        const [its, plot] = [one, one.closest('.js-plotly-plot')].map(
            (each) => each.getBoundingClientRect());
        if (its.width && (its.left < plot.left - 3 || its.right > plot.right + 3))
            told.push(`chart: ${one.textContent}`);
    }
    return told;
}"""


@pytest.fixture
def phone(visit, story_server):
    tab = visit(story_server)
    tab.page.set_viewport_size(PHONE)
    return tab


@pytest.mark.parametrize("path", FIRST)
def test_a_phone_shows_all_of_a_page_without_scrolling_sideways(phone, path):
    """No table that has to be pushed, no word cut off, the first fact on the first screen."""
    page = phone.open(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)

    assert [] == page.evaluate(TOO_WIDE)
    if FIRST[path]:
        facts = page.get_by_test_id("stMain").get_by_test_id(FIRST[path])
        # The page's name is a heading, too.
        place = facts.nth(1 if FIRST[path] == "stHeading" else 0).bounding_box()
        assert place["y"] < 400


def test_the_menu_has_a_name_and_closes_behind_the_reader(phone):
    """Streamlit's own list folds into an arrow; filters travel along."""
    page = phone.open("?period=90d&source=chirp")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_have_count(0)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("link", name=re.compile("Replies")).click()
    expect(page.get_by_role("heading", level=1, name="Replies")).to_be_visible()
    phone.settled()

    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    assert {"period=90d", "source=chirp"} == set(phone.query[1:].split("&"))


def test_more_rows_of_a_list_come_when_they_are_asked_for(phone):
    """Words of a customer stand whole; what the table holds beside them stands by its name."""
    page = phone.open("response-desk?show=figures")
    dropped = page.locator(".st-key-dropped")
    cards = dropped.get_by_test_id("stText")
    expect(cards).to_have_count(3)
    expect(dropped.get_by_role("link", name="Thread").first).to_have_attribute(
        "href", re.compile(r"mentions\?brand=tavornay&conversation=")
    )
    dropped.get_by_text(re.compile(r"\d+ more")).click()

    expect(cards).not_to_have_count(3)


def test_a_case_of_the_queue_opens_in_its_place(phone):
    """Below its line, with the conversation; a second tap closes it."""
    page = phone.open("response-desk")
    # The author card of the conversation is called so, too.
    name = page.get_by_role("button", name="Petra Quorlin").first
    name.click()
    expect(page.get_by_role("button", name="I take it")).to_be_visible()
    phone.settled()
    assert [] == page.evaluate(TOO_WIDE)
    assert "turn=" in phone.query
    name.click()

    expect(page.get_by_role("button", name="I take it")).to_have_count(0)


def test_a_spike_is_chosen_by_its_name_where_no_row_can_be_marked(phone):
    page = phone.open("spikes")
    phone.choose(page.get_by_role("combobox", name="Look into"), "Mentions, 30 Sep 2026, 16:30")

    expect(page.get_by_role("heading", name="Mentions, 30 Sep 2026, 16:30")).to_be_visible()
    assert "spike=" in phone.query
