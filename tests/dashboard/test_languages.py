"""Pages in German: nothing that the catalog knows is left in English."""

import re

import pytest

from tests.dashboard.conftest import run, troubles
from wording.said import catalog

LANGUAGE = "de"
# What a page says of its own; posts are shown as text, which is left out.
SAID = (
    "title",
    "header",
    "subheader",
    "caption",
    "markdown",
    "error",
    "warning",
    "success",
    "info",
)
LABELLED = ("button", "toggle", "checkbox", "expander", "text_input", "download_button")
_FIELD = re.compile(r"\\{\w*\\}")
PAGES = {
    "response_desk": {},
    "response_desk figures": {"show": "figures", "by": "fuente", "clock": "business hours"},
    "mentions": {"correct": "true"},
    "mentions in review": {"review": "true"},
    "mentions thread": {"conversation": "chirp:914560028088861655"},
    "author": {"author": "chirp:c-ilka"},
    "replies": {},
    "data_health": {},
    "sources": {},
}


def lines(app):
    """Every line that the page says, not what posts say."""
    told = [one.value for kind in SAID for one in app.get(kind)]
    told += [one.label for kind in LABELLED for one in app.get(kind)]
    told += [
        one.proto.title for kind in ("error", "warning", "success", "info") for one in app.get(kind)
    ]
    for one in app.metric:
        told += [one.label, one.value, one.delta or "", one.help or ""]
    return {line.strip(" *.") for text in told for line in str(text).split("\n") if line.strip()}


def english():
    """What must not stand there: texts of two words or more, their fields open."""
    for text, told in catalog(LANGUAGE).items():
        bare = re.sub(r"\{\w*\}", "", text)
        if told != text and len(re.findall(r"[A-Za-z]{3,}", bare)) > 1:
            yield text, re.compile(_FIELD.sub(".+", re.escape(text.strip(" *."))), re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_german_says_nothing_in_english(story, name):
    app = run(name.split()[0], lang=LANGUAGE, **PAGES[name])
    shown = lines(app)

    assert not app.exception
    assert [] == troubles(app)
    left = {text: line for text, known in english() for line in shown if known.fullmatch(line)}
    assert not left, "\n".join(sorted(left.values()))


def test_a_choice_in_the_address_is_understood_in_every_language(story):
    """A link made by readers of English or Spanish opens the same view in German."""
    app = run("response_desk", lang=LANGUAGE, show="figures", by="tema", clock="business hours")

    assert "topic" == app.segmented_control(key="by").value
    assert "business hours" == app.segmented_control(key="clock").value
    assert app.query_params["by"] in ("Thema", ["Thema"])
