"""What DuckDB and Spark write differently: one table of rules, each with a query that proves it.

A rule rewrites one construct of our SQL so that Spark answers what DuckDB does. Its `example` is
asked of both engines by a test. What stands in no rule has to mean the same in both: it is listed
in SAME, and whatever is in neither is refused by name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlglot import exp

from sql.cluster.errors import Untranslatable

Rewrite = Callable[[exp.Expression], exp.Expression | None]
MICROS = 1_000_000
# Types of ours that Spark does not have, by one that holds all their values.
TYPES = {
    exp.DataType.Type.UINT: "bigint",
    exp.DataType.Type.UBIGINT: "decimal(20, 0)",
    exp.DataType.Type.INT128: "decimal(38, 0)",
}
WHOLE = {exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.UINT}


@dataclass(frozen=True, slots=True)
class Rule:
    """One construct: what would go wrong, how it is rewritten, and a query that shows it.

    `rewrite` gets a node of type `of` whose children are rewritten already and answers what takes
    its place; None leaves it as it is.
    """

    why: str
    of: type[exp.Expression]
    rewrite: Rewrite
    example: str


def call(name: str, *arguments: exp.Expression) -> exp.Expression:
    """A call of a function of Spark's, written as it stands."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def double(text: str) -> exp.Expression:
    """A literal of type double."""
    return exp.Var(this=f"{text}D")


def _epoch(node: exp.Expression) -> exp.Expression:
    moment = node.this
    # Of a difference, which is no interval of calendar months but of microseconds.
    if isinstance(moment, exp.Sub):
        since, until = call("unix_micros", moment.expression), call("unix_micros", moment.this)
        micros: exp.Expression = exp.Paren(this=exp.Sub(this=until, expression=since))
    else:
        micros = call("unix_micros", moment)
    return exp.Paren(this=exp.Div(this=micros, expression=double(str(MICROS))))


def _moment(node: exp.Expression) -> exp.Expression:
    if node.args.get("scale") is None:
        micros = exp.Mul(this=exp.Paren(this=node.this), expression=double(str(MICROS)))
        return call("timestamp_micros", exp.cast(call("round", micros), "bigint"))
    # make_timestamp: what a clock shows, without a zone.
    return exp.cast(call("timestamp_micros", node.this), exp.DataType.build("timestamp_ntz"))


def _named(name: str, rewrite: Rewrite) -> Rewrite:
    """For functions that the parser does not know by a type of their own."""
    return lambda node: rewrite(node) if node.name.lower() == name else None


def _half_of_md5(node: exp.Expression) -> exp.Expression:
    # The last eight bytes, the least of them first.
    digest = call("md5", exp.cast(node.expressions[0], "string"))
    bytes_ = [call("substr", digest.copy(), _number(31 - 2 * n), _number(2)) for n in range(8)]
    return exp.cast(
        call("conv", call("concat", *bytes_), _number(16), _number(10)), "decimal(20, 0)"
    )


def _number(value: int) -> exp.Expression:
    return exp.Literal.number(value)


def _extreme(name: str) -> Rewrite:
    """arg_min, arg_max: they leave out rows whose value is null, and take null for the largest."""

    def rewrite(node: exp.Expression) -> exp.Expression:
        keys = node.expression
        parts = keys.expressions if isinstance(keys, exp.Tuple) else [keys]
        order = [
            one
            for part in parts
            for one in (exp.Is(this=part.copy(), expression=exp.Null()), part.copy())
        ]
        known = exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
        if not isinstance(keys, exp.Tuple):
            order = order[1:]
        ordered = call("struct", *order) if len(order) > 1 else order[0]
        found = call(name, node.this, ordered)
        if isinstance(node.parent, exp.Filter):
            more = node.parent.expression
            more.set("this", exp.And(this=exp.Paren(this=more.this), expression=known))
            return found
        return exp.Filter(this=found, expression=exp.Where(this=known))

    return rewrite


def _any(node: exp.Expression) -> exp.Expression:
    found = call("any_value", node.this)
    return found if isinstance(node.parent, exp.IgnoreNulls) else exp.IgnoreNulls(this=found)


def _decimal(node: exp.Expression) -> exp.Expression | None:
    return double(node.name) if not node.is_string and "." in node.name else None


def _cast(node: exp.Expression) -> exp.Expression | None:
    to = node.args["to"].this
    if to in WHOLE and not _is_whole(node.this):
        raise Untranslatable(
            f"cast({node.this.sql('duckdb')} as a whole number): DuckDB rounds and Spark cuts off; "
            "write floor, ceil or round"
        )
    if to not in TYPES:
        return None
    return exp.cast(node.this, exp.DataType.build(TYPES[to], dialect="spark"))


