"""A browser that tells everything that goes wrong in it, and servers for it to visit."""

import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect, sync_playwright

from tests.browser.serving import shared

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Quiet and alone: no update, no first-run page, no call home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",  # which paints in software anyway
]
WINDOW = {"width": 1440, "height": 1000}
# Nothing moves on its way to where it stands: without a graphics card every frame of a skeleton,
# and of what fades in, is a picture that the processor paints, a quarter of what a page costs.
STILL = """{
    const still = new CSSStyleSheet();
    still.replaceSync(
        '*, *::before, *::after { animation: none !important; transition: none !important }');
    document.adoptedStyleSheets = [still];
}"""
# After so many a tab makes room for another: one that saw a hundred pages held 1.8 GB.
TESTS_OF_A_TAB = 15
# A page goes on asking for a server that a test has stopped.
ASKED_AGAIN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
WITHIN = 30_000
# What is loaded late stands as a skeleton first; a chart is there before it is painted.
SETTLED = """() =>
    !document.querySelector('[data-testid=stSkeleton], [data-stale=true]') &&
    [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(
        chart => chart.querySelector('.main-svg'))
"""

expect.set_options(timeout=WITHIN)


def executable():
    """A browser that is installed; None leaves it to Playwright's own."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@dataclass
class Visit:
    """One tab: the page, its server's address, and what went wrong so far."""

    page: object
    address: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path=""):
        """Go to a path and wait until the page stands."""
        self.page.goto(f"{self.address}/{path}")
        self.settled()
        return self.page

    def leave(self):
        """Go nowhere, before the server ends: its page would miss it."""
        self.page.goto("about:blank")

    def settled(self):
        """Wait for the script to end and for every chart to be painted."""
        page = self.page
        # The frame's last line: with it, all that stands above it is there.
        page.wait_for_selector(
            "[data-test-script-state=notRunning] :is(.st-key-foot, .st-key-nothing)",
            state="attached",
            timeout=WITHIN,
        )
        page.wait_for_function(SETTLED, timeout=WITHIN)

    def choose(self, box, name):
        """Choose from a list; as a reader does, again where a late part of the page closed it."""
        option = self.page.get_by_role("option", name=name, exact=True)
        for _ in range(4):
            box.click()
            with suppress(TooLate):
                option.click(timeout=WITHIN / 4)
                return
            self.page.keyboard.press("Escape")
        raise AssertionError(f"the list does not stay open, or lacks {name}")

    @property
    def query(self):
        """What stands in the address after the question mark."""
        return self.page.evaluate("location.search")


@pytest.fixture(scope="session")
def story_server(sample_data):
    """The sample story, served by one server to all workers; nothing may be written there."""
    with shared("story-server", sample_data) as address:
        yield address


@pytest.fixture(scope="session")
def context(tmp_path_factory):
    """One profile for all tabs, on disk: scripts are fetched once, and compiled once."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=executable(),
            args=FLAGS,
            viewport=WINDOW,
            accept_downloads=True,
        )
        made.add_init_script(STILL)
        yield made
        made.close()


@pytest.fixture(scope="session")
def tab_tests():
    """How many tests the tab has seen that they begin in."""
    return Counter()


@pytest.fixture
def visit(context, tab_tests):
    """Open tabs: call with an address; whatever goes wrong in one fails the test at its end.

    The first is the one that every test begins in, left clean by the one before: its process holds
    the compiled scripts. What cannot be taken back, as a script for every page, needs a tab that is
    `fresh`.
    """
    visits, told = [], []
    kept = context.pages[0] if context.pages else context.new_page()

    def start(address, *, scheme="light", fresh=False):
        is_kept = not fresh and all(one.page is not kept for one in visits)
        made = Visit(kept if is_kept else context.new_page(), address)
        made.page.emulate_media(color_scheme=scheme)
        told.append(_watch(made))
        visits.append(made)
        return made

    yield start
    for one, listeners in zip(visits, told, strict=True):
        if one.page is not kept:
            one.page.close()
            continue
        _leave_clean(kept, listeners)
        tab_tests[kept] += 1
    if tab_tests[kept] == TESTS_OF_A_TAB:
        context.new_page()
        kept.close()
    assert [] == [trouble for one in visits for trouble in one.troubles]


def _watch(made):
    """Note errors of the page and the console, and every request to anybody else; the listeners."""
    page, told = made.page, made.troubles.append
    listeners = {
        "pageerror": lambda error: told(f"page error: {error}"),
        "console": lambda one: _is_error(one) and told(f"console: {one.text}"),
        "dialog": lambda dialog: (told(f"dialog: {dialog.message}"), dialog.dismiss()),
        "request": lambda one: _is_outside(one.url, made) and told(f"asked: {one.url}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return listeners


def _leave_clean(page, listeners):
    """Leave a tab as a new one is: an empty page, no listener, a window of the usual size.

    One that has crashed is closed, so that the next test begins in another.
    """
    try:
        page.goto("about:blank")
    except PlaywrightError:
        page.context.new_page()
        page.close()
        raise
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    page.unroute_all()
    page.set_viewport_size(WINDOW)
    page.emulate_media(media="null")
    page.mouse.move(0, 0)


def _is_error(message):
    """Whether it is one; a page that outlives its server by a moment asks it in vain."""
    if message.type != "error":
        return False
    if "ERR_CONNECTION_REFUSED" in message.text:
        return not message.location.get("url", "").endswith(ASKED_AGAIN)
    # The same in the page's own words, which name what was asked.
    is_told = "No response received when attempting to reach" in message.text
    return not (is_told and any(asked in message.text for asked in ASKED_AGAIN))


def _is_outside(url, made):
    own = (made.address, made.address.replace("http", "ws", 1), "data:", "blob:", "about:")
    return not url.startswith(own)
