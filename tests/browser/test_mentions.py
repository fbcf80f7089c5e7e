"""The list of mentions as people read it, in a real browser."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def tab(visit, story_server):
    """The page as it opens, at 1440 pixels."""
    made = visit(story_server)
    made.page.set_viewport_size({"width": 1440, "height": 1800})
    return made


def cards(page):
    return page.locator("[class*=st-key-mention-]")


def test_a_card_is_two_lines(tab):
    """Half as tall as with one line each for who, what, flags and ways: 17 on a screen, not 10."""
    page = tab.open("mentions?period=28d")
    boxes = [one.bounding_box() for one in cards(page).all()]
    bottoms = [box["y"] + box["height"] for box in boxes]

    assert 25 == len(bottoms)
    assert 16 <= sum(bottom <= 1800 for bottom in bottoms)


def test_a_conversation_opens_beside_its_card(tab):
    """The list stays where it was; the address carries it; from there it can be had on its own."""
    page = tab.open("mentions?polarity=negative")
    card = cards(page).filter(has=page.get_by_role("button", name="Conversation")).nth(3)
    before = card.bounding_box()
    card.get_by_role("button", name="Conversation").click()
    thread = page.locator(".st-key-beside")
    expect(thread.get_by_role("heading", name="Conversation")).to_be_visible()
    tab.settled()
    after, beside = card.bounding_box(), thread.bounding_box()
    assert tab.query.startswith("?polarity=negative&beside=")
    assert before["width"] == pytest.approx(after["width"], abs=1)
    # A card that begins the lower part of the list gets that part's border above it.
    assert 0 <= after["y"] - before["y"] <= 40
    assert beside["x"] >= after["x"] + after["width"]
    assert abs(beside["y"] - after["y"]) <= 20
    assert thread.locator("[class*=st-key-thread-mention-]").count() > 0

    page.reload()
    thread.get_by_role("button", name="Close").click()
    expect(thread).to_have_count(0)
    tab.settled()
    assert tab.query == "?polarity=negative"
    card.get_by_role("button", name="Conversation").click()
    thread.get_by_role("button", name="On its own").click()
    expect(page.get_by_text("Any time")).to_be_visible()
    tab.settled()
    assert tab.query.startswith("?conversation=")


def test_the_list_follows_while_one_types(tab):
    """Without Enter; what was found is marked, whatever its case, and stands in the address."""
    page = tab.open("mentions")
    page.get_by_label("Mentions that contain").click()
    page.keyboard.type("TORVELL\u00cdNE")
    found = page.get_by_role("heading", level=2).first
    expect(found).not_to_have_text("4,575 mentions")
    tab.settled()
    marks = cards(page).first.locator(".stMarkdownColoredBackground")
    expect(marks.first).to_have_text(re.compile("^torvelline$", re.IGNORECASE))
    assert tab.query == "?text=TORVELL%C3%8DNE"
    expect(page.get_by_label("Mentions that contain")).to_be_focused()
