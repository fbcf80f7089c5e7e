"""What the project promises of its own files, held against them."""

import ast
import re
from contextlib import closing

import duckdb
import pytest

from ingest.sources import CONNECTORS
from sql import schema, statements
from tests.places import ROOT

VIEWS = [*schema.files("views"), *schema.files("metrics")]
COLUMNS_OF = re.compile(r"^-- Columns: (\w+)$", re.MULTILINE)
TYPES = {"timestamptz": "timestamp with time zone"}
# Nobody has refused or checked anything in the sample story.
SPOKEN = (
    "possible_identities",
    "said_identities",
    "standing_actions",
    "issue_states",
    "notes",
    "notices",
    "question_groups",
    "recurring_questions",
    "question_answers",
    "told_answers",
    "given_answers",
    "told_by_answers",
    "consistency",
    "quiet_spans",
    "rejected",
    "rejected_by_reason",
    "labels",
    "labelled_posts",
    "disowned_mentions",
    "names_told_wrong",
    "checked_complaints",
    "checked_polarities",
    "measured_accuracy",
    "complaint_reasons_told",
    "learned_models",
)
# What a macro is asked for where null would say nothing.
EXTRA = {
    "dimension": "'source'",
    "dimensions": "['week', 'all']",
    "measure": "'mentions'",
    "author": "'chirp:c-ilka'",
    "post_id": "'chirp:914560028088861655'",
    "turn_id": "'chirp:901618432632544554'",
    "terms": "['wheelchair']",
}


def described(con, asked):
    return [(name, kind.lower()) for name, kind, *_ in con.execute(f"describe {asked}").fetchall()]


def declared(path, con):
    """Names and types that a header lists, in order, as the database writes them."""
    if other := COLUMNS_OF.search("\n".join(statements.header(path))):
        return described(con, f"select * from {other[1]}")
    return [(name, TYPES.get(kind, kind)) for name, kind in statements.columns(path)]


def grain(path):
    line = next(line for line in statements.header(path) if line.startswith("-- Grain:"))
    return re.findall(r"[a-z_]+", line.removeprefix("-- Grain:").split("(")[0])


# Every step to issues is asked of the story's day on which people were first charged twice.
ISSUES = (
    "(with voices as (select * from issue_voices('{0}', null, null)), "
    "terms as (select * from issue_terms('voices', date '2026-08-04', date '2026-08-04')), "
    "members as (select terms.*, found.leader from terms inner join "
    "issue_groups('voices', 'terms', '{0}') as found on terms.term = found.term) "
)
# Macros whose first parameter is no brand, or that say nothing of the story's end.
CALLS = {
    "issue_terms": ISSUES + "select * from terms)",
    "issue_groups": ISSUES + "select * from issue_groups('voices', 'terms', '{0}'))",
    "issue_posts": ISSUES + "select * from issue_posts('members', 'voices'))",
    "issue_counts": ISSUES + "select * from issue_counts('members', 'voices'))",
    "hidden_terms": (
        "(with terms as (select 'ilka' as term, date '2026-09-15' as local_date) "
        "select * from hidden_terms('terms', '{0}'))"
    ),
    "issue_listings": "issue_listings('{0}', null)",
    "issue_moments": "issue_moments('{0}', 10)",
    "emerging_issues": "emerging_issues('{0}', until := timestamptz '2026-08-05T00:00Z')",
    "given_answers": (
        "(with asking as (select * from asking_turns('{0}', null, null)) "
        "select * from given_answers('asking', '{0}', null))"
    ),
    "told_by_answers": (
        "(with answers as (select * from question_answers('{0}', null, null)) "
        "select * from told_by_answers('answers'))"
    ),
    "joined_spans": "joined_spans(interval 0 second)",
    "spoken_terms": (
        "(with asked as (select post_id, true as is_here, text as content from posts "
        "where direction = 'inbound' and brand = '{0}') "
        "select * from spoken_terms('asked', '{0}'))"
    ),
    "shared_rare_words": (
        "(with later as (select post_id, post_id as asker, created_at, text as content from posts "
        "where direction = 'inbound' and brand = '{0}' and kind <> 'repost' "
        "and created_at >= timestamptz '2026-09-10 00:00Z'), "
        "earlier as (select post_id, text as content from posts where direction = 'inbound' "
        "and brand = '{0}' and created_at < timestamptz '2026-09-10 00:00Z') "
        "select * from shared_rare_words('later', 'earlier', 'later', '{0}'))"
    ),
    "promised_sentences": (
        "(with replies as (select post_id, text, lang = 'en' as is_english, created_at as made_at, "
        "'Europe/London' as time_zone from posts where direction = 'outbound' and brand = '{0}') "
        "select * from promised_sentences('replies'))"
    ),
    "over_represented_terms": (
        "(with asked as (select post_id, is_complaint as is_here, text as content, share_count "
        "from posts where direction = 'inbound') "
        "select * from over_represented_terms('asked', '{}'))"
    ),
}


