"""From every number of every page to its definition, the SQL that ran and the posts behind it.

The definition's link leads to Methods, which shows the statement; `methods/test_behind.py` runs
each of them. A link that says a number leads to as many posts.
"""

import json
import re
from urllib.parse import parse_qsl

import pytest

from dashboard.mentions import queries
from dashboard.methods import behind
from dashboard.ui import query
from tests.dashboard.conftest import run, troubles
from tests.dashboard.test_pages import PAGES
from tests.dashboard.ui.test_query import scope_of

TERM = re.compile(r"\(methods\?term=(\w+)\)")
NUMBER = re.compile(r"\d[\d,]*")
LISTED = "a list of them stands on the page, each with its posts"
# Of whom the page about one author is, and the part of the desk behind its queue.
ASKED = {"author": {"author": "chirp:c-ilka"}, "desk_figures": {"show": "figures"}}
# Figures without a link of their own, and where their posts are.
ELSEWHERE = {
    "overview": {"Brand health": "a sum of figures that have links of their own"},
    "spikes": {
        "Running now": LISTED,
        "In the period": LISTED,
        "Largest excess": LISTED,
        "Known after": LISTED,
        "Different authors": "“Read its posts” below the figures",
        "Passed on": "“Read its posts” below the figures",
        "Est. audience": "“Read its posts” below the figures",
    },
    "live_risk": {
        "At the alert level": LISTED,
        "Growing": LISTED,
        "Fastest": LISTED,
        "Threshold": "a number of people that the rule begins at",
        "Alerts a month": "“Alerts given” beside it lists those of saved rules",
        "Before the peak": "“Alerts given” beside it lists those of saved rules",
    },
    "desk_figures": {
        "Named a time": "the promises that are judged have links beside it",
        "Audience-hours": "the link to the complaints below the figures",
        "Hours, unweighted": "the link to the complaints below the figures",
        "Unknown audience": "the link to the complaints below the figures",
        "Reach before reply, median": "the link to the complaints below the figures",
    },
    "replies": {"Median first answer": "who was answered and who waits is on the Response desk"},
    "author": {"Largest reach": "the posts below, each with what it reached"},
    "data_health": {
        "Posts held": "of sources, not of one brand's posts",
        "Sources failing": "the table of sources below",
        "Hours not observed": "the table of gaps below: of what nobody saw there are no posts",
        "Refused": "the table of refusals below: what was refused is no post",
    },
}
# Cards that define nothing: lists, forms, what is named after one spike.
UNDEFINED = {
    "overview": ("Needs attention",),
    "spikes": ("Complaints, 30 Sep 2026, 13:30",),
    "mentions": ("4,575 mentions",),
    "author": ("Ilka Venmoor · @ilkavenmoor",),
    "sources": ("Brands", "Sources"),
    "data_health": ("Quota and money", "What we do not hear"),
}
# Charts whose marks open nothing, and why.
UNOPENED = {
    "health-moved": "parts of a sum, which have cards of their own",
    "share-of-voice": "of whole weeks, which no period of the Mentions page is",
    "terms": "words as they are counted, not as they are written",
    "curve": "an estimate at each moment, not a number of posts",
    "first-and-next": "an estimate at each moment, not a number of posts",
    "backlog": "moments of the past: who waited then is nowhere a question",
    "turned-reply": "differences between groups; the links above open who came back",
    "escalation-rates": "the chain below opens its posts",
}


def leaves(block, above=()):
    """Every element of a page with the blocks that it stands in."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from leaves(child, (*above, child))
        else:
            yield child, above


def has_link(block):
    return any(one.type == "page_link" for one, _ in leaves(block))


def miscounted(elements):
    """Links to posts that say another number than there are."""
    scope = scope_of(query.version())
    for one, _ in elements:
        if one.type != "page_link" or not one.proto.page.endswith("mentions"):
            continue
        facets = dict(parse_qsl(one.proto.query_string))
        said = NUMBER.search(one.proto.label)
        if said and "age" not in facets:  # that number is the length of a wait
            there = queries.mention_count(scope, facets)
            if there != int(said[0].replace(",", "")):
                yield one.proto.label, facets, there


def undefined(app):
    """Figures and cards whose question mark leads to no definition."""
    for kind in ("metric", "header"):
        for one in app.get(kind):
            term = TERM.search(one.proto.help or "")
            if not term or term[1] not in behind.ROWS:
                yield one.label if kind == "metric" else one.value


def unopened(elements):
    """Names of charts of which no mark opens anything."""
    for one, _ in elements:
        if one.type == "plotly_chart":
            traces = json.loads(one.proto.spec)["data"]
            if not any(trace.get("customdata") for trace in traces):
                yield one.key


@pytest.mark.parametrize("page", [*PAGES, "desk_figures"])
def test_page_is_drawn_whole_and_its_numbers_open_what_is_behind_them(story, page):
    """No card fails; whatever opens nothing is named above with the reason."""
    app = run(page.replace("desk_figures", "response_desk"), **ASKED.get(page, {}))
    elements = list(leaves(app.main))
    figures = [(one, above[-1]) for one, above in elements if one.type == "metric"]
    alone = {one.label for one, box in figures if not has_link(box)}

    assert not app.exception
    assert [] == troubles(app)
    if page != "methods":  # there the definitions stand themselves
        assert set(UNDEFINED.get(page, ())) == set(undefined(app))
    assert set(ELSEWHERE.get(page, {})) == alone
    assert [] == list(miscounted(elements))
    assert set() == set(unopened(elements)) - set(UNOPENED)
