"""Scalar macros against the worked cases in their own headers."""

import math
import re
from contextlib import closing

import duckdb
import pytest

from sql import schema
from sql.zones import keep_zone
from tests.places import ROOT

FUNCTIONS = schema.files("functions")
CASE = re.compile(r"^-- Case: (.+) = (.+)$", re.MULTILINE)
KINDS = (
    "bigint|boolean|date|double|integer|map|struct|timestamptz|timestamp|ubigint|uinteger|varchar"
)
PARAMETER = re.compile(rf"^-- ([a-z_0-9]+) +(?:{KINDS})\b", re.MULTILINE)
RETURNS = re.compile(rf"^-- Returns: (?:{KINDS})\b", re.MULTILINE)
FIGURE = re.compile(r"-?[\d.]+")
# Open from 8 to 12 and from 13 to 18 on 2 March, in UTC; closed on the day after.
CALENDAR = """
insert into business_days values
    ('acme', date '2026-03-02', '2026-03-02 08:00Z', '2026-03-02 12:00Z', 0),
    ('acme', date '2026-03-02', '2026-03-02 13:00Z', '2026-03-02 18:00Z', 14400);
insert into business_dates values
    ('acme', date '2026-03-02', 0), ('acme', date '2026-03-03', 32400)
"""
CASES = [
    pytest.param(found[1], found[2], id=found[1])
    for path in FUNCTIONS
    for found in CASE.finditer(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def functions():
    """A database that holds the functions and the tables they read: a zone, a calendar."""
    with closing(duckdb.connect()) as con:
        con.execute("set TimeZone = 'UTC'")
        for path in schema.files("tables"):
            con.execute(schema.statement(path))
        for path in schema.in_order(FUNCTIONS):
            con.execute(schema.statement(path))
        keep_zone(con, "Europe/Berlin")
        con.execute(CALENDAR)
        yield con


def written_to(figure):
    """Half a unit of the last digit that is written down."""
    decimals = re.search(r"\.(\d+)$", figure)
    return 0.5 * 10.0 ** -len(decimals[1]) if decimals else 1e-9


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_case_holds(call, expected, functions):
    """A figure to the digits that the header gives, everything else exactly."""
    if FIGURE.fullmatch(expected):
        (found,) = functions.execute(f"select {call}").fetchone()
        assert math.isclose(float(expected), found, rel_tol=0, abs_tol=written_to(expected))
    else:
        assert functions.execute(f"select {call} is not distinct from {expected}").fetchone()[0]


@pytest.mark.parametrize("path", FUNCTIONS, ids=lambda path: path.stem)
def test_header_tells_parameters_and_result(path, functions):
    """Every parameter in its order, what comes back, and two cases where arguments can differ."""
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("create or replace macro")]
    (parameters,) = functions.execute(
        "select parameters from duckdb_functions() where function_name = ? and not internal",
        [path.stem],
    ).fetchone()

    assert parameters == PARAMETER.findall(head)
    assert RETURNS.search(head)
    assert len(CASE.findall(head)) >= min(2, len(parameters) + 1)
    assert all(call.startswith(f"{path.stem}(") for call, _ in CASE.findall(head))


def test_no_count_stands_out_that_would_not_against_nothing(functions):
    """What lets a topic's other hours go, by the least score that volume_near asks for there."""
    rule = (ROOT / "sql" / "views" / "spike_rule.sql").read_text(encoding="utf-8")
    wrong, tried = functions.execute(
        f"""
        select
            count(*) filter (where count_score(n, 0, 1) < asked),
            count(*)
        from range(5, 400) as counts (n)
        cross join (select power(1.2, unnest(range(-30, 40))) as expected)
        cross join (select power(1.2, unnest(range(0, 40))) as dispersion)
        cross join (
            select least(mark_score, topic_score + quiet_alarm_score) as asked from ({rule})
        )
        where count_score(n, expected, dispersion) >= asked
        """
    ).fetchone()
    assert 0 == wrong
    assert 100_000 < tried
