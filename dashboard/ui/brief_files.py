"""A brief as files, made when somebody asks for one, in their language: of a spike or a post."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.ui import query, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import language, say
from digests import brief, post_brief
from digests.digest import Digest
from digests.html import page
from digests.pdf import pdf
from wording.said import speaking


def offer(scope: Scope, row: pd.Series) -> None:
    """Buttons for one page about the spike of a row of queries.episodes."""
    code = language()

    def made() -> Digest:
        with speaking(code):
            return brief.make(_source(scope), row["spike_key"], scope.now)

    told = say("One page to print or send: how it went, what it is about, who carried it.")
    _buttons(made, f"earshot-brief-{scope.brand.key}-{row['started_at']:%Y-%m-%d}", told)


def offer_post(scope: Scope, row: pd.Series) -> None:
    """Buttons for one page about the post of a row of risk.queries.live_risk."""
    code = language()

    def made() -> Digest:
        with speaking(code):
            return post_brief.make(_source(scope), row["post_id"], scope.now)

    told = say("One page to print or send: what it says, how it went, what others say to it.")
    _buttons(made, f"earshot-post-{scope.brand.key}-{row['created_at']:%Y-%m-%d}", told)


def _source(scope: Scope) -> brief.Source:
    return brief.Source(
        rows=partial(query.within, scope),
        brand=scope.brand.key,
        name=scope.brand.name,
        zone=scope.brand.zone,
        url=_home(),
        version=scope.version,
        known_until=scope.brand.observed_until or scope.span.until,
        sees_all=who.sees_all(),
    )


def _buttons(made: Callable[[], Digest], name: str, told: str) -> None:
    for label, write, ending, kind in (
        (say("Brief"), lambda: page(made()).encode("utf-8"), "html", "text/html"),
        (say("Brief as PDF"), lambda: pdf(made()), "pdf", "application/pdf"),
    ):
        st.download_button(
            label,
            who.later(write, f"{name}.{ending}"),
            f"{name}.{ending}",
            kind,
            icon=":material/description:",
            key=f"brief-{ending}",
            on_click="ignore",
            help=told,
        )


def _home() -> str:
    """Where this dashboard is, so that links of a file lead back here."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}" if parts.netloc else ""
