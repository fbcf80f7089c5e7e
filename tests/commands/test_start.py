"""What the front door costs before it does anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import typer

import earshot
from tests.browser.serving import free_port, wait_for
from tests.commands.door import FRONT, environment
from tests.ingest.passes.test_quiet import FEED
from tests.ingest.web.server import Reply, Server
from tests.places import ROOT

HEAVY = {
    "apscheduler",
    "duckdb",
    "feedparser",
    "httpx",
    "numpy",
    "pandas",
    "plotly",
    "pyarrow",
    "pydantic",
    "rich",
    "scipy",
    "sklearn",
    "streamlit",
}


def test_numpy_starts_no_threads_of_its_own():
    """They wait by spinning, for which a short process pays."""
    code = (
        "import earshot, numpy, threadpoolctl\n"
        "print(max(pool['num_threads'] for pool in threadpoolctl.threadpool_info()))"
    )
    own = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=own, capture_output=True, text=True, check=True
    )
    assert "1" == told.stdout.strip()


def test_help_imports_nothing_heavy():
    """Each verb imports what it needs when it is called; the help is plain text."""
    code = (
        "import earshot, json, sys, contextlib\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):\n"
        "    earshot.main(['--help'])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )

    assert "rebuild" in told.stderr
    assert set() == HEAVY & {name.split(".")[0] for name in json.loads(told.stdout)}


def test_a_pass_without_news_imports_neither_what_reads_nor_what_derives(tmp_path):
    """The feed delivers the same again, word for word, as those do that know of no 304."""
    code = (
        "import earshot, json, sys, contextlib\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):\n"
        "    earshot.main(['ingest'])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    with Server(lambda _: Reply(FEED.format(title="Acme is slow"))) as server:
        (tmp_path / "earshot.toml").write_text(
            f'brands.acme.name = "Acme"\nsources.blog = {{kind = "rss", url = "{server.url}/f"}}\n',
            encoding="utf-8",
        )
        first, second = (
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=True,
                env=environment(),
            )
            for _ in range(2)
        )

    assert "1 new" in first.stderr
    assert "0 new" in second.stderr
    heavy = HEAVY - {"duckdb", "feedparser", "httpx", "pydantic", "rich"}
    assert set() == heavy & {name.split(".")[0] for name in json.loads(second.stdout)}


def test_every_verb_says_what_it_does():
    for name, verb in typer.main.get_command(earshot.app).commands.items():
        assert verb.help, name


def test_the_dashboard_runs_in_the_projects_folder_wherever_it_is_called(tmp_path):
    """Streamlit looks there for its rules: without them it tries to send usage statistics."""
    port = free_port()
    call = [sys.executable, *FRONT, "dashboard", "--port", str(port)]
    with subprocess.Popen(call, cwd=tmp_path, env=environment()) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/api/health")
            assert Path(f"/proc/{server.pid}/cwd").resolve() == ROOT
        finally:
            server.terminate()
