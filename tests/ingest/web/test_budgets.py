"""Budgets: counted before asking, shared by threads and processes, kept over a restart."""

import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from ingest.errors import SourceUnavailable
from ingest.web.asking import Api
from ingest.web.budgets import Budget, Budgets, BudgetSpent, span, spendings
from ingest.web.client import Client
from ingest.web.network_file import FILE, NetworkFile
from tests.ingest.web.server import QUICK

API = Api(source="tube", base_url="https://tube.example")
UNITS = Budget("tube units", "units", 10, "day", "America/Los_Angeles")
NOW = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)  # 23:30 of the day before in Los Angeles


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def budgets(tmp_path):
    return Budgets(NetworkFile(tmp_path))


@pytest.mark.parametrize(
    ("period", "zone", "begin", "end"),
    [
        ("minute", "UTC", "2026-11-02 07:30", "2026-11-02 07:31"),
        ("hour", "UTC", "2026-11-02 07:00", "2026-11-02 08:00"),
        ("day", "UTC", "2026-11-02 00:00", "2026-11-03 00:00"),
        ("day", "America/Los_Angeles", "2026-11-01 07:00", "2026-11-02 08:00"),
        ("month", "UTC", "2026-11-01 00:00", "2026-12-01 00:00"),
    ],
)
def test_a_period_begins_by_the_clock_of_its_zone(period, zone, begin, end):
    """The day on which the clocks go back has 25 hours."""
    assert (at(begin), at(end)) == span(period, zone, NOW)


def test_what_is_not_left_is_refused_and_not_counted(budgets):
    """The sentence says how much is left, of what, and when it renews."""
    budgets.spend("tube", UNITS, 7, NOW)
    with pytest.raises(BudgetSpent) as caught:
        budgets.spend("tube", UNITS, 4, NOW)

    told = (
        "tube: the budget 'tube units' has 3 of 10 units a day left and 4 are needed; "
        "it renews at 2026-11-02 08:00 UTC"
    )
    assert (told, 3) == (str(caught.value), budgets.left("tube", UNITS, NOW))
    assert at("2026-11-02 08:00") == caught.value.renews_at


def test_a_budget_renews(budgets):
    """Half an hour later it is a new day in Los Angeles; a clock set back finds the old one."""
    budgets.spend("tube", UNITS, 10, NOW)
    budgets.spend("tube", UNITS, 1, at("2026-11-02 08:00"))

    assert (0, 9) == tuple(
        budgets.left("tube", UNITS, now) for now in (NOW, at("2026-11-02 08:00"))
    )


def test_what_was_not_used_is_given_back(budgets):
    """Never below nothing, and never by itself."""
    budgets.spend("tube", UNITS, 10, NOW)
    budgets.give_back("tube", UNITS, 4, NOW)
    left = budgets.left("tube", UNITS, NOW)
    budgets.give_back("tube", UNITS, 40, NOW)

    assert (4, 10) == (left, budgets.left("tube", UNITS, NOW))


def test_two_names_are_two_budgets_and_a_smaller_amount_counts_at_once(budgets):
    other = Budget("other units", "units", 10, "day")
    smaller = Budget("tube units", "units", 5, "day", "America/Los_Angeles")
    budgets.spend("tube", UNITS, 7, NOW)

    assert (10, 0) == (budgets.left("x", other, NOW), budgets.left("tube", smaller, NOW))


def test_threads_together_spend_no_more_than_there_is(tmp_path):
    """Twenty threads want one of ten each: ten get it."""
    refused = []

    def want():
        try:
            client.spend(API, UNITS, 1)
        except BudgetSpent:
            refused.append(1)

    with Client(QUICK, tmp_path) as client:
        threads = [threading.Thread(target=want) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert 10 == len(refused)


def test_it_survives_a_kill(tmp_path):
    """A process that is killed after counting leaves it counted for the next."""
    script = (
        "import os, sys; from pathlib import Path\n"
        "from tests.ingest.web.test_budgets import API, UNITS\n"
        "from ingest.web.client import Client\n"
        "Client(data=Path(sys.argv[1])).spend(API, UNITS, 6); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    with Client(QUICK, tmp_path) as client:
        left = client.left(API, UNITS)

    assert (9, 4) == (done.returncode, left)


def test_without_a_folder_it_is_kept_in_memory(tmp_path, monkeypatch):
    """No file anywhere; the next client begins anew."""
    monkeypatch.chdir(tmp_path)
    with Client(QUICK) as client:
        client.spend(API, UNITS, 6)
        client.give_back(API, UNITS, 1)
        left = client.left(API, UNITS)
    with Client(QUICK) as client:
        assert (5, 10) == (left, client.left(API, UNITS))
    assert [] == list(tmp_path.iterdir())


def test_everybody_can_read_how_far_a_budget_is_spent(tmp_path, budgets):
    """By name; what was spent in a period that is over counts no more. Asking makes no file."""
    assert () == spendings(tmp_path / "none", NOW)
    assert not (tmp_path / "none").exists()
    budgets.spend("tube", UNITS, 3, NOW)
    budgets.spend("x", Budget("posts", "posts", 100, "month"), 50, NOW)

    def told(now):
        return [(s.name, s.unit, s.used, s.amount, s.renews_at) for s in spendings(tmp_path, now)]

    month = ("posts", "posts", 50, 100, at("2026-12-01 00:00"))
    assert [month, ("tube units", "units", 3, 10, at("2026-11-02 08:00"))] == told(NOW)
    later = at("2026-11-02 08:00")
    assert [month, ("tube units", "units", 0, 10, at("2026-11-03 08:00"))] == told(later)


def test_nothing_is_asked_where_nobody_knows_what_is_spent(tmp_path):
    """A file that is none: the sentence names it."""
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    told = pytest.raises(SourceUnavailable, match=f"tube: .*{FILE}, which holds what is spent")
    with told:
        Budgets(NetworkFile(tmp_path)).spend("tube", UNITS, 1, NOW)


def test_the_same_thing_is_new_once_a_day(budgets):
    """By UTC, under a name of its own, and over several questions."""
    later = at("2026-11-02 23:59")
    assert {"a", "b"} == budgets.first_today("x", "posts", ["a", "b", "a"], NOW)
    assert {"c"} == budgets.first_today("x", "posts", ["a", "c"], later)
    assert {"a"} == budgets.first_today("x", "users", ["a"], later)
    assert {"a"} == budgets.first_today("x", "posts", ["a"], at("2026-11-03 00:00"))
    assert set() == budgets.first_today("x", "posts", [], NOW)


@pytest.mark.parametrize(("period", "zone"), [("week", "UTC"), ("day", "Mars/Base")])
def test_a_budget_that_cannot_be_is_refused(period, zone):
    with pytest.raises((ValueError, KeyError)):
        Budget("b", "units", 1, period, zone)
