"""Warehouses of other versions of Earshot: older ones are brought up, newer ones are refused.

tests/fixtures holds a warehouse of each version that changed one, for ever: what `earshot load
talk.csv --brand acme` made then, with the configuration below.
"""

import lzma
import tomllib
from contextlib import closing

import pytest

from ingest.config_file import parse_config
from ingest.passes.load_files import FileOptions, load_file
from sql import maintenance, schema, statements
from sql.derive.rebuild import rebuild_all
from sql.errors import WarehouseError, WarehouseNewer
from sql.reader import Reader
from sql.warehouse import WORK, bring_up, open_file, published, writer
from tests.build import copied, once, rows
from tests.commands.door import earshot
from tests.places import ROOT

FIXTURES = ROOT / "tests" / "fixtures"
OLDER = sorted(FIXTURES.glob("warehouse-*.duckdb.xz"))
CONFIG = parse_config(
    tomllib.loads("""
    [brands.acme]
    handles = ["acme"]
    own_accounts = ["acme"]
    [brands.acme.hours]
    mon = "09:00-17:00"
    tue = "09:00-17:00"
    wed = "09:00-17:00"
    [[alerts]]
    name = "Silence"
    brand = "acme"
    kind = "silence"
    level = 100
""")
)
# What people see of it; when it was loaded differs.
SEEN = (
    "select post_id, brand, text, polarity, sentiment, is_complaint, direction from mentions",
    "select turn_id, status, round(wait_seconds, 3), sla_status, is_addressed from turns",
    "select * from period_summary('acme', null, null)",
    "select * from response_headline('acme', null, null)",
    "select source, reason from rejected",
)


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def packed(request):
    """The file that holds a warehouse as that version left it."""
    return request.param


@pytest.fixture
def older(packed, tmp_path):
    """A folder as that version left it, published."""
    return unpack(packed, tmp_path)


@pytest.fixture
def brought_up(packed, tmp_path):
    """The same, brought up: once in a run, and copied."""
    return copied(once(f"up-{packed.stem}", lambda data: bring_up(unpack(packed, data))), tmp_path)


def unpack(packed, data):
    whole = lzma.decompress(packed.read_bytes())
    for name in (WORK, "v00000001.duckdb"):
        (data / name).write_bytes(whole)
    (data / "CURRENT").write_text("v00000001.duckdb")
    return data


def seen(data):
    return [rows(data, f"select * from ({sql}) order by all") for sql in SEEN]


def test_an_older_warehouse_tells_what_a_new_one_would(older, tmp_path_factory):
    """Brought up, then derived anew: the same as the file loaded today."""
    fresh = tmp_path_factory.mktemp("fresh")
    with writer(fresh) as con:
        load_file(con, FIXTURES / "talk.csv", FileOptions(brand="acme"), config=CONFIG)
    was_needed = bring_up(older)
    held = rows(older, "select count(*) as n from posts")
    rebuild_all(older)

    assert was_needed
    assert not bring_up(older)
    assert held == rows(fresh, "select count(*) as n from posts")
    assert seen(fresh) == seen(older)


def test_a_page_asks_an_older_warehouse_once_it_is_brought_up(brought_up):
    """Every public view answers from the version that is published, and knows what is held."""
    held = "select brand, count(*) as n, min(created_at) as at from mentions group by brand"
    counted = "select brand, mention_count as n, earliest_at as at from known_brands"
    assert rows(brought_up, f"{held} order by brand") == rows(
        brought_up, f"{counted} where mention_count > 0 order by brand"
    )
    with closing(Reader(brought_up)) as reader:
        for layer in ("views", "metrics"):
            for path in schema.files(layer):
                if not statements.parameters(path):
                    reader.query(f"select * from {path.stem} limit 1")

    assert published(brought_up) == "v00000002.duckdb"


@pytest.fixture
def newer(brought_up):
    """A warehouse that a later Earshot has written."""
    for name in (WORK, "v00000002.duckdb"):
        with closing(open_file(brought_up / name, read_only=False)) as con:
            con.execute("update warehouse_state set format = format + 1, schema_hash = 'later'")
    return brought_up


def test_a_newer_warehouse_is_refused_and_left_as_it_is(newer, tmp_path_factory):
    """To write, to restore, to read where no older version is left."""
    with pytest.raises(WarehouseNewer, match="format 2, and this Earshot knows formats up to 1"):
        bring_up(newer)
    (newer / "v00000001.duckdb").unlink()
    with closing(Reader(newer)) as reader, pytest.raises(WarehouseError, match="format 2"):
        reader.query("select 1")
    with pytest.raises(WarehouseNewer, match="use the newer Earshot"):
        maintenance.restore(tmp_path_factory.mktemp("other"), newer / WORK)

    assert rows(newer, "select format, schema_hash from warehouse_state") == [
        {"format": 2, "schema_hash": "later"}
    ]


def test_a_warehouse_that_cannot_be_brought_up_stays_as_it_was(older):
    """A table of somebody's own in the way of a view."""
    with closing(open_file(older / WORK, read_only=False)) as con:
        con.execute("drop view turns; create table turns as select 1 as mine")
    with pytest.raises(WarehouseError, match=r"stays as it was: .*restore a backup"):
        bring_up(older)

    assert rows(older, "select mine from turns") == [{"mine": 1}]
    assert rows(older, "select count(*) as n from mentions") == [{"n": 5}]


def test_a_restore_that_was_cut_off_says_so_at_the_next_start(older, caplog):
    (older / "RESTORING").write_text("/backups/earshot.duckdb")
    with writer(older):
        pass

    assert "restoring /backups/earshot.duckdb was cut off" in caplog.text
    assert not (older / "RESTORING").exists()


def test_rubbish_in_the_pointer_leads_to_the_newest_version(brought_up):
    """Both who reads and who writes find it."""
    rubbish = ("", "v1", "../../etc/passwd", "\x00\xff", "v00000009.duckdb.x")
    for number, written in enumerate(rubbish, 3):
        (brought_up / "CURRENT").write_text(written)
        with closing(Reader(brought_up)) as reader:
            assert reader.query("select count(*) as n from posts")["n"].item() == 5, written
        with writer(brought_up):
            pass
        assert published(brought_up) == f"v{number:08d}.duckdb", written


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("load", "."), "."),
        (("load", "none.csv"), "none.csv"),
        (("export", "unanswered", "-o", "none/x.csv"), "none/x.csv"),
        (("backup", "none/x.duckdb"), "none/x.duckdb"),
        (("restore", "."), "."),
    ],
)
def test_what_is_not_there_ends_in_a_sentence(brought_up, call, said):
    """A folder, a missing file, a missing folder for what is written."""
    done = earshot(*call, "--data", brought_up, cwd=brought_up)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3
