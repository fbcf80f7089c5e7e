"""The desk as a support lead keeps it open: clocks that run, cases that colleagues see taken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from ingest.loading.load import load
from ingest.loading.source_state import succeeded
from sql.warehouse import writer
from tests.browser.serving import served
from tests.build import ACME, answers, asks


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A brand that is listened to now: Ana has waited for 20 minutes, Ben for almost an hour."""
    folder, now = tmp_path_factory.mktemp("desk"), datetime.now(UTC)
    ages = {"ana": 20.0, "ben": 59.95}
    posts = [
        replace(asks(name, 0, author=name, author_name=name.capitalize()), created_at=at)
        for name, minutes in ages.items()
        for at in [now - timedelta(minutes=minutes)]
    ]
    told = replace(answers("r", 0, "ana"), created_at=now - timedelta(days=2), parent_id=None)
    with writer(folder / "data") as con:
        load(con, [*posts, told], config=ACME, run_id="live", now=now)
        succeeded(con, "x", kind="rss", run_id="live", since=now, until=now, at=now)
    with served(folder / "data", folder / "log") as address:
        yield address


def test_clocks_run_and_a_target_that_passes_says_so(visit, desk):
    """Nobody is asked for it: the browser goes on where the server stopped."""
    page = visit(desk).open("response-desk")
    ana, ben = (page.locator(".st-key-desk-queue").get_by_text(f"waits {n}") for n in ("2", "1"))
    before = ana.inner_text()
    expect(ana).not_to_have_text(before)
    expect(page.locator(".st-key-desk-queue").get_by_text("✓ due in 39 min")).to_be_visible()
    expect(page.locator(".st-key-desk-queue").get_by_text("! overdue by 0 min")).to_be_visible()
    expect(ben).to_contain_text("waits 1 h 00 min")


def test_a_case_opens_beside_the_queue_and_a_colleague_sees_who_took_it(visit, desk):
    """Which one is open stands in the address: Back returns to the one before."""
    tab, colleague = visit(desk), visit(desk)
    page = tab.open("response-desk")
    queue, case = (page.locator(f".st-key-desk-{name}") for name in ("queue", "case"))
    for name in ("Ana", "Ben"):
        queue.get_by_role("button", name=name).click()
        expect(case.get_by_role("heading", name=name)).to_be_visible()
        tab.settled()
        assert f"?turn=x%3A{name.lower()}" == tab.query
    page.go_back()
    expect(case.get_by_role("heading", name="Ana")).to_be_visible()
    tab.settled()
    case.get_by_role("textbox", name="Your name").fill("Mia")
    page.keyboard.press("Enter")
    case.get_by_role("button", name="I take it").click()
    expect(queue.get_by_text("Taken by you").first).to_be_visible()
    other = colleague.open("response-desk?turn=x:ana")
    expect(other.locator(".st-key-desk-queue").get_by_text("Taken by Mia").first).to_be_visible()
    case.get_by_role("button", name="Give it back").click()

    expect(queue.get_by_text("Taken by")).to_have_count(0)