def call(path, brand="none"):
    if path.stem in CALLS:
        return CALLS[path.stem].format(brand)
    needed = [name for name, default in statements.parameters(path).items() if default is None]
    given = {"brand": f"'{brand}'", **EXTRA}
    if not statements.parameters(path):
        return path.stem
    return f"{path.stem}({', '.join(given.get(name, 'null') for name in needed)})"


@pytest.fixture(scope="session")
def empty():
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        yield con


@pytest.fixture(scope="session")
def own_brand(sample_reader):
    brands = sample_reader.query("select min(brand) as brand from brands where role = 'own'")
    return brands["brand"].iloc[0]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.stem)
def test_header_lists_the_columns_the_view_has(view, empty):
    """Names, order and types, as the database describes them."""
    assert described(empty, f"select * from {call(view)}") == declared(view, empty)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.stem)
def test_header_grain_is_a_key(view, sample_reader, own_brand):
    """No two rows of the sample story share the grain that the header names, and there are some."""
    keys = grain(view)
    is_one_row = keys == ["one", "row"]
    rows = call(view, own_brand)
    distinct = "1" if is_one_row else f"count(distinct row({', '.join(keys)}))"
    found = sample_reader.query(f"select count(*) as n, {distinct} as key_count from {rows}").iloc[
        0
    ]

    assert found["n"] == found["key_count"]
    assert found["n"] or view.stem in SPOKEN


@pytest.mark.parametrize("layers", [("views",), ("views", "metrics")], ids="-".join)
def test_views_read_only_the_layers_before_their_own(layers):
    """All of them bind in a database that holds nothing else than what may stand before them."""
    with closing(duckdb.connect()) as con:
        for path in schema.in_order([*schema.files("functions"), *schema.files("tables")]):
            con.execute(schema.statement(path))
        for path in schema.in_order([path for layer in layers for path in schema.files(layer)]):
            con.execute(schema.statement(path))


ZONED = re.compile(r"(?<![a-z])timezone\(|\bat time zone\b")
REACH = re.compile(r"\b1\.9[56]\d*\b|\b3\.84\d*\b")


@pytest.mark.parametrize("room", ["sql", "dashboard", "ingest", "notify", "benchmarks"])
def test_nothing_asks_duckdb_what_a_clock_shows(room):
    """Local times come from zone_days by sql/functions: DuckDB's own zones differ from Python's."""
    files = [path for kind in ("*.sql", "*.py") for path in (ROOT / room).rglob(kind)]

    assert not [path for path in files if ZONED.search(path.read_text(encoding="utf-8"))]


def test_every_95_percent_limit_reaches_equally_far():
    """Nobody but z95() knows how many standard errors that is."""
    for path in (ROOT / "sql").rglob("*.sql"):
        text = path.read_text(encoding="utf-8")
        assert path.stem == "z95" or not REACH.search(text), path


def imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


ROOMS = ("ingest", "dashboard", "notify")
OURS = (*ROOMS, "assistants", "charts", "commands", "digests", "sample_data", "sql", "wording")


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_do_not_know_each_other(room):
    """ingest, dashboard and notify meet in sql/ only."""
    others = set(ROOMS) - {room}
    for path in (ROOT / room).rglob("*.py"):
        assert not others & set(imports(path)), path


def test_wording_knows_nobody():
    """How things read is shared by pages, charts and alerts, so it leans on none of them."""
    for path in (ROOT / "wording").rglob("*.py"):
        known = {*ROOMS, "charts", "sql", "sample_data", "streamlit", "duckdb", "plotly"}
        assert not known & set(imports(path)), path


def test_only_one_file_knows_the_front_door():
    """`python -m ingest` is `earshot ingest`, so that there is no second way to do a pass."""
    for room in set(OURS) - {"commands"}:
        for path in (ROOT / room).rglob("*.py"):
            known = {"earshot", "commands"} & set(imports(path))
            assert known == ({"earshot"} if path == ROOT / "ingest" / "__main__.py" else set())


