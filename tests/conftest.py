"""What many tests share: the sample story, loaded once."""

import gc
import random
import secrets
from contextlib import closing
from copy import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import commands  # noqa: F401 - what it sets holds for every process that a test starts
import sql.warehouse
from ingest.web import redaction
from sample_data import generate
from sample_data.telling import load_story
from sql.reader import Reader
from sql.warehouse import writer
from tests.build import Run, begun, once, prepared

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


def pytest_collection_finish():
    """What was collected stays until the end: the collector need not walk through it each time."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish():
    gc.unfreeze()  # the bindings of DuckDB complain of types that nobody takes down


def pytest_terminal_summary(terminalreporter, config):
    seed = config.option.hypothesis_seed
    terminalreporter.write_line(f"random cases of this run: --hypothesis-seed={seed}")


@pytest.fixture(autouse=True)
def own_secrets(monkeypatch):
    """What a test's configuration made a secret is none in the next: a port may hold its digits."""
    for name in ("_configured", "_patterns", "_tokens"):
        monkeypatch.setattr(redaction, name, copy(getattr(redaction, name)))


@pytest.fixture
def dice(request):
    """A generator of the test's own, begun with the seed of the run."""
    return random.Random(f"{request.config.option.hypothesis_seed} {request.node.nodeid}")


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory):
    """Where that lies which tests share: a folder of this run, the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    Run.folder = base if base.name.startswith("pytest-") else base.parent


@pytest.fixture(scope="session", autouse=True)
def begun_once(shared_folder):
    """Whoever writes in this process into a folder without a warehouse finds an empty one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql.warehouse, "open_file", begun)
        yield


@pytest.fixture
def warehouse(tmp_path):
    """A folder with an empty warehouse, of which nothing is published."""
    return prepared(tmp_path / "data")


@pytest.fixture(scope="session")
def sample_data(shared_folder):
    """Folder of a warehouse that holds the committed sample story; read only, shared by workers."""
    return once("sample-warehouse", load_sample)


def load_sample(data):
    with writer(data) as con:
        load_story(con, STORY)


@pytest.fixture(scope="session")
def sample_reader(sample_data):
    with closing(Reader(sample_data)) as reader:
        yield reader