def _is_whole(node: exp.Expression) -> bool:
    """Whether a number has no fraction that two engines could treat differently, as far as seen."""
    node = node.unnest()
    kinds = (exp.Floor, exp.Ceil, exp.Round, exp.Count, exp.Null, exp.Literal, exp.Hour)
    if isinstance(node, exp.Anonymous):
        return node.name.lower() in ("conv", "unix_micros", "round", "hour", "weekday")
    if isinstance(node, exp.Cast):
        return node.args["to"].this in WHOLE or node.args["to"].is_type("decimal")
    if isinstance(node, exp.Sum | exp.Window | exp.Filter):
        return _is_whole(node.this) or isinstance(node.this, exp.Column)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Mod):
        return _is_whole(node.this) and _is_whole(node.expression)
    return isinstance(node, kinds)


def _each(node: exp.Expression) -> exp.Expression | None:
    """Lists that a select unfolds come beside its rows, so that they may stand in expressions."""
    found = [
        one
        for item in node.expressions
        for one in item.find_all(exp.Explode)
        if one.find_ancestor(exp.Select) is node
    ]
    if not found or not node.args.get("from_"):
        return None
    if len(found) > 1:
        raise Untranslatable("two lists unfolded in one select")
    (list_,) = found
    list_.replace(exp.column("each", table="unfolded"))
    view = exp.Lateral(
        this=exp.Explode(this=list_.this),
        view=True,
        alias=exp.TableAlias(
            this=exp.to_identifier("unfolded"), columns=[exp.to_identifier("each")]
        ),
    )
    node.append("laterals", view)
    return node


def _star(node: exp.Expression) -> exp.Expression | None:
    """`replace` is what `except` leaves out and what stands after it instead."""
    items: list[exp.Expression] = []
    is_changed = False
    for item in node.expressions:
        star = item.this if isinstance(item, exp.Column) else item
        replaced = star.args.get("replace") if isinstance(star, exp.Star) else None
        if replaced:
            left_out = star.args.get("except_") or []
            names = [exp.column(one.alias) for one in replaced]
            star.set("except_", [*left_out, *names])
            star.set("replace", None)
            is_changed = True
        items += [item, *(replaced or [])]
    if not is_changed:
        return None
    node.set("expressions", items)
    return node


def _looked_up(node: exp.Expression) -> exp.Expression | None:
    """A subquery that looks one row up by the outer row's values, or sums what both say, is a join.

    Spark compares every row with every other for the first, and refuses the second. Rows to sum
    come in order, so that the same ones give the same sum.
    """
    query, outer = node.this, node.find_ancestor(exp.Select)
    if not isinstance(query, exp.Select) or len(query.expressions) != 1 or outer is None:
        return None
    own = {table.alias_or_name for table in query.find_all(exp.Table, exp.Values)}
    tables = {one.table for one in query.find_all(exp.Column)}
    # Whoever names the table of one column names it of all that lie inside.
    if tables <= own or tables == {""} or isinstance(node.parent, exp.In | exp.Exists):
        return None
    asked = query.expressions[0]
    (table,) = own
    if isinstance(asked, exp.Sum):
        return _summed(query, asked.this, table, outer)
    if asked.find(exp.AggFunc):
        return None
    source = query.args["from_"].this
    name = _beside(outer, query, table, lambda alias: exp.alias_(source.copy(), alias, table=True))
    found = asked.copy()
    return exp.Paren(this=_retold(found, table, lambda one: exp.column(one.name, table=name)))


def _summed(
    query: exp.Select, term: exp.Expression, table: str, outer: exp.Select
) -> exp.Expression:
    fetched = dict.fromkeys(one.name for one in term.find_all(exp.Column) if one.table == table)
    terms = call("struct", *(exp.column(one, table=table) for one in fetched))
    listed = exp.alias_(call("array_sort", call("collect_list", terms)), "terms")
    keys = [equal.this.copy() for equal in _equals(query, table)]
    grouped = query.copy()
    grouped.set("expressions", [*keys, listed])
    grouped.set("where", None)
    grouped.set("group", exp.Group(expressions=[key.copy() for key in keys]))
    name = _beside(
        outer,
        query,
        table,
        lambda alias: exp.Subquery(
            this=grouped, alias=exp.TableAlias(this=exp.to_identifier(alias))
        ),
    )
    item = _retold(
        term.copy(),
        table,
        lambda one: exp.Dot(this=exp.to_identifier("item"), expression=one.this.copy()),
    )
    so_far = exp.Coalesce(this=exp.to_identifier("total"), expressions=[double("0")])
    step = exp.Lambda(
        this=exp.Add(this=so_far, expression=exp.cast(item, "double")),
        expressions=[exp.to_identifier("total"), exp.to_identifier("item")],
    )
    rows = exp.column("terms", table=name)
    return call("aggregate", rows, exp.cast(exp.Null(), "double"), step)


