"""Pages for readers whom a proxy names: what each role and brand sees, and who stays outside."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import query, verbs, who
from sql import access
from sql.access import Asker, NotPermitted
from sql.feedback import Action
from tests.build import NOW
from tests.places import ROOT

RULES = {
    "client_id": "",
    "claim": "groups",
    "session_hours": 12,
    "has_provider": False,
    "trusted_header": "X-User",
    "trusted_proxies": ["127.0.0.1"],
    "grants": [{"who": ["anna"], "role": "admin", "brands": []}],
}


@pytest.fixture
def held(tmp_path, monkeypatch):
    """Rules by which people are told apart."""
    (tmp_path / "access.json").write_text(json.dumps(RULES), encoding="utf-8")
    monkeypatch.setenv(access.VARIABLE, str(tmp_path / "access.json"))


def seen_as(monkeypatch, role, brands=None):
    reader = Asker(name="kim", role=role, brands=brands and frozenset(brands))
    monkeypatch.setattr(who, "asker", lambda: reader)


def test_a_stranger_sees_nothing(held, story):
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()

    assert ["You may not see this" in one.value for one in app.error] == [True]
    assert not app.metric


def test_only_permitted_brands_are_listed_and_answered(held, story, monkeypatch):
    seen_as(monkeypatch, "viewer", ["osterlune"])
    version = query.version()

    assert list(query.brands(version)["brand"]) == ["osterlune"]
    with pytest.raises(NotPermitted, match="no brand that you may see"):
        query.ask(version, "unanswered_summary", brand="tavornay")
    assert set(query.ask(version, "share_of_voice_by_week")["brand"]) == {"osterlune"}


@pytest.mark.parametrize(
    ("role", "kind", "is_allowed"),
    [
        ("viewer", "label", False),
        ("analyst", "label", True),
        ("analyst", "alert_rule", False),
        ("lead", "alert_rule", True),
    ],
)
def test_a_role_says_no_more_than_it_may(held, data, monkeypatch, role, kind, is_allowed):
    seen_as(monkeypatch, role)
    one = Action(kind=kind, subject="x", brand="acme", field="f", value="v", who="", said_at=NOW)
    if is_allowed:
        query.say([one])
        (line,) = access.noted(query.folder())

        assert (line["who"], line["what"]) == ("kim", kind)
        assert [said.who for said in query.said(kind)] == ["kim"]
    else:
        with pytest.raises(NotPermitted, match="is for the role"):
            query.say([one])


def test_only_admins_run_verbs_that_change_something(held, monkeypatch):
    seen_as(monkeypatch, "lead")

    assert verbs.why_not() == "Setting up is for the role admin, of all brands: ask one."
    assert verbs.call("config")
    with pytest.raises(NotPermitted):
        verbs.call("brands", "add", "--", "acme")
