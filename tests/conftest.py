"""What many tests share: the sample story, loaded once."""

from contextlib import closing
from pathlib import Path

import filelock
import pytest
from hypothesis import HealthCheck, settings

import earshot
from sample_data import generate
from sql.reader import Reader
from sql.warehouse import published, writer

# How long an example takes depends on the machine, and says nothing about the code.
settings.register_profile("earshot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("earshot")

STORY = Path(generate.__file__).parent


# Files that take longest for their number of tests: begun last, one worker would end alone.
LONG = (
    "test_incremental.py",
    "test_cli.py",
    "test_journeys.py",
    "test_states.py",
    "test_review.py",
    "test_schedule.py",
    "test_warehouse.py",
)


def pytest_collection_modifyitems(items):
    """The long files first; within a file, and among the others, the order stays."""
    items.sort(key=lambda item: LONG.index(name) if (name := item.path.name) in LONG else len(LONG))


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory, worker_id="master"):
    """Folder of a warehouse that holds the committed sample story; read only, shared by workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base if base.name.startswith("pytest-") else base.parent
    data = shared / "sample-warehouse"
    with filelock.FileLock(shared / "sample.lock"):
        if published(data) is None:
            with writer(data) as con:
                earshot.load_story(con, STORY)
    return data


@pytest.fixture(scope="session")
def sample_reader(sample_data):
    with closing(Reader(sample_data)) as reader:
        yield reader
