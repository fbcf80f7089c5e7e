"""What many tests share: the sample story, loaded once."""

import random
import secrets
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

# How long an example takes depends on the machine, and says nothing about the code. New cases at
# each run, on a build server too: what failed is repeated by the seed that the run ends with.
settings.register_profile(
    "earshot",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=False,
    print_blob=True,
)
settings.load_profile("earshot")

STORY = Path(generate.__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """One seed for everything random in a run; workers get it from whoever starts them."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(secrets.randbelow(2**32))


def pytest_terminal_summary(terminalreporter, config):
    seed = config.option.hypothesis_seed
    terminalreporter.write_line(f"random cases of this run: --hypothesis-seed={seed}")


@pytest.fixture
def dice(request):
    """A generator of the test's own, begun with the seed of the run."""
    return random.Random(f"{request.config.option.hypothesis_seed} {request.node.nodeid}")


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
