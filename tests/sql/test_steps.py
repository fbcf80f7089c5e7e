"""The order of a run: what a step reads stands before it, by its own text and not by comments."""

import re

import duckdb
import pytest
import sqlfluff

from sql import schema
from sql.derive.columns import TEXTS
from sql.derive.order import ORDER
from sql.derive.steps import STEPS, sql_of
from tests.places import ROOT

HELD = {path.stem for layer in ("tables", "views") for path in schema.files(layer)}
MADE = re.compile(r"\bcreate (?:or replace )?temp table (?:if not exists )?(\w+)")
READ = re.compile(r"\b(?:from|join|using|update|into) ([a-z_]+)\b(?!\s*\()")
NAMED = re.compile(r"(?:^|,)\s*([a-z_0-9]+) as (?:materialized )?\($", re.MULTILINE)
COMMENT = re.compile(r"--.*$", re.MULTILINE)
IS_DISTINCT = re.compile(r"\bdistinct from\b")
# What a batch brings, and what Python makes of what a step left.
STAGED = {"staged_posts", "staged_engagement", "staged_rejects"}
BETWEEN = {
    "unread": {"readings"},
    "copy_links": {"copy_roots"},
    "label": {"chain"},
    "volume_scope": {"volume_part"},
}


def statements(name):
    """The statements of a step without comments, in order."""
    parts = duckdb.connect().extract_statements(sql_of(name))
    return [IS_DISTINCT.sub("", COMMENT.sub("", part.query)) for part in parts]


def test_a_step_reads_only_what_stands_before_it():
    """Tables of the schema, and temp tables that an earlier statement of the run has made."""
    known = HELD | STAGED
    for names in ORDER.values():
        for name in names:
            for text in statements(name):
                known |= set(MADE.findall(text)) if "if not exists" in text else set()
                wanted = set(READ.findall(text)) - set(NAMED.findall(text))
                assert wanted <= known, (name, wanted - known)
                known |= set(MADE.findall(text))
            known |= BETWEEN.get(name, set())


def test_every_step_is_in_the_order():
    """A file that nobody runs is no step."""
    assert {name for names in ORDER.values() for name in names} == set(STEPS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_step_with_column_lists_is_linted_as_it_runs(name):
    """Its file holds names in braces, so the lint of the folder leaves it out."""
    found = sqlfluff.lint(sql_of(name), config_path=str(ROOT / "pyproject.toml"))

    assert not [(one["start_line_no"], one["description"]) for one in found]
    assert "{" not in sql_of(name)


def test_only_steps_with_column_lists_are_left_out_of_the_lint():
    """Every other file is linted as it stands."""
    left_out = (ROOT / ".sqlfluffignore").read_text(encoding="utf-8").splitlines()

    assert {line for line in left_out if not line.startswith("#")} == {
        str(STEPS[name].relative_to(ROOT)) for name in TEXTS
    }
