"""From a number to what stands behind it.

Links carry keys that no widget binds: a bound key is dropped when its own page links with it.
The filters above the page (brand, period, source, topic) travel along by themselves.
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import streamlit as st

from dashboard.ui import who
from dashboard.ui.scope import Brand

OVERVIEW = "app_pages/overview.py"
MENTIONS = "app_pages/mentions.py"
METHODS = "app_pages/methods.py"
SENTIMENT = "app_pages/sentiment.py"
RESPONSE_DESK = "app_pages/response_desk.py"
REPLIES = "app_pages/replies.py"
DATA_HEALTH = "app_pages/data_health.py"
SPIKES = "app_pages/spikes.py"
LIVE_RISK = "app_pages/live_risk.py"
SOURCES = "app_pages/sources.py"
AUTHOR = "app_pages/author.py"
CLOSER = "of"  # the one of several brands that a figure is of, by key


def mentions(label: str, **facets: str) -> None:
    """A link to the mentions that a number counts.

    Args:
        label: words of our own; anything from outside must be escaped.
        facets: keys and values of facets.FACETS.
    """
    _to(MENTIONS, label, "arrow_forward", facets)


def address(**facets: str) -> str:
    """The same link for a table's cell, relative to any page of the dashboard; a new tab.

    It carries the facets only: a new tab starts with the filters' defaults, so it is for facets
    that name one thing.
    """
    return f"mentions?{urlencode(facets)}"


def page_address(page: str, **query: str) -> str:
    """A link to a page by its path, for a table's cell; a new tab, as of `address`."""
    return f"{page}?{urlencode(query)}"


def author(label: str, source: str, author_id: str) -> None:
    """A link to the page about one author."""
    _to(AUTHOR, label, "person", {"author": f"{source}:{author_id}"})


def author_address(brand: str, source: str, author_id: object) -> str | None:
    """The same link for a table's cell, as of `address`; None where nobody knows who wrote."""
    if not isinstance(author_id, str):
        return None
    return f"author?{urlencode({'brand': brand, 'author': f'{source}:{author_id}'})}"


def then(brand: Brand, moment: datetime, page: str = "response-desk") -> str:
    """A page as it was known at a moment, for a table's cell; a new tab, as of `address`.

    The minute that has begun counts whole, so that what happened in it is seen.
    """
    shown = (moment + timedelta(minutes=1)).astimezone(brand.zone)
    query = {"brand": brand.key, "as_of": f"{shown:%Y-%m-%dT%H:%M}"}
    return f"{page}?{urlencode(query)}"


def response_desk(label: str) -> None:
    """A link to the support lead's page."""
    _to(RESPONSE_DESK, label, "arrow_forward", {})


def replies(label: str) -> None:
    """A link to how the brand answers, and what that did."""
    _to(REPLIES, label, "arrow_forward", {})


def sentiment(label: str) -> None:
    """A link to how the brand is spoken of."""
    _to(SENTIMENT, label, "arrow_forward", {})


def spikes(label: str, **query: str) -> None:
    """A link to the spikes; `spike` names the one to open, as its episodes.sql does."""
    _to(SPIKES, label, "arrow_forward", query)


def live_risk(label: str) -> None:
    """A link to the board of growing posts."""
    _to(LIVE_RISK, label, "arrow_forward", {})


def data_health(label: str) -> None:
    """A link to what is known about the sources, for who may see all of them."""
    if who.sees_all():
        _to(DATA_HEALTH, label, "arrow_forward", {})


def sources(label: str, **query: str) -> None:
    """A link to where brands, sources and files are set up; `step` opens one of its parts."""
    if who.sees_all():
        _to(SOURCES, label, "arrow_forward", query)


def methods(label: str) -> None:
    """A link to all definitions."""
    _to(METHODS, label, "menu_book", {})


def _to(page: str, label: str, icon: str, query: dict[str, str]) -> None:
    if CLOSER in st.query_params:
        query = {CLOSER: st.query_params[CLOSER], **query}
    st.page_link(
        page,
        label=label,
        icon=f":material/{icon}:",
        icon_position="right",
        help="",
        query_params=query,
    )
