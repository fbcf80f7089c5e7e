"""What CONTRIBUTING.md promises, held against the files."""

import re

import pytest

from tests.places import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COSTS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.split("## What a change costs")[1].split("\n## ")[0].splitlines()
    if re.match(r"\| (?!a new|---)", line)
]


@pytest.mark.parametrize("row", COSTS, ids=lambda row: row[0])
def test_a_change_costs_as_many_files_as_are_named(row):
    """Files that are there, or whose folder is."""
    _, number, which = row
    paths = re.findall(r"`([^`]+)`", which)

    assert int(number) == len(paths)
    for path in paths:
        place = ROOT / path
        assert (place.parent if "NAME" in path else place).exists(), path


def test_the_usual_changes_are_told():
    told = {row[0].split(",")[0] for row in COSTS}

    assert {"source", "metric", "alert kind", "command", "scorer", "language"} <= told


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:\w+/)+[\w.]*)`", TEXT))))
def test_files_that_are_named_exist(path):
    assert "NAME" in path or path.startswith("data/") or (ROOT / path).exists()
