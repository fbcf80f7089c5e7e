"""All hostile texts on every page, as a phone shows it: nothing runs, leaves, or breaks the page.

The fixture `visit` fails where a dialog opens, a script breaks, or another host is asked.
"""

import random
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.browser.serving import served
from tests.build import asks, publish_all
from tests.hostile.corpus import CORPUS

NUMBERED = re.compile(r"@acme (\d+):")
PHONE = {"width": 390, "height": 844}
FUZZED = ("brand", "period", "compare", "source", "topic", "language", "audience", "kind", "text",
          "as_of", "dates", "spike", "post", "day", "hour", "page", "complaint", "polarity", "rule",
          "alert", "take")  # fmt: skip
THEIRS = (
    "a[href*='evil.example'], img[src*='evil.example'], iframe[srcdoc], a[href^='javascript'], "
    "a[href^='data:'], [onerror], [onload], [ontoggle], [onmouseover]"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Each text is a post's text, title, link, handle and name; the first ones are shared most."""
    folder = tmp_path_factory.mktemp("hostile-pages")
    posts = [
        replace(
            asks(str(n), n, author=f"a{n}", text=f"@acme {n}: {one[:5000]}", title=one[:500],
                 url=one[:500], author_handle=one[:200], author_name=one[:200]),
            share_count=len(CORPUS) - n,
        )
        for n, one in enumerate(CORPUS)
    ]  # fmt: skip
    publish_all(folder / "data", posts, until=600)
    with served(folder / "data", folder / "log") as found:
        yield found


def is_whole(page):
    """Nothing of theirs stands in the document, no script of theirs ran, nothing sticks out."""
    assert page.locator(THEIRS).count() == 0
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    assert page.get_by_test_id("stException").count() == 0


def asking(path, query):
    """The address of a page that asks for more than it does already."""
    return f"{path}{'&' if '?' in path else '?'}{query}"


def test_every_page_shows_them_as_text(address, visit):
    tab = visit(address)
    tab.page.set_viewport_size(PHONE)
    for path in PAGES:
        is_whole(tab.open(asking(path, "period=all")))
    # Each text is somebody's name and words: the one about whom most is shared, and rubbish as id.
    for author in ("x:a0", "x:a1", f"x:{quote(CORPUS[0][:100])}"):
        is_whole(tab.open(f"author?author={author}"))


def test_every_one_of_them_is_listed_as_text(address, visit):
    """Mentions, page after page, until all of them were seen."""
    tab = visit(address)
    tab.page.set_viewport_size(PHONE)
    page = tab.open("mentions?period=all")
    texts = page.get_by_test_id("stText").filter(has_text=NUMBERED)
    following = page.get_by_test_id("stPaginationNext")
    seen = set()
    while True:
        is_whole(page)
        seen |= {one[1] for told in texts.all_inner_texts() if (one := NUMBERED.match(told))}
        if following.is_disabled():
            break
        before = texts.first.inner_text()
        following.click()
        expect(texts.first).not_to_have_text(before)
        tab.settled()

    assert seen == {str(n) for n in range(len(CORPUS))}


@pytest.mark.parametrize("words", ["http", "://", "["])
def test_marks_of_a_search_make_nothing_of_them(address, visit, words):
    """Beside them the words of strangers are Markdown, escaped piece by piece."""
    tab = visit(address)
    tab.page.set_viewport_size(PHONE)
    page = tab.open(f"mentions?period=all&text={quote(words)}")
    is_whole(page)
    assert page.locator("[class*=st-key-mention-] .stMarkdownColoredBackground").count() > 5


def test_rubbish_in_the_address_opens_the_page(address, visit):
    """Whatever stands in it, several keys at a time, other ones in each run."""
    chance = random.Random()
    tab = visit(address)
    tab.page.set_viewport_size(PHONE)
    for path in PAGES[:7]:
        asked = "&".join(f"{key}={quote(chance.choice(CORPUS)[:300])}"
                         for key in chance.sample(FUZZED, 6))  # fmt: skip
        is_whole(tab.open(asking(path, asked)))
