"""A file in the browser: looked at, asked about, mapped, loaded, taken back."""

import json

import pytest

from dashboard.sources import mapping_form, upload
from dashboard.sources.preview_cards import in_words
from dashboard.sources.upload import Said
from ingest.files.mapping import FIELDS
from tests.build import prepared
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.sources.test_sources_page import open_step, press

OPEN = (
    "Ticket,Created,Message,Author,Stars\n"
    "1,05/11/2026 15:04,Acme is late again,Pat,2\n"
    "2,06/11/2026 10:00,Acme is great,Kim,5\n"
    "3,sometime,Acme never came,Lee,1\n"
)
CLEAR = (
    "id,created_at,text,note\n"
    "a,2026-11-05T15:04Z,Acme is late,Acme broke\n"
    "b,2026-11-05T16:04Z,Acme is later,Acme broke twice\n"
)


@pytest.fixture
def acme(data, toml):
    """A brand, and a warehouse that holds nothing."""
    toml.write_text("[brands.acme]\n", encoding="utf-8")
    return prepared(data)


def bring(text, name="export.csv"):
    """The page with a file chosen."""
    app = open_step("Load a file")
    app.file_uploader[0].set_value((name, text.encode(), "text/csv"))
    return app.run()


def load(app):
    """Press the button and wait for the process that it starts."""
    press(app, "Load it")
    app.session_state["load-runs"].process.wait()
    app.run()
    return app.run()


def chosen(app, part):
    """The widget whose key ends so; it begins with the file's own mark."""
    kinds = ("selectbox", "segmented_control", "text_input")
    return next(
        one for kind in kinds for one in app.get(kind) if one.key and one.key.endswith(part)
    )


def test_what_is_open_is_asked_before_anything_is_loaded(acme):
    """The order of day and month and the zone; then the rows show, and why one is refused."""
    app = bring(OPEN)
    asked = [one.value for one in app.warning]
    is_locked = next(one for one in app.button if one.label == "Load it").disabled
    chosen(app, "-dates").set_value("dmy").run()
    chosen(app, "-timezone").set_value("Europe/Berlin").run()
    rows = app.dataframe[0].value

    assert (2, True) == (len(asked), is_locked)
    assert ["2026-11-05 14:04", "2026-11-06 09:00"] == list(rows["When (UTC)"])
    assert ["Acme is late again", "Acme is great"] == list(rows["Text"])
    assert "sometime" in app.dataframe[1].value["Reason"][0]
    assert not next(one for one in app.button if one.label == "Load it").disabled


def test_a_column_is_chosen_otherwise_than_it_was_guessed(acme):
    app = bring(CLEAR)
    before = list(app.dataframe[0].value["Text"])
    chosen(app, "-column-text").set_value("note").run()

    assert ["Acme is late", "Acme is later"] == before
    assert ["Acme broke", "Acme broke twice"] == list(app.dataframe[0].value["Text"])


def test_a_file_is_loaded_and_taken_back(acme):
    """The page says what it did; undone, nothing of it is left."""
    app = load(bring(CLEAR))
    told = [(one.proto.title, one.value) for one in app.success]
    listed = [list(one.value["New"]) for one in app.dataframe if "New" in one.value]
    before = words(run("mentions", period="all"))
    press(app, "Undo this load")
    undone = [(one.proto.title, one.value) for one in app.info]

    assert [] == troubles(app)
    assert ("Loaded", "2 new posts, 0 changed, 0 as before, 0 refused.") in told
    assert [[2]] == listed
    assert "2 mentions" in before
    assert ("The load is taken back", "2 posts gone, 0 as before, 0 refused gone.") in undone
    assert not [one for one in app.dataframe if "New" in one.value]


def test_a_mapping_is_kept_for_the_next_file(acme):
    """What was answered once need not be answered again."""
    app = bring(OPEN)
    chosen(app, "-dates").set_value("dmy").run()
    chosen(app, "-timezone").set_value("Europe/Berlin").run()
    chosen(app, "-keep").set_value("Our desk").run()
    load(app)
    other = bring(OPEN.replace("late again", "slow"))
    asked = [one.value for one in other.warning]
    chosen(other, "-kept").set_value("Our desk").run()

    assert (2, []) == (len(asked), [one.value for one in other.warning])
    assert "Acme is slow" in list(other.dataframe[0].value["Text"])


def test_what_cannot_be_read_is_said_in_a_sentence(acme):
    app = bring("PK\x03\x04 torn", "export.zip")

    assert "It cannot be read" in [one.proto.title for one in app.error]


def test_every_column_of_ours_has_its_words():
    assert FIELDS.keys() == mapping_form.WORDS.keys()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\pat\\Export (1).csv.gz", "Export (1).csv.gz"),
        ("-x;rm *.csv", "-x_rm _.csv"),
        ("...", "file"),
        ("\u202egnp.exe", "_gnp.exe"),
    ],
)
def test_a_file_lies_under_a_name_that_is_one(name, safe):
    assert safe == upload.named(name)


def test_what_was_said_becomes_options():
    said = Said(columns={"text": "a=b", "title": ""}, brand="acme", own_accounts=["x", "y z"])

    assert [
        "--brand=acme",
        "--own-account=x",
        "--own-account=y z",
        "--column=text=a=b",
        "--column=title=",
    ] == list(said.options())


def test_sentences_name_fields_in_place_of_options():
    assert "no order: say it under “Dates are written”" == in_words(
        "no order: pass --dates dmy or --dates mdy"
    )
    assert "say it under “Brand”: 1" == in_words("pass --brand: 1")


def test_a_verb_that_is_watched_tells_how_far_it_is(acme, tmp_path):
    """Its complaints and its answer are apart from the lines of progress."""
    from dashboard.ui import jobs, verbs

    file = tmp_path / "clear.csv"
    file.write_text(CLEAR, encoding="utf-8")
    good = jobs.start("load", verbs.with_config(), "--", str(file))
    bad = jobs.start("load", verbs.with_config(), "--", str(tmp_path / "none.csv"))
    for job in (good, bad):
        job.process.wait()

    assert (1.0, 2) == (good.share, json.loads(json.dumps(dict(good.ended().found)))["new"])
    assert "none.csv" in bad.ended().problem
