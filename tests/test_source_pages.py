"""Every kind of source has its page, which the app shows too."""

import re

import pytest

from ingest.sources import CONNECTORS
from tests.places import ROOT

DOCS = ROOT / "docs" / "sources"
SECTIONS = ["What it hears", "Set it up", "What it costs", "What it cannot see", "Terms"]


@pytest.mark.parametrize("kind", CONNECTORS)
def test_every_kind_has_its_page(kind):
    """With exactly these sections, each of which says something, and the lines that add it."""
    text = (DOCS / f"{kind}.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)

    assert re.match(r"# \S", text)
    assert SECTIONS == parts[1::2]
    assert all(len(said.split()) > 5 for said in parts[2::2])
    assert f'kind = "{kind}"' in text


def test_every_page_is_of_a_kind():
    assert {f"{kind}.md" for kind in CONNECTORS} == {path.name for path in DOCS.glob("*.md")}
