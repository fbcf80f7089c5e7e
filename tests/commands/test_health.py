"""What doctor, /health and /metrics say; children that die; a log for machines."""

import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from commands.metrics import server
from ingest.loading.source_state import failed, succeeded
from tests.build import asks, publish_all
from tests.commands.door import earshot, environment
from tests.places import ROOT

TOML = '[brands.acme]\n[sources.blog]\nkind = "rss"\nurl = "https://blog.example/feed"\n'


@pytest.fixture
def folder(tmp_path):
    """A brand of a source that was read a minute ago."""
    (tmp_path / "earshot.toml").write_text(TOML, encoding="utf-8")
    publish_all(tmp_path / "data", [asks("1", 0)], ending=lambda con: read(con, minutes=1))
    return tmp_path


def read(con, minutes, error=None):
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    known = {"kind": "rss", "run_id": "r", "since": at, "until": at, "at": at}
    succeeded(con, "blog", **known)
    if error:
        failed(con, "blog", error=error, **(known | {"since": None, "until": None}))


def wrong(folder):
    """Exit code, and what is not well with its next step."""
    done = earshot("doctor", "--json", cwd=folder)
    found = json.loads(done.stdout)["findings"]
    return done.returncode, [(one["what"], one["said"], one["next_step"]) for one in found
                             if not one["is_well"]]  # fmt: skip


def test_nothing_is_wrong_where_nothing_is(folder):
    assert wrong(folder) == (0, [])


def test_each_thing_that_is_wrong_has_its_next_step(folder):
    """A late source that fails, a variable not set, a misspelt service, a restore cut off."""
    more = '[people.anna]\nto = ["${NO_SUCH_VARIABLE}", "slak://token"]\n'
    (folder / "earshot.toml").write_text(TOML + more, encoding="utf-8")
    publish_all(
        folder / "data", [asks("1", 0)], ending=lambda con: read(con, 200, error="no answer")
    )
    (folder / "data" / "RESTORING").write_text("b.duckdb", encoding="utf-8")
    code, found = wrong(folder)

    assert code == 1
    named = [what for what, _, _ in found]
    assert ["environment", "people told", "restore", "source blog"] == named
    assert "people.anna.to.0: the environment variable NO_SUCH_VARIABLE is not set" == found[0][1]
    assert "address 2 of people.anna is no address of Apprise" == found[1][1]
    assert found[2][1:] == ("restoring b.duckdb was cut off", "`earshot restore b.duckdb` again")
    assert "1 failures since: no answer" in found[3][1]
    assert "`earshot sources test blog`" in found[3][2]


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda folder: (folder / "earshot.toml").write_text("[brand]"), "earshot.toml"),
        (lambda folder: (folder / "data").rename(folder / "other"), "the folder data"),
        (lambda folder: [one.unlink() for one in (folder / "data").glob("v*")], "warehouse"),
    ],
)
def test_what_is_missing_or_broken_is_named(folder, spoil, what):
    spoil(folder)
    code, found = wrong(folder)

    assert code == 1
    assert what in [one for one, _, _ in found]


@contextmanager
def served(folder):
    with server(folder / "data", folder / "earshot.toml", address="127.0.0.1", port=0) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}"
        finally:
            serving.shutdown()
            thread.join()


def test_a_scrape_and_a_health_check(folder):
    with served(folder) as address:
        said = httpx.get(f"{address}/metrics").text
        well = httpx.get(f"{address}/health")
        (folder / "data" / "RESTORING").write_text("x", encoding="utf-8")
        ill = httpx.get(f"{address}/health")

    assert "earshot_up 1.0" in said
    assert 'earshot_source_posts{source="x"} 1.0' in said
    assert 'earshot_source_last_success_seconds{source="blog"}' in said
    assert "earshot_problems 0.0" in said
    assert (well.status_code, well.json()["is_well"]) == (200, True)
    assert (ill.status_code, ill.json()["is_well"]) == (503, False)


SUPERVISED = """
import logging, sys
from commands.processes import Call, supervise
logging.basicConfig(level=logging.ERROR)
main = Call("main", [sys.executable, "-c", "import signal; signal.pause()"], {})
mortal = Call("mortal", [sys.executable, "-c", "print('begun', flush=True)"], {})
sys.exit(supervise([main, mortal]))
"""


def test_a_child_that_dies_is_started_again_and_at_last_all_end():
    """Six times, within a minute; then the others end too, and it says why."""
    done = subprocess.run(
        [sys.executable, "-c", SUPERVISED],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout.count("begun") == 6
    assert "mortal ended with 0 and is started again" in done.stderr
    assert "mortal ended 6 times; Earshot ends" in done.stderr


def test_a_log_for_machines():
    code = "from commands.logs import log_to_stderr; import logging; log_to_stderr(); "
    code += "logging.getLogger('x').warning('said %s', '\\x1b[31m')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment() | {"EARSHOT_LOG": "json"},
        capture_output=True,
        text=True,
        check=True,
    )
    line = json.loads(done.stderr)

    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "x", "said \x1b[31m")
    assert datetime.fromisoformat(line["time"]).tzinfo is not None
