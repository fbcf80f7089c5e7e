"""Every page by its address, and what a walk through all of them writes down.

`make pictures` takes pictures of each, of which the README shows the beginning of a few.
`make outlines` writes anew what stands on each, in order: a test holds the pages against that.
"""

import argparse
import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, Visit, executable
from tests.browser.serving import served
from tests.conftest import load_sample
from tests.places import ROOT

PAGES = (
    "overview",  # as messages link it; Streamlit knows it as / alone
    "sentiment",
    "spikes",
    "live-risk",
    "response-desk",
    "response-desk?show=figures",
    "replies",
    "mentions",
    "author?author=chirp:c-ilka",
    "sources",
    "data-health",
    "methods",
)
# Pages that are others when several brands are chosen.
TOGETHER = tuple(f"{page}?brand=tavornay&brand=osterlune" for page in ("sentiment", "mentions"))
OUTLINES = Path(__file__).with_name("outlines.txt")
WIDTHS = {1440: 1000, 390: 844}
SCHEMES = ("light", "dark")
# A page taller than that is no picture to look at, in pixels; one that goes on for more lines is a
# list, of which the beginning is enough.
TALLEST, LONGEST = 12_000, 60
# What the README shows: the beginning of a picture, so many pixels of it, in few colours.
SHOWN = {"overview-1440-light": 1180, "overview-390-light": 1180, "response-desk-1440-dark": 1180}
SHELF, COLOURS = ROOT / "docs" / "pictures", 96
# What stands on a page, from top to bottom; a card begins with its heading.
_STANDS = r"""() => {
    const named = (one) => one.closest('[class*=st-key-]')?.className.match(/st-key-(\S+)/)?.[1];
    const kinds = {
        H1: (one) => `# ${one.innerText}`, H2: (one) => `## ${one.innerText}`,
        H3: (one) => `### ${one.innerText}`,
        stMetric: (one) => `figure ${one.querySelector('[data-testid=stMetricLabel]').innerText}`,
        stPlotlyChart: (one) => `chart ${named(one)}`,
        stDataFrame: (one) => `table ${one.querySelector('[role=region]')?.ariaLabel}`,
        stTable: () => 'table',
        stAlert: () => 'alert',
        stButtonGroup: (one) => `choice ${named(one)}`,
        stExpander: (one) => `more ${one.querySelector('summary p')?.innerText}`,
    };
    const main = document.querySelector('[data-testid=stMain]');
    const told = [];
    for (const one of main.querySelectorAll('*')) {
        const tell = kinds[one.dataset.testid] ?? kinds[one.tagName];
        if (tell && one.checkVisibility()) told.push(tell(one).replace(/\s+/g, ' ').trim());
    }
    return told;
}"""
_NUMBER = re.compile(r"\d[\d,.]*")


def name_of(path):
    """A page's name, without what its address asks, but for which part of it is shown."""
    name, _, query = path.partition("?")
    if query.startswith("brand="):
        return f"{name}-together"
    return f"{name}-{query.removeprefix('show=')}" if query.startswith("show=") else name


def outline(page):
    """Lines of what stands on a page; numbers are left out, since they are no structure."""
    return [_NUMBER.sub("0", line) for line in page.evaluate(_STANDS)[:LONGEST]]


def kept():
    """The outlines that were written last, by page."""
    parts = OUTLINES.read_text(encoding="utf-8").split("\n\n")
    return {lines[0].strip("[]"): lines[1:] for lines in (part.splitlines() for part in parts)}


def write_outlines(address, context):
    """Write what stands on every page."""
    tab = Visit(context.new_page(), address)
    tab.page.set_viewport_size({"width": 1440, "height": 1000})
    told = {name_of(path): outline(tab.open(path)) for path in (*PAGES, *TOGETHER)}
    text = "\n\n".join("\n".join([f"[{path}]", *lines]) for path, lines in told.items())
    OUTLINES.write_text(text + "\n", encoding="utf-8")


def take_pictures(address, context, folder, paths=PAGES):
    """A picture of pages at each width, light and dark; whole pages, not screens."""
    folder.mkdir(parents=True, exist_ok=True)
    tab = Visit(context.new_page(), address)
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            tab.page.emulate_media(color_scheme=scheme)
            for path in paths:
                tab.page.set_viewport_size({"width": width, "height": height})
                tab.open(path)
                whole = tab.page.evaluate(
                    "document.querySelector('[data-testid=stMain]').scrollHeight"
                )
                tab.page.set_viewport_size({"width": width, "height": min(whole, TALLEST)})
                tab.settled()
                file = folder / f"{name_of(path)}-{width}-{scheme}.png"
                tab.page.screenshot(path=file, animations="disabled")
                if file.stem in SHOWN:
                    shelve(file)


def shelve(file):
    """The beginning of a picture, small enough to be kept."""
    with Image.open(file) as whole:
        begun = whole.convert("RGB").crop((0, 0, whole.width, min(SHOWN[file.stem], whole.height)))
    SHELF.mkdir(exist_ok=True)
    few = begun.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(SHELF / file.name, optimize=True)


def main():
    """Load the sample story, serve it, walk through it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="take pictures into it")
    parser.add_argument("--outlines", action="store_true", help="write what stands on each page")
    parser.add_argument("paths", nargs="*", metavar="PAGE", help="pictures of these alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        load_sample(folder / "data")
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        with served(folder / "data", folder / "log") as address:
            if asked.outlines:
                write_outlines(address, browser)
            if asked.pictures:
                take_pictures(address, browser, asked.pictures, asked.paths or PAGES)
        browser.close()


if __name__ == "__main__":
    main()
