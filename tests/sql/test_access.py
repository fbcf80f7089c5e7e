"""Who may see and do what, by what a provider or a proxy says of them."""

from datetime import UTC, datetime, timedelta

import pytest

from sql import access
from sql.access import NotPermitted

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
HELD = {
    "client_id": "earshot",
    "claim": "groups",
    "session_hours": 12,
    "grants": [
        {"who": ["anna@acme.example"], "role": "admin", "brands": []},
        {"who": ["support"], "role": "lead", "brands": ["acme"]},
        {"who": ["agency", "kim@agency.example"], "role": "viewer", "brands": ["bolt"]},
    ],
}
TOKEN = {"aud": "earshot", "iat": NOW.timestamp() - 60, "sub": "u1", "email": "kim@agency.example"}


def judged(**claims):
    return access.judged(HELD, TOKEN | claims, NOW)


@pytest.mark.parametrize(
    ("claims", "role", "brands"),
    [
        ({"email": "Anna@Acme.example"}, "admin", None),
        ({}, "viewer", {"bolt"}),
        ({"groups": ["support"]}, "lead", {"acme", "bolt"}),
        ({"groups": "agency", "email": "x@y.example"}, "viewer", {"bolt"}),
        ({"aud": ["other", "earshot"]}, "viewer", {"bolt"}),
    ],
)
def test_the_highest_role_and_the_brands_of_all_grants(claims, role, brands):
    found = judged(**claims)

    assert found.role == role
    assert found.brands == brands


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"aud": "other"}, "for another application"),
        ({"aud": []}, "for another application"),
        ({"aud": None}, "for another application"),
        ({"iat": NOW.timestamp() - 12 * 3600 - 1}, "this session has ended"),
        ({"iat": None}, "this session has ended"),
        ({"iat": NOW.timestamp() + 3600}, "this session has ended"),
        ({"email": "mallory@evil.example"}, "mallory@evil.example may not enter"),
        ({"email_verified": False}, "may not enter"),
        ({"email": None, "groups": [{"name": "support"}]}, "may not enter"),
    ],
)
def test_nobody_else_enters(claims, said):
    with pytest.raises(NotPermitted, match=said):
        judged(**claims)


def test_a_role_may_what_every_lower_one_may():
    roles = [access.Asker(name="x", role=role, brands=None) for role in access.ROLES]

    assert [sum(one.may(role) for role in access.ROLES) for one in roles] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("claims", "signs"),
    [
        ({"email": "Kim@agency.example"}, {"KM", "Kim"}),
        ({"email": "x@y.example", "groups": ["agency"]}, set()),
        ({"email": "anna@acme.example"}, None),
        ({"groups": ["support"]}, None),
    ],
)
def test_below_a_lead_each_sees_their_own_answers_where_that_is_configured(claims, signs):
    own = {"responders": "own", "signatures": {"kim@Agency.example": ["KM", "Kim"]}}

    assert access.judged(HELD | own, TOKEN | claims, NOW).signs == signs
    assert judged(**claims).signs is None


def test_rules_that_cannot_be_read_let_nobody_in(tmp_path, monkeypatch):
    monkeypatch.setenv(access.VARIABLE, str(tmp_path / "none.json"))
    with pytest.raises(NotPermitted, match="start Earshot again"):
        access.rules()


def test_the_audit_log_only_grows_and_is_for_nobody_else(tmp_path):
    for number in range(3):
        access.note(tmp_path, "anna", "label", subject=f"x:{number}")
    with (tmp_path / access.LOG).open("a", encoding="utf-8") as file:
        file.write('{"torn')
    found = access.noted(tmp_path)

    assert [one["subject"] for one in found] == ["x:2", "x:1", "x:0"]
    assert datetime.fromisoformat(found[0]["at"]) - datetime.now(UTC) < timedelta(minutes=1)
    assert (tmp_path / access.LOG).stat().st_mode & 0o077 == 0
