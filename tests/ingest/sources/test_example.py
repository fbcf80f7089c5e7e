"""What a new source costs, tried: a copy of the project gets one, in one module and one line.

CONTRIBUTING.md promises it. The module is `example/forum.py`, its sample answer `reviews.json`.
"""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build import rows
from tests.ingest.web.server import Reply, Server
from tests.places import ROOT

EXAMPLE = Path(__file__).parent / "example"
ROOMS = ("commands", "ingest", "notify", "sql", "wording")
LAST = '    "hackernews",\n'
NOW = datetime.now(UTC).replace(microsecond=0)
TOKEN = "only-for-the-forum"
CONFIG = """
[brands.acme]
name = "Acme"
[sources.reviews]
kind = "forum"
base_url = "{url}/api"
brands = ["acme"]
"""


class Forum:
    """Two reviews, one a page; its own token opens it."""

    def __init__(self):
        told = (EXAMPLE / "reviews.json").read_text(encoding="utf-8")
        for name, hours in {"sooner": 1, "later": 0.5}.items():
            told = told.replace(f"{{{name}}}", (NOW - timedelta(hours=hours)).isoformat())
        self.reviews = json.loads(told)

    def __call__(self, request):
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply(status=401)
        if wanted := [value for name, value in request.pairs if name == "id[]"]:
            return Reply(json.dumps([one for one in self.reviews if str(one["id"]) in wanted]))
        left = [one for one in self.reviews if one["id"] > int(request.query["after"])]
        link = f'<?after={left[0]["id"]}>; rel="next"' if len(left) > 1 else ""
        return Reply(json.dumps(left[:1]), headers={"Link": link})


def project(folder):
    """A copy of what a source needs to be heard."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("earshot.py", "README.md"):
        shutil.copy(ROOT / name, folder / name)


def add_source(folder):
    """All that a person does."""
    shutil.copy(EXAMPLE / "forum.py", folder / "ingest" / "sources")
    listed = folder / "ingest" / "sources" / "__init__.py"
    text = listed.read_text(encoding="utf-8")
    assert 1 == text.count(LAST)
    listed.write_text(text.replace(LAST, f'{LAST}    "forum",\n'), encoding="utf-8")


def changed(folder):
    """Files of the copy that are not as in the project, and their additional lines."""
    found = {}
    for path in folder.rglob("*"):
        original = ROOT / (name := path.relative_to(folder))
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        lines, known = _lines(path), _lines(original) if original.exists() else []
        if lines != known:
            found[str(name)] = len(lines) - len(known)
    return found


def _lines(path):
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.fixture
def run(tmp_path):
    """A command in the copy; with the forum's token unless it is taken away."""

    def call(*arguments, token=TOKEN):
        plain = {name: value for name, value in os.environ.items() if "EARSHOT" not in name}
        environment = {**plain, "PYTHONPATH": str(tmp_path), "COLUMNS": "200"}
        if token:
            environment["REVIEWS_ACCESS_TOKEN"] = token
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def test_a_new_source_is_a_module_and_a_line(tmp_path, run):
    """Configuration, README, commands, fetch, parse, polls and load follow by themselves."""
    project(tmp_path)
    add_source(tmp_path)
    written = run("-m", "ingest.sources.table", "README.md")
    cost = changed(tmp_path)

    assert "" == written.stderr
    assert {"README.md": 1, "ingest/sources/__init__.py": 1} == {
        name: lines for name, lines in cost.items() if name != "ingest/sources/forum.py"
    }
    row = "| `forum` | `base_url`, `access_token` | an access token of the brand's account | "
    assert f"{row}deleted reviews are not seen |\n" in (tmp_path / "README.md").read_text("utf-8")

    with Server(forum := Forum()) as server:
        config = CONFIG.format(url=server.url)
        (tmp_path / "earshot.toml").write_text(config, encoding="utf-8")
        without = run("earshot.py", "sources", "list", token=None)
        with_it = run("earshot.py", "sources", "list", "--json")
        first = run("earshot.py", "ingest", "--json")
        forum.reviews[0]["likes"] = 40
        second = run("earshot.py", "ingest", "--json")

    assert (1, True) == (without.returncode, "set REVIEWS_ACCESS_TOKEN" in without.stdout)
    assert (0, []) == (with_it.returncode, json.loads(with_it.stdout)["sources"][0]["missing"])
    outcomes = [json.loads(done.stdout)["sources"][0] for done in (first, second)]
    assert [(3, 0), (0, 1)] == [(one["new_count"], one["changed_count"]) for one in outcomes]
    held = rows(
        tmp_path / "data",
        "select post_id, parent_id, direction, coalesce(like_count, -1) as likes "
        "from posts order by post_id",
    )
    assert [
        ("reviews:1", None, "inbound", 40),
        ("reviews:2", None, "inbound", -1),
        ("reviews:2-answer", "reviews:2", "outbound", -1),
    ] == [tuple(one.values()) for one in held]
