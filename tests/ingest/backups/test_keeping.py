"""Backups of a real warehouse: made, kept, listed, brought back table by table."""

import json
import logging
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from ingest.backups import keeping
from ingest.backups.options import Backup
from ingest.config_file import parse_config
from ingest.errors import BackupError, ConfigError
from ingest.passes.schedule import scheduled_backup
from sql import warehouse
from sql.errors import WarehouseDamaged
from tests.build import asks, copied, publish_all, published_same, rows
from tests.commands.door import earshot, environment
from tests.ingest.backups.bucket import KEY, Bucket, refusal
from tests.ingest.web.server import Server

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TABLES = "select table_name from duckdb_tables() where not temporary order by 1"


@pytest.fixture
def data(tmp_path):
    return published_same(tmp_path / "data", [asks("1", 0)])


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path, monkeypatch):
    """[backup] of a folder, and of a bucket."""
    if request.param == "folder":
        yield {"to": str(tmp_path / "saved")}
        return
    monkeypatch.setenv("B_ACCESS", KEY.access)
    monkeypatch.setenv("B_SECRET", KEY.secret)
    with Server(Bucket()) as server:
        yield in_bucket(server)


def in_bucket(server, **more):
    keys = {"access_key": "${B_ACCESS}", "secret_key": "${B_SECRET}"}
    return {"to": "s3://acme/ear shot", "endpoint": server.url, "region": KEY.region} | keys | more


def made_at(*hours):
    return [NOW + timedelta(hours=hour) for hour in hours]


def whole(data):
    """Every row of every table, and what the view of mentions makes of it."""
    name = warehouse.published(data)
    with closing(warehouse.open_file(data / name, read_only=True)) as con:
        tables = [table for (table,) in con.execute(TABLES).fetchall()]
        return {
            table: con.execute(f"select * from {table} order by all").fetchall()
            for table in [*tables, "mentions"]
            if table != "warehouse_state"
        }


@pytest.mark.parametrize("place", ["bucket"], indirect=True)
def test_every_table_comes_back(sample_data, tmp_path, place):
    """The whole sample story, into a folder that holds something else."""
    data, options = copied(sample_data, tmp_path / "story"), Backup(**place)
    made = keeping.make(data, options, now=NOW)
    published_same(tmp_path / "other", [asks("1", 0)])
    keeping.bring_back(tmp_path / "other", made.address, options)

    assert len(whole(data)) > 20
    assert whole(data) == whole(tmp_path / "other")


def test_the_newest_are_kept_and_the_others_go(data, tmp_path, place):
    """Files that are none of ours stay, whatever they are called."""
    options = Backup(**place, keep=2)
    if not options.is_s3:
        (tmp_path / "saved").mkdir()
        for name in ("notes.txt", "earshot-20261399T000000Z.duckdb", "earshot.duckdb"):
            (tmp_path / "saved" / name).write_text("mine")
    gone = [keeping.make(data, options, now=at).gone_count for at in made_at(0, 1, 2, 3)]

    assert [0, 0, 1, 1] == gone
    assert made_at(3, 2) == [one.made_at for one in keeping.kept(options)]
    if not options.is_s3:
        assert 5 == len(list((tmp_path / "saved").iterdir()))
    assert {"lock", "state.json"} == {one.name for one in (data / "backup").iterdir()}


def test_a_name_and_a_prefix_lead_to_a_backup(data, place):
    """The prefix to its newest; the version that was there stays on disk."""
    options = Backup(**place)
    first = keeping.make(data, options, now=NOW)
    publish_all(data, [asks("2", 5)])
    keeping.make(data, options, now=NOW + timedelta(hours=1))
    keeping.bring_back(data, first.address.rpartition("/")[2], options)
    one = rows(data, "select post_id from posts")
    if options.is_s3:
        keeping.bring_back(data, options.to, options)
        assert 2 == len(rows(data, "select post_id from posts"))

    assert 1 == len(one)
    assert (data / "v00000002.duckdb").exists()


@pytest.fixture
def refused(data, monkeypatch):
    """A bucket that refuses the first backup after a good one."""
    monkeypatch.setenv("B_ACCESS", KEY.access)
    monkeypatch.setenv("B_SECRET", KEY.secret)
    bucket = Bucket()
    with Server(bucket) as server:
        options = Backup(**in_bucket(server))
        keeping.make(data, options, now=NOW)
        bucket.trouble = [refusal(403, "AccessDenied", f"No {KEY.secret}")]
        with pytest.raises(BackupError):
            keeping.make(data, options, now=NOW + timedelta(hours=24))
        yield options, bucket


def test_a_failure_is_written_down_without_secrets_and_tried_again(data, refused):
    options, bucket = refused
    known = keeping.state(data)

    assert (NOW, NOW + timedelta(hours=24)) == (known.made_at, known.failed_at)
    assert "403 AccessDenied: No ***" in known.problem
    assert 1 == len(bucket.objects)
    assert [False, True] == [known.is_due(24, at) for at in made_at(24.9, 25)]
    keeping.make(data, options, now=NOW + timedelta(hours=25))
    after = keeping.state(data)
    assert (None, "", 2) == (after.failed_at, after.problem, len(bucket.objects))
    assert [False, True] == [after.is_due(24, at) for at in made_at(48.9, 49)]


