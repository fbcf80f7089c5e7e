"""What the README promises, held against the code."""

import re
from typing import get_args

import pytest
import typer

import earshot
from ingest.files import PRESETS
from ingest.reading.scorers.options import ScorerOptions
from ingest.sources import CONNECTORS
from ingest.sources.table import written
from sql import schema
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(heading):
    """Cells of the table below a heading, without its head."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_sources_are_those_of_the_code():
    """One row per connector, written from what its module says; then the files."""
    rows = {row[0].strip("`"): row[1:] for row in table("Sources")}

    assert [*CONNECTORS, "files"] == list(rows)
    assert README == written(README)
    for preset in PRESETS:
        assert f"`{preset}`" in rows["files"][2]


def test_scorers_are_those_of_the_configuration():
    """One row per kind that [scorer] can name."""
    tagged = get_args(get_args(ScorerOptions)[0])

    assert [one.__metadata__[0].tag for one in tagged] == [
        row[0].strip("`") for row in table("Scorers")
    ]


def test_metrics_are_those_of_the_code():
    """One row per view: its grain and its first line."""
    rows = {re.split(r"[`(]", row[0])[1]: row for row in table("Metrics")}

    assert {path.stem for path in schema.files("metrics")} == set(rows)
    for path in schema.files("metrics"):
        text = path.read_text(encoding="utf-8")
        grain = re.search(r"^-- Grain: (.+)$", text, re.MULTILINE)[1]
        assert [grain, text.splitlines()[0].removeprefix("-- ")] == rows[path.stem][1:]


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links_lead_somewhere(link):
    assert (ROOT / link).exists()


def test_commands_exist():
    """Every `earshot VERB` of the README is a command."""
    verbs = set(re.findall(r"\.venv/bin/earshot ([\w-]+)", README))
    known = set(typer.main.get_command(earshot.app).commands)

    assert verbs
    assert verbs <= known


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in set(re.findall(r"make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
