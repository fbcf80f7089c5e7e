"""Correcting and checking posts, in a real browser: in place, in bulk, taken back, confirmed."""

import re

import pytest
from playwright.sync_api import expect

from sql.feedback import everything, not_undone
from tests.browser.serving import served
from tests.build import asks, publish_all

GLAD = "@acme thank you so much, great service"


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """Thirty glad posts, served; the folder and the address."""
    data = tmp_path_factory.mktemp("talk")
    posts = [asks(f"p{n}", n, author=f"a{n}", text=f"{GLAD} {n}") for n in range(30)]
    publish_all(data, posts, until=60)
    with served(data, tmp_path_factory.mktemp("server") / "log") as address:
        yield data, address


def stand(data):
    return [(one.subject, one.field, one.value) for one in not_undone(everything(data))]


def test_a_post_is_corrected_in_place_and_taken_back(visit, talk):
    data, address = talk
    tab = visit(address)
    page = tab.open("mentions")
    page.get_by_text("Correct", exact=True).click()
    expect(page.get_by_text("0 selected")).to_be_visible()
    page.get_by_placeholder(re.compile("your name")).fill("Mia")
    page.get_by_placeholder(re.compile("your name")).press("Enter")
    page.get_by_role("radio", name="Neutral").first.click()
    expect(page.get_by_text("Checked by Mia")).to_have_count(1)
    expect(page.get_by_text("1 change by people shows on the posts already")).to_be_visible()
    tab.settled()
    assert [("x:p29", "polarity", "neutral")] == stand(data)
    assert "?correct=true" == tab.query

    page.get_by_role("button", name="Undo").nth(1).click()
    expect(page.get_by_text("Checked by")).to_have_count(0)
    assert [] == stand(data)


def test_a_post_is_corrected_by_keys(visit, talk):
    """The first of them puts the controls there; the card keeps the focus through it all."""
    data, address = talk
    tab = visit(address)
    page = tab.open("mentions")
    card = page.locator("[class*=st-key-mention-]").nth(1)
    expect(page.locator("html")).to_have_attribute("data-keys", "heard")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("it is negative")
    page.keyboard.press("Escape")
    for _ in range(3):  # the heading, then cards
        page.keyboard.press("j")
    expect(card).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_text("0 selected")).to_be_visible()
    tab.settled()
    assert [] == stand(data)
    page.keyboard.press("1")
    expect(card.get_by_text("Checked by a reader")).to_be_visible()
    tab.settled()
    page.keyboard.press("c")
    expect(card.get_by_role("radio", name="No complaint")).to_be_checked()
    tab.settled()
    assert [("x:p28", "polarity", "negative"), ("x:p28", "complaint", "no")] == stand(data)
    page.keyboard.press("z")
    expect(card.get_by_role("radio", name="A complaint")).to_be_checked()
    tab.settled()
    page.keyboard.press("z")
    expect(page.get_by_text("Checked by")).to_have_count(0)
    disown_by_key(tab, card, data)
    expect(card).to_be_focused()
    assert [] == stand(data)


def disown_by_key(tab, card, data):
    """Say that a post is not about the brand, and take that back."""
    tab.settled()
    tab.page.keyboard.press("n")
    expect(card.get_by_text("Not about us").first).to_be_visible()
    expect(card.get_by_text("Checked by a reader")).to_be_visible()
    tab.settled()
    assert [("x:p28", "about", "no")] == stand(data)
    tab.page.keyboard.press("z")
    expect(tab.page.get_by_text("Checked by")).to_have_count(0)


def test_a_whole_page_is_corrected_and_taken_back(visit, talk):
    data, address = talk
    tab = visit(address)
    page = tab.open("mentions?correct=true")
    page.get_by_role("button", name="Select all").click()
    expect(page.get_by_text("25 selected")).to_be_visible()
    page.get_by_role("button", name="Sentiment").click()
    page.get_by_text("Negative", exact=True).last.click()
    expect(page.get_by_text("Checked by a reader")).to_have_count(25)
    assert {"negative"} == {value for _, _, value in stand(data)}
    assert 25 == len(stand(data))
    tab.settled()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Checked by")).to_have_count(0)
    assert [] == stand(data)


def test_twenty_are_confirmed_one_by_one_or_at_once(visit, talk):
    """And the queue fits a phone."""
    data, address = talk
    tab = visit(address)
    page = tab.open("mentions?review=true")
    expect(page.get_by_text("0 of 20 checked")).to_be_visible()
    page.get_by_role("button", name="Looks right").first.click()
    expect(page.get_by_text("1 of 20 checked")).to_be_visible()
    assert ["polarity", "complaint"] == [field for _, field, _ in stand(data)]
    tab.settled()
    page.get_by_role("button", name="The other 19 look right").click()
    expect(page.get_by_text("0 of 10 checked")).to_be_visible()
    assert 20 == len({post for post, _, _ in stand(data)})
    page.set_viewport_size({"width": 390, "height": 844})
    tab.settled()

    assert 390 == page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
