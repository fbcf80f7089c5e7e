"""The frame of every page in the languages that there are catalogs for, on a phone."""

from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.browser.test_phone import PHONE, TOO_WIDE
from wording.said import ENGLISH, LANGUAGES, catalog, said

# Lines that stand in the frame, with what is written into its fields.
FRAME = """() =>
    [...document.querySelectorAll(
        'h1, .st-key-controls, .st-key-chips, .st-key-told, .st-key-foot, [class*=st-key-menu]'
    )].flatMap((part) => [
        ...part.innerText.split('\\n'),
        ...[...part.querySelectorAll('[placeholder]')].map((one) => one.placeholder),
    ]).map((line) => line.trim()).filter(Boolean)"""


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
def test_the_frame_speaks_the_readers_language_from_page_to_page(visit, story_server, language):
    """No English text of the catalog is left in it, and nothing is cut."""
    tab = visit(story_server)
    tab.page.set_viewport_size(PHONE)
    page = tab.open(f"data-health?source=chirp&lang={language}")
    expect(page.get_by_role("heading", level=1)).to_have_text(said(language, "Data health"))
    lines = page.evaluate(FRAME)

    english = {text for text, told in catalog(language).items() if told != text}
    assert said(language, "only {values}", values="chirp") in " · ".join(lines)
    assert not english & set(lines)
    assert said(language, "Topic") in lines
    assert [] == page.evaluate(TOO_WIDE)

    page.get_by_role("button", name=said(language, "Menu"), exact=True).click()
    page.get_by_role("link", name=said(language, "Sources"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said(language, "Sources"))
    tab.settled()
    assert f"lang={language}" in tab.query


def test_the_switch_changes_the_language_and_its_address(visit, story_server):
    tab = visit(story_server)
    page = tab.open("methods?lang=xx")
    expect(page.get_by_role("heading", level=1)).to_have_text("Methods")
    tab.choose(page.get_by_role("combobox", name="Language").last, "es")
    expect(page.get_by_role("heading", level=1)).to_have_text("Métodos")
    tab.settled()

    assert "?lang=es" == tab.query


def test_the_switch_leaves_what_was_chosen(visit, story_server):
    """The address says a choice in the language that is read, and any other understands it."""
    tab = visit(story_server)
    page = tab.open("sources?step=Add+a+brand&lang=de")
    expect(page.get_by_role("heading", name="Marke hinzufügen oder ändern")).to_be_visible()
    tab.choose(page.get_by_role("combobox", name="Sprache").last, "es")
    expect(page.get_by_role("heading", name="Añadir una marca o cambiarla")).to_be_visible()
    tab.settled()

    assert f"step={quote_plus(said('es', 'Add a brand'))}" in tab.query
    assert "Marke" not in tab.query
