"""The card on the Response desk: it refuses where no replay meets the desk, else it answers."""

from datetime import timedelta

import pytest

from dashboard.staffing import fit, queries, what_if
from dashboard.staffing.desk import OLDEST, People, Policy
from dashboard.ui import query
from ingest.mention import Post
from tests.build import START, publish_all
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.staffing.test_desk import history_of
from tests.dashboard.ui.test_query import scope_of


def opened(**query):
    app = run("response_desk", show="figures", **query)
    return app.button(key="replay-desk").click().run()


def test_the_story_is_refused(story):
    """Its calm weeks are met by no order and no hours: nothing is offered to be changed."""
    app = opened(period="all")

    assert not app.exception
    assert [] == troubles(app)
    titles = [one.proto.title for one in app.info]
    assert ["Usual weeks: no answer", "Weeks of crisis: no answer"] == titles
    assert not app.slider


def test_a_naive_replay_of_the_story_is_far_off(story):
    """First in, first out with 22 hours to give up: tens of points in calm weeks."""
    history = queries.desk(scope_of(query.version(), period="all")).history
    asked = fit.second_half(history, "calm")
    naive = Policy(OLDEST, 22 * 3600.0)
    people, handling = fit.people_of(history), fit.handling_of(history)
    (found,) = fit.draws(history.arrivals, people, handling, naive, asked, 1)
    seen = fit.shares([history.arrivals[n].wait for n in asked])

    assert max(abs(a - b) for a, b in zip(found, seen, strict=True)) > 4 * fit.LIMIT


@pytest.fixture
def plain(data):
    """A desk of one person who answers the oldest first, ten hours a day, for eight weeks."""
    history = history_of(Policy(OLDEST, 22 * 3600.0), 1, weeks=8, every=4000)
    posts = []
    for n, one in enumerate(history.arrivals):
        at = START.replace(hour=0) + timedelta(seconds=one.at)
        more = {"source": "x", "text": f"@acme my parcel {n} is late"}
        posts.append(
            Post(post_id=f"p{n}", created_at=at, author_id=f"a{n}", author_followers=900, **more)
        )
        if one.wait is not None:
            when = at + timedelta(seconds=one.wait)
            told = {"source": "x", "author_id": "acme", "parent_id": f"p{n}"}
            posts.append(Post(post_id=f"r{n}", created_at=when, text=f"It comes {n} ^AB", **told))
    publish_all(data, posts, until=8 * 7 * 24 * 60)
    return data


def test_a_desk_that_is_met_is_asked_about_other_hours(plain):
    """One more person in the day: more are answered soon; at night nobody knows."""
    app = opened(period="all")

    assert not app.exception
    assert "Usual weeks: the replay is met" == app.success[-1].proto.title
    app.button(key="ask-calm").click().run()
    assert not app.exception
    assert [] == troubles(app)
    assert "associated with" in words(app)
    assert "What one more hour buys" in [one.value for one in app.subheader]
    app.slider(key="hours-calm").set_value((2, 5)).run()
    assert "Nobody was ever seen answering at 02:00" in app.info[-1].value


def test_more_people_avoid_silence_and_none_change_nothing():
    """By the same chance: the interval of no change is nothing."""
    history = history_of(Policy(OLDEST, 22 * 3600.0), 1, weeks=8, every=2500)
    trial = fit.trials(history)[0]
    spans = [(86400.0 * day + 36000, 86400.0 * day + 50400) for day in range(56)]
    order = trial.policy.order
    same, more = (what_if.change(history, trial, spans, n, order, count=5) for n in (0, 1))

    assert same.before == same.after
    assert (0, 0, 0) == (same.saved.mean, same.saved.low, same.saved.high)
    assert more.after[1].mean > more.before[1].mean
    assert more.saved.low > 0
    assert 28 * 4 == pytest.approx(more.person_hours, abs=8)


def test_hours_and_people_that_were_never_seen_are_refused():
    people, seen = People([0.0], [2]), frozenset({9, 10})

    assert "" == what_if.refusal(people, seen, [9, 10], 2)
    assert "11:00" in what_if.refusal(people, seen, [10, 11], 1)
    assert "more than 2" in what_if.refusal(people, seen, [9], 3)