def _retold(
    tree: exp.Expression, table: str, tell: Callable[[exp.Column], exp.Expression]
) -> exp.Expression:
    """The same expression with each column of a table told otherwise."""
    return tree.transform(
        lambda one: tell(one) if isinstance(one, exp.Column) and one.table == table else one
    )


def _equals(query: exp.Select, table: str) -> list[exp.EQ]:
    """The comparisons of a subquery, each of a column of its own with what the outer row says."""
    condition = query.args["where"].this
    found = list(condition.flatten()) if isinstance(condition, exp.And) else [condition]
    for equal in found:
        if not isinstance(equal, exp.EQ) or getattr(equal.this, "table", None) != table:
            raise Untranslatable(f"{equal.sql('duckdb')}: a subquery compares by = only")
    return found


def _beside(
    outer: exp.Select,
    query: exp.Select,
    table: str,
    source: Callable[[str], exp.Expression],
) -> str:
    """Join what a subquery reads to the outer select, once however often it is asked; its name."""
    joins = outer.args.get("joins") or []
    name = f"beside_{len(joins)}"
    pairs = [(equal.this.name, equal.expression.copy()) for equal in _equals(query, table)]
    asked = f"{source('it').sql()} {[(column, value.sql()) for column, value in pairs]}"
    for one in joins:
        if one.meta.get("asked") == asked:
            return str(one.meta["name"])
    on = [exp.EQ(this=exp.column(column, table=name), expression=value) for column, value in pairs]
    join = exp.Join(this=source(name), side="LEFT", on=exp.and_(*on))
    join.meta.update({"asked": asked, "name": name})
    outer.append("joins", join)
    return name


def _unframed(node: exp.Expression) -> exp.Expression | None:
    """Lead and lag look beside the frame; Spark wants none of them to have one."""
    if not isinstance(node.this, exp.Lead | exp.Lag):
        return None
    name = node.args.get("alias")
    select = node.find_ancestor(exp.Select)
    named = select.args.get("windows") if select is not None and name is not None else None
    for one in named or []:
        if one.name == name.name:
            node.set("alias", None)
            node.set("partition_by", [part.copy() for part in one.args["partition_by"]])
            node.set("order", one.args["order"].copy())
    node.set("spec", None)
    return node


