"""Nothing stands in the house that nobody can reach: no function, no file of SQL, no dependency."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.places import ROOT

ROOMS = (
    "assistants",
    "charts",
    "commands",
    "dashboard",
    "digests",
    "ingest",
    "notify",
    "sample_data",
    "sql",
    "wording",
)
PYTHON = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
SOURCES = [*PYTHON, ROOT / "earshot.py"]
SQL = [*sorted((ROOT / "sql").rglob("*.sql")), *sorted((ROOT / "dashboard").rglob("*.sql"))]
NAMING = [*SOURCES, *SQL]
WORD = re.compile(r"[A-Za-z_]\w*")

# What is called by name from outside our code, and by whom.
BY_NAME = {
    "readable": "io, of a raw file",
    "readinto": "io, of a raw file",
    "do_GET": "http.server",
    "log_message": "http.server",
    "handle_data": "html.parser",
    "handle_endtag": "html.parser",
    "handle_startendtag": "html.parser",
    "parse_html_declaration": "html.parser",
}
# How sources prove who asks, ready for those that come next; tested against a server.
FOR_NEXT_SOURCES = {
    *("bearer", "Granted", "ClientCredentials", "RefreshToken", "LimitHeaders"),
    *("Rechecking", "recheck"),
    *("Budget", "BudgetSpent", "spend", "give_back", "left", "spendings"),
}
FOR_NEXT_SOURCES_MODULES = {ROOT / "ingest" / "web" / "oauth.py"}
# Needed by a library that is imported, not imported by us.
IMPORTED_BY_OTHERS = {
    "tzdata": "zoneinfo, where the system has no time zones",
    "authlib": "streamlit, where people log in",
    "pytz": "duckdb, where somebody fetches a time",
}


def defined(path):
    """Public functions, classes and methods of a module that no decorator hands to a library."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            handed = {ast.unparse(one).split("(")[0] for one in node.decorator_list}
            if not any(name.endswith(("command", "validator", "fragment")) for name in handed):
                yield node.name


def words(path):
    """How often each word stands in a file, docstrings and comments left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            first.value.value = ""
    return WORD.findall(ast.unparse(tree))


@pytest.fixture(scope="module")
def spoken():
    """All words of the code, so often as they stand there."""
    found = {}
    for path in SOURCES:
        for word in words(path):
            found[word] = found.get(word, 0) + 1
    return found


def test_every_function_and_class_is_used_by_the_product(spoken):
    """Named somewhere beside its own definition; tests and benchmarks do not count."""
    known = {}
    for path in PYTHON:
        for name in defined(path):
            known.setdefault(name, []).append(path)
    unused = {
        name: [str(path.relative_to(ROOT)) for path in paths]
        for name, paths in known.items()
        if spoken[name] <= len(paths) and name not in {*BY_NAME, *FOR_NEXT_SOURCES}
    }

    assert {} == unused


def test_every_exception_to_that_is_there():
    names = {name for path in PYTHON for name in defined(path)}

    assert {*BY_NAME, *FOR_NEXT_SOURCES} <= names


def test_every_module_is_imported():
    """By the product, or run by name with `python -m`, or a page of the dashboard."""
    named = {word for path in SOURCES for word in words(path)}
    pages = ROOT / "dashboard" / "app_pages"
    lost = [
        path
        for path in PYTHON
        if path.stem not in named | {"__init__", "__main__"}
        and path.parent != pages
        and "__main__" not in path.read_text(encoding="utf-8")
    ]

    assert FOR_NEXT_SOURCES_MODULES >= set(lost)


def test_every_file_of_sql_is_named():
    """By Python or by other SQL; metrics and functions are for whoever opens the published file.

    A page may choose between files by a name that ends in what it groups by.
    """
    named = {path: set(WORD.findall(path.read_text(encoding="utf-8"))) for path in NAMING}
    lost = [
        str(path.relative_to(ROOT))
        for path in SQL
        if path.parent.name not in ("metrics", "functions")
        and not any(
            {path.stem, re.sub("_by_[a-z]+$", "_by_", path.stem)} & words
            for other, words in named.items()
            if other != path
        )
    ]

    assert [] == lost


def test_every_dependency_is_imported():
    """What is installed for running is imported for running, and nothing else is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = {re.match(r"[\w.-]+", one)[0].lower() for one in project["dependencies"]}
    distributions = packages_distributions()
    imported = {
        distribution.lower().replace("_", "-")
        for path in SOURCES
        for module in modules(path)
        for distribution in distributions.get(module, ())
    }

    assert set() == listed - imported - set(IMPORTED_BY_OTHERS)
    assert set(IMPORTED_BY_OTHERS) <= listed


def modules(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
