"""What people write down beside the figures and take along, in a real browser."""

import shutil
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served


@pytest.fixture(scope="module")
def desk(sample_data, tmp_path_factory):
    """The sample story in a folder of its own, which people may write to, served; its address."""
    data = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(sample_data, data)
    with served(data, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


def test_a_note_is_written_on_the_page_and_told_by_a_hover(visit, desk):
    """On this page and the next, and gone from both once it is taken back."""
    tab = visit(desk)
    page = tab.open("?period=28d")
    chart = page.locator(".st-key-trend")
    page.get_by_role("button", name="Notes").click()
    page.get_by_role("textbox", name="What happened?").fill("Press <b>calls</b>")
    page.get_by_role("textbox", name="Your name").fill("Mia")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("It is on every chart of time.")).to_be_visible()
    page.keyboard.press("Escape")
    tab.settled()
    chart.locator(".annotation-text", has_text="✎").hover()
    expect(chart.locator(".hovertext")).to_contain_text("Press <b>calls</b> (Mia)")

    page.get_by_test_id("stTopNavLink").filter(has_text="Sentiment").click()
    expect(page.get_by_role("heading", level=1, name="Sentiment")).to_be_visible()
    tab.settled()
    expect(page.locator(".annotation-text", has_text="✎").first).to_be_visible()
    page.get_by_role("button", name="Notes").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("The note is taken back.")).to_be_visible()
    tab.settled()
    expect(page.locator(".annotation-text", has_text="✎")).to_have_count(0)


def test_a_view_opens_in_its_place(visit, desk):
    """What it does not name goes back to its default, and Back returns to where one was."""
    tab = visit(desk)
    page = tab.open("mentions?period=7d&source=chirp&polarity=negative")
    page.get_by_role("button", name="Views").click()
    page.get_by_role("textbox", name="Name of this view").fill("Angry on chirp")
    page.get_by_role("button", name="Save this view").click()
    expect(page.get_by_text("“Angry on chirp” is saved.")).to_be_visible()
    page, tabs = tab.open("methods?topic=baggage&period=90d"), len(page.context.pages)
    page.get_by_role("button", name="Views").click()
    page.get_by_role("link", name="Angry on chirp").click()
    expect(page.get_by_role("heading", level=1, name="Mentions")).to_be_visible()
    tab.settled()
    assert {"period": ["7d"], "source": ["chirp"], "polarity": ["negative"]} == parse_qs(
        tab.query[1:]
    )
    expect(page.get_by_text("· only chirp")).to_be_visible()
    assert tabs == len(page.context.pages)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Methods")).to_be_visible()
    tab.settled()
    assert {"topic": ["baggage"], "period": ["90d"]} == parse_qs(tab.query[1:])
