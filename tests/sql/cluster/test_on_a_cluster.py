"""`earshot rebuild --engine spark` on a master and two workers, of which some die."""

from contextlib import closing

import duckdb
import pytest

from sql.warehouse import ARCHIVE, open_file, published, writer
from tests.build import copied
from tests.sql.cluster.standalone import SMALL
from tests.test_conventions import VIEWS, call

pytestmark = pytest.mark.spark
LOST = (
    "delete from turn_facts",
    "delete from volume_slots",
    "delete from volume_sources",
    "delete from viral_growth",
    "delete from viral_samples",
    "delete from viral_curves",
    "delete from viral_authors",
    "delete from viral_levels",
)


@pytest.fixture
def data(sample_data, tmp_path):
    """The sample story, of which everything is lost that a cluster derives."""
    data = copied(sample_data, tmp_path / "data")
    with writer(data) as con:
        for sql in LOST:
            con.execute(sql)
    return data


def differing(data, other):
    """Views and metrics with rows that only one of two warehouses has, and how many.

    Real numbers count by nine digits, and as zero below a billionth: those summed in another
    order differ in the last ones, as they do in DuckDB from one thread to another.
    """
    apart = {}
    with (
        closing(open_file(data / published(data), read_only=True, threads=1)) as one,
        closing(open_file(other / published(other), read_only=True, threads=1)) as two,
        closing(duckdb.connect()) as both,
    ):
        brand = one.execute("select min(brand) from brands where role = 'own'").fetchall()[0][0]
        for view in VIEWS:
            sql = f"select * from {call(view, brand)}"
            told = ", ".join(map(digits, one.execute(f"describe {sql}").fetchall()))
            both.register("one", one.sql(f"select {told} from ({sql})").to_arrow_table())
            both.register("two", two.sql(f"select {told} from ({sql})").to_arrow_table())
            lost = sum(
                both.execute(f"select count(*) from ({sides})").fetchall()[0][0]
                for sides in ("from one except all from two", "from two except all from one")
            )
            if lost:
                apart[view.stem] = lost
    return apart


def digits(column):
    name, kind, *_ = column
    if kind not in ("DOUBLE", "DOUBLE[]"):
        return f'"{name}"'
    # A hair beside what it is, so that what ends in 5 is rounded the same way, whatever its last
    # digit; and zero, not minus zero.
    places = "least(9, 8 - cast(floor(log10(abs(x))) as integer))"
    told = f"if(x = 0, 0, round(x * 1.000000000031, {places})) + 0.0"
    if kind == "DOUBLE[]":
        return f'list_transform("{name}", lambda x: {told}) as "{name}"'
    return f'list_transform(["{name}"], lambda x: {told})[1] as "{name}"'


class Ended(Exception):  # noqa: N818 - a state, named as one
    """What stands for the end of the driver."""


def test_everything_is_as_duckdb_derives_it_whoever_dies(
    standalone, sample_data, data, monkeypatch
):
    """A worker is killed, the master too and started again, then the driver ends: it goes on."""
    from sql.cluster import engine, rebuild

    made = []
    make = engine.Cluster._make
    deaths = {
        5: lambda: standalone.kill("one"),
        12: lambda: (standalone.kill("master"), standalone.start_master()),
        20: lambda: standalone.start_worker("three"),
        30: lambda: (_ for _ in ()).throw(Ended),
    }

    def dying(self, name, query):
        made.append(name)
        if one := deaths.pop(len(made), None):
            one()
        make(self, name, query)

    monkeypatch.setattr(engine.Cluster, "_make", dying)
    version = published(data)
    with pytest.raises(Ended):
        rebuild.rebuild_on(data, standalone.address, SMALL)
    assert version == published(data)
    assert len(list((data / ARCHIVE / rebuild.RUNS).glob("*/*"))) == 29

    made.clear()
    done = rebuild.rebuild_on(data, standalone.address, SMALL)

    assert not deaths
    assert len(made) > 50
    assert done.before["turns"] == 0
    assert done.after["turns"] > 1000
    assert {} == differing(sample_data, data)
    assert [] == list((data / ARCHIVE).glob(rebuild.RUNS))
