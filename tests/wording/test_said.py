import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest

from tests.places import ROOT
from wording.said import CATALOGS, ENGLISH, LANGUAGES, catalog, day, said, say, speaking

OTHERS = [one for one in LANGUAGES if one != ENGLISH]
# The argument that is the English text, by what is called.
SAYS = {"say": 0, "mark": 0, "inside": 0, "said": 1, "plural": 1}
ROOMS = ("dashboard", "wording", "charts", "digests", "notify", "assistants")
# Where every text is said, so that a new one that is not fails. Paths of rooms or files.
DONE = (
    "charts",
    "wording/verdicts.py", "wording/waits.py", "wording/clocks.py", "wording/shares.py",
    "wording/topics.py", "dashboard/ui/own_clock.py",
    "dashboard/app_pages/overview.py", "dashboard/app_pages/sentiment.py",
    "dashboard/app_pages/spikes.py", "dashboard/app_pages/live_risk.py",
    "dashboard/overview", "dashboard/sentiment", "dashboard/spikes", "dashboard/risk",
    "dashboard/ui/brief_files.py", "dashboard/ui/cards.py", "dashboard/ui/listing.py",
    "dashboard/ui/filters.py", "dashboard/ui/findings.py", "dashboard/ui/frame.py",
    "dashboard/ui/notes.py", "dashboard/ui/periods.py", "dashboard/ui/sending.py",
    "dashboard/ui/past.py", "dashboard/ui/start.py", "dashboard/ui/states.py",
    "dashboard/ui/timeline.py", "dashboard/ui/view_list.py",
    "dashboard/response", "dashboard/mentions", "dashboard/replies", "dashboard/authors",
    "dashboard/staffing", "dashboard/data_health", "dashboard/alerts", "dashboard/methods",
    "dashboard/app_pages/response_desk.py", "dashboard/app_pages/mentions.py",
    "dashboard/app_pages/replies.py", "dashboard/app_pages/author.py",
    "dashboard/app_pages/data_health.py", "dashboard/app_pages/methods.py",
    "dashboard/sources", "dashboard/app_pages/sources.py",
    "digests/audiences.py", "digests/brief.py", "digests/frame.py", "digests/making.py",
    "digests/numbers.py", "digests/pictures.py", "digests/post_brief.py", "digests/restating.py",
    "digests/sections.py", "digests/text.py", "digests/views.py", "notify/message.py",
)  # fmt: skip
# What reads like a text and is none: names of files and commands, words of other programs.
NO_TEXTS = (
    "Inter, system-ui", " min", "earshot-", "middle ", "top center", "top left", "rgba(",
    " data-", "<time ", "Remote-User", "People",
    "Acme", "Crapme", "acme", "^Thanks for your message", "pass --(", ")\\b(?: (", " UTC",
    "When (UTC)", "Text",
    "cabin bag, hand luggage", "lounge access, lounge guest", "## What it cannot see",
    "earshot demo", "<script",
    # Statements and orders of rows.
    "select ", "\nselect", "\nwith ", "happened_at", "carried_count", "estimated_audience desc",
    "is_live desc", "post_id, ", "Re: [",
)  # fmt: skip
# Of a call: what no reader sees.
NOT_SHOWN = ("key", "order")
# A sentence, a part of one, or a word that begins like a label.
_WORDS = re.compile(r"[A-Za-z’']{2,}[,;:.]? +[A-Za-z(“]|^[A-Z][a-z]+\b(?!/)")
_PART = re.compile(r"(^|[ (])[A-Za-z]{2,}|[A-Za-z]{2,}[ ,.)]")
# Of the name of an element, a column or a file.
_KEY = re.compile(r"_|^[a-z-]+-|-[a-z-]+-$")
_SIGNS = re.compile(r":material/\w+:|:\w+-badge|https?://\S+|</?\w+[^>]*>")


