"""One writer, many readers, nobody waits: with real processes, killed at random moments."""

import contextlib
import os
import subprocess
import sys
import threading
from contextlib import closing

import duckdb
import filelock
import pytest

from sql import maintenance
from sql.errors import WarehouseBusy, WarehouseDamaged, WarehouseEmpty
from sql.reader import Reader
from sql.warehouse import WORK, open_file, published, versions, writer
from tests.build import copied, prepared
from tests.places import ROOT
from tests.sql.writer_process import write_run

WRITER = [sys.executable, "-m", "tests.sql.writer_process"]
BROKEN = """
    select count(*) as broken from runs left join (
        select run_id, count(*) as n from observations group by run_id
    ) as seen using (run_id) where seen.n is distinct from runs.new_count
"""


@pytest.fixture(autouse=True)
def begun(tmp_path):
    """Tables and views are there, nothing is published: what they cost is no matter here."""
    prepared(tmp_path)


class Watcher(threading.Thread):
    """Reads in a loop and remembers what was not whole."""

    def __init__(self, data):
        super().__init__(daemon=True)
        self.reader = Reader(data)
        self.stop = threading.Event()
        self.reads = 0
        self.faults = []

    def run(self):
        while not self.stop.is_set():
            try:
                broken = self.reader.query(BROKEN)["broken"].iloc[0]
            except Exception as error:  # noqa: BLE001 - every failed read is a finding
                self.faults.append(repr(error))
                continue
            self.reads += 1
            if broken:
                self.faults.append(f"{broken} half runs in {self.reader.version}")


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.long)])
def test_readers_see_whole_runs_while_writers_are_killed(tmp_path, dice, kills):
    """Two writers, killed again and again: no lost confirmed run, no failed read."""
    write_run(tmp_path, "first")
    watcher = Watcher(tmp_path)
    watcher.start()
    confirmed, killed = {"first"}, 0
    writers = [start(tmp_path), start(tmp_path)]
    while killed < kills:
        turn = killed % 2
        # Killed anywhere: now and then before the first run, else some way into the second. One
        # that the other kept waiting for too long ends by itself, has nothing to confirm, and is
        # followed by another.
        if killed % 5 and (line := writers[turn].stdout.readline().strip()):
            confirmed.add(line)
        try:
            writers[turn].wait(timeout=dice.random())
        except subprocess.TimeoutExpired:
            writers[turn].kill()
            killed += 1
        confirmed |= harvest(writers[turn])
        writers[turn] = start(tmp_path)
    for process in writers:
        process.kill()
        confirmed |= harvest(process)
    write_run(tmp_path, "last")
    watcher.stop.set()
    watcher.join()

    with closing(Reader(tmp_path)) as reader:
        held = set(reader.query("select run_id from runs")["run_id"])

    assert [] == watcher.faults
    assert confirmed - held == set()
    assert len(confirmed) > kills / 2, "the writers got nothing done between the kills"
    assert watcher.reads > kills


