"""Spikes and Live risk as a reader sees them."""

import re

import pytest

from dashboard.alerts import feedback
from notify import alert_log
from sql.warehouse import writer
from tests.build import rows
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.test_pages import HOSTILE
from tests.sql.spikes.spike_build import SPIKE, post, spiked


@pytest.mark.parametrize("page", ["spikes", "live_risk"])
@pytest.mark.parametrize("period", ["7d", "all"])
def test_page_is_drawn_whole(story, page, period):
    app = run(page, period=period)

    assert not app.exception
    assert [] == troubles(app)


@pytest.mark.parametrize("page", ["spikes", "live_risk"])
def test_page_is_drawn_for_three_mentions(few, page):
    app = run(page)

    assert not app.exception
    assert [] == troubles(app)


def test_a_link_opens_one_spike(data):
    """`?spike=` names it; its figures are those of the view."""
    spiked(data, opened=writer)
    app = run("spikes", spike="mentions~2026-03-20T08:30Z", period="all")
    said = words(app)

    assert "61 posts where 4.5 were expected, severity 4 of 10" in said
    assert "“guitar”" in said
    assert "61 posts" in said
    assert "16% reposts, 15% near-copies" in said


def test_a_link_to_no_spike_says_so(data):
    spiked(data, opened=writer)
    app = run("spikes", spike="mentions~2020-01-01T00:00Z", period="all")

    assert not app.exception
    assert "not in the period" in words(app)


def test_hostile_words_of_a_spike_are_shown_as_text(data):
    """As an author, a source, a post and a word that stands out."""
    more = [
        post(
            7000 + n,
            SPIKE.replace(minute=n),
            f"{HOSTILE} {n}",
            source="<script>alert(1)</script>",
            author_id="same",
            author_name=HOSTILE,
            share_count=10_000,
        )
        for n in range(20)
    ]
    spiked(data, *more, opened=writer)
    app = run("spikes", spike=_largest(data), period="all")
    marked = [one.value for kind in ("markdown", "caption", "badge") for one in app.get(kind)]

    assert not app.exception
    assert [] == troubles(app)
    assert not any("](https" in text or re.search(r"(?<!\\)<script", text) for text in marked)


def _largest(data):
    found = rows(
        data,
        "select strftime(timezone('UTC', started_at), '%Y-%m-%dT%H:%MZ') as at from spikes "
        "where measure = 'mentions' and topic is null order by excess_count desc limit 1",
    )
    return f"mentions~{found[0]['at']}"


def test_a_rule_is_replayed_saved_and_removed(data):
    """Before it is saved the page says what it would have done."""
    spiked(data, opened=writer)
    app = run("live_risk")
    assert "Alerts a month 3.3" in words(app)

    app.text_input(key="rule-name-spike").set_value("crowd").run()
    app.button(key="rule-save").click().run()
    assert "crowd: spike at 3" in words(app)
    assert ["crowd"] == [one.subject for one in feedback.rules("acme")]

    app.button(key="rule-remove-0").click().run()
    assert [] == feedback.rules("acme")


def test_a_mark_is_kept_taken_back_and_counted(data):
    """Precision is of the marked ones, with n."""
    spiked(data, opened=writer)
    feedback.save_rule("acme", "crowd", "spike", 3)
    with writer(data) as con:
        alert_log.evaluate(con, data, SPIKE)
    app = run("live_risk")
    assert "crowd: none marked yet; 2 alerts given" in words(app)

    app.button(key="mark-noise").click().run()
    assert "crowd: 0 of 1 marked were useful (0%)" in words(app)

    app.button(key="mark-useful").click().run()
    assert "crowd: 1 of 1 marked were useful (100%)" in words(app)

    app.button(key="mark-undo").click().run()
    app.button(key="mark-undo").click().run()
    assert "crowd: none marked yet" in words(app)
    assert {} == feedback.marks("acme")
