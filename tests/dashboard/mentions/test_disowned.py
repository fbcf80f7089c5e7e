"""“Not about us”: said of a post or of many, shown at once, listed after the run, taken back."""

from sql.feedback import about, everything, not_undone
from tests.build import publish_all, row
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.mentions.test_corrections import press, stands

HELD = "select count(*) as n from mentions where post_id = 'x:p29'"


def test_a_click_says_it_and_the_next_run_follows(glad):
    """The card says so at once; then the post is in no figure, but in a list of its own."""
    app = run("mentions", correct="true")
    press(app, "disown-x:p29")

    assert not troubles(app)
    assert {"about": "no"} == stands(glad)
    assert "Not about us" in words(app)
    assert "disown-x:p29" not in [one.key for one in app.button]
    assert 1 == row(glad, HELD)["n"]
    publish_all(glad, [])
    assert 0 == row(glad, HELD)["n"]
    app = run("mentions")
    assert not troubles(app)
    assert ["1 post is not about acme, people say"] == [
        one.label for one in app.expander if "people say" in one.label
    ]

    press(app, "own-x:p29")
    assert {} == stands(glad)
    assert "taken back: it counts again with the next run" in words(app)
    publish_all(glad, [])
    assert 1 == row(glad, HELD)["n"]
    assert not [one for one in run("mentions").expander if "people say" in one.label]


def test_many_are_said_and_taken_back_at_one_stroke(glad):
    app = run("mentions", correct="true")
    app.checkbox(key="pick-x:p29").check()
    app.checkbox(key="pick-x:p28").check().run()
    press(app, "disown-all")

    assert {"x:p28", "x:p29"} == {one.subject for one in not_undone(everything(glad))}
    press(app, "undo-last")
    assert [] == not_undone(about(glad, "label", ["x:p28", "x:p29"]))


def test_data_health_names_the_names_that_find_something_else(glad):
    app = run("mentions", correct="true")
    for number in range(25, 30):
        press(app, f"disown-x:p{number}")
    publish_all(glad, [])
    app = run("data_health")

    assert not troubles(app)
    assert "at least one in twenty of the posts with it is not about the brand" in words(app)