def test_charts_know_wording_alone():
    """A figure is made of rows: a page, a digest and a report can all ask for it."""
    for path in (ROOT / "charts").rglob("*.py"):
        known = {*OURS, "streamlit", "duckdb"} - {"charts", "wording"}
        assert not known & set(imports(path)), path


def test_sql_knows_no_room():
    for path in (ROOT / "sql").rglob("*.py"):
        assert not {*ROOMS, "sample_data"} & set(imports(path)), path


@pytest.mark.parametrize(
    "page", sorted((ROOT / "dashboard" / "app_pages").glob("*.py")), ids=lambda page: page.stem
)
def test_pages_are_short_and_hold_no_query(page):
    """A page under 60 lines of code, and neither SQL nor a connection in it."""
    text = page.read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]

    assert len(code) <= 60
    assert "duckdb" not in set(imports(page))
    assert not re.search(r"\bselect\b.+\bfrom\b", text, re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("kind", CONNECTORS)
def test_sources_are_short(kind):
    """A connector is read in one sitting; what it needs help with lies beside it."""
    source = ROOT / "ingest" / "sources" / f"{kind}.py"

    assert len(source.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("room", ["sql", "dashboard"])
def test_no_sql_file_is_longer_than_two_hundred_lines_of_code(room):
    """Blank lines and comments aside: a longer one is two steps or two views."""
    for path in (ROOT / room).rglob("*.sql"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]

        assert sum(bool(line) and not line.startswith("--") for line in lines) <= 200, path


def test_only_the_warehouse_opens_a_database_file():
    for path in ROOT.glob("*/**/*.py"):
        if path.parts[len(ROOT.parts)] in OURS:
            text = path.read_text(encoding="utf-8")
            opened = re.findall(r"duckdb\.connect\(([^)]*)", text)
            assert path.name == "warehouse.py" or all(":memory:" in call for call in opened), path


QUESTIONS = sorted((ROOT / "dashboard").rglob("*.sql"))
# What a question may call beside metrics: to put a text together or mask it, to number and collect
# rows.
PLAIN = {
    "coalesce",
    "nullif",
    "concat_ws",
    "mask_codes",
    "array_to_string",
    "row_number",
    "list_position",
    "list",
}
CALLED = re.compile(r"\b([a-z_0-9]+)\(")
ARITHMETIC = re.compile(r"(?<![\w(.]) [-+/%] |(?<=[\w)]) \* |\|\|")


def code(path):
    """What stands in a file beside comments and texts."""
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    return re.sub(r"'[^']*'", "''", text)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_questions_select_filter_and_sort(path):
    """Nothing is computed in them: what a page shows is in sql/metrics, for any client."""
    text = code(path)
    computed = set(CALLED.findall(text)) - PLAIN - set(statements.metrics())
    sorted_by = text[text.rindex("order by") :] if "order by" in text else ""

    assert not computed
    assert not ARITHMETIC.search(text)
    judged, by_rank = (len(re.findall(r"\bcase\b", one)) for one in (text, sorted_by))
    assert judged == by_rank  # to sort by, never to judge


def test_no_two_things_bear_one_name():
    """A question has no name of a table, view, metric or function."""
    taken = {path.stem for layer in schema.LAYERS for path in schema.files(layer)}
    taken |= {path.stem for path in schema.files("views")}

    assert not taken & {path.stem for path in QUESTIONS}
    assert len(QUESTIONS) == len({path.stem for path in QUESTIONS})


def test_the_dashboard_has_one_door():
    """Its rows come through dashboard/ui/query.py, which alone knows where they lie."""
    door = ROOT / "dashboard" / "ui" / "query.py"
    for path in (ROOT / "dashboard").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        opened = re.search(r"EARSHOT_DATA|sql\.reader|from sql import .*\bfeedback\b", text)
        assert path == door or not opened, path
        assert not re.search(r"[\"']\s*select\b.+\bfrom\b", text, re.IGNORECASE), path


def test_questions_of_a_page_lie_in_its_room():
    """A file is asked by the module that stands beside it."""
    for path in QUESTIONS:
        asking = {
            module.parent
            for module in (ROOT / "dashboard").rglob("*.py")
            if re.search(rf'"{path.stem}"', module.read_text(encoding="utf-8"))
        }
        assert {path.parent} == asking, path
