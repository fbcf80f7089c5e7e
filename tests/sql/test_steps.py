"""The order of a run: what a step reads stands before it, by its own text and not by comments."""

import re

import pytest

from sql import schema
from sql.derive import volume
from sql.derive.steps import STEPS

HELD = {path.stem for layer in ("tables", "views") for path in schema.files(layer)}
MADE = re.compile(r"\bcreate (?:or replace )?temp table (?:if not exists )?(\w+)")
READ = re.compile(r"\b(?:from|join|using) ([a-z_]+)\b(?!\s*\()")
NAMED = re.compile(r"(?:^|,)\s*([a-z_0-9]+) as \($", re.MULTILINE)
COMMENT = re.compile(r"--.*$", re.MULTILINE)
# What the caller leaves, and the steps after it.
ORDERS = {
    "volume": (
        {"held", "final_rows"},
        ("volume_touched", "volume_counts", "volume_scope", *volume.JUDGE),
    ),
    "growth": (
        {"held", "final_rows", "snapshots_new"},
        ("viral_touched", "viral_growth", "viral_curves", "viral_levels"),
    ),
}
# What the runner makes of what a step left.
BETWEEN = {"volume_scope": {"volume_part"}}


def statements(name):
    """The statements of a step without comments, in order."""
    return COMMENT.sub("", STEPS[name].read_text(encoding="utf-8")).split(";")


@pytest.mark.parametrize("subject", ORDERS)
def test_a_step_reads_only_what_stands_before_it(subject):
    """Tables of the schema, and temp tables that an earlier statement of the run has made."""
    given, names = ORDERS[subject]
    known = HELD | given
    for name in names:
        for text in statements(name):
            wanted = set(READ.findall(text)) - set(NAMED.findall(text))
            assert wanted <= known, (name, wanted - known)
            known |= set(MADE.findall(text))
        known |= BETWEEN.get(name, set())


def test_every_step_of_volume_and_growth_is_in_an_order():
    """A file that nobody runs is no step."""
    listed = {name for _, names in ORDERS.values() for name in names}
    rooms = {"volume", "spikes", "growth"}

    assert listed == {name for name, path in STEPS.items() if path.parent.name in rooms}
