"""Alert rules: those of earshot.toml, which every run writes down, and those made on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sql import feedback
from sql.alert_kinds import alert_kinds

RULE, TELL = "alert_rule", "alert_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; its level is a severity, a risk, audience-hours or brand health, by kind."""

    name: str
    brand: str
    kind: str
    level: float
    tell: tuple[str, ...] = ()


def current(con: duckdb.DuckDBPyConnection, data: Path) -> list[Rule]:
    """All rules that hold; the table is brought up to what people asked for on the page.

    A rule of the file wins over one of the page with the same name for the same brand.
    """
    con.execute("delete from alert_rules where origin = 'page'")
    for rule in asked_on_page(data):
        con.execute(
            "insert into alert_rules by name select $1 as rule_name, $2 as brand, $3 as kind, "
            "$4 as level, 'page' as origin, $5 as tell where not exists "
            "(select 1 from alert_rules as r where r.rule_name = $1 and r.brand = $2)",
            [rule.name, rule.brand, rule.kind, rule.level, list(rule.tell)],
        )
    rows = con.execute(
        "select rule_name, brand, kind, level, coalesce(tell, []) from alert_rules "
        "order by rule_name, brand"
    ).fetchall()
    return [
        Rule(name=name, brand=brand, kind=kind, level=level, tell=tuple(tell))
        for name, brand, kind, level, tell in rows
    ]


def asked_on_page(data: Path) -> list[Rule]:
    """What people asked for and did not take back; the newest of a name wins."""
    found = {}
    told = {
        one.batch_id: tuple((one.value or "").split())
        for one in feedback.not_undone(feedback.everything(data, TELL))
    }
    for one in feedback.not_undone(feedback.everything(data, RULE)):
        if one.value is not None:
            found[one.subject, one.brand] = Rule(
                name=one.subject,
                brand=one.brand,
                kind=one.field,
                level=float(one.value),
                tell=told.get(one.batch_id, ()),
            )
    return list(found.values())


def without_data(con: duckdb.DuckDBPyConnection, asked: Sequence[Rule]) -> list[str]:
    """Names of rules that watch a brand of which nothing is known."""
    rows = con.execute("select distinct brand from posts where direction is not null").fetchall()
    known = {brand for (brand,) in rows}
    return [rule.name for rule in asked if rule.brand not in known]


def proposed(con: duckdb.DuckDBPyConnection) -> list[Rule]:
    """One rule of every kind for each own brand, to have something to replay."""
    rows = con.execute("select brand from brands where role = 'own' order by brand").fetchall()
    return [
        Rule(
            name=f"{one.kind} {one.default_level:.10g}",
            brand=brand,
            kind=one.kind,
            level=one.default_level,
        )
        for (brand,) in rows
        for one in alert_kinds().values()
    ]
