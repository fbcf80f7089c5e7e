"""What the front door costs before it does anything."""

import json
import subprocess
import sys

import typer

import earshot
from tests.commands.door import environment

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


def test_every_verb_says_what_it_does():
    for name, verb in typer.main.get_command(earshot.app).commands.items():
        assert verb.help, name