def start(data):
    return subprocess.Popen([*WRITER, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def harvest(process):
    lines, _ = process.communicate()
    return {line for line in lines.split("\n") if line.count("-") == 1 and line.split("-")[1]}


def test_a_writer_killed_before_publishing_loses_nothing(tmp_path):
    """What was committed and not published is published by the next writer."""
    write_run(tmp_path, "one")
    with closing(open_file(tmp_path / "work.duckdb", read_only=False)) as con:
        con.execute("update warehouse_state set version = 2")
        con.execute("insert into observations values ('x', now(), now(), 'one')")

    with pytest.raises(RuntimeError), writer(tmp_path):
        raise RuntimeError

    assert published(tmp_path) == "v00000002.duckdb"


def test_a_failed_run_leaves_no_trace(tmp_path):
    write_run(tmp_path, "one")

    with pytest.raises(duckdb.ParserException), writer(tmp_path) as con:
        con.execute("delete from runs; this is no statement")

    with closing(Reader(tmp_path)) as reader:
        assert ["one"] == reader.query("select run_id from runs")["run_id"].tolist()
    assert published(tmp_path) == "v00000001.duckdb"


def test_three_versions_are_kept(tmp_path):
    for n in range(5):
        write_run(tmp_path, str(n))

    assert ["v00000005.duckdb", "v00000004.duckdb", "v00000003.duckdb"] == versions(tmp_path)


def test_a_link_leads_other_tools_to_the_newest_version(tmp_path):
    """Who has the one before open reads on; whoever was killed before the link is caught up."""
    link = tmp_path / "current.duckdb"
    write_run(tmp_path, "one")
    with closing(open_file(link, read_only=True)) as before:
        write_run(tmp_path, "two")
        with closing(open_file(link, read_only=True)) as after:
            counts = [
                con.execute("select count(*) from runs").fetchone() for con in (before, after)
            ]

    assert counts == [(1,), (2,)]
    assert link.readlink().name == published(tmp_path) == "v00000002.duckdb"
    link.unlink()
    link.symlink_to("v00000001.duckdb")
    with writer(tmp_path, publishes=lambda: False):
        pass
    assert link.readlink().name == "v00000002.duckdb"


def test_a_second_writer_is_told_who_is_in_the_way(tmp_path):
    write_run(tmp_path, "one")

    with (
        filelock.FileLock(tmp_path / "writer.lock"),
        pytest.raises(WarehouseBusy, match="another writer"),
        writer(tmp_path, timeout=0.1),
    ):
        pass


def test_a_reader_follows_new_versions_by_itself(tmp_path):
    write_run(tmp_path, "one")
    with closing(Reader(tmp_path)) as reader:
        before = reader.version
        write_run(tmp_path, "two")

        assert 2 == reader.query("select count(*) as n from runs")["n"].iloc[0]
        assert before < reader.version


def test_an_empty_folder_says_what_to_do(tmp_path):
    with pytest.raises(WarehouseEmpty, match="earshot demo"):
        Reader(tmp_path).query("select 1")


FULL_DISK = """
import resource, sys
from pathlib import Path
from sql.errors import WarehouseFull
from sql.warehouse import writer
data, limit = Path(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with writer(data) as con:
        con.execute("insert into observations select 'x', now(), now(), md5(i::varchar) "
                    "from range(int(sys.argv[3])) as r(i)".replace("int(sys.argv[3])", sys.argv[3]))
except WarehouseFull as error:
    print("FULL", error)
"""


@pytest.mark.parametrize("rows", [1_000_000])
def test_a_full_disk_is_named_and_readers_keep_the_last_version(tmp_path, rows):
    """The system refuses to let the files grow, in the middle of a run."""
    write_run(tmp_path, "one")
    limit = (tmp_path / "work.duckdb").stat().st_size + 1_000_000

    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(limit), str(rows)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "FULL" in ended.stdout, ended.stderr
    assert "no space left" in ended.stdout
    with closing(Reader(tmp_path)) as reader:
        assert ["one"] == reader.query("select run_id from runs")["run_id"].tolist()
    write_run(tmp_path, "two")
    assert published(tmp_path) == "v00000002.duckdb"


KILLED = """
import os, sys
from pathlib import Path
from sql.warehouse import WORK, open_file
con = open_file(Path(sys.argv[1]) / WORK, read_only=False)
con.execute("create table left_over (number int)")
os._exit(9)
"""


def test_what_a_killed_writer_left_in_the_log_is_in_the_file_before_anything_is_written(tmp_path):
    """Definitions and data never share one write-ahead log."""
    write_run(tmp_path, "one")
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    left = tmp_path / f"{WORK}.wal"
    assert left.stat().st_size > 0
    with writer(tmp_path) as con:
        assert not left.exists()
        assert con.execute("select count(*) from left_over").fetchone() == (0,)


SMALL_DISK = """
import shutil, sys
from pathlib import Path
from sql.warehouse import VERSIONS_SHARE, older_bytes, published, versions
from tests.sql.writer_process import write_run
data, rows = Path(sys.argv[1]), int(sys.argv[2])
for n in range(5):
    write_run(data, str(n), rows=rows)
    older, free = older_bytes(data), shutil.disk_usage(data).free
    print(published(data), len(versions(data)), older <= VERSIONS_SHARE * (free + older))
"""


@pytest.mark.parametrize(("size", "share", "kept"), [(11, 0.1, 1), (46, 0.1, 2), (40, 0.5, 3)])
def test_versions_leave_a_small_disk_its_room(tmp_path, size, share, kept):
    """On a disk of 11 to 46 MB, of a warehouse that grows to 4.7: it always takes one more copy."""
    mount = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    inside = f"mount -t tmpfs -o size={size}M none disk && cp work.duckdb disk && cd {ROOT} && "
    program = [sys.executable, "-c", SMALL_DISK, str(tmp_path / "disk"), "10"]
    (tmp_path / "disk").mkdir()
    allowed = subprocess.run([*mount, "true"], check=False, capture_output=True)
    assert not allowed.returncode, "this needs user namespaces, or root: it mounts a small disk"
    ended = subprocess.run(
        [*mount, f'{inside} exec "$@"', "sh", *program],
        cwd=tmp_path,
        env={**os.environ, "EARSHOT_VERSIONS_SHARE": str(share)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    said = [line.split() for line in ended.stdout.splitlines()]
    assert [name for name, *_ in said] == [f"v{n:08d}.duckdb" for n in range(1, 6)]
    assert said[-1][1:] == [str(kept), "True"]
    assert {is_within for *_, is_within in said} == {"True"}


@pytest.mark.parametrize("damage", ["header", "block", "cut"])
def test_a_damaged_version_is_named_and_the_one_before_is_shown(tmp_path, damage):
    write_run(tmp_path, "one", rows=200_000)
    write_run(tmp_path, "two", rows=200_000)
    newest = tmp_path / str(published(tmp_path))
    spoil(newest, damage)

    with closing(Reader(tmp_path)) as reader:
        found = reader.query(
            "select run_id, max(hash(until_at, run_id)) from observations group by 1"
        )

        assert ["one"] == found["run_id"].tolist()
        assert "damaged" in reader.problem
        write_run(tmp_path, "three")
        assert 3 == reader.query("select count(*) as n from runs")["n"].iloc[0]
        assert reader.problem is None


def spoil(path, damage):
    size = path.stat().st_size
    with path.open("r+b") as file:
        if damage == "cut":
            file.truncate(size // 3)
        elif damage == "header":
            file.write(b"\xff" * 12_288)
        else:
            file.seek(12_288)
            file.write(b"\xff" * (size - 12_288))


def test_a_backup_is_restored_as_a_new_version(tmp_path):
    data, file = tmp_path / "data", tmp_path / "backup.duckdb"
    write_run(data, "one")
    maintenance.backup(data, file)
    write_run(data, "two")

    assert maintenance.restore(data, file) == "v00000003.duckdb"
    with closing(Reader(data)) as reader:
        assert ["one"] == reader.query("select run_id from runs")["run_id"].tolist()


def test_a_damaged_backup_changes_nothing(tmp_path):
    data, file = tmp_path / "data", tmp_path / "backup.duckdb"
    write_run(data, "one", rows=200_000)
    maintenance.backup(data, file)
    spoil(file, "block")

    with pytest.raises(WarehouseDamaged, match="backup"):
        maintenance.restore(data, file)
    assert published(data) == "v00000001.duckdb"


def test_the_sample_story_is_taken_away_and_nothing_else(sample_data, tmp_path):
    """An empty version is published in its place; data of one's own stays."""
    data = copied(sample_data, tmp_path / "story")
    write_run(tmp_path / "own", 1)

    assert (True, False) == (
        maintenance.remove_demo(data),
        maintenance.remove_demo(tmp_path / "own"),
    )
    with closing(Reader(data)) as reader:
        counted = reader.query(
            "select (select count(*) from posts) as posts, (select count(*) from brands) as brands"
        )
    assert [[0, 0]] == counted.to_numpy().tolist()
    assert not maintenance.remove_demo(data)


def test_the_sample_story_makes_room_for_the_first_data_of_ones_own(sample_data, tmp_path):
    """A run that brought nothing leaves it, as one that is given up; data of one's own stays."""
    data = copied(sample_data, tmp_path / "story")
    write_run(data, "nothing", rows=0)
    with contextlib.suppress(ZeroDivisionError), writer(data) as con:
        maintenance.make_room(con)
        raise ZeroDivisionError
    before = maintenance.is_demo(data)
    with writer(data) as con:
        maintenance.make_room(con)
        posts = [con.execute("select count(*) from posts").fetchone()]
    write_run(data, "own")
    with writer(data) as con:
        maintenance.make_room(con)
        runs = con.execute("select run_id from runs").fetchall()

    assert (True, False) == (before, maintenance.is_demo(data))
    assert ([(0,)], [("own",)]) == (posts, runs)
