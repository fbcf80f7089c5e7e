"""The list of mentions as people read it, in a real browser."""

import pytest


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
