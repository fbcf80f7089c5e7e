"""Our SQL, statement by statement, as Spark runs it.

Spark writes no rows into a table that it reads. So every statement that makes or changes a table
becomes a query for the whole of that table as it is afterwards.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp

from sql import schema
from sql.cluster.errors import Untranslatable
from sql.cluster.rules import rewritten
from sql.statements import literal

MACRO = re.compile(r"create or replace macro (\w+)\((.*?)\) as \((.*)\);?\s*$", re.DOTALL)
HIT = "is_hit"  # of rows that an update or delete concerns
Columns = Callable[[str], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of ours, parsed; `named_parameters` are the values that it has places for."""

    tree: exp.Expression
    named_parameters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a query of Spark's.

    Attributes:
        name: of the table, None for a query that somebody reads.
        query: what it holds afterwards.
        is_view: a name for the query, which is not run before somebody reads it.
        is_kept: it stays as it is where there is one (`if not exists`).
    """

    name: str | None
    query: str
    is_view: bool = False
    is_kept: bool = False


def parse(sql: str) -> list[Statement]:
    """The statements of a file."""
    trees = [tree for tree in sqlglot.parse(sql, read="duckdb") if tree is not None]
    return [
        Statement(
            tree, frozenset(one.name for one in tree.find_all(exp.Placeholder, exp.Parameter))
        )
        for tree in trees
    ]


def translate(statement: Statement, values: Mapping[str, object], columns: Columns) -> Table:
    """One statement with its values, as the table that it leaves.

    Args:
        statement: from parse().
        values: for every place that it has.
        columns: names and types (Spark's) of a table that there is.

    Raises:
        Untranslatable: it says what no rule knows.
    """
    tree = _filled(statement.tree.copy(), values)
    tree = _expanded(tree)
    match tree:
        case exp.Create():
            return _created(tree)
        case exp.Insert():
            return _inserted(tree, columns)
        case exp.Delete():
            return _deleted(tree)
        case exp.Update():
            return _updated(tree, columns)
        case exp.Query():
            return Table(None, _spark(tree))
    raise Untranslatable(f"{type(tree).__name__.lower()}: no rule says what it is on a cluster")


def view(name: str) -> str | None:
    """A view of sql/views as a query of Spark's; None where there is none of that name."""
    found = {path.stem: path for path in schema.files("views")}
    if name not in found:
        return None
    (statement,) = parse(found[name].read_text(encoding="utf-8"))
    return _spark(_expanded(statement.tree))


def names(query: str) -> set[str]:
    """Tables that a query of Spark's reads, those of its own left out."""
    tree = sqlglot.parse_one(query, read="spark")
    own = {one.alias for one in tree.find_all(exp.CTE)}
    return {one.name for one in tree.find_all(exp.Table)} - own


@cache
def macros() -> Mapping[str, tuple[list[str], exp.Expression]]:
    """Parameters and body of every scalar macro of sql/functions."""
    found = {}
    for path in schema.files("functions"):
        text = re.sub(r"^--.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if (match := MACRO.match(text.strip())) is None:
            raise Untranslatable(f"{path.name}: no macro of one expression")
        parameters = [one.strip() for one in match[2].split(",") if one.strip()]
        found[match[1]] = (parameters, sqlglot.parse_one(match[3], read="duckdb"))
    return found


def _expanded(tree: exp.Expression) -> exp.Expression:
    """Macros written out, those in their bodies too; a macro is a name for an expression."""
    for node in reversed(list(tree.find_all(exp.Anonymous))):
        if (macro := macros().get(node.name.lower())) is None:
            continue
        parameters, body = macro
        given = dict(zip(parameters, node.expressions, strict=True))
        written = _expanded(exp.Paren(this=body.copy()))
        for column in list(written.find_all(exp.Column)):
            if not column.table and column.name in given:
                column.replace(exp.Paren(this=given[column.name].copy()))
        node.replace(written)
    return tree


def _filled(tree: exp.Expression, values: Mapping[str, object]) -> exp.Expression:
    for place in list(tree.find_all(exp.Placeholder, exp.Parameter)):
        place.replace(sqlglot.parse_one(literal(values[place.name]), read="duckdb"))
    return tree


def _spark(tree: exp.Expression) -> str:
    found = rewritten(tree)
    # The order in which rows are written says nothing here.
    if isinstance(found, exp.Query) and not found.args.get("limit"):
        found.set("order", None)
    strict = sqlglot.ErrorLevel.RAISE
    told: str = found.sql(dialect="spark", comments=False, unsupported_level=strict)
    return told


def _created(tree: exp.Create) -> Table:
    query = tree.expression
    if query is None:
        definition = tree.this
        kinds = [
            exp.alias_(exp.cast(exp.Null(), one.args["kind"].copy()), one.name)
            for one in definition.expressions
        ]
        query = exp.select(*kinds).where(exp.false())
        return Table(definition.this.name, _spark(query), is_kept=bool(tree.args.get("exists")))
    return Table(tree.this.name, _spark(query), is_view=tree.kind == "VIEW")


def _inserted(tree: exp.Insert, columns: Columns) -> Table:
    target = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    held = columns(target.name)
    given = _spark(tree.expression)
    if tree.args.get("by_name"):
        return Table(target.name, _union(target.name, held, given, by_name=True))
    listed = (
        [one.name for one in tree.this.expressions] if isinstance(tree.this, exp.Schema) else []
    )
    return Table(target.name, _union(target.name, held, given, listed=listed))


def _union(
    name: str,
    held: Sequence[tuple[str, str]],
    given: str,
    *,
    by_name: bool = False,
    listed: Sequence[str] = (),
) -> str:
    """What a table holds and what is inserted, in the order and types of its columns.

    By name every column must be given, so that none is forgotten in silence; by a list those that
    are not listed are null.
    """
    order = [column for column, _ in held]
    incoming = order if by_name else (list(listed) or order)
    source = f"({given}) as incoming"
    if not by_name:
        source += f" ({', '.join(incoming)})"
    picked = ", ".join(
        f"cast({f'incoming.{column}' if column in incoming else 'null'} as {kind}) as {column}"
        for column, kind in held
    )
    return f"select {', '.join(order)} from {name} union all select {picked} from {source}"  # noqa: S608


def _deleted(tree: exp.Delete) -> Table:
    target = tree.this.name
    if (where := tree.args.get("where")) is None:
        return Table(target, f"select * from {target} where false")  # noqa: S608
    condition = rewritten(where.this).sql(dialect="spark")
    if using := tree.args.get("using"):
        (other,) = (one.sql(dialect="spark") for one in using)
        return Table(target, f"select * from {target} left anti join {other} on {condition}")  # noqa: S608
    return Table(target, f"select * from {target} where not coalesce({condition}, false)")  # noqa: S608


def _updated(tree: exp.Update, columns: Columns) -> Table:
    target = tree.this.name
    where = tree.args.get("where")
    condition = rewritten(where.this).sql(dialect="spark") if where else "true"
    changed = {one.this.name: rewritten(one.expression).sql("spark") for one in tree.expressions}
    hit = f"coalesce({condition}, false)"
    source = target
    if found := tree.args.get("from_"):
        other = found.this.name
        marked = f"(select *, true as {HIT} from {other}) as {other}"  # noqa: S608 - our own names
        source = f"{target} left join {marked} on {condition}"
        hit = f"coalesce({other}.{HIT}, false)"
    told = ", ".join(
        f"cast(case when {hit} then {changed[name]} else {target}.{name} end as {kind}) as {name}"
        if name in changed
        else f"{target}.{name}"
        for name, kind in columns(target)
    )
    return Table(target, f"select {told} from {source}")  # noqa: S608 - our own names
