"""Every figure has a definition, and every definition its SQL."""

import re
from pathlib import Path

import pytest

from dashboard.ui import glossary

CARDS = Path(glossary.__file__).parents[1].rglob("*_cards.py")


@pytest.mark.parametrize("key", glossary.TERMS)
def test_term_shows_the_sql_that_computes_it(key):
    assert "select" in (glossary.sql_text(glossary.TERMS[key].view) or "")


def test_every_term_that_a_card_names_exists():
    """A figure without a definition does not happen."""
    named = {name for path in CARDS for name in re.findall(r'term="(\w+)"', path.read_text())}

    assert named
    assert named <= set(glossary.TERMS)


def test_help_leads_to_the_methods_page():
    assert "methods?term=median" in (glossary.help_text("median") or "")
    assert glossary.help_text("") is None


def test_an_unknown_view_has_no_sql():
    assert glossary.sql_text("no_such_view") is None
