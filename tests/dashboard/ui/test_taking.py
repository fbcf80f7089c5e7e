"""What a page shows, taken along: its rows, what they say, and the SQL that gives them again."""

import csv
import io
import zipfile

import pytest

from dashboard.ui import query, taking
from tests.dashboard.ui.test_query import scope_of


@pytest.fixture
def asked(story, sample_reader):
    """A scope of the story, and what was asked of it."""
    scope = scope_of(query.version())
    shown = query.noted()
    query.within(scope, "period_summary")
    query.within(scope, "mentions_by_topic")
    query.within(scope, "mentions_by_topic")
    query.within(scope, "mentions_by_topic", filters={"source": "chirp"})
    query.within(scope, "mentions_by_topic", filters={"source": "nowhere"})
    yield scope, list(shown)
    query.noted()


def tables(asked, address="http://127.0.0.1/"):
    scope, shown = asked
    return taking.tables("Overview", scope, address, shown, taking.notes.happened(scope))


def test_each_answer_is_a_table_once_and_the_first_says_what_all_is_about(asked):
    scope, shown = asked
    found = tables(asked)

    assert ["about", "period_summary", "mentions_by_topic", "mentions_by_topic 2", "happened"] == [
        *found
    ]
    assert found["period_summary"].equals(shown[0].rows)
    about = found["about"].set_index("what")["says"]
    assert ("Overview", scope.brand.name) == (about["Page"], about["Brand"])
    assert about["period_summary"].startswith("A period in one line")
    assert "Summer sale" in set(found["happened"]["label"])


def test_the_sql_beside_a_table_gives_its_rows_again(asked, sample_reader):
    """In any client that opens the published file, with nothing but DuckDB."""
    found = tables(asked)
    sql = found["about"].set_index("what")["sql"]

    for name in ("period_summary", "mentions_by_topic", "mentions_by_topic 2"):
        again = sample_reader.query(sql[name])
        assert len(found[name]) == len(again)
        assert set(found[name].columns) == set(again.columns)


def test_csv_files_hold_the_same(asked):
    found = tables(asked)
    with zipfile.ZipFile(io.BytesIO(taking.csv_files(found))) as archive:
        assert {f"{name}.csv" for name in found} == set(archive.namelist())
        text = archive.read("mentions_by_topic.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert list(found["mentions_by_topic"]["topic"].fillna("")) == [one["topic"] for one in rows]