def test_the_schedule_makes_one_where_one_is_due(data, tmp_path, caplog):
    """Never of nothing; a failure is one line."""
    caplog.set_level(logging.INFO)
    options = Backup(to=str(tmp_path / "saved"))
    scheduled_backup(tmp_path / "none", options)
    for _ in range(2):
        scheduled_backup(data, options)
    made = [one.name for one in (tmp_path / "saved").iterdir()]
    (tmp_path / "file").write_text("in the way")
    (data / "backup" / "state.json").write_text("{rubbish")
    scheduled_backup(data, Backup(to=str(tmp_path / "file")))

    assert 1 == len(made)
    assert not (tmp_path / "none").exists()
    assert ["backup: Saved to", "the backup failed:"] == [
        line[:18].strip() if "failed" in line else line[:16] for line in caplog.messages
    ]


def test_a_damaged_backup_changes_nothing(data, place, tmp_path):
    options = Backup(**place)
    made = keeping.make(data, options, now=NOW)
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(b"\xff" * 20_000)
    keeping.place_of(options).put(spoilt, made.address.rpartition("/")[2])
    with pytest.raises(WarehouseDamaged):
        keeping.bring_back(data, made.address, options)

    assert "v00000001.duckdb" == warehouse.published(data)
    assert warehouse.cut_off(data) is None


def test_what_a_killed_backup_left_goes_with_the_next(data, tmp_path):
    (data / "backup").mkdir()
    for name in ("copy.duckdb", "copy.duckdb.tmp"):
        (data / "backup" / name).write_bytes(b"left")
    keeping.make(data, Backup(to=str(tmp_path / "saved")), now=NOW)

    assert ["lock", "state.json"] == sorted(one.name for one in (data / "backup").iterdir())


@pytest.mark.parametrize("place", ["bucket"], indirect=True)
def test_from_the_command_line(data, tmp_path, place):
    """Made, listed, brought back from the bucket alone, and known to doctor."""
    toml = "[backup]\n" + "".join(f"{key} = {json.dumps(text)}\n" for key, text in place.items())
    (tmp_path / "earshot.toml").write_text(toml)
    told = environment() | {"B_ACCESS": KEY.access, "B_SECRET": KEY.secret}
    none = earshot("backups", cwd=tmp_path, told=told)
    before = earshot("doctor", cwd=tmp_path, told=told)
    made = earshot("backup", cwd=tmp_path, told=told)
    listed = json.loads(earshot("backups", "--json", cwd=tmp_path, told=told).stdout)["backups"]
    table = earshot("backups", cwd=tmp_path, told=told)
    back = earshot("restore", listed[0]["address"], cwd=tmp_path, told=told)
    after = earshot("doctor", cwd=tmp_path, told=told)

    assert "There is no backup in" in none.stdout
    assert "!!  backup: none was made yet" in before.stdout
    assert f"Saved to {listed[0]['address']} (" in made.stdout
    assert listed[0]["address"] in table.stdout
    assert "Restored as v00000002.duckdb" in back.stdout
    assert "ok  backup: the last of" in after.stdout


def test_an_old_backup_is_not_well(data, tmp_path):
    """Older than two intervals, with the reason of the last failure."""
    saved = tmp_path / "saved"
    (tmp_path / "earshot.toml").write_text(f'[backup]\nto = "{saved}"\n')
    keeping.make(data, Backup(to=str(saved)), now=datetime.now(UTC) - timedelta(hours=49))
    done = earshot("doctor", cwd=tmp_path)

    assert 1 == done.returncode
    assert "!!  backup: the last of" in done.stdout
    assert "`earshot backup` makes one now" in done.stdout


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("backup",), "name a FILE, or write [backup] in earshot.toml"),
        (("backups",), "write [backup] in earshot.toml"),
        (("restore", "s3://acme/x"), "s3://acme/x: write [backup] in earshot.toml"),
        (("restore", "none.duckdb"), "none.duckdb: no such file"),
    ],
)
def test_without_a_place_the_commands_say_what_is_missing(tmp_path, call, said):
    done = earshot(*call, cwd=tmp_path)

    assert 2 == done.returncode
    assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"to": "ftp://x"}, "backup.to: 'ftp://x' is neither a folder nor"),
        ({"to": "s3://"}, "is no address of a bucket"),
        ({"to": ""}, "backup.to: '' is too short"),
        ({"to": "x", "keep": 0}, "backup.keep"),
        ({"to": "x", "every_hours": 0}, "backup.every_hours"),
        ({"to": "x", "region": "a/b"}, "backup.region"),
        ({"to": "s3://acme"}, "a bucket needs access_key and secret_key"),
        ({"to": "x", "secret_key": "written out"}, "secrets are read from the environment"),
        ({"to": "x", "evry_hours": 1}, "did you mean 'every_hours'?"),
    ],
)
def test_mistakes_of_the_table_are_named(held, said):
    with pytest.raises(ConfigError) as told:
        parse_config({"backup": held})

    assert said in str(told.value)
    assert "written out" not in str(told.value)
