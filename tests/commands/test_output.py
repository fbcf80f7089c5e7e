"""What others wrote is shown on a terminal, never obeyed."""

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ingest.loading.source_state import failed
from sql.warehouse import writer
from tests.build import asks, published_same
from tests.commands.door import FRONT, earshot, environment
from wording.signs import as_written

NASTY = "[/foo] [red]gone\x1b[2J\x1b]0;owned\x07 \u202eevil\r"
SHOWN = "[/foo] [red]gone[2J]0;owned evil"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NASTY, SHOWN),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x9b31m, the eight-bit way", "31m, the eight-bit way"),
        ("שלום, naïve café 👩‍👩‍👧", "שלום, naïve café 👩‍👩‍👧"),  # joined by U+200D
    ],
)
def test_control_bytes_and_marks_of_direction_are_left_out(text, shown):
    assert shown == as_written(text)


def test_status_shows_what_a_source_answered_as_it_stands(tmp_path):
    """Brackets are no markup: "[/foo]" closes nothing, and ends nothing in a traceback."""
    published_same(tmp_path / "data", [asks("1", 0)])
    with writer(tmp_path / "data") as con:
        failed(con, "x", kind="file", run_id="r", error=NASTY, at=datetime.now(UTC))

    shown = earshot("status", cwd=tmp_path)

    assert (0, "") == (shown.returncode, shown.stderr)
    assert SHOWN in shown.stdout
    assert "\x1b" not in shown.stdout


def test_an_error_names_a_file_as_it_is_called(tmp_path):
    ended = earshot("load", "[/foo]\x1b[2J.csv", cwd=tmp_path)

    assert 2 == ended.returncode
    assert "[/foo][2J.csv: there is no such file" in ended.stderr


def test_an_alert_in_the_log_is_plain_too(tmp_path):
    """A rule's name is written down by a person; a post's id by whoever wrote the post."""
    code = (
        "import logging; from commands.logs import log_to_stderr; log_to_stderr();"
        f"logging.warning('alert: %s', {NASTY!r})"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )

    assert f"alert: {SHOWN}\n" == told.stderr


@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_export_is_whole_in_a_file_and_plain_on_a_terminal(tmp_path, is_terminal):
    published_same(tmp_path / "data", [asks("1", 0, text="@acme \x1b[2J is late")])
    ours, theirs = pty.openpty() if is_terminal else os.pipe()
    subprocess.run(
        [sys.executable, *FRONT, "export", "mentions"],
        cwd=tmp_path,
        env=environment(),
        stdout=theirs,
        check=True,
    )
    os.close(theirs)
    text = drained(ours)

    assert ("\x1b[2J" not in text) == is_terminal
    assert "[2J is late" in text


def drained(handle):
    parts = []
    try:
        while part := os.read(handle, 65536):
            parts.append(part)
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    finally:
        os.close(handle)
    return b"".join(parts).decode()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("gone/posts.csv", "no folder for it; name one that exists"),
        ("data", "this is a folder; name a file in it"),
        ("note/posts.csv", "a part of this path is a file"),
    ],
)
def test_a_file_that_cannot_be_written_says_what_helps(tmp_path, where, said):
    published_same(tmp_path / "data", [asks("1", 0)])
    (tmp_path / "note").write_text("a file", encoding="utf-8")

    ended = earshot("export", "mentions", "-o", where, cwd=tmp_path)

    assert 2 == ended.returncode
    assert f"{where}: " in ended.stderr
    assert said in ended.stderr
    assert "Errno" not in ended.stderr
