"""Log-in for real: an OpenID provider, the dashboard, and people in a browser."""

import re
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright

from sql import access
from tests.browser.conftest import FLAGS, executable
from tests.browser.serving import wait_for
from tests.build import asks, publish_all
from tests.commands.door import FRONT, environment
from tests.servers.kit import absent, free_port, running

pytestmark = [pytest.mark.servers, absent]

TOML = """
[brands.acme]
handles = ["acme"]

[dashboard]
url = "http://localhost:{port}"

[access]
provider = "http://localhost:{provider}/.well-known/openid-configuration"
client_id = "{client}"
client_secret = "${{CLIENT_SECRET}}"
cookie_secret = "${{COOKIE_SECRET}}"
[[access.grants]]
who = ["boss@acme.example"]
role = "admin"
"""
SECRETS = {"CLIENT_SECRET": "local-only-secret", "COOKIE_SECRET": "a long salt for tests only"}
WITHIN = 60_000


@pytest.fixture(scope="module")
def dashboard(run, tmp_path_factory):
    """Address of a dashboard behind a log-in, and its folder."""
    folder, port, provider = tmp_path_factory.mktemp("login"), free_port(), free_port()
    back = f"http://localhost:{port}/oauth2callback"
    with running("oidc", run, provider, back) as said:
        client = re.search(r"client=(\S+)", said)[1]
        config = TOML.format(port=port, provider=provider, client=client)
        (folder / "earshot.toml").write_text(config, encoding="utf-8")
        publish_all(folder / "data", [asks("1", 0), asks("2", 9)], until=60)
        with serving(folder, port):
            yield f"http://localhost:{port}", folder


@contextmanager
def serving(folder, port):
    call = [sys.executable, *FRONT, "dashboard", "--port", str(port)]
    with (folder / "log").open("w") as out:
        server = subprocess.Popen(
            call, cwd=folder, env=environment() | SECRETS, stdout=out, stderr=out
        )
        try:
            wait_for(f"http://localhost:{port}/api/health")
            yield
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def tab():
    """A browser of a person that nobody has seen before."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser.new_context().new_page()
        browser.close()


def log_in(tab, address, user, password):
    tab.goto(address)
    tab.get_by_role("button", name="Log in").click(timeout=WITHIN)
    tab.fill("input[name=login]", user, timeout=WITHIN)
    tab.keyboard.press("Enter")
    tab.fill("input[name=password]", password, timeout=WITHIN)
    tab.get_by_role("button", name="Sign in").click()
    for _ in range(2):
        accept = tab.get_by_role("button", name=re.compile("Accept|Authorize|Continue|Allow"))
        inside = tab.locator("[data-testid=stApp]")
        accept.or_(inside).first.wait_for(timeout=WITHIN)
        if not accept.count():
            return
        accept.first.click()


def test_who_is_granted_a_role_sees_the_pages_and_leaves_again(dashboard, tab):
    """The log-in, the name below the page, the audit log, the way out."""
    address, folder = dashboard
    log_in(tab, address, "boss", "correct horse 1")
    expect(tab.get_by_text("boss@acme.example, admin")).to_be_visible(timeout=WITHIN)
    expect(tab.get_by_role("heading", name="Overview")).to_be_visible()
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_role("button", name="Log in")).to_be_visible(timeout=WITHIN)

    assert [one["what"] for one in access.noted(folder / "data")] == ["log-out", "log-in"]
    assert tab.url.startswith(address)


def test_whom_nobody_granted_anything_sees_that_and_nothing_else(dashboard, tab):
    log_in(tab, dashboard[0], "guest", "correct horse 2")
    expect(tab.get_by_text("guest@other.example may not enter")).to_be_visible(timeout=WITHIN)

    assert "acme" not in tab.inner_text("body").lower()


def test_a_stranger_is_asked_to_log_in(dashboard, tab):
    tab.goto(f"{dashboard[0]}/mentions?brand=acme")
    expect(tab.get_by_role("button", name="Log in")).to_be_visible(timeout=WITHIN)

    assert httpx.get(dashboard[0], headers={"Host": "evil.example"}).status_code == 421
