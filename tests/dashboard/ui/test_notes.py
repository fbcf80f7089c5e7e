"""Notes on the timeline: written on a page, on every chart of time, taken back again."""

import json
from datetime import timedelta

import pytest

from dashboard.ui import notes, who
from ingest.loading.past import make_past
from sql import feedback
from sql.access import Asker
from sql.feedback import FILE, Action, everything, not_undone
from tests.build import NOW, asks, minutes, publish_all
from tests.dashboard.conftest import run, troubles, words

DAY = "2026-03-02"


@pytest.fixture
def sure(monkeypatch):
    """Call with a role: whoever opens a page is kim, who has it."""

    def be(role, name="kim"):
        monkeypatch.setattr(who, "asker", lambda: Asker(name=name, role=role, brands=None))

    return be


def note(text, by="anna", **more):
    told = {"kind": notes.KIND, "subject": DAY, "brand": "acme", "field": "day", "said_at": NOW}
    return Action(value=text, who=by, **told | more)


def signs(app):
    """What the hovers of signs say, chart by chart."""
    figures = [json.loads(one.proto.spec) for one in app.get("plotly_chart")]
    return [
        [one["hovertext"] for one in figure["layout"].get("annotations", ()) if "hovertext" in one]
        for figure in figures
        if figure["layout"]["xaxis"].get("type") == "date"
    ]


def test_a_note_is_on_every_chart_of_time_until_it_is_taken_back(few):
    """At once, without a run of the warehouse; with who wrote it."""
    app = run()
    app.text_input(key="note-text").set_value("Tills are down, press calls")
    app.text_input(key="note-name").set_value("Mia")
    app.button(key="FormSubmitter:note-Write it down").click().run()

    assert not app.exception
    assert [] == troubles(app)
    assert "✎ 2026-03-02  Tills are down, press calls" in words(app)
    assert "Mia, " in words(app)
    told = "<b>Mon 2 Mar 2026</b><br>✎ Tills are down, press calls (Mia)"
    assert signs(app)
    assert all([told] == chart for chart in signs(app))
    (said,) = not_undone(everything(few))
    assert (said.kind, said.subject, said.brand, said.who) == ("note", DAY, "acme", "Mia")

    app.button(key=f"note-back-{said.batch_id}").click().run()
    assert [] == not_undone(everything(few))
    assert not any(signs(app))
    assert "Tills are down" not in words(app)


def test_a_note_without_words_is_none_and_its_author_may_stay_unnamed(few):
    app = run()
    app.text_input(key="note-text").set_value("   ")
    app.button(key="FormSubmitter:note-Write it down").click().run()
    assert not (few / FILE).exists()
    app.text_input(key="note-text").set_value("Sale begins")
    app.button(key="FormSubmitter:note-Write it down").click().run()

    assert "somebody, " in words(app)


def test_a_note_belongs_to_its_brand_and_is_shown_as_written(few):
    feedback.record(few, [note("*bold* [x](http://evil.example)"), note("no", brand="bolt")])
    app = run("mentions")

    shown = [one.value for one in app.text if "evil" in one.value]
    assert ["✎ 2026-03-02  *bold* [x](http://evil.example)"] == shown
    assert "  no" not in words(app)


def test_who_may_write_and_who_may_take_back(few, sure):
    """A viewer reads; an analyst writes and takes back what is theirs; a lead takes back any."""
    theirs = feedback.record(few, [note("of kim", "kim")])
    others = feedback.record(few, [note("of anna")])
    buttons = {}
    for role in ("viewer", "analyst", "lead"):
        sure(role)
        app = run("mentions")
        keys = {one.key for one in app.button if one.key}
        buttons[role] = (
            "FormSubmitter:note-Write it down" in keys,
            {one for one in (theirs, others) if f"note-back-{one}" in keys},
        )
        assert "of anna" in words(app)

    assert buttons == {
        "viewer": (False, set()),
        "analyst": (True, {theirs}),
        "lead": (True, {theirs, others}),
    }


def test_a_page_of_the_past_does_not_know_later_notes(data):
    publish_all(data, [asks(f"p{n}", 10 * n, author=f"a{n}") for n in range(3)], until=120)
    make_past(data, minutes(15), evaluate_alerts=lambda _con, _then: None)
    feedback.record(data, [note("known then", said_at=minutes(10))])
    feedback.record(data, [note("said later", said_at=minutes(15) + timedelta(minutes=1))])
    app = run("mentions", as_of="2026-03-02T09:15")

    assert "known then" in words(app)
    assert "said later" not in words(app)


def test_a_ledger_that_cannot_be_read_is_told_and_charts_stand(few):
    (few / FILE).write_text("no ledger")
    app = run()

    assert not app.exception
    assert "Notes cannot be read" in words(app)
    assert app.get("plotly_chart")
