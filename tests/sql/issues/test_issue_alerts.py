"""Alerts of kind issue: given once for each issue, and over when a person has it."""

from datetime import timedelta

import pytest

from ingest.config_file import parse_config
from ingest.loading.load import apply_config
from notify import alert_log, rules
from sql import feedback
from sql.feedback import Action
from tests.build import published_once, rows, work
from tests.sql.issues.test_emerging_issues import CONFIG, END, said


@pytest.fixture
def data(tmp_path):
    """Six people complain of what is charged twice, eight and nine of two other things."""
    return published_once("issues", tmp_path, said(), config=CONFIG, now=END)


def given(data, level):
    rule = {"name": "new", "brand": "acme", "kind": "issue", "level": level}
    told = CONFIG.model_dump(mode="json", exclude_unset=True) | {"alerts": [rule]}
    with work(data) as con:
        apply_config(con, parse_config(told), now=END)
        return {one.subject: one for one in alert_log.evaluate(con, data, END)}


def test_an_issue_alerts_once_from_so_many_people_on(data):
    """Six of them on the 29th; what nine people like is no issue."""
    found = given(data, 6)

    twice = found["twice since 2026-06-29"]
    assert (6, "x:ptwice0") == (twice.observed_value, twice.post_id)
    assert not [subject for subject in found if subject.startswith(("love", "discount"))]
    assert {} == given(data, 6)


def test_one_more_than_tell_of_it_is_not_reached(data):
    found = given(data, 7)

    assert "twice since 2026-06-29" not in found
    assert found
    with work(data) as con:
        (replayed,) = alert_log.replay(con, rules.current(con, data))
    assert len(found) == replayed.alert_count


def test_an_issue_is_over_when_a_person_calls_it_done(data):
    given(data, 6)
    over = "select subject, is_over from alert_endings(null)"
    before = {one["subject"]: one["is_over"] for one in rows(data, over)}
    done = Action(
        kind="issue",
        subject="twice",
        brand="acme",
        field="state",
        value="done",
        who="pat",
        said_at=END + timedelta(minutes=1),
    )
    feedback.record(data, [done])
    with work(data):
        pass
    after = {one["subject"]: one["is_over"] for one in rows(data, over)}

    assert set(before.values()) == {False}
    assert {"twice since 2026-06-29"} == {subject for subject, gone in after.items() if gone}
