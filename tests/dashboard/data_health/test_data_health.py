"""Data health: what was refused and is tried again, what is spent, what is not heard."""

from datetime import UTC, datetime

import pytest

from ingest.web.budgets import Budget, Budgets
from ingest.web.network_file import NetworkFile
from tests.build import prepared
from tests.commands.door import earshot
from tests.dashboard.conftest import run, troubles, words

ROWS = (
    "source,post_id,created_at,text,brand\n"
    "shop,1,2026-03-02T09:00Z,Acme is late,acme\n"
    "shop,2,sometime,Acme is late again,acme\n"
    "shop,3,2026-03-02 09:00,Acme is late once more,acme\n"
)


@pytest.fixture
def shop(data, monkeypatch, verbs_at_hand):
    """One post, and two that were refused: one has no time at all, one no zone."""
    monkeypatch.setenv("EARSHOT_CONFIG", str(data / "earshot.toml"))
    monkeypatch.setenv("EARSHOT_SETUP", "yes")
    (data / "shop.csv").write_text(ROWS, encoding="utf-8")
    prepared(data)
    done = earshot("load", "shop.csv", "--data", ".", cwd=data)
    assert "2 rejected" in done.stdout, done.stdout + done.stderr
    return data


def test_what_was_refused_is_tried_again(shop):
    """With a zone for times that have none, one loads and one stays refused."""
    app = run("data_health")
    app.selectbox(key="replay-zone").set_value("Europe/Berlin")
    app.button(key="replay").click().run()

    assert [] == troubles(app)
    assert "1 post loaded, 1 still refused" in words(app)
    assert "Refused 1" in words(app)


def test_who_may_not_change_anything_cannot_try_again(shop, monkeypatch):
    monkeypatch.setenv("EARSHOT_SETUP", "no")

    assert run("data_health").button(key="replay").disabled


def test_what_is_not_heard_is_said_in_words(shop):
    """Of each kind that is set up what it cannot hear, then the kinds that nobody set up."""
    before = words(run("data_health"))
    (shop / "earshot.toml").write_text('[sources.hn]\nkind = "hackernews"\n', encoding="utf-8")
    after = words(run("data_health"))

    assert "No source is set up" in before
    assert "(hn)" in after
    assert "comments" in after.lower()
    assert "Not listened to at all" in after


def test_what_is_spent_is_shown_with_when_it_renews(shop):
    before = words(run("data_health"))
    budgets = Budgets(NetworkFile(shop))
    budget = Budget("tube: units", "units", 10_000, "day", "America/Los_Angeles")
    budgets.spend("tube", budget, 2500, datetime.now(UTC))
    table = run("data_health").dataframe[-1].value

    assert "No platform with a quota or a price was asked yet" in before
    assert (["tube: units"], [0.25]) == (list(table["Budget"]), list(table["Spent"]))
    assert ["2,500 of 10,000 units a day"] == list(table["Amount"])
