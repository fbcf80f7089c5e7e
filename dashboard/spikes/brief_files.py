"""The brief of a spike as files, made when somebody asks for one."""

from functools import partial
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.ui import query, who
from dashboard.ui.scope import Scope
from digests import brief
from digests.digest import Digest
from digests.html import page
from digests.pdf import pdf


def offer(scope: Scope, row: pd.Series) -> None:
    """Buttons for one page about the spike of a row of queries.episodes."""
    name = f"earshot-brief-{scope.brand.key}-{row['started_at']:%Y-%m-%d}"
    source = brief.Source(
        rows=partial(query.within, scope),
        brand=scope.brand.key,
        name=scope.brand.name,
        zone=scope.brand.zone,
        url=_home(),
        version=scope.version,
        known_until=scope.brand.observed_until or scope.span.until,
        sees_all=who.sees_all(),
    )

    def made() -> Digest:
        return brief.make(source, row["spike_key"], scope.now)

    for label, write, ending, kind in (
        ("Brief", lambda: page(made()).encode("utf-8"), "html", "text/html"),
        ("Brief as PDF", lambda: pdf(made()), "pdf", "application/pdf"),
    ):
        st.download_button(
            label,
            who.later(write, f"{name}.{ending}"),
            f"{name}.{ending}",
            kind,
            icon=":material/description:",
            key=f"brief-{ending}",
            on_click="ignore",
            help="One page to print or send: how it went, what it is about, who carried it.",
        )


def _home() -> str:
    """Where this dashboard is, so that links of a file lead back here."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}" if parts.netloc else ""
