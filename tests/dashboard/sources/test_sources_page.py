"""The page Sources: brands and sources are told in forms, tried, and written by the verbs."""

import tomllib
from datetime import date

import pytest

from dashboard.sources import known
from tests.dashboard.conftest import run, troubles, words


def open_step(step):
    """The page at one of its steps."""
    app = run("sources")
    return app.segmented_control(key="step").set_value(step).run()


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


def test_an_empty_start_leads_three_ways(data, toml):
    """The story, a file, a source; each with its command."""
    app = run()

    assert not app.exception
    for way in ("Try the story", "Load a file", "Listen to a source"):
        assert way in "\n".join(one.value for one in app.subheader)
    assert ["earshot demo\nearshot load FILE\nearshot ingest"] == [one.value for one in app.code]


def test_the_page_stands_before_anything_is_loaded(data, toml):
    app = run("sources")

    assert not app.exception
    assert [] == troubles(app)
    assert "None yet. “Add a brand”" in words(app)


def test_a_brand_is_told_and_written(data, toml):
    app = open_step("Add a brand")
    for key, said in (("name", "Acme"), ("handles", "@acme, @acmehelp"), ("nicknames", "-Crapme")):
        app.text_input(key=f"brand-{key}").set_value(said)
    app.text_input(key="brand-hours").set_value("mon-fri 09:00-17:00; sat 10:00-12:00")
    app.text_input(key="brand-holidays").set_value("2026-12-26, 2026-12-25")
    app.text_area(key="brand-event").set_value("2026-11-03 Release 4.2\n2026-11-09 Fair, day 1")
    app.text_area(key="brand-automated").set_value("^Thanks, we\n(?i)ticket, no \\d+")
    press(app, "Add the brand")
    acme = tomllib.loads(toml.read_text(encoding="utf-8"))["brands"]["acme"]

    assert [] == [one.value for one in app.warning]
    assert "The brand is written" in [one.proto.title for one in app.success]
    assert "" == app.text_input(key="brand-name").value
    assert (["-Crapme"], ["@acme", "@acmehelp"]) == (acme["nicknames"], acme["handles"])
    assert [date(2026, 12, 25), date(2026, 12, 26)] == acme["holidays"]
    assert ["^Thanks, we", "(?i)ticket, no \\d+"] == acme["automated_patterns"]
    assert ["Release 4.2", "Fair, day 1"] == [one["label"] for one in acme["events"]]
    assert (["10:00-12:00"], 60) == (acme["hours"]["sat"], acme["targets"]["first_reply_minutes"])


def test_a_brand_is_changed_in_the_same_form(data, toml):
    """It holds what is written; what is emptied goes, and comments stay."""
    toml.write_text(
        "# ours\n[brands.acme]\nname = 'Acme'\nnicknames = ['Crapme']\nhandles = ['acme']\n"
        "holidays = [2026-12-25]\nautomated_patterns = ['^ Thanks', 'bot']\n"
        "[brands.acme.hours]\nmon = '09:00-17:00'\ntue = '09:00-17:00'\nthu = '10:00-12:00'\n"
        "[[brands.acme.events]]  # the great one\ndate = 2026-11-03\nlabel = 'Release 4.2'\n"
        "[[brands.acme.events]]\ndate = 2026-11-04\nlabel = 'Fair'\n",
        encoding="utf-8",
    )
    app = open_step("Add a brand")
    app.selectbox(key="brand-which").set_value("acme").run()
    shown = [app.text_input(key=f"brand-{key}").value for key in ("name", "nicknames", "hours")]
    boxes = [app.text_area(key=f"brand-{key}").value for key in ("automated", "event")]
    app.text_input(key="brand-nicknames").set_value("")
    app.text_input(key="brand-holidays").set_value("")
    app.text_area(key="brand-event").set_value("2026-11-05 Outage\n2026-11-03 Release 4.2")
    app.text_input(key="brand-products").set_value("Acme Anvil")
    press(app, "Change it")
    text = toml.read_text(encoding="utf-8")
    acme = tomllib.loads(text)["brands"]["acme"]

    assert ["Acme", "Crapme", "mon-tue 09:00-17:00; thu 10:00-12:00"] == shown
    assert (["Acme Anvil"], ["acme"], False) == (
        acme["products"],
        acme["handles"],
        "nicknames" in acme,
    )
    assert {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "thu": ["10:00-12:00"]} == acme["hours"]
    assert ["^ Thanks\nbot", "2026-11-03 Release 4.2\n2026-11-04 Fair"] == boxes
    assert (["^ Thanks", "bot"], False) == (acme["automated_patterns"], "holidays" in acme)
    assert ["Release 4.2", "Outage"] == [one["label"] for one in acme["events"]]
    assert "# the great one" in text
    assert text.startswith("# ours\n")
    assert "" == app.selectbox(key="brand-which").value


