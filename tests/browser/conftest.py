"""A browser that tells everything that goes wrong in it, and servers for it to visit."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect, sync_playwright

from tests.browser.serving import served

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
]
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
def story_server(sample_data, tmp_path_factory):
    """The sample story, served."""
    with served(sample_data, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def context(tmp_path_factory):
    """One profile for all tabs, on disk: scripts are fetched once, and compiled once."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=executable(),
            args=FLAGS,
            viewport={"width": 1440, "height": 1000},
            accept_downloads=True,
        )
        yield made
        made.close()


@pytest.fixture
def visit(context):
    """Open tabs: call with an address; whatever goes wrong in one fails the test at its end."""
    visits = []

    def start(address, *, scheme="light"):
        made = Visit(context.new_page(), address)
        made.page.emulate_media(color_scheme=scheme)
        _watch(made)
        visits.append(made)
        return made

    yield start
    for one in visits:
        one.page.close()
    assert [] == [trouble for one in visits for trouble in one.troubles]


def _watch(made):
    """Note errors of the page and the console, and every request to anybody else."""
    page, told = made.page, made.troubles.append
    page.on("pageerror", lambda error: told(f"page error: {error}"))
    page.on("console", lambda one: _is_error(one) and told(f"console: {one.text}"))
    page.on("dialog", lambda dialog: (told(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda one: _is_outside(one.url, made) and told(f"asked: {one.url}"))


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
