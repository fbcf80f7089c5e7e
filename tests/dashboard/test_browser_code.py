"""Streamlit's scripts: what is sent for them, and which are named ahead."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import streamlit as st
from starlette.applications import Starlette

from dashboard import browser_code, chart_code
from dashboard.browser_code import BrowserCode

STATIC = Path(st.__file__).parent / "static"


def asked(path, headers=None, method="GET"):
    """The answer before an app that knows nothing."""

    async def get():
        transport = httpx.ASGITransport(BrowserCode(Starlette()))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, headers=headers)

    # In a thread of its own: Playwright leaves a running loop in that of the browser's tests.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(get())).result()


def test_a_script_is_sent_as_it_is_and_kept_for_ever():
    """Below any base address; its name changes with its content."""
    script = next((STATIC / "static" / "js").glob("Metric.*.js"))
    answer = asked(f"/below/static/js/{script.name}")

    assert (200, script.read_bytes()) == (answer.status_code, answer.content)
    assert "text/javascript; charset=utf-8" == answer.headers["content-type"]
    assert "public, immutable, max-age=31536000" == answer.headers["cache-control"]


def test_plotly_is_asked_for_again_and_sent_when_it_changed():
    """Its name does not change with the kinds that are sent, so it must not be kept unasked."""
    (file,) = chart_code.FILES
    path = f"/static/js/{file.name}"
    first = asked(path)
    again = asked(path, {"if-none-match": first.headers["etag"]})
    changed = asked(path, {"if-none-match": '"another"'})

    assert (200, chart_code.prepared(file)[0]) == (first.status_code, first.content)
    assert "public, no-cache" == first.headers["cache-control"]
    assert (304, b"") == (again.status_code, again.content)
    assert (200, first.content) == (changed.status_code, changed.content)


def test_nothing_else_is_answered():
    """Other places, other methods, names that are not Streamlit's scripts."""
    script = next((STATIC / "static" / "js").glob("Metric.*.js")).name
    paths = (f"/{script}", f"/media/{script}", "/static/js/", "/static/js/../index.html")

    assert {404} == {asked(path).status_code for path in paths}
    assert 404 == asked(f"/static/js/{script}", method="POST").status_code


def test_what_is_named_ahead_is_whole_and_not_named_twice():
    """Every import of what is named is named too, here or in Streamlit's own page."""
    named = browser_code.ahead()
    own = set(re.findall(r"[\w.$-]+\.js", (STATIC / "index.html").read_text(encoding="utf-8")))
    imported = {
        name
        for one in named
        for name in re.findall(
            r'(?:from|import)"\./([^"]+)"', (STATIC / "static/js" / one).read_text("utf-8")
        )
    }

    assert set(browser_code.PARTS) <= {name.split(".")[0] for name in named}
    assert imported - own <= set(named)
    assert not own & set(named)
    assert len(named) == browser_code.hint().count('fetchpriority="low"')
