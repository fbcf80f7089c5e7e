"""The front door, as a person uses it: its output and exit codes."""

import json

import pytest

from sql.warehouse import writer
from tests.build import copied, once, prepared, rows
from tests.commands.door import earshot, process
from tests.sql.spikes.spike_build import spiked

HEADER = "source,post_id,created_at,text,author_handle,parent_id\n"
TALK = (
    "x,1,2026-03-02T09:00Z,@acme my order is late,pat,\n"
    "x,2,2026-03-02T09:30Z,Sorry! It is on its way.,acme,1\n"
)


@pytest.fixture
def talk(tmp_path):
    (tmp_path / "talk.csv").write_text(HEADER + TALK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def begun(talk):
    """The same beside a warehouse that holds nothing yet."""
    prepared(talk / "data")
    return talk


@pytest.fixture
def loaded(tmp_path):
    """The talk after `earshot load`, for a test that begins there."""
    return copied(once("cli-talk", load_talk), tmp_path)


def load_talk(folder):
    (folder / "talk.csv").write_text(HEADER + TALK, encoding="utf-8")
    prepared(folder / "data")
    assert 0 == load(folder).returncode


def load(folder, *more, file="talk.csv", call=earshot):
    return call("load", file, "--brand", "acme", "--own-account", "acme", *more, cwd=folder)


def test_the_same_file_twice_changes_nothing(talk):
    """Without any configuration; the brand that the call names answers by the call's account."""
    first, second = load(talk, "--json", call=process), load(talk, "--json")

    assert (0, 0) == (first.returncode, second.returncode), first.stderr
    assert (2, 0) == (json.loads(first.stdout)["new"], json.loads(first.stdout)["same"])
    assert (0, 2) == (json.loads(second.stdout)["new"], json.loads(second.stdout)["same"])
    assert [{"status": "answered", "wait_seconds": 1800.0}] == rows(
        talk / "data", "select status, wait_seconds from turns"
    )


def test_status_names_the_brands_that_only_a_file_knew(loaded):
    shown = earshot("status", cwd=loaded)
    found = json.loads(earshot("status", "--json", cwd=loaded).stdout)

    assert "acme" in shown.stdout
    assert "defaults (UTC, always open" in shown.stdout
    assert ["acme"] == found["unconfigured_brands"]
    assert 2 == found["sources"][0]["loaded_count"]


def test_refused_rows_are_kept_and_replayed_after_a_fix(begun):
    """A naive time is refused with its reason, and loads once the time zone is said."""
    (begun / "naive.csv").write_text(HEADER + "x,3,2026-03-02 10:00,hello,pat,\n", encoding="utf-8")

    refused = load(begun, file="naive.csv")
    held = rows(begun / "data", "select source, reason, place from rejected")
    replayed = earshot("load", "--rejected", "--timezone", "Europe/Berlin", "--json", cwd=begun)

    assert 1 == refused.returncode, "all of it was refused"
    assert "naive.csv:2" == held[0]["place"]
    assert "--timezone" in held[0]["reason"]
    assert 1 == json.loads(replayed.stdout)["new"]
    assert [] == rows(begun / "data", "select * from rejected")
    assert ["2026-03-02 09:00"] == [
        r["t"]
        for r in rows(
            begun / "data", "select strftime(created_at, '%Y-%m-%d %H:%M') as t from mentions"
        )
    ]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["load", "none.csv"], "no such file"),
        (["load"], "name a file"),
        (["load", "talk.csv", "--format", "gopher"], "gopher"),
        (["load", "talk.csv", "--observed-until", "soon"], "ISO 8601"),
        (["status"], "earshot demo"),
        (["ingest", "--config", "none.toml"], "no such file"),
        (["export", "secrets"], "no view"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(talk, call, said):
    ended = earshot(*call, cwd=talk)

    assert 2 == ended.returncode
    assert said in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_configuration_is_named_before_anything_is_done(talk):
    (talk / "earshot.toml").write_text('[brands.acme]\ntime_zone = "Mars"\n', encoding="utf-8")

    ended = load(talk, call=process)

    assert 2 == ended.returncode
    assert "brands.acme.time_zone" in ended.stderr
    assert not (talk / "data").exists()


def test_an_export_is_safe_in_a_spreadsheet(begun):
    """Text that begins like a formula gets an apostrophe; numbers keep their sign."""
    (begun / "evil.csv").write_text(
        HEADER + "x,9,2026-03-02T09:00Z,=HYPERLINK(1),pat,\n", encoding="utf-8"
    )
    load(begun, file="evil.csv")

    text = earshot("export", "mentions", cwd=begun).stdout

    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK(1)" not in text


def test_backup_and_restore(loaded):
    earshot("backup", "saved.duckdb", cwd=loaded)

    restored = earshot("restore", "saved.duckdb", "--data", "elsewhere", cwd=loaded)

    assert 0 == restored.returncode, restored.stderr
    assert 2 == rows(loaded / "elsewhere", "select count(*) as n from mentions")[0]["n"]


def test_the_demo_leaves_real_data_alone(loaded):
    ended = earshot("demo", cwd=loaded)

    assert 2 == ended.returncode
    assert "data of your own" in ended.stderr
    assert 2 == rows(loaded / "data", "select count(*) as n from mentions")[0]["n"]


def test_learning_without_a_checked_post_says_so(loaded):
    told, printed = earshot("learn", cwd=loaded), earshot("learn", "--json", cwd=loaded)
    back = earshot("learn", "--back", cwd=loaded)

    assert (0, 0, 0) == (told.returncode, printed.returncode, back.returncode), told.stderr
    assert "nobody has checked a post yet" in told.stdout
    assert not json.loads(printed.stdout)["is_adopted"]
    assert "the shipped model is in use" in back.stdout


ALERTS = """
[brands.acme]
[[alerts]]
name = "crowd"
brand = "acme"
kind = "spike"
level = 3
"""


def test_alerts_are_given_once_and_replayed_without_a_trace(tmp_path):
    """JSON for machines; a second call has nothing new to tell."""
    (tmp_path / "earshot.toml").write_text(ALERTS, encoding="utf-8")
    spiked(tmp_path / "data", opened=writer)

    replayed, first, second = (
        earshot("alerts", *more, "--json", cwd=tmp_path) for more in (["--replay"], [], [])
    )

    assert [0, 0, 0] == [one.returncode for one in (replayed, first, second)], first.stderr
    assert 2 == json.loads(replayed.stdout)["replays"][0]["alert_count"]
    assert ["crowd", "crowd"] == [one["rule_name"] for one in json.loads(first.stdout)["alerts"]]
    assert [] == json.loads(second.stdout)["alerts"]
    assert "alert: " not in first.stderr, "what is printed is not logged as well"


def test_alerts_of_nothing_and_of_a_wrong_rule_end_with_2(tmp_path):
    assert 2 == earshot("alerts", cwd=tmp_path).returncode

    (tmp_path / "earshot.toml").write_text(ALERTS.replace("3", "33"), encoding="utf-8")
    wrong = earshot("alerts", cwd=tmp_path)

    assert 2 == wrong.returncode
    assert "1 to 10, not 33" in wrong.stderr


def test_a_rule_about_a_brand_without_data_ends_with_1(loaded):
    wanted = ALERTS + '[brands.bolt]\n[[alerts]]\nname = "b"\nbrand = "bolt"\n'
    (loaded / "earshot.toml").write_text(wanted + 'kind = "health"\nlevel = 40\n', encoding="utf-8")
    found = earshot("alerts", "--json", cwd=loaded)

    assert (1, ["b"]) == (found.returncode, json.loads(found.stdout)["without_data"])
