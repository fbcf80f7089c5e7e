"""Spark in this process for what needs no cluster, and a real cluster for what does."""

import pytest

from tests.sql.cluster.standalone import SMALL, Standalone


@pytest.fixture(scope="module")
def local(sample_data, tmp_path_factory):
    """An engine in threads of this process, over the archive of the sample story."""
    from sql.cluster.archive import archive
    from sql.cluster.engine import cluster
    from sql.warehouse import ARCHIVE
    from tests.build import copied

    data = copied(sample_data, tmp_path_factory.mktemp("local") / "data")
    archive(data)
    with cluster("local[2]", data / ARCHIVE, data / "work", SMALL) as engine:
        yield engine


@pytest.fixture
def standalone(tmp_path):
    """A master and two workers, gone afterwards whatever happens."""
    found = Standalone(tmp_path)
    try:
        found.start_master()
        for name in ("one", "two"):
            found.start_worker(name)
        found.wait("master", '"aliveworkers" : 2')
        yield found
    finally:
        found.stop()
