"""Beside a chain: who may be the same person elsewhere, and what a reader says of that."""

from dataclasses import replace

import pytest

from sql.feedback import everything, not_undone
from tests.build import answers, asks, publish_all
from tests.dashboard.conftest import run, troubles, words

DAY = 24 * 60
BEGIN = 45 * DAY
EVIL = "Acme broke my zither <b>x</b> [x](http://evil.example)"


@pytest.fixture
def chained(data):
    """A complaint that was not answered, went wider, and seems to stand elsewhere, too."""
    posts = [
        asks(f"f{n}", n * 60, author=f"a{n}", text=f"@acme order {n} is late and nobody answers")
        for n in range(1000)
    ]
    name = {"author_name": "Pat Zorvane"}
    posts += [
        answers("a", 30, "f0"),
        asks("claim", BEGIN, author="pat", text="@acme worst ever, my zither is broken", **name),
        asks("wide", BEGIN + DAY, author="pat", text="@acme still broken", share_count=500, **name),
        replace(asks("there", BEGIN + 2 * DAY, author="p2", text=EVIL, **name), source="y"),
    ]
    publish_all(data, posts, until=100 * DAY, voice=True)
    return data


def button(app, label):
    return next(one for one in app.button if one.label == label)


def spoken(data):
    return [(one.subject, one.field, one.value) for one in not_undone(everything(data, "identity"))]


def test_a_possible_person_is_read_and_judged_and_that_is_taken_back(chained):
    app = run("replies", period="all")
    assert [] == troubles(app)
    assert "Possibly the same person elsewhere" in words(app)
    assert "the same unusual name; shared words: zither" in words(app)

    button(app, "Not the same").click()
    app.run()
    assert [] == troubles(app)
    assert [("x:claim", "y:there", "other")] == spoken(chained)
    assert {"The same person", "Not the same"}.isdisjoint(one.label for one in app.button)

    button(app, "Take back").click()
    app.run()
    assert [] == spoken(chained)
    assert "The same person" in {one.label for one in app.button}
