"""The card on what people ask less about since a day."""

from tests.dashboard.conftest import run, troubles, words


def test_the_help_page_of_the_story_is_found_in_the_words_of_a_reader(story):
    """Before anything is typed nothing is claimed; then the posts stand behind the verdict."""
    app = run("replies", period="all")
    assert "Type what the page answers" in words(app)
    chosen = next(one for one in app.selectbox if one.key == "article-event")
    chosen.select(next(name for name in chosen.options if "Help page" in name))
    next(one for one in app.text_input if one.key == "article-words").input("cabin bag, <b>x</b>")
    app.run()

    assert not app.exception
    assert [] == troubles(app)
    assert "Fewer ask since then" in words(app)
    assert "0 changed as clearly" in words(app)
    listed = next(one.value for one in app.dataframe if "Question" in one.value)
    assert {"before", "after"} == set(listed["Side"])
    assert all("cabin bag" in said.lower() for said in listed["Question"])
