import ast
import tomllib
from datetime import date
from string import Formatter

import pytest

from tests.places import ROOT
from wording.said import CATALOGS, ENGLISH, LANGUAGES, day, said

OTHERS = [one for one in LANGUAGES if one != ENGLISH]
# The argument that is the English text, by what is called.
SAYS = {"say": 0, "mark": 0, "inside": 0, "said": 1}


def written():
    """Every English text that is said, as it stands in the code."""
    told = set()
    for room in ("dashboard", "wording"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    told |= texts(node)
    return told


def texts(call):
    """The texts that a call says; both ends of a choice between two."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in SAYS or len(call.args) <= SAYS[name]:
        return set()
    one = call.args[SAYS[name]]
    ends = [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]
    if any(isinstance(end, ast.JoinedStr) for end in ends):
        pytest.fail(f"{ast.unparse(call)}: an f-string has no translation; give its values by name")
    return {end.value for end in ends if isinstance(end, ast.Constant)}


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def english():
    return written()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_said_in_every_language(language, english):
    catalog = tomllib.loads((CATALOGS / f"{language}.toml").read_text(encoding="utf-8"))

    lacking, unsaid = english - catalog.keys(), catalog.keys() - english
    assert not lacking, f"write these into wording/catalogs/{language}.toml: {sorted(lacking)}"
    assert not unsaid, f"take these out of wording/catalogs/{language}.toml: {sorted(unsaid)}"
    for text, told in catalog.items():
        assert placeholders(told) == placeholders(text), f"{text!r} in {language}: {told!r}"


def test_every_catalog_is_a_language_that_is_offered():
    assert sorted(path.stem for path in CATALOGS.glob("*.toml")) == sorted(OTHERS)


def test_a_value_is_never_read_as_a_place_for_another():
    assert said("de", "As of {then}", then="{until}") == "Stand vom {until}"
    assert said("en", "As of {then}", then="{until}") == "As of {until}"


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "1 Mar 2026", "1 Mar"),
        ("de", "1. März 2026", "1. März"),
        ("es", "1 mar 2026", "1 mar"),
    ],
)
def test_days_read_as_the_language_writes_them(language, long, short):
    first = date(2026, 3, 1)

    assert (day(language, first), day(language, first, with_year=False)) == (long, short)