def test_a_mistake_is_said_and_what_was_typed_stays(data, toml):
    app = open_step("Add a brand")
    app.text_input(key="brand-name").set_value("Acme")
    app.text_input(key="brand-hours").set_value("sometimes")
    press(app, "Add the brand")

    assert "Nothing was written" in [one.proto.title for one in app.error]
    assert ("Acme", False) == (app.text_input(key="brand-name").value, toml.exists())


def test_a_source_is_tried_before_it_is_written(data, toml):
    """Nothing listens at the address; the test says so and writes nothing, then it is added."""
    app = open_step("Add a source")
    app.text_input(key="source-rss-url").set_value("http://127.0.0.1:1/?t=${BLOG_TOKEN_X}").run()
    press(app, "Test it")
    tried = [one.proto.title for one in app.warning]
    was_written = toml.exists()
    press(app, "Add it")
    entry = tomllib.loads(toml.read_text(encoding="utf-8"))["sources"]["rss"]

    assert (["Something is missing"], False) == (tried, was_written)
    assert "http://127.0.0.1:1/?t=${BLOG_TOKEN_X}" == entry["url"]
    assert any("BLOG" in one.value for one in app.success)


def test_what_is_written_is_listed_with_what_it_misses(data, toml):
    toml.write_text(
        '[brands.acme]\n[sources.blog]\nkind = "rss"\nurl = "https://x.example/?t=${BLOG_TOKEN_X}"',
        encoding="utf-8",
    )
    app = run("sources")
    listed = app.dataframe[1].value

    assert ["BLOG_TOKEN_X"] == list(listed["Missing"])
    press(app, "Take out")
    assert "[sources.blog]" not in toml.read_text(encoding="utf-8")
    assert "is not listened to any more" in words(app)


def test_a_wrong_file_is_said(data, toml):
    toml.write_text("[brands.acme]\nrole = 3\n", encoding="utf-8")
    app = run("sources")

    assert ["earshot.toml cannot be read"] == [one.proto.title for one in app.error]


@pytest.mark.parametrize("said", ["", "no"])
def test_who_may_not_set_up_is_told_why_and_can_press_nothing(data, toml, monkeypatch, said):
    """Not asked at the machine itself: an address may name any environment variable."""
    monkeypatch.setenv("EARSHOT_SETUP", said)
    app = open_step("Add a source")

    assert any("EARSHOT\\_SETUP" in one.value or "EARSHOT_SETUP" in one.value for one in app.info)
    assert all(one.disabled for one in app.button if one.label in ("Test it", "Add it"))


def test_a_kind_without_a_page_is_called_by_its_name(monkeypatch, tmp_path):
    monkeypatch.setattr(known, "DOCS", tmp_path)
    (tmp_path / "rss.md").write_text("# Feeds\n\n## What it hears\nBlogs.\n", encoding="utf-8")

    assert ("Feeds", "x") == (known.title("rss"), known.title("x"))
    assert ("## What it hears\nBlogs.", "") == (known.document("rss"), known.document("x"))