RULES: tuple[Rule, ...] = (
    Rule(
        "seconds keep their fraction; Spark's unix_timestamp cuts it off",
        exp.TimeToUnix,
        _epoch,
        "select epoch(timestamptz '2026-05-01 00:00:00.25+00') as a, "
        "epoch(timestamptz '2026-05-03 00:00:00+00' - timestamptz '2026-05-01 00:00:00.5+00') as b",
    ),
    Rule(
        "a moment of whole microseconds, with a zone (to_timestamp) or without (make_timestamp)",
        exp.UnixToTime,
        _moment,
        "select to_timestamp(1234567.25) as a, cast(make_timestamp(86400000000) as date) as b",
    ),
    Rule(
        "a moment of whole microseconds",
        exp.Anonymous,
        _named("make_timestamptz", lambda node: call("timestamp_micros", *node.expressions)),
        "select make_timestamptz(1234567250001) as a",
    ),
    Rule(
        "microseconds since 1970",
        exp.Anonymous,
        _named("epoch_us", lambda node: call("unix_micros", *node.expressions)),
        "select epoch_us(timestamptz '2026-05-01 00:00:00.000001+00') as a",
    ),
    Rule(
        "Monday is 1; Spark's weekday begins with 0, its dayofweek with Sunday",
        exp.DayOfWeekIso,
        lambda node: exp.Paren(
            this=exp.Add(this=call("weekday", node.this), expression=_number(1))
        ),
        "select isodow(date '2026-05-03') as a, isodow(date '2026-05-04') as b",
    ),
    Rule(
        "half of an md5 as a number",
        exp.Anonymous,
        _named("md5_number_lower", _half_of_md5),
        "select md5_number_lower('x:1') as a, md5_number_lower('é') as b, "
        "cast(md5_number_lower('x:1') % 4294967296 as uinteger) as c",
    ),
    Rule(
        "the value at the smallest key: null is no value, and the largest key",
        exp.ArgMin,
        _extreme("min_by"),
        "select arg_min(a, (b, c)) as d, arg_min(b, c) as e, "
        "arg_min(a, c) filter (where c > 1) as f "
        "from (values ('x', null, 1), ('y', 2, 2), (null, 1, 0), ('z', 2, 3)) as t (a, b, c)",
    ),
    Rule(
        "the value at the largest key: null is no value, and the largest key",
        exp.ArgMax,
        _extreme("max_by"),
        "select arg_max(a, (b, c)) as d, arg_max(b, c) as e, "
        "arg_max(a, c) filter (where c < 3) as f "
        "from (values ('x', null, 1), ('y', 2, 2), (null, 3, 9), ('z', 2, 3)) as t (a, b, c)",
    ),
    Rule(
        "any value that is not null",
        exp.AnyValue,
        _any,
        "select any_value(a) as a from (values (null), (3)) as t (a)",
    ),
    Rule(
        "numbers with a point are doubles, not decimals whose places an engine chooses",
        exp.Literal,
        _decimal,
        "select (7 * 0.15)::double as a, 1 / 3.0 as b, 100000 * (0.15 - 0.09 * 3 / 9900000.0) as c",
    ),
    Rule(
        "unsigned whole numbers; a cast of a fraction is refused",
        exp.Cast,
        _cast,
        "select cast(floor(2.5) as bigint) as a, cast(4294967295 as uinteger) as b",
    ),
    Rule(
        "a list in a select gives a row for each of its items",
        exp.Select,
        _each,
        "select a, unnest(['', a]) as b, 2 as c from (values ('x')) as t (a)",
    ),
    Rule(
        "columns that are replaced",
        exp.Select,
        _star,
        "select a, b from (select * replace (a + 1 as a) from (values (1, 2)) as t (a, b)) as u",
    ),
    Rule(
        "a list with something before it",
        exp.ArrayPrepend,
        lambda node: call("concat", call("array", node.expression), node.this),
        "select list_prepend('', ['a']) as a",
    ),
    Rule(
        "an exact quantile between two values; percentile_cont of Spark's dialect is approximate",
        exp.PercentileCont,
        lambda node: call("percentile", node.this, node.expression),
        "select quantile_cont(a, 0.5) as b, quantile_cont(a, 0.09) as c "
        "from (values (1.5::double), (2.5), (4), (null), (9)) as t (a)",
    ),
    Rule(
        "a row looked up by what another says, and a sum of what both say",
        exp.Subquery,
        _looked_up,
        "with u as (select * from (values (1, 2), (1, 3), (2, 9)) as v (k, b)) "
        "select t.a, (select sum(greatest(0, t.a - u.b)) from u where u.k = t.k) as c, "
        "(select t.a + u.b from u where u.k = t.a and u.b = t.k + 7) as d "
        "from (values (1, 5), (3, 5), (2, 2)) as t (k, a)",
    ),
    Rule(
        "lead and lag over a window that has a frame for others",
        exp.Window,
        _unframed,
        "select a, sum(a) over w as b, lead(a) over w as c from (values (1), (2), (3)) as t (a) "
        "window w as (order by a rows between unbounded preceding and current row)",
    ),
)
# Functions that mean the same in both, as the sample story and the cases of sql/functions show.
SAME = (
    *(exp.And, exp.Or, exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least),
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.LogicalAnd, exp.LogicalOr),
    *(exp.RegrSlope, exp.RowNumber, exp.Lead, exp.Lag, exp.Cast, exp.Array, exp.Explode),
    *(exp.Floor, exp.Ceil, exp.Round, exp.Ln, exp.Exp, exp.Pow, exp.Sqrt, exp.Abs, exp.Hour),
    exp.Exists,
)
# Functions of Spark's own that rules put in.
SPARK = {
    "aggregate",
    "any_value",
    "array",
    "array_sort",
    "collect_list",
    "concat",
    "conv",
    "max_by",
    "md5",
    "min_by",
    "percentile",
    "round",
    "struct",
    "substr",
    "timestamp_micros",
    "unix_micros",
    "weekday",
}


def rewritten(tree: exp.Expression) -> exp.Expression:
    """The same statement with every rule applied, from the inside out.

    Raises:
        Untranslatable: something in it is in no rule and not known to mean the same.
    """
    for node in reversed(list(tree.dfs())):
        for rule in RULES:
            if isinstance(node, rule.of) and (new := rule.rewrite(node)) is not None:
                if node is tree:
                    tree = new
                elif new is not node:
                    node.replace(new)
                    node = new  # noqa: PLW2901 - several rules may concern one select
    for name in unknown(tree):
        raise Untranslatable(f"{name}: no rule says what it is on a cluster")
    return tree


def unknown(tree: exp.Expression) -> Iterator[str]:
    """Functions in a rewritten statement that nobody has looked at."""
    for node in tree.find_all(exp.Func):
        if isinstance(node, exp.Anonymous):
            if node.name not in SPARK:
                yield node.name
        elif not isinstance(node, SAME):
            yield type(node).__name__
