"""Every rule by its own example, asked of both engines; and what no rule knows, by name."""

import math
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest

pytestmark = pytest.mark.spark


def plain(value):
    """The same value of either engine."""
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


def plainly(rows):
    return sorted((tuple(map(plain, row)) for row in rows), key=repr)


@pytest.fixture(scope="module")
def con():
    with closing(duckdb.connect()) as con:
        con.execute("set TimeZone = 'UTC'")
        yield con


def test_each_rule_says_on_spark_what_duckdb_says(con, local):
    from sql.cluster.rules import RULES

    for rule in RULES:
        expected = plainly(con.execute(rule.example).fetchall())
        found = plainly(local.execute(rule.example).fetchall())
        assert len(expected) == len(found), rule.why
        for one, other in zip(expected, found, strict=True):
            assert all(map(alike, one, other)), (rule.why, one, other)


def alike(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other


def test_each_rule_changes_its_example():
    """One that leaves it as it is proves nothing."""
    import sqlglot

    from sql.cluster.rules import RULES

    for rule in RULES:
        tree = sqlglot.parse_one(rule.example, read="duckdb")
        nodes = list(tree.find_all(rule.of))
        assert any(rule.rewrite(node) is not None for node in reversed(nodes)), rule.why


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("select bit_xor(a) from t", "BitwiseXorAgg"),
        ("select mode(a) from t", "Mode"),
        ("select to_hours(a) from t", "to_hours"),
        ("select cast(a / 2 as bigint) from t", "whole number"),
        ("select (select sum(u.b + t.a) from u where u.k < t.k) from t", "by = only"),
        ("drop table t", "drop"),
    ],
)
def test_what_no_rule_knows_is_refused_by_name(sql, named):
    from sql.cluster import dialect
    from sql.cluster.errors import Untranslatable

    (statement,) = dialect.parse(sql)
    with pytest.raises(Untranslatable, match=named):
        dialect.translate(statement, {}, lambda _table: [])


def test_every_step_that_a_cluster_runs_can_be_put_into_its_words():
    """Whoever changes one of these files hears here of what Spark would not understand."""
    from sql.cluster import dialect
    from sql.cluster.rebuild import STAGES
    from sql.derive.order import ORDER
    from sql.derive.steps import sql_of

    for stage in STAGES:
        for name in ORDER[stage]:
            for statement in dialect.parse(sql_of(name)):
                values = dict.fromkeys(statement.named_parameters, 1)
                dialect.translate(statement, values, lambda _table: [("a", "int")])


STATEMENTS = (
    "create or replace temp table a as select * from (values (1, 'x'), (2, 'y'), (3, '')) t (k, v)",
    "update a set v = null where v = ''",
    "create or replace temp table b as select * from (values (2), (3)) as t (k)",
    "insert into a by name select 'z' as v, 4 as k",
    "insert into a (k) select 5",
    "insert into a select k + 4, 'w' from b",
    "update a set v = 'new' from b where a.k = b.k and a.v is not null",
    "update a set v = 'old', k = 0 where k = 1",
    "update a set k = k + 10 where v = 'w'",
    "delete from a using b where a.k = b.k and a.v is null",
    "delete from a where k > 16 or v = 'z'",
    "create temp table if not exists a (k integer)",
    "delete from b",
    "insert into a select k, 'none' from b",
)


def test_statements_leave_the_same_tables(con, local):
    """Whatever makes or changes a table; null is neither true nor false in a condition."""
    for sql in STATEMENTS:
        con.execute(sql)
        local.execute(sql)
        expected = plainly(con.execute("select * from a").fetchall())
        assert expected == plainly(local.execute("select * from a").fetchall()), sql
    assert len(expected) == 4


def test_an_insert_that_forgets_a_column_is_refused(local):
    from pyspark.errors import AnalysisException

    local.execute("create or replace temp table c as select 1 as k, 'x' as v")
    with pytest.raises(AnalysisException, match="v"):
        local.execute("insert into c by name select 2 as k")
