"""Loading a file of anybody's, as a person does: look, answer what is asked, keep it, undo it."""

import json
import re

import pytest

from tests.build import prepared, rows
from tests.commands.door import earshot

SURVEY = "Wann;Verfasser;Nachricht;Bewertung\n05/11/2026 15:04;Kim;acme ist langsam;2 von 5\n"


@pytest.fixture
def survey(tmp_path):
    """A file that leaves two things open, beside a warehouse that holds nothing yet."""
    prepared(tmp_path / "data")
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="cp1252")
    (tmp_path / "next.csv").write_text(SURVEY.replace("Kim", "Pat"), encoding="utf-16")
    return tmp_path


def test_what_is_open_is_asked_with_the_option_that_decides_it(survey):
    """Nothing is loaded before it is answered; the look at it says the same."""
    asked = earshot("load", "survey.csv", cwd=survey)
    looked = earshot("load", "survey.csv", "--dry-run", cwd=survey)
    told = json.loads(earshot("load", "survey.csv", "--dry-run", "--json", cwd=survey).stdout)

    assert (2, 2) == (asked.returncode, looked.returncode)
    for said in ("--dates dmy", "--timezone"):
        assert said in asked.stdout + asked.stderr
        assert said in looked.stdout
    assert ["dates", "timezone"] == [question["about"] for question in told["questions"]]
    assert (0, 1) == (told["posts"], told["refused"])
    assert [] == rows(survey / "data", "select * from posts")


def test_answers_are_kept_for_the_next_file_and_a_load_is_undone(survey):
    answers = ("--dates", "dmy", "--timezone", "Europe/Berlin", "--keep-map", "survey")
    first = earshot("load", "survey.csv", *answers, "--brand", "acme", cwd=survey)
    second = earshot("load", "next.csv", "--map", "survey", "--json", cwd=survey)

    assert (0, 0) == (first.returncode, second.returncode), first.stderr + second.stderr
    assert 1 == json.loads(second.stdout)["new"]
    assert [("Kim", 2.0), ("Pat", 2.0)] == [
        (one["author_name"], one["rating"])
        for one in rows(survey / "data", "select author_name, rating from posts order by all")
    ]

    listed = earshot("unload", "--json", cwd=survey)
    run_id = re.search(r"earshot unload (\S+)", first.stdout)[1]
    undone = earshot("unload", run_id, cwd=survey)

    assert 2 == len(json.loads(listed.stdout)["loads"])
    assert 0 == undone.returncode, undone.stderr
    assert "1 posts gone" in undone.stdout
    assert ["Pat"] == [
        one["author_name"] for one in rows(survey / "data", "select author_name from posts")
    ]


def test_refusals_and_replaced_rows_are_told(survey):
    """Each reason with its number; rows that another one of the same id replaced."""
    items = [
        {"id": "1", "text": "one", "created_at": "2026-10-12T10:00Z"},
        {"id": "1", "text": "two", "created_at": "2026-10-12T11:00Z"},
        {"id": "2", "text": "late", "created_at": "some day"},
        {"id": "3", "text": "fine", "created_at": "2026-10-12T12:00Z"},
    ]
    (survey / "items.json").write_text(json.dumps({"data": items}), encoding="utf-8")

    done = earshot("load", "items.json", cwd=survey)

    assert "1 of them: created_at 'some day' is not a time" in done.stdout
    assert "rows replaced by others of the file with the same id: 1 (items:1)" in done.stdout


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["--column", "text"], "OURS=THEIRS"),
        (["--column", "words=Nachricht"], "no column is called words"),
        (["--dates", "ymd"], "dmy or mdy"),
        (["--map", "none"], "no map is called 'none'"),
        (["--map", "../x"], "no name for a map"),
    ],
)
def test_wrong_options_say_what_is_allowed(survey, call, said):
    ended = earshot("load", "survey.csv", *call, cwd=survey)

    assert 2 == ended.returncode
    assert said in " ".join((ended.stdout + ended.stderr).split())


def test_a_run_that_is_no_load(survey):
    assert 2 == earshot("unload", "nothing", cwd=survey).returncode
