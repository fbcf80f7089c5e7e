"""Every figure has a definition."""

import re
from pathlib import Path

from dashboard.ui import glossary

CARDS = Path(glossary.__file__).parents[1].rglob("*_cards.py")


def test_every_term_that_a_card_names_exists():
    """A figure without a definition does not happen."""
    named = {name for path in CARDS for name in re.findall(r'term="(\w+)"', path.read_text())}

    assert named
    assert named <= set(glossary.TERMS)


def test_help_leads_to_the_methods_page():
    assert "methods?term=answered_within" in (glossary.help_text("answered_within") or "")
    assert glossary.help_text("") is None
