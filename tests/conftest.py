"""What many tests share: the sample story, loaded once."""

from contextlib import closing
from pathlib import Path

import filelock
import pytest
from hypothesis import HealthCheck, settings

from sample_data import generate
from sample_data.telling import load_story
from sql.reader import Reader
from sql.warehouse import published, writer
from tests.build import Templates

# How long an example takes depends on the machine, and says nothing about the code.
settings.register_profile("earshot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("earshot")

STORY = Path(generate.__file__).parent


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory):
    """A folder of this test run, the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base if base.name.startswith("pytest-") else base.parent


@pytest.fixture(scope="session", autouse=True)
def templates(shared_folder):
    """Where the databases lie that tests start from."""
    Templates.folder = shared_folder


@pytest.fixture(scope="session")
def sample_data(shared_folder):
    """Folder of a warehouse that holds the committed sample story; read only, shared by workers."""
    data = shared_folder / "sample-warehouse"
    with filelock.FileLock(shared_folder / "sample.lock"):
        if published(data) is None:
            with writer(data) as con:
                load_story(con, STORY)
    return data


@pytest.fixture(scope="session")
def sample_reader(sample_data):
    with closing(Reader(sample_data)) as reader:
        yield reader
