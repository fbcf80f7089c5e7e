"""Filters act in one relation of mentions and one of turns, and reach every metric from there."""

import re
import shutil

import duckdb
import pytest

from dashboard.ui.filters import FILTERS
from sql import schema, statements
from sql.warehouse import published
from tests.build import asks, published_once, rows
from tests.places import ROOT

FILTERED = [path for path in schema.files("metrics") if "filters" in statements.parameters(path)]
RELATIONS = {
    "sql/metrics/filtered_mentions.sql": "mentions",
    "sql/views/filtered_turn_facts.sql": "turn_facts",
}
NEGATIVE = "map {'mood': 'negative'}"
GERMAN = "@acme Das Paket ist gestern endlich angekommen, aber der Karton war ganz offen"


INBOUND = "select created_at from mentions where direction = 'inbound'"


@pytest.fixture
def three(tmp_path):
    """A complaint about a late order, one in German, and thanks from another source."""
    posts = [
        asks(
            "late",
            0,
            text="@acme my ORDER is late, worst service",
            author="a",
            author_followers=9_000,
        ),
        asks("german", 10, text=GERMAN, author="b"),
        asks(
            "thanks",
            20,
            text="@acme how do I say thank you?",
            title="Order 7",
            author="c",
            kind="question",
        ),
    ]
    return published_once("three-to-filter", tmp_path, posts, until=120, voice=True)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("map {}", {"late", "german", "thanks"}),
        ("null", {"late", "german", "thanks"}),
        ("map {'source': 'x'}", {"late", "german", "thanks"}),
        ("map {'source': 'y'}", set()),
        ("map {'source': e'x\\ny'}", {"late", "german", "thanks"}),
        ("map {'lang': 'de'}", {"german"}),
        ("map {'lang': e'de\\nen'}", {"late", "german", "thanks"}),
        ("map {'kind': 'question'}", {"thanks"}),
        ("map {'kind': e'question\\nreview'}", {"thanks"}),
        ("map {'kind': 'question', 'words': 'late'}", set()),
        ("map {'audience': 'unknown'}", {"german", "thanks"}),
        ("map {'audience': '1,000 to 9,999'}", {"late"}),
        ("map {'words': 'order'}", {"late", "thanks"}),
        ("map {'words': 'oRdEr', 'lang': 'de'}", set()),
        ("map {'words': '%'}", set()),
        ("map {'topic': 'no such topic'}", set()),
    ],
)
def test_a_filter_keeps_the_same_mentions_and_turns(three, filters, expected):
    """Each of the three posts begins a turn of its own."""
    said = rows(three, f"select post_id from inbound_mentions('acme', null, null, {filters})")
    turns = rows(three, f"select turn_id from filtered_turns('acme', null, null, {filters})")

    assert expected == {row["post_id"].removeprefix("x:") for row in said}
    assert expected == {row["turn_id"].removeprefix("x:") for row in turns}


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(three):
    """From the second post to just before the third."""
    moments = rows(three, f"{INBOUND} order by created_at")
    _, second, third = (row["created_at"] for row in moments)
    asked = "select count(*) as n from {}('acme', $1, $2)"

    for name in ("filtered_mentions", "inbound_mentions", "filtered_turns"):
        assert [{"n": 1}] == rows(three, asked.format(name), second, third), name


def called(path, **named):
    given = {
        "dimension": "'source'",
        "dimensions": "['week']",
        "measure": "'mentions'",
        "brand": "'tavornay'",
    }
    needed = [key for key, default in statements.parameters(path).items() if default is None]
    more = "".join(f", {key} := {value}" for key, value in named.items())
    return f"{path.stem}({', '.join(given.get(key, 'null') for key in needed)}{more})"


@pytest.mark.parametrize("path", FILTERED, ids=lambda path: path.stem)
def test_every_metric_with_filters_hands_them_on(path, sample_reader):
    """A filter that nobody knows is refused by the relation at the bottom, whoever is asked."""
    asked = called(path, filters="map {'no_such': '1'}")

    with pytest.raises(duckdb.Error, match=r"Nothing is narrowed by some of \{no_such=1\}"):
        sample_reader.query(f"select * from {asked}")


@pytest.mark.parametrize(
    ("name", "facets"), [("", "facets"), ("_turns", "turn_facets"), ("_replies", "reply_facets")]
)
def test_a_facet_that_nobody_knows_is_refused(name, facets, sample_reader):
    asked = f"select * from drill_through{name}('tavornay', null, null, {facets} := $1)"

    with pytest.raises(duckdb.Error, match=r"Nothing is narrowed by some of \{no_such=1\}"):
        sample_reader.query(asked, [{"no_such": "1"}])


def test_a_new_filter_is_written_into_two_files_of_sql(sample_data, tmp_path):
    """As CONTRIBUTING tells it: with a condition in each of the two every metric follows."""
    file = tmp_path / "copy.duckdb"
    shutil.copy(sample_data / published(sample_data), file)
    with duckdb.connect(file) as con:
        for path, rows_of in RELATIONS.items():
            condition = f"and (filters['mood'] is null or {rows_of}.polarity = filters['mood'])"
            sql = schema.statement(ROOT / path).replace(", 'words']", ", 'words', 'mood']")
            con.execute(f"{sql.rstrip()} {condition}")
        for path in FILTERED:
            con.execute(f"select * from {called(path, filters=NEGATIVE)}")
        (found,) = con.execute(
            "select mention_count from period_summary('tavornay', null, null, "
            f"filters := {NEGATIVE})"
        ).fetchone()
        (expected,) = con.execute(
            "select count(*) from mentions where brand = 'tavornay' and direction = 'inbound' "
            "and polarity = 'negative'"
        ).fetchone()

    assert expected == found > 0


def test_a_filter_stands_in_no_other_file():
    """Both relations know the same filters, and nothing else asks for one."""
    asking = {
        str(path.relative_to(ROOT)): set(re.findall(r"\bfilters\['(\w+)'\]", path.read_text()))
        for path in (ROOT / "sql").rglob("*.sql")
        if re.search(r"\bfilters\['", path.read_text())
    }

    assert set(RELATIONS) == set(asking)
    assert 1 == len(set(map(frozenset, asking.values())))
    assert {*FILTERS} <= set.union(*asking.values())
