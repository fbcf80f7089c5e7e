"""Setting up as a person does it: a brand, a source that is tried, and what stands in the file."""

import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.ingest.web.server import Reply, Server

FEED = Reply(
    "<rss version='2.0'><channel><title>b</title><item><title>Acme broke again</title>"
    "<guid>1</guid><pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>",
    headers={"Content-Type": "application/rss+xml"},
)


@pytest.fixture
def toml(tmp_path, monkeypatch):
    monkeypatch.setenv("EARSHOT_CONFIG", str(tmp_path / "earshot.toml"))
    return tmp_path / "earshot.toml"


def test_from_nothing_to_the_first_mention(visit, tmp_path, toml):
    """At the machine itself no leave is needed; a test asks once and writes nothing."""
    with served(tmp_path / "data", tmp_path / "log") as address, Server(lambda _: FEED) as feed:
        tab = visit(address)
        page = tab.open()
        page.get_by_role("link", name="Add your brand").click()
        page.get_by_label("Name", exact=True).fill("Acme")
        page.get_by_label("@names that address it").fill("@acme")
        page.get_by_role("button", name="Add the brand").click()
        expect(page.get_by_text("The brand is written")).to_be_visible()

        page.get_by_role("radio", name="Add a source").click()
        page.get_by_role("textbox", name="URL (needed)").fill(f"{feed.url}/feed")
        page.get_by_role("textbox", name="URL (needed)").press("Enter")
        tab.settled()
        page.get_by_role("button", name="Test it").click()
        expect(page.get_by_text("It works")).to_be_visible()
        expect(page.get_by_text("Acme broke again")).to_be_visible()
        before = (tomllib.loads(toml.read_text(encoding="utf-8")).keys(), len(feed.requests))
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_text("The source is written")).to_be_visible()

        page.get_by_role("radio", name="What is set up").click()
        page.get_by_role("button", name="Fetch now").click()
        expect(page.get_by_text("1 new post")).to_be_visible()
        page = tab.open("mentions?period=all")
        expect(page.get_by_text("Acme broke again").first).to_be_visible()
        tab.leave()

    written = tomllib.loads(toml.read_text(encoding="utf-8"))
    assert ({"brands"}, 1) == before
    assert ["@acme"] == written["brands"]["acme"]["own_accounts"]
    assert f"{feed.url}/feed" == written["sources"]["rss"]["url"]


def test_an_export_is_loaded_and_taken_back(visit, tmp_path, toml):
    """Asked what only a person can say, shown as it is understood, watched, undone."""
    toml.write_text("[brands.acme]\n", encoding="utf-8")
    file = tmp_path / "export.csv"
    file.write_text("Created;Message;Author\n05/11/2026 15:04;Acme is late;Pat\n", encoding="utf-8")
    with served(tmp_path / "data", tmp_path / "log") as address:
        tab = visit(address)
        page = tab.open("sources?step=Load+a+file")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("radio", name="day first").click()
        tab.settled()
        page.get_by_role("combobox", name="Times are meant in").fill("Europe/Ber")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stMain")).to_contain_text("1 post, 0 would be refused")
        page.get_by_role("button", name="Load it").click()
        expect(page.get_by_text("1 new post")).to_be_visible()
        page.get_by_role("button", name="Undo this load").click()
        expect(page.get_by_text("The load is taken back")).to_be_visible()
        tab.open()
        expect(page.get_by_role("heading", name="Nothing to show yet")).to_be_visible()
        tab.leave()
