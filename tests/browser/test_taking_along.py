"""What people write down beside the figures and take along, in a real browser."""

import io
import re
import shutil
import zipfile
from urllib.parse import parse_qs

import pytest
from PIL import Image
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


def test_what_a_page_shows_is_taken_along_as_tables_and_pictures(visit, desk):
    """A workbook and CSV files with the figure that stands on the page; a chart on its paper."""
    tab = visit(desk, scheme="dark")
    page = tab.open("?period=28d")
    page.evaluate("delete window.showSaveFilePicker")
    shown = page.get_by_test_id("stMetric").filter(has_text="Mentions")
    count = shown.get_by_test_id("stMetricValue").first.inner_text().replace(",", "")
    page.get_by_role("button", name="Share").click()
    for name, file in (("Excel", "xl/worksheets/sheet2.xml"), ("CSV", "period_summary.csv")):
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        assert started.value.suggested_filename.startswith("earshot-overview-")
        with zipfile.ZipFile(io.BytesIO(started.value.path().read_bytes())) as archive:
            whole = "".join(archive.read(one).decode() for one in archive.namelist())
            assert file in archive.namelist()
            assert re.search(rf"\b{count}\b", whole)
    page.keyboard.press("Escape")

    chart = page.locator(".st-key-trend")
    chart.hover()
    with page.expect_download() as started:
        chart.locator(".modebar-btn").click()
    picture = Image.open(io.BytesIO(started.value.path().read_bytes())).convert("RGBA")
    assert re.fullmatch(r"earshot-tavornay-trend-[\d-]+\.png", started.value.suggested_filename)
    assert (14, 20, 32, 255) == picture.getpixel((0, 0))  # the dark page, nothing seen through
    assert (
        picture.height > 2 * chart.locator(".svg-container").bounding_box()["height"]
    )  # sharp, and with a title


def test_a_printed_page_has_its_charts_and_no_controls(visit, desk):
    """What a browser sends to paper or PDF: several pages with every chart, and no menu."""
    tab = visit(desk)
    page = tab.open("?period=28d")
    file = page.pdf(format="A4", print_background=True)
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", file)) >= 3
    for name in ("Views", "Notes", "Share"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    for key in ("chips", "controls"):
        expect(page.locator(f".st-key-{key}")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    charts = page.get_by_test_id("stPlotlyChart")
    assert charts.count() > 4
    for chart in charts.all():
        expect(chart).to_be_visible()
    assert page.evaluate("document.querySelectorAll('.main-svg[viewBox]').length") == 0
    page.emulate_media(media="screen")


def test_keys_search_go_from_card_to_card_and_tell_themselves(visit, desk):
    """And are letters where somebody writes."""
    tab = visit(desk)
    page = tab.open("sentiment?period=28d")
    at = "document.activeElement.innerText.trim()"
    cards = [one.strip() for one in page.get_by_role("heading", level=2).all_inner_texts()]
    expect(page.locator("html")).to_have_attribute("data-keys", "heard")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("search the mentions for a word")
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.keyboard.press("j")
    first = cards.index(page.evaluate(at))
    page.keyboard.press("j")
    assert cards[first + 1] == page.evaluate(at)
    page.keyboard.press("k")
    assert cards[first] == page.evaluate(at)
    page.keyboard.press("/")
    search = page.get_by_label("Mentions that contain")
    expect(search).to_be_focused()
    page.keyboard.type("j/?k")
    expect(search).to_have_value("j/?k")
    expect(keys).to_have_count(0)
