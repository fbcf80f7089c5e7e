"""The cards on recurring questions: read, named by a person, counted, told alike or not."""

import pytest

from sql.feedback import everything, not_undone
from tests.build import answers, asks, publish_all
from tests.dashboard.conftest import run, troubles, words

HOUR, DAY = 60, 24 * 60
EVIL = "Bags <b>x</b> [x](http://evil.example)"


@pytest.fixture
def asked(data):
    """Six ask about bags and are told £30 but once; five want a night bus; nobody named either."""
    posts = []
    for n in range(6):
        at = n * HOUR
        fee = "£45" if n == 3 else "£30"
        posts += [
            asks(f"q{n}", at, author=f"p{n}", text="@acme How much is a second cabin bag?"),
            answers(f"a{n}", at + 20, f"q{n}", text=f"A second cabin bag costs {fee}."),
            asks(f"w{n}", at + 1, author=f"w{n}", text="@acme Please bring back the night bus!"),
        ]
    publish_all(data, posts, until=3 * DAY)
    return data


def element(app, kind, key):
    return next(one for one in app.get(kind) if one.key == key)


def named(data):
    """What stands in the ledger, by its words."""
    return {one.subject: one.value for one in not_undone(everything(data, "question_group"))}


def test_a_proposal_is_read_named_counted_and_taken_back(asked):
    app = run("replies", period="all")
    assert [] == troubles(app)
    assert "No question of this period has a name yet" in words(app)
    listed = next(one.value for one in app.dataframe if "One of them" in one.value)
    assert {("question", 6), ("request", 6)} == set(
        zip(listed["Kind"], listed["People"], strict=True)
    )

    # The bus is set aside, bags are named: by what a hostile person would call them, too.
    proposal = element(app, "selectbox", "question-proposal")
    proposal.select_index(next(n for n, one in enumerate(proposal.options) if "bus" in one))
    app.run()
    element(app, "button", "question-aside").click()
    app.run()
    element(app, "text_input", "question-words").input("Second BAG, cabin bag")
    element(app, "text_input", "question-own-name").input(EVIL)
    app.run()
    element(app, "button", "question-own").click()
    app.run()
    assert {"second bag": EVIL, "cabin bag": EVIL, "bus night": ""} == named(asked)
    assert "shows in the figures with the next run" in words(app)

    publish_all(asked, [], until=3 * DAY)
    app = run("replies", period="all")
    counted(app)
    element(app, "button", "question-back").click()
    app.run()
    assert 2 == len(named(asked))


def counted(app):
    """Both cards count what was named, and show the answer that contradicts the others."""
    assert not app.exception
    assert [] == troubles(app)
    assert "Nothing that five people ask is without a name" in words(app)
    figures = next(one.value for one in app.dataframe if "Same answer" in one.value)
    assert [(6, "6")] == list(zip(figures["People"], map(str, figures["Turns"]), strict=True))
    assert "1 of 6 answers contradicts" in words(app)
    assert "A second cabin bag costs £45." in words(app)
    assert "A second cabin bag costs £30." in words(app)


def test_the_posts_behind_a_named_and_a_proposed_question_are_as_many_as_it_counts(asked):
    found = run("mentions", period="all", asked_with="bag cabin", asks="question")

    assert [] == troubles(found)
    assert 6 == sum("second cabin bag?" in one.value for one in found.text)
