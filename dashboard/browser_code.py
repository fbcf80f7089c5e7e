"""Streamlit's code for the browser, sent from memory and named ahead.

An empty page asks for 60 files, the Overview for 60 more: of a widget or a chart the code is asked
for when the first one arrives, at the moment when server and browser have most to do. Named in the
page's header these load in the time in which nothing else can happen, and from memory each costs
the server a fraction of looking for it on the disk again.
"""

import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import chart_code

# What stands on every page; the largest first.
PARTS = (
    "PlotlyChart",
    "Selectbox",
    "Multiselect",
    "ButtonGroup",
    "TextInput",
    "PageLink",
    "Metric",
    "Html",
)
_STATIC = Path(st.__file__).parent / "static"
_PLACE = "/static/js/"
_FILES = {path.name: path for path in (_STATIC / "static" / "js").glob("*.js")}
_IMPORT = re.compile(r'(?:from|import)"\./([\w.$-]+\.js)"')
_NAME = re.compile(r"[\w.$-]+\.js")
# A file's name changes with its content.
_FOR_EVER = {"cache-control": "public, immutable, max-age=31536000"}


class BrowserCode:
    """Answer requests for Streamlit's scripts; plain ASGI, like the other middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is held, or pass the request on."""
        place, _, name = scope.get("path", "").rpartition("/")
        is_known = f"{place}/".endswith(_PLACE) and name in _FILES
        if not is_known or scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        code, headers = _held(name)
        if headers.get("etag", "") == Request(scope).headers.get("if-none-match"):
            await Response(None, 304, headers)(scope, receive, send)
            return
        await Response(code, 200, headers, "text/javascript")(scope, receive, send)


def ahead() -> list[str]:
    """Names of the files of the parts and of what they import; none that Streamlit names itself."""
    known = set(_NAME.findall((_STATIC / "index.html").read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    todo = [name for part in PARTS for name in sorted(_FILES) if name.startswith(f"{part}.")]
    while todo:
        name = todo.pop(0)
        if name not in known | found.keys():
            found[name] = None
            todo += _IMPORT.findall(_FILES[name].read_text(encoding="utf-8"))
    return list(found)


def hint() -> str:
    """The value of a page's `Link` header; empty where there is nothing to name.

    Behind what Streamlit itself starts with, for nothing can be drawn before that.
    """
    return ", ".join(
        f'<.{_PLACE}{name}>; rel="modulepreload"; fetchpriority="low"; crossorigin'
        for name in ahead()
    )


def hold() -> None:
    """Read what the first page needs."""
    for name in ahead():
        _held(name)


@cache
def _held(name: str) -> tuple[bytes, dict[str, str]]:
    """A file's content, and the headers that it is sent with."""
    if _FILES[name] not in chart_code.FILES:
        return _FILES[name].read_bytes(), _FOR_EVER
    code, tag = chart_code.prepared(_FILES[name])
    # Its name is Streamlit's and stays when the list of kinds grows: so browsers ask again.
    return code, {"cache-control": "public, no-cache", "etag": tag}
