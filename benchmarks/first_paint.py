"""How long until the Overview can be read, against Streamlit's own empty app in the same run.

    python -m benchmarks.first_paint [--data FOLDER] [--rounds 7]

Without --data the sample story is loaded into a folder of its own first. Each round opens both
apps once with an empty browser cache and once with a filled one, in turn, so that whatever else
the machine does hits both. Readable: the conclusion and all five figures are on the screen.
Chart: the first one is painted; the targets are 3 times the empty app with an empty cache, 2.2 with
a filled one. Complete: every chart is painted.

Then what readers do, from the click until all is painted that it changes: another period on the
Overview, asked for before; a word that nobody asked for yet, so that the server remembers none of
the answers (both twice the empty app at most); and another group in a card of the Response desk,
which runs by itself (1.2 times). Medians, and their ratios; the first visit of all, to servers that
have just started, stands beside them.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import BROWSERS, FLAGS, SETTLED
from tests.browser.serving import ROOT, served

TARGETS = {
    "cold overview chart": 3.0,
    "warm overview chart": 2.2,
    "warm overview filter": 2.0,
    "warm overview new filter": 2.0,
    "warm desk control": 1.2,
}
EMPTY = 'import streamlit as st\n\nst.title("Hello")\n'
READ_EMPTY = "() => document.querySelector('h1')"
READABLE = """() => document.querySelector('[data-testid=stAlertTitle]') &&
    document.querySelectorAll('[data-testid=stMetricValue]').length >= 5"""
CHART = "() => document.querySelector('[data-testid=stPlotlyChart] .main-svg')"
COMPLETE = f"() => document.querySelector('.st-key-foot') && ({SETTLED})()"
# What a click changes, and the same once it has.
MENTIONS = "[data-testid=stMetric]:has-text('Mentions')"
WORDS = ("bag", "flight", "seat", "gate", "refund", "late", "song", "crew", "ticket", "desk", "app")
GROUPS = "[data-testid=stVerticalBlock]:has(> .st-key-by)"
REPAINTED = f"""([before, shown]) => shown.isConnected && shown.innerText != before &&
    document.querySelector('[data-test-script-state=notRunning]') && ({SETTLED})()"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "empty.py").write_text(EMPTY)
        data = options.data or _story(scratch / "data")
        with (
            served(data, scratch / "log") as overview,
            served(
                data, scratch / "log2", app=scratch / "empty.py", health="/_stcore/health"
            ) as empty,
            sync_playwright() as playwright,
        ):
            found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
            _print(_measure(browser, empty, overview, options.rounds))


def _measure(browser: Browser, empty: str, overview: str, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for word in WORDS[: rounds + 1]:
        for name, address in (("empty", empty), ("overview", overview)):
            context = browser.new_context(viewport={"width": 1440, "height": 1000})
            for cache in ("cold", "warm"):
                for point, seconds in _open(context, address, name).items():
                    times.setdefault(f"{cache} {name} {point}", []).append(seconds)
            if name == "overview":
                seconds = _changed(context, address, MENTIONS, [_radio("90d"), _radio("28d")])
                times.setdefault("warm overview filter", []).append(seconds)
                seconds = _changed(context, address, MENTIONS, [partial(_search, word)])
                times.setdefault("warm overview new filter", []).append(seconds)
                desk = f"{address}/response-desk?show=figures"
                seconds = _changed(context, desk, GROUPS, [_radio("topic"), _radio("source")])
                times.setdefault("warm desk control", []).append(seconds)
            context.close()
    return times


def _changed(
    context: BrowserContext, address: str, shown: str, changes: Sequence[Callable[[Page], None]]
) -> float:
    """Seconds from what a reader does to all that it changes, the mean of several."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(COMPLETE, timeout=120_000)
    taken = []
    for change in changes:
        before = page.locator(shown).first.element_handle()
        started = perf_counter()
        said = before.inner_text()
        change(page)
        page.wait_for_function(REPAINTED, arg=[said, before], timeout=120_000, polling="raf")
        taken.append(perf_counter() - started)
    page.close()
    return sum(taken) / len(taken)


def _radio(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("radio", name=name, exact=True).first.click()


def _search(word: str, page: Page) -> None:
    box = page.get_by_role("textbox", name="Mentions that contain")
    box.fill(word)
    box.press("Enter")


def _open(context: BrowserContext, address: str, name: str) -> dict[str, float]:
    """Seconds from the request to each point."""
    page = context.new_page()
    points = {"readable": READ_EMPTY}
    if name == "overview":
        points = {"readable": READABLE, "chart": CHART, "complete": COMPLETE}
    started, reached = perf_counter(), {}
    page.goto(address, wait_until="commit")
    for point, condition in points.items():
        page.wait_for_function(condition, timeout=120_000, polling="raf")
        reached[point] = perf_counter() - started
    page.close()
    return reached


def _print(times: dict[str, list[float]]) -> None:
    """Medians without the first round, in which both servers import what they need."""
    print(f"{'':28}{'median s':>10}{'of empty':>10}{'first s':>10}{'of empty':>10}")
    for name, (first, *seconds) in times.items():
        base_first, *base = times[f"{name.split()[0]} empty readable"]
        print(f"{name:28}{median(seconds):>10.2f}{median(seconds) / median(base):>10.2f}", end="")
        print(f"{first:>10.2f}{first / base_first:>10.2f}")
    for name, target in TARGETS.items():
        empty = times[f"{name.split()[0]} empty readable"]
        ratio = median(times[name][1:]) / median(empty[1:])
        print(f"{name}: {ratio:.2f} x the empty app; target {target:g}")


def _story(data: Path) -> Path:
    subprocess.run(
        [sys.executable, str(ROOT / "earshot.py"), "demo", "--data", str(data)], check=True
    )
    return data


if __name__ == "__main__":
    main()
