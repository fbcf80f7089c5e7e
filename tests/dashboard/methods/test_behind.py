"""How every figure is computed: SQL that runs in any client, and gives what the card shows."""

import re
import shutil
import warnings

import duckdb
import pytest

from dashboard.methods import behind
from dashboard.ui import glossary, query
from sql.warehouse import published
from tests.dashboard.conftest import run
from tests.dashboard.ui.test_query import scope_of
from wording.numbers import compact, count, duration, percent, points


def _addressed(rows, name, said=percent):
    """What the row of all that was said to the brand holds."""
    row = rows[(rows["population"] == "addressed") & (rows["turn_order"] == "all")].iloc[0]
    return said(row[name])


# Page, what the card is called, its term, and how it reads a row of the term's SQL.
CARDS = [
    (None, "Mentions", "mentions", lambda row: count(row["mention_count"])),
    (None, "Net sentiment", "net_sentiment", lambda row: points(row["net_sentiment"])),
    (None, "Complaint rate", "complaint_rate", lambda row: percent(row["complaint_share"], 1)),
    (None, "Brand health", "brand_health", lambda row: f"{row['brand_health']:.0f} of 100"),
    (None, "Waiting now", "unanswered", lambda row: count(row["open_count"])),
    ("sentiment", "Negative share", "negative_share", lambda row: percent(row["negative_share"])),
    ("response_desk", "Audience-hours", "silence", lambda row: compact(row["silence_hours"])),
    (
        "response_desk",
        "Reach before reply, median",
        "reach",
        lambda row: percent(row["reached_median"]),
    ),
    ("spikes", "In the period", "spike", lambda row: count(row["spike_count"])),
    ("spikes", "Different authors", "spike_voices", lambda row: count(row["author_count"])),
    ("spikes", "Est. audience", "audience", lambda row: compact(row["estimated_audience"])),
    ("live_risk", "At the alert level", "viral_risk", lambda row: count(row["alert_count"])),
    ("live_risk", "Alerts a month", "alert_replay", lambda row: f"{row['alerts_per_month']:.1f}"),
]
SUMS = [
    ("data_health", "Posts held", "freshness", lambda rows: count(rows["loaded_count"].sum())),
    (
        None,
        "Answered in time",
        "answered_within",
        lambda rows: _addressed(rows, "target_share"),
    ),
    (
        "response_desk",
        "Mean wait, cut at 24 h",
        "mean_24h",
        lambda rows: _addressed(rows, "mean_24h_seconds", duration),
    ),
]


@pytest.fixture(scope="module")
def client(sample_data, tmp_path_factory):
    """Any client: DuckDB itself on a copy of the published file, and nothing of ours."""
    file = tmp_path_factory.mktemp("client") / "published.duckdb"
    shutil.copy(sample_data / published(sample_data), file)
    with duckdb.connect(file, read_only=True) as con, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield con


@pytest.fixture
def scope(story):
    return scope_of(query.version())


def test_every_term_has_its_sql_and_no_other():
    assert set(glossary.TERMS) == set(behind.ROWS)


@pytest.mark.parametrize("key", glossary.TERMS)
def test_sql_of_a_term_runs_as_it_stands(key, scope, client):
    """No parameter is left in it, and it reads a public view or macro."""
    asked = behind.asked(key, scope)

    assert not re.search(r"\$\w", asked)
    assert behind.metrics_of(asked)
    client.execute(asked).df()


@pytest.fixture(scope="module")
def shown(sample_data):
    """Figures of a page by their names, as a reader sees them; each page is opened once."""
    pages = {}

    def figures(page):
        if page not in pages:
            asked = {"show": "figures"} if page == "response_desk" else {}
            pages[page] = {one.label: one.value for one in run(page, **asked).metric}
        return pages[page]

    return figures


@pytest.mark.parametrize(("page", "label", "term", "read"), CARDS, ids=[one[1] for one in CARDS])
def test_sql_of_a_term_gives_what_its_card_shows(page, label, term, read, scope, client, shown):
    row = client.execute(behind.asked(term, scope)).df().iloc[0]

    assert read(row) == shown(page)[label]


@pytest.mark.parametrize(("page", "label", "term", "read"), SUMS, ids=[one[1] for one in SUMS])
def test_sql_of_a_term_adds_up_to_what_its_card_shows(
    page, label, term, read, scope, client, shown
):
    assert read(client.execute(behind.asked(term, scope)).df()) == shown(page)[label]


def test_filters_of_the_page_stand_in_the_sql(story):
    """A source and words; turns are narrowed by the source alone."""
    scope = scope_of(query.version(), source="chirp", words="it's late")

    assert "map {'source': 'chirp', 'words': 'it''s late'}" in behind.asked("mentions", scope)
    assert "map {'source': 'chirp'}" in behind.asked("answered_within", scope)


def test_a_period_without_a_spike_says_so(few):
    assert f"-- {behind.NO_SPIKE}" == behind.asked("spike_terms", scope_of(query.version()))


def test_texts_are_no_metrics():
    asked = "select * from spike_terms('tavornay', 'mentions', null)"

    assert ["spike_terms"] == behind.metrics_of(asked)
