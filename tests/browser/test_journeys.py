"""What readers do, in a real browser against the real server."""

import re

import pytest
from playwright.sync_api import expect


def test_a_filter_changes_the_page_and_its_address(visit, story_server):
    tab = visit(story_server)
    page = tab.open()
    before = value_of(page, "Mentions")
    page.get_by_role("radio", name="7d").click()
    expect(page.get_by_test_id("stMetric").filter(has_text="Mentions")).not_to_contain_text(before)
    tab.settled()

    assert "?period=7d" == tab.query


def test_a_number_leads_to_its_mentions_and_the_link_can_be_reloaded(visit, story_server):
    """As many posts as the number says, with the filters of the page that it came from."""
    tab = visit(story_server)
    page = tab.open("?period=90d")
    link = page.get_by_role("link", name=re.compile("complaints"))
    count = re.search(r"[\d,]+", link.inner_text())[0]
    link.click()
    found = page.get_by_role("heading", name=f"{count} mentions")
    expect(found).to_be_visible()
    address = tab.query
    page.reload()
    expect(found).to_be_visible()

    assert {"period=90d", "direction=inbound", "complaint=yes"} == set(address[1:].split("&"))
    assert address == tab.query


def test_a_link_that_was_sent_keeps_its_filters_from_page_to_page(visit, story_server):
    """Opened and left at once: the filters stay, although nobody touched a widget."""
    tab = visit(story_server)
    page = tab.open("?period=90d&source=chirp&source=appshelf&text=bag")
    page.get_by_test_id("stTopNavLink").filter(has_text="Response desk").click()
    expect(page.get_by_role("heading", level=1, name="Response desk")).to_be_visible()
    tab.settled()

    assert {"period=90d", "source=chirp", "source=appshelf", "text=bag"} == set(
        tab.query[1:].split("&")
    )
    expect(page.get_by_text("only chirp or appshelf · containing “bag”")).to_be_visible()


def test_going_back_brings_back_the_page_and_its_number(visit, story_server):
    tab = visit(story_server)
    page = tab.open()
    page.get_by_role("link", name=re.compile("waiting")).first.click()
    expect(page.get_by_role("heading", level=1, name="Mentions")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()


def test_facets_can_be_set_and_taken_away(visit, story_server):
    """The address is the state: what is chosen stands in it, and what is taken away does not.

    As many are left as the value said.
    """
    tab = visit(story_server)
    page = tab.open("mentions")
    every = page.get_by_role("heading", level=2).first.inner_text()
    value = page.get_by_role("radio", name=re.compile("^negative"))
    count = re.search(r"[\d,]+", value.inner_text())[0]
    value.click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(f"{count} mentions")
    assert count != every.split()[0]
    narrowed = tab.query
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(every)

    assert "?polarity=negative" == narrowed
    assert "" == tab.query


def test_a_post_leads_to_its_author_and_a_mark_there_back_to_a_post(visit, story_server):
    """The filters travel along; the page is in no menu, and Back returns to it."""
    tab = visit(story_server)
    page = tab.open("mentions?text=torvelline&author=chirp:c-ilka")
    page.get_by_role("button", name=re.compile("Ilka Venmoor")).first.click()
    expect(page.get_by_text(re.compile(r"^\d+ turns?, \d+ answered; "))).to_be_visible()
    page.get_by_role("link", name="Everything they wrote").click()
    expect(page.get_by_role("heading", name=re.compile("Ilka Venmoor"))).to_be_visible()
    tab.settled()
    assert {"text=torvelline", "author=chirp%3Ac-ilka"} == set(tab.query[1:].split("&"))
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Author")).to_have_count(0)
    page.locator(".st-key-author-posts .points path").first.click(force=True)
    expect(page.get_by_role("heading", name="1 mention")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("heading", name=re.compile("Ilka Venmoor"))).to_be_visible()


def test_definitions_are_one_click_away(visit, story_server):
    tab = visit(story_server)
    page = tab.open()
    page.get_by_role("link", name="How these numbers are made").click()
    expect(page.get_by_role("heading", level=1, name="Methods")).to_be_visible()
    page.locator(".st-key-sql-other_rules").get_by_text("The SQL", exact=True).click()

    expect(
        page.get_by_test_id("stCode").filter(has_text="answered_only_median_seconds")
    ).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(37, 99, 235)"), ("dark", "rgb(110, 160, 255)")]
)
def test_charts_wear_the_colours_of_the_theme(visit, story_server, scheme, colour):
    """The brand's blue of each theme, from the first paint on, and the page shows through."""
    page = visit(story_server, scheme=scheme).open()
    chart = page.locator(".st-key-targets-by-source")

    expect(chart.locator(".bars path").first).to_have_css("fill", colour)
    expect(chart.locator(".main-svg").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(chart.locator(".ytick text").first).to_have_css("font-family", re.compile("^Inter"))


def test_the_file_holds_what_is_shown(visit, story_server):
    """The CSV has a row per mention of the question, and its header."""
    page = visit(story_server).open("mentions?rating=1&complaint=yes&period=7d")
    count = page.get_by_role("heading", level=2).first.inner_text().split()[0].replace(",", "")
    page.evaluate("delete window.showSaveFilePicker")
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").click()
    text = started.value.path().read_text(encoding="utf-8-sig")

    assert text.startswith("post_id,created_at,source")
    assert int(count) == text.count("\n20") or int(count) <= text.count("\n")


def test_the_clock_is_switched_for_the_whole_desk(visit, story_server):
    """One switch, kept in the address: no figure is left on the other clock."""
    tab = visit(story_server)
    page = tab.open("response-desk?show=figures")
    page.get_by_role("radio", name="business hours").click()
    expect(page.get_by_role("heading", name="Response desk")).to_be_visible()
    tab.settled()

    assert "clock=business" in tab.query
    expect(page.get_by_text("Waits in business hours, with 95% intervals.")).to_be_visible()
    expect(page.get_by_text("in calendar time, with 95% intervals")).to_have_count(0)


def value_of(page, label):
    """The number of a figure."""
    metric = page.get_by_test_id("stMetric").filter(has_text=label)
    return metric.get_by_test_id("stMetricValue").first.inner_text()