def modules(*places: str) -> Iterator[tuple[str, ast.Module]]:
    for place in places:
        whole = ROOT / place
        for path in [whole] if whole.is_file() else sorted(whole.rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def written():
    """Every English text that is said, as it stands in the code."""
    told = set()
    for _, module in modules(*ROOMS):
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                told |= texts(node)
    return told


def texts(call):
    """The texts that a call says; both ends of a choice between two."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "Term":  # of the glossary: name and meaning
        return {one.value for one in call.args}
    if name not in SAYS or len(call.args) <= SAYS[name]:
        return set()
    one = call.args[SAYS[name]]
    ends = [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]
    if any(isinstance(end, ast.JoinedStr) and name != "said" for end in ends):
        pytest.fail(f"{ast.unparse(call)}: an f-string has no translation; give its values by name")
    told = {end.value for end in ends if isinstance(end, ast.Constant)}
    if name == "plural":
        ends = {noun: f"{noun[:-1]}ies" if noun.endswith("ply") else f"{noun}s" for noun in told}
        return {f"{{n}} {noun}" for pair in ends.items() for noun in pair}
    return told


def headings(module):
    """Names of columns in the code of a room: keys that begin like a label."""
    keys = [key for one in ast.walk(module) if isinstance(one, ast.Dict) for key in one.keys]
    return {
        key.value
        for key in keys
        if isinstance(key, ast.Constant)
        and isinstance(key.value, str)
        and re.match(r"[A-Z][a-z]", key.value)
    }


def unsaid(node):
    """Texts below a node that nobody says, wherever they are handed to."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield from plain_texts(node)
    elif not is_silent(node):
        for child in heard(node):
            yield from unsaid(child)


def is_silent(node):
    """Whether nothing below it is shown: what is raised, looked up, logged, or a docstring."""
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_logged = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")
    return is_docstring or is_logged or isinstance(node, ast.Raise | ast.Assert | ast.Subscript)


def heard(node):
    """What below a node may be a text that nobody says yet."""
    name = ""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name in {"say", "mark", "plural"} or name.endswith("Error"):
        # What a text is given by name may hold another text.
        return [one.value for one in node.keywords]
    if isinstance(node, ast.Call):
        shown = [one.value for one in node.keywords if one.arg not in NOT_SHOWN]
        return [node.func, *node.args, *shown]
    return node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)


def plain_texts(node):
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _WORDS.search(_SIGNS.sub("", node.value).strip()):
            yield node.lineno, node.value
        return
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            yield from unsaid(part.value)
        elif not _KEY.search(part.value) and _PART.search(_SIGNS.sub("", part.value)):
            yield part.lineno, part.value


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def english():
    return written()


@pytest.fixture(scope="module")
def columns():
    """Headings of tables: those that have to be said, and all that may be."""
    return tuple(
        {name for _, module in modules(*rooms) for name in headings(module)}
        for rooms in (DONE, ROOMS)
    )


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_said_in_every_language(language, english, columns):
    told = catalog(language)
    needed, possible = english | columns[0], english | columns[1]

    lacking, spare = needed - told.keys(), told.keys() - possible
    assert not lacking, f"write these into wording/catalogs/{language}: {sorted(lacking)}"
    assert not spare, f"take these out of wording/catalogs/{language}: {sorted(spare)}"
    for text, now in told.items():
        assert placeholders(now) == placeholders(text), f"{text!r} in {language}: {now!r}"


@pytest.mark.parametrize("place", DONE)
def test_a_room_that_is_done_says_every_text(place):
    """Whatever is handed to a page, a chart or a table goes through `say`."""
    found = [
        f"{path}:{line}: {text!r}"
        for path, module in modules(place)
        if not path.endswith("queries.py")  # column names
        for line, text in unsaid(module)
        if not text.startswith(NO_TEXTS)
    ]

    assert not found, "say these in every language:\n" + "\n".join(found)


def test_every_catalog_is_a_language_that_is_offered():
    assert sorted(path.name for path in CATALOGS.iterdir()) == sorted(OTHERS)


def test_every_language_has_the_same_rooms_and_each_text_once():
    rooms = {code: sorted(path.name for path in (CATALOGS / code).iterdir()) for code in OTHERS}
    held = [
        text
        for path in (CATALOGS / OTHERS[0]).glob("*.toml")
        for text in tomllib.loads(path.read_text(encoding="utf-8"))
    ]

    assert len({tuple(names) for names in rooms.values()}) == 1, rooms
    assert not {text for text in held if held.count(text) > 1}


def test_a_text_is_said_in_the_language_that_is_spoken():
    with speaking("de"):
        assert say("within chance") == "im Bereich des Zufalls"
        with speaking(ENGLISH):
            assert say("within chance") == "within chance"
    assert say("within chance") == "within chance"


def test_a_value_is_never_read_as_a_place_for_another():
    assert said("de", "As of {then}", then="{until}") == "Stand vom {until}"
    assert said("en", "As of {then}", then="{until}") == "As of {until}"


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "1 Mar 2026", "1 Mar"),
        ("de", "1.\u00a0März 2026", "1.\u00a0März"),
        ("es", "1 mar 2026", "1 mar"),
    ],
)
def test_days_read_as_the_language_writes_them(language, long, short):
    first = date(2026, 3, 1)

    assert (day(language, first), day(language, first, with_year=False)) == (long, short)
