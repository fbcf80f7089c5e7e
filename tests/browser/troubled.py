"""The dashboard's server with two cards in trouble: one waits until it is let go, one breaks.

What it waits for is a pipe, named by the variable EARSHOT_TEST_GATE: it is let go by writing there.
"""

import os
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard import server, shell
from dashboard.sentiment import trend_cards

drawn = trend_cards.mentions_by_day


@cache
def let_go():
    """Wait, once, until somebody opens the other end of the pipe."""
    return Path(os.environ["EARSHOT_TEST_GATE"]).read_text(encoding="utf-8")


def late(*told, **named):
    """The chart of days, when it may be drawn."""
    let_go()
    return drawn(*told, **named)


def broken(*_, **__):
    """The chart of hours, which breaks."""
    raise ValueError("no such shape")


trend_cards.mentions_by_day = late
trend_cards.counts_by_hour = broken
app = st.App(
    Path(server.__file__).with_name("app.py"),
    lifespan=server.lifespan,
    routes=server.ROUTES,
    middleware=[Middleware(shell.Shell)],
    on_script_error=server.failed,
)
