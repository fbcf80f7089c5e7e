"""`earshot archive`: the whole warehouse as files, of which only those that changed are written."""

import json
from contextlib import closing

import duckdb
import pytest

from ingest.loading.erase import erase_for_good
from sql.cluster.archive import MANIFEST, TABLES, manifest
from sql.errors import WarehouseError
from sql.warehouse import ARCHIVE, writer
from tests.build import asks, load_posts
from tests.commands.door import earshot
from tests.sql.spikes.spike_build import spiked


@pytest.fixture
def data(tmp_path):
    return spiked(tmp_path / "data", opened=writer)


def archived(data):
    done = earshot("archive", "--json", cwd=data.parent)
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


def files(folder, table):
    return [str(folder / one["path"]) for one in manifest(folder)["tables"][table]["files"]]


def test_files_of_the_manifest_hold_every_row_of_every_table(data):
    """Cell by cell, in both directions; nothing lies beside them."""
    done = archived(data)
    folder = data / ARCHIVE
    with writer(data) as con:
        for table in TABLES:
            held = f"read_parquet({files(folder, table)})"
            for one, other in ((table, held), (held, table)):
                lost = f"select * from {one} except all select * from {other}"
                assert [] == con.execute(lost).fetchall(), table
    listed = {path for table in TABLES for path in files(folder, table)}

    assert listed | {str(folder / MANIFEST)} == {str(one) for one in folder.rglob("*.*")}
    assert done["written"] == len(listed)
    assert done["row_count"] > 1000


def test_posts_lie_by_brand_and_month(data):
    """So that a month of one brand is read without the rest."""
    archived(data)
    with closing(duckdb.connect()) as con:
        for one in manifest(data / ARCHIVE)["tables"]["posts"]["files"]:
            file = str(data / ARCHIVE / one["path"])
            held = con.execute(
                "select distinct brand, strftime(created_at at time zone 'UTC', '%Y-%m'), "
                "count(*) over () from read_parquet(?)",
                [file],
            ).fetchall()
            assert [(one["brand"], one["month"], one["row_count"])] == held


def test_only_what_changed_is_written(data):
    """A brand of another month changes the files of that month; the others stay, byte for byte."""
    archived(data)
    before = set(files(data / ARCHIVE, "posts"))
    assert 0 == archived(data)["written"]
    load_posts(data, [asks("late", 60 * 24 * 100)])
    done = archived(data)
    after = set(files(data / ARCHIVE, "posts"))

    assert before < after
    assert 1 == len(after - before)
    assert 0 < done["written"] < len(TABLES)


def test_who_is_erased_is_in_no_file(data):
    """What an erasure leaves of the archive is nothing: the next one is written without them."""
    archived(data)
    with writer(data) as con:
        (author,) = con.execute("select author_id from posts limit 1").fetchall()[0]
    erase_for_good(data, posts=(), authors=[author])

    assert [] == list((data / ARCHIVE).glob("*"))
    archived(data)
    with closing(duckdb.connect()) as con:
        held = con.execute(
            "select count(*) from read_parquet(?) where author_id = ?",
            [files(data / ARCHIVE, "posts"), author],
        ).fetchall()
    assert [(0,)] == held


def test_an_archive_of_another_earshot_is_refused(data):
    archived(data)
    place = data / ARCHIVE / MANIFEST
    place.write_text(place.read_text().replace('"format": 1', '"format": 2'))

    with pytest.raises(WarehouseError, match="format 2"):
        manifest(data / ARCHIVE)


def test_without_a_warehouse_there_is_nothing_to_archive(tmp_path):
    done = earshot("archive", cwd=tmp_path)

    assert 2 == done.returncode
    assert "nothing is loaded" in done.stderr
