"""Hostile words on their way: loaded, exported, told on a terminal and in messages."""

import csv
import io
import unicodedata

import pytest

from commands.output import complain, say, say_result, say_table
from tests.build import asks, publish_all, rows
from tests.commands.door import earshot
from tests.hostile.corpus import BEGINS, CORPUS
from wording.safety import cell, esc, link, plain


@pytest.fixture(autouse=True)
def wide_fields():
    """Long words are read back here, and only here."""
    before = csv.field_size_limit(1_000_000)
    yield
    csv.field_size_limit(before)


def is_obeyed(text):
    """Whether a terminal would do something else than show it."""
    return any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A warehouse in which each of the texts is a post's text, title, link, handle and name."""
    folder = tmp_path_factory.mktemp("hostile")
    posts = [
        asks(str(n), n, author=f"a{n}", text=f"{one} @acme", title=one[:500], url=one[:500],
             author_handle=one[:200], author_name=one[:200])
        for n, one in enumerate(CORPUS)
    ]  # fmt: skip
    publish_all(folder / "data", posts)
    return folder


def test_there_are_enough_of_them():
    assert len(CORPUS) >= 250


def test_all_of_them_are_held_as_they_were_written(folder):
    """None is lost, none costs another, and no sign of them is."""
    held = {one["post_id"]: one for one in rows(folder / "data", "select post_id, text from posts")}

    assert [f"{one} @acme" for one in CORPUS] == [
        held[f"x:{n}"]["text"] for n in range(len(CORPUS))
    ]
    assert [] == rows(folder / "data", "select * from rejected")


def test_no_cell_of_an_export_begins_a_formula(folder):
    done = earshot("export", "mentions", "-o", "out.csv", cwd=folder)
    text = (folder / "out.csv").read_bytes().decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))

    assert 0 == done.returncode, done.stderr
    assert len(CORPUS) + 1 == len(found)
    assert not [
        one for line in found for one in line if one.startswith(BEGINS) and not is_number(one)
    ]


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("call", [("status",), ("status", "--json"), ("doctor",), ("alerts",)])
def test_commands_show_nothing_that_a_terminal_obeys(folder, call):
    done = earshot(*call, cwd=folder)

    assert not is_obeyed(done.stdout + done.stderr)
    assert "Traceback" not in done.stderr


def test_whatever_a_command_prints_is_shown_and_not_obeyed(capsys):
    """Text, tables and errors; brackets are no markup, and end nothing in a traceback."""
    for one in CORPUS:
        short = one[:300]
        say(short)
        say_result({"x": short}, short, as_json=False)
        say_result({"x": short}, short, as_json=True)
        say_table(("head",), [(short,)])
        complain(ValueError(short))
    told = capsys.readouterr()

    assert not is_obeyed(told.out + told.err)


def test_words_for_pages_messages_and_links_are_harmless():
    """What a message quotes; what a label reads as Markdown; where a link may lead."""
    for one in CORPUS:
        assert not is_obeyed(plain(one))
        assert len(plain(one, 200)) <= 200
        assert "\n" not in esc(one)
        assert not {"<", "[", "`", "$"} & {
            sign for before, sign in zip(" " + esc(one), esc(one), strict=False) if before != "\\"
        }
        assert link(one) is None or one.startswith(("http://", "https://"))
        assert not str(cell(one)).startswith(BEGINS)
