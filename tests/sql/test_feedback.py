"""The ledger of what people said: nothing lost, nothing changed, whoever writes at once."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from sql import feedback, maintenance
from sql.feedback import PeopleDamaged, about, everything, not_undone, record, undo
from sql.warehouse import writer
from tests.build import asks, publish_all, published_same, row, rows
from tests.places import ROOT

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
ACTIONS = "select subject, field, value, who, said_at, undoes is not null as is_undo from actions"


def says(value="negative", subject="x:p1", **more):
    told = {"kind": "label", "brand": "acme", "field": "polarity", "who": "mia", "said_at": NOW}
    return feedback.Action(subject=subject, value=value, **{**told, **more})


def values(said):
    return [(one.subject, one.value) for one in said]


def test_what_was_said_is_kept_with_who_and_when(tmp_path):
    batch = record(tmp_path, [says(), says(subject="x:p2")])
    found = everything(tmp_path)

    assert [("x:p1", "negative"), ("x:p2", "negative")] == values(found)
    assert {("mia", NOW, batch)} == {(one.who, one.said_at, one.batch_id) for one in found}
    assert 2 == len({one.action_id for one in found})


def test_a_folder_without_a_ledger_is_empty_and_stays_so(tmp_path):
    assert [] == everything(tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_taking_back_is_a_row_of_its_own_and_counts_once(tmp_path):
    """What was taken back is still there to be read; taken back twice it is taken back once."""
    batch = record(tmp_path, [says(), says(subject="x:p2")])

    assert 2 == undo(tmp_path, batch, who="kim", now=NOW)
    assert 0 == undo(tmp_path, batch, who="kim", now=NOW)
    assert 4 == len(everything(tmp_path))
    assert [] == not_undone(everything(tmp_path))


def test_two_people_about_one_post_are_both_kept(tmp_path):
    record(tmp_path, [says("negative", who="mia")])
    record(tmp_path, [says("neutral", who="kim", said_at=NOW + timedelta(seconds=1))])

    assert ["negative", "neutral"] == [one.value for one in about(tmp_path, "label", ["x:p1"])]


def test_kinds_and_subjects_are_told_apart(tmp_path):
    record(tmp_path, [says(), says("useful", "alert 7", kind="mark", field="usefulness")])

    assert [("x:p1", "negative")] == values(about(tmp_path, "label", ["x:p1", "alert 7"]))
    assert [("alert 7", "useful")] == values(everything(tmp_path, "mark"))


def test_more_subjects_than_one_question_holds(tmp_path):
    record(tmp_path, [says(subject=f"x:{n}") for n in range(1200)])

    assert 1200 == len(about(tmp_path, "label", [f"x:{n}" for n in range(1200)]))


WRITER = """
import sys
from pathlib import Path
from tests.sql.test_feedback import write_many
write_many(Path(sys.argv[1]), sys.argv[2])
"""


def write_many(data, name):
    for n in range(25):
        record(data, [says(subject=f"x:{name}-{n}", who=name)])


def test_threads_and_processes_write_at_once_and_nothing_is_lost(tmp_path):
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"process{n}"], cwd=ROOT)
        for n in range(2)
    ]
    threads = [Thread(target=write_many, args=(tmp_path, f"thread{n}")) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [0, 0] == [one.wait() for one in processes]
    assert 100 == len({one.subject for one in everything(tmp_path)})


def test_a_file_that_is_no_ledger_is_named(tmp_path):
    (tmp_path / feedback.FILE).write_bytes(b"no database at all" * 100)

    with pytest.raises(PeopleDamaged, match=r"people\.sqlite"):
        record(tmp_path, [says()])


def test_every_run_takes_in_what_is_new_once(tmp_path):
    record(tmp_path, [says()])
    publish_all(tmp_path, [asks("p1", 0)])
    batch = record(tmp_path, [says("neutral", said_at=NOW + timedelta(hours=1))])
    undo(tmp_path, batch, who="kim", now=NOW + timedelta(hours=2))
    publish_all(tmp_path, [asks("p2", 0)])

    assert [("negative", "mia", False), ("neutral", "mia", False), (None, "kim", True)] == [
        (one["value"], one["who"], one["is_undo"])
        for one in rows(tmp_path, f"{ACTIONS} order by said_at")
    ]


def test_a_damaged_ledger_stops_no_run_and_loses_nothing_taken_in(tmp_path, caplog):
    record(tmp_path, [says()])
    publish_all(tmp_path, [asks("p1", 0)])
    (tmp_path / feedback.FILE).write_bytes(b"broken" * 100)
    publish_all(tmp_path, [asks("p2", 0)])

    assert 1 == len(rows(tmp_path, ACTIONS))
    assert "people.sqlite" in caplog.text


def test_a_lost_ledger_comes_back_from_the_warehouse(tmp_path):
    record(tmp_path, [says()])
    publish_all(tmp_path, [asks("p1", 0)])
    before = everything(tmp_path)
    for path in tmp_path.glob("people.sqlite*"):
        path.unlink()
    publish_all(tmp_path, [asks("p2", 0)])

    assert before == everything(tmp_path)


def test_a_backup_holds_what_was_said_after_the_last_run(tmp_path):
    """Restored elsewhere it is all there, in the warehouse and in the ledger."""
    data, other = tmp_path / "data", tmp_path / "other"
    published_same(data, [asks("p1", 0)])
    record(data, [says()])
    maintenance.backup(data, tmp_path / "saved.duckdb")
    maintenance.restore(other, tmp_path / "saved.duckdb")

    assert 1 == len(rows(other, ACTIONS))
    assert everything(data) == everything(other)


def test_restoring_an_older_backup_loses_nothing_that_was_said_since(tmp_path):
    data = tmp_path / "data"
    published_same(data, [asks("p1", 0)])
    maintenance.backup(data, tmp_path / "saved.duckdb")
    record(data, [says()])
    maintenance.restore(data, tmp_path / "saved.duckdb")

    assert "negative" == row(data, ACTIONS)["value"]


def test_a_run_that_fails_takes_nothing_in(tmp_path):
    published_same(tmp_path, [asks("p1", 0)])
    record(tmp_path, [says()])
    with pytest.raises(ValueError, match="stop"), writer(tmp_path):
        raise ValueError("stop")

    assert [] == rows(tmp_path, ACTIONS)
    publish_all(tmp_path, [])
    assert 1 == len(rows(tmp_path, ACTIONS))
