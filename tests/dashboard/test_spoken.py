"""Pages in German and Spanish: no English sentence is left on them, and none is broken."""

import json
import re
from itertools import chain

import pytest

from tests.dashboard.conftest import run
from wording.said import ENGLISH, LANGUAGES

# Pages by what they are called and asked; Methods shows `docs`, which are in English.
PAGES = {
    "overview": {},
    "sentiment": {},
    "spikes": {},
    "live_risk": {},
    "response_desk": {},
    "response_desk of figures": {"show": "figures"},
    "mentions": {"correct": "true"},
    "mentions in review": {"review": "true"},
    "author": {"author": "chirp:c-ilka"},
    "replies": {},
    "sources": {},
    "data_health": {},
}
# Words that English sentences have and the other languages do not.
_ENGLISH = re.compile(
    r"\b(the|of|and|with|than|which|were|are|that|their|from|for|not|who|what|how|is|been|post|"
    r"posts|mentions|shares|replies|answered|waiting|unknown|topic|above|below)\b",
    re.IGNORECASE,
)
# What people wrote stands in quotes, in code or in an address, never on its own in our sentences.
_QUOTED = re.compile(r"„[^“]*“|«[^»]*»|“[^”]*”|`[^`]*`|\]\([^)]*\)|:material/\w+:")
_LABEL = 40
# How topics, kinds of posts and the story's own rules of alerts are called, by whoever set it up.
_NAMES = re.compile(
    r"^(check in and app|post|unknown|waiting)( :gray\[.*)?$|^Waiting$|RSS and Atom feeds|"
    r"^(A loud silence|A post runs away|Complaints pile up)"
)


def spoken(app):
    """Every text of ours on a page: labels, sentences, helps, headings of tables, charts."""
    for one in chain(app.main, app.sidebar):
        if one.type in ("text", "code"):
            continue  # what somebody wrote
        proto = getattr(one, "proto", None)
        for name in ("label", "body", "help", "placeholder", "delta", "delta_description", "title"):
            yield getattr(proto, name, "") or ""
        options = [str(getattr(one, "content", one)) for one in getattr(proto, "options", ())]
        if all(len(one) < _LABEL for one in options):  # else they are posts
            yield from options
        for name in ("columns", "config"):
            if isinstance(text := getattr(proto, name, ""), str):
                yield from labels(text)
        if (spec := getattr(proto, "spec", "")) and isinstance(spec, str):
            yield from written(json.loads(spec))


def labels(columns):
    """The headings in the settings of a table."""
    for settings in json.loads(columns).values() if columns.startswith("{") else ():
        if isinstance(settings, dict):
            yield settings.get("label") or ""


def written(part):
    """Texts of a figure: names of traces, hovers, axes, annotations."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("name", "text", "ticksuffix") and isinstance(value, str):
                yield value
            elif name not in ("customdata", "meta", "template"):
                yield from written(value)
    elif isinstance(part, list):
        for value in part[:50]:
            yield from written(value)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_said_has_no_english_sentence(story, page, language):
    app = run(page.split()[0], lang=language, **PAGES[page])

    assert not app.exception
    ours = {text for text in spoken(app) if not _NAMES.search(text)}
    left = {text for text in ours if _ENGLISH.search(_QUOTED.sub("", text))}
    assert not left


def test_a_choice_in_the_address_is_understood_in_every_language(story):
    """A link made by readers of English or Spanish opens the same view in German."""
    app = run("response_desk", lang="de", show="figures", by="tema", clock="business hours")

    assert "topic" == app.segmented_control(key="by").value
    assert "business hours" == app.segmented_control(key="clock").value
    assert app.query_params["by"] in ("Thema", ["Thema"])
