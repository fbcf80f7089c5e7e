"""The page that holds all others: Streamlit's own, told where its server is and what it is called.

Streamlit's page is empty until its code runs, which finds the server by trying the page's address
piece by piece. A deep link logged two errors for that and waited for both. A script of ours, named
before Streamlit's, says it at once.
"""

import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = Path(st.__file__).parent / "static" / "index.html"
WHERE = Path(__file__).parent / "static" / "where.js"
_OURS = (
    '<script src="./api/where.js"></script>\n    '
    '<link rel="stylesheet" href="./api/along.css">\n    '
)
_FIRST = '<script type="module"'
# A typeface that none of our pages shows.
_UNUSED = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>\s*')
_TITLE = "<title>Streamlit</title>"
_HTML = b"text/html; charset=utf-8"
# Of the answer that is replaced: they describe its body.
_BODILY = frozenset({b"content-length", b"content-encoding", b"etag", b"last-modified"})


class Shell:
    """Put our page in the place of Streamlit's, wherever it answers with that; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, a page of its answer replaced."""
        is_page = False

        async def replaced(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = message["status"] == 200 and _is_html(message)
                message = _headed(message) if is_page else message
            elif is_page:
                if message.get("more_body", False):
                    return
                body = b"" if scope["method"] == "HEAD" else page()
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(scope, receive, replaced if scope["type"] == "http" else send)


def _is_html(message: Message) -> bool:
    return any(
        key.lower() == b"content-type" and value == _HTML for key, value in message["headers"]
    )


def _headed(message: Message) -> Message:
    kept = [(key, value) for key, value in message["headers"] if key.lower() not in _BODILY]
    return {**message, "headers": [*kept, (b"content-length", str(len(page())).encode())]}


@cache
def page() -> bytes:
    """Streamlit's page with a name of its own and our script before the others.

    Raises:
        ValueError: Streamlit's page has changed, so that there is no place for it.
    """
    told = PAGE.read_text(encoding="utf-8")
    if _FIRST not in told:
        raise ValueError(f"{PAGE}: no place for our script before {_FIRST!r}")
    told = _UNUSED.sub("", told).replace(_FIRST, _OURS + _FIRST, 1)
    return told.replace(_TITLE, "<title>Earshot</title>").encode()


async def first_page(request: Request) -> RedirectResponse:
    """The first page by its name, as messages and people link it: Streamlit knows it as / alone."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{asked}", status_code=307)
