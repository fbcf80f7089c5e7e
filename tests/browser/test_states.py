"""Nothing there, old, damaged, hostile: what a reader sees in a real browser."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import expect

from ingest.loading.load import load
from ingest.loading.source_state import failed, succeeded
from sql import access
from sql.warehouse import writer
from tests.browser.serving import served
from tests.build import ACME, asks, publish_all
from tests.dashboard.ui.test_who import RULES
from tests.places import ROOT

HOSTILE = (
    "![](https://evil.example/p.png) [your bank](https://evil.example) https://evil.example "
    "<script>alert(1)</script><img src='https://evil.example/q.png' onerror='alert(2)'> "
    ":red-badge[CEO] # giant\u202egnp.exe"
)


@pytest.fixture
def serve(tmp_path):
    """Serve the test's own folder."""
    with served(tmp_path / "data", tmp_path / "log") as address:
        yield address


def test_an_empty_warehouse_says_what_to_do_and_shows_what_comes(serve, visit, tmp_path):
    """The server stands before the first row; one reload after the load it is there.

    Alive at once; ready when a version can be read, and 503 with the reason before.
    """
    before = httpx.get(f"{serve}/api/ready")
    page = visit(serve).open()

    expect(page.get_by_role("heading", name="Nothing to show yet")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("earshot demo")
    publish_all(tmp_path / "data", [asks("p1", 0)], until=60)
    page.reload()

    expect(page.get_by_test_id("stMetric").filter(has_text="Mentions")).to_contain_text("1")
    after = httpx.get(f"{serve}/api/ready")
    assert (200, {"status": "ok"}) == alive(serve)
    assert 503 == before.status_code
    assert "nothing loaded yet" in before.json()["reason"]
    assert (200, "v00000001.duckdb") == (after.status_code, after.json()["version"])


def test_what_stands_is_read_while_a_card_waits_and_one_that_breaks_breaks_alone(
    visit, tmp_path, monkeypatch
):
    """Title, filters and figures stand while a card is late; of the broken one the log knows more.

    Three posts are too few to compare and for the sum of a brand's days: no number is shown. What
    filters empty names them, and one press brings everything back.
    """
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    monkeypatch.setenv("EARSHOT_TEST_GATE", str(gate))
    posts = [replace(asks(f"p{n}", n, author=f"a{n}"), rating=1.0) for n in range(3)]
    publish_all(tmp_path / "data", posts, until=60)
    with served(tmp_path / "data", tmp_path / "log", app="tests/browser/troubled.py") as address:
        tab = visit(address)
        page = tab.page
        page.goto(address)
        expect(page.get_by_role("heading", name="Mentions per day")).to_be_visible()
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
        expect(page.get_by_test_id("stMetric").filter(has_text="Mentions")).to_contain_text("3")
        health = page.get_by_test_id("stMetric").filter(has_text="Brand health")
        expect(health.get_by_test_id("stMetricValue")).to_have_text("–")
        expect(page.get_by_text("nothing can be compared").first).to_be_visible()
        expect(page.locator(".st-key-foot")).to_have_count(0)
        gate.write_text("now", encoding="utf-8")
        tab.settled()

        told = page.get_by_test_id("stAlertContentError")
        expect(told).to_have_count(1)
        reference = re.search(r"Reference (\w{8})", told.inner_text())[1]
        expect(page.locator(".st-key-per-day .main-svg").first).to_be_visible()
        expect(page.get_by_role("heading", name="Most-shared posts")).to_be_visible()

        page = tab.open("mentions?text=nothing+says+this")
        expect(page.get_by_role("heading", name="No mentions here")).to_be_visible()
        page.get_by_role("button", name="Clear filters").click()
        expect(page.get_by_role("heading", name="3 mentions")).to_be_visible()

    written = (tmp_path / "log").read_text(encoding="utf-8")
    assert re.search(rf"reference {reference}(.|\n)*no such shape", written)


def test_who_may_see_nothing_is_told_so(visit, tmp_path, monkeypatch):
    """No page, no figure, no list of brands: one sentence."""
    rules = tmp_path / "access.json"
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    monkeypatch.setenv(access.VARIABLE, str(rules))
    publish_all(tmp_path / "data", [asks("p1", 0)], until=60)
    with served(tmp_path / "data", tmp_path / "log") as address:
        page = visit(address).page
        page.goto(f"{address}/mentions")

        expect(page.get_by_text("You may not see this")).to_be_visible()
        expect(page.get_by_text("acme")).to_have_count(0)
        expect(page.get_by_test_id("stMetric")).to_have_count(0)


def test_hostile_words_are_text(serve, visit, tmp_path):
    """They stand there letter by letter: no picture is fetched, no link made, no script run."""
    post = asks("p1", 0, text=f"@acme {HOSTILE}", title=HOSTILE, author_name=HOSTILE)
    publish_all(tmp_path / "data", [replace(post, share_count=10)], until=600)
    tab = visit(serve)
    for path in ("", "response-desk", "mentions"):
        page = tab.open(path)
        assert 0 == page.locator("a[href*='evil.example'], img[src*='evil.example']").count()

    expect(page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
    assert "\u202e" not in page.inner_text("body")


def test_old_data_is_called_old(serve, visit, tmp_path):
    """A source that has told nothing for a day is said to stand still, and what is missing why."""
    seen = datetime.now(UTC) - timedelta(hours=30)
    with writer(tmp_path / "data") as con:
        post = replace(asks("p1", 0), created_at=seen - timedelta(hours=1))
        load(con, [post], config=ACME, run_id="live", now=seen)
        succeeded(con, "x", kind="rss", run_id="live", since=seen, until=seen, at=seen)
        failed(con, "x", kind="rss", run_id="live", error="503", at=datetime.now(UTC))
    page = visit(serve).open()

    expect(page.get_by_text("Data is 30.0 h old")).to_be_visible()
    expect(page.get_by_text("x delivers nothing")).to_be_visible()


def test_a_damaged_newest_version_leaves_the_one_before(serve, visit, tmp_path):
    data = tmp_path / "data"
    publish_all(data, [asks("p1", 0)], until=60)
    publish_all(data, [asks("p2", 5, author="z")], until=90)
    (data / (data / "CURRENT").read_text().strip()).write_bytes(b"not a database")
    page = visit(serve).open("mentions")

    expect(page.get_by_role("heading", name="1 mention")).to_be_visible()
    expect(page.get_by_test_id("stAlertTitle")).to_have_text("An older version is shown")


def test_a_server_that_answers_has_done_what_the_first_reader_would_wait_for(tmp_path):
    """Even without a warehouse: what draws the charts is loaded, and frozen for the collector."""
    script = (
        "import asyncio, gc, sys\n"
        "from dashboard import server\n"
        "asyncio.run(server.lifespan(None).__aenter__())\n"
        "print('plotly.graph_objects' in sys.modules, 'duckdb' in sys.modules,\n"
        "      gc.get_freeze_count() > 100_000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "EARSHOT_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "True True True" == done.stdout.strip()


def test_every_answer_forbids_what_is_not_ours(story_server):
    """The policy allows scripts, pictures and fonts of this server alone."""
    for path in ("/", "/api/health", "/app/static/inter-latin.woff2"):
        headers = httpx.get(f"{story_server}{path}").headers
        scripts = next(
            part for part in headers["content-security-policy"].split("; ") if "script-src" in part
        )
        assert "unsafe" not in scripts
        assert "http" not in headers["content-security-policy"]
        assert "nosniff" == headers["x-content-type-options"]


def test_the_code_of_charts_is_asked_for_with_the_page(story_server):
    """Its name changes with Streamlit's version; what the page names is there and kept for good."""
    page = httpx.get(f"{story_server}/")
    name = page.headers["link"].split(">")[0].removeprefix("<./")
    script = httpx.head(f"{story_server}/{name}")

    assert "PlotlyChart" in name
    assert (200, True) == (script.status_code, "immutable" in script.headers["cache-control"])
    assert "link" not in httpx.get(f"{story_server}/api/health").headers


def alive(address):
    answer = httpx.get(f"{address}/api/health")
    return answer.status_code, answer.json()
