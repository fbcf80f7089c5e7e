"""Answers to what assistants ask: each number with its rule, n, interval, version and mentions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import pandas as pd

from assistants.asked import Asked, RefusedError, Wish, asked, unwatched
from assistants.figures import CHANGE, FIGURES, Figure
from sql import statements
from sql.access import AT_THE_MACHINE, Asker, NotPermitted
from sql.permitted import kept, refuse
from sql.reader import Reader
from wording.said import mark

LIMIT = 200  # rows of a view, mentions of a list
NAMED = 50  # ids of mentions beside a number
UNHEARD = mark(
    "nothing by the brand itself is loaded: whether anybody was answered cannot be observed"
)
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from one warehouse to one asker.

    Attributes:
        reader: of its published versions.
        asker: who may see what.
    """

    reader: Reader
    asker: Asker = AT_THE_MACHINE

    def known_brands(self) -> pd.DataFrame:
        """Rows of known_brands that may be seen."""
        rows = self.reader.query("select * from known_brands order by role <> 'own', brand")
        return kept(self.asker, "known_brands", {}, rows)

    @property
    def version(self) -> str:
        """Name of the version that is read."""
        return self.reader.version

    def brand_rows(self) -> list[Answer]:
        """known_brands() as JSON has it."""
        return _records(self.known_brands())

    def figure(
        self,
        name: str,
        brand: str,
        wish: Wish,
    ) -> Answer:
        """One number.

        Args:
            name: of FIGURES.
            brand: key or name, in any case.
            wish: period and filters.

        Raises:
            RefusedError: there is no such figure, or nothing honest to say.
        """
        figure = _named(name)
        question = asked(self.known_brands(), brand, wish)
        if figure.about_answers and not question.has_own_posts:
            raise RefusedError(UNHEARD)
        if question.filters and "filters" not in statements.parameters(_path(figure.metric)):
            raise RefusedError(
                mark("{name} is of the whole brand and follows no filter: ask without"), name=name
            )
        gaps = unwatched(self.reader, question)
        sql, values = _statement(figure.metric, question.values())
        row = self._row(figure, question.brand, sql, values)
        return {
            "figure": name,
            "brand": question.brand,
            **_told(figure, row),
            "period": _period(figure, question),
            "filters": dict(question.filters),
            "definition": figure.definition,
            "not_watched": gaps,
            "sql": statements.written_out(sql, values),
            **self._mentions_behind(figure, question),
            "version": self.reader.version,
        }

    def view(
        self,
        name: str,
        brand: str,
        wish: Wish,
        *,
        more: Mapping[str, str] | None = None,
        limit: int = LIMIT,
    ) -> Answer:
        """Rows of any metric, of one brand and period; what it means is its file's own header.

        Args:
            name: in sql/metrics.
            brand: key or name, in any case.
            wish: period and filters.
            more: values that the view asks for beside brand, period and filters.
            limit: rows at most, 200 or fewer.

        Raises:
            RefusedError: there is no such view, or it needs what is not given.
        """
        if name not in statements.metrics():
            raise RefusedError(f"there is no view {name!r}; list_metrics names them")
        question = asked(self.known_brands(), brand, wish)
        limit = min(max(limit, 1), LIMIT)
        given = {key: _value(key, text) for key, text in (more or {}).items()}
        values = {**given, **question.values(), "row_limit": limit, "rows_before": 0}
        sql, values = _statement(name, values)
        rows = self._permitted(name, values)
        return {
            "view": name,
            "brand": question.brand,
            "period": _period(None, question),
            "definition": "\n".join(line[3:] for line in statements.header(_path(name))),
            "rows": _records(rows),
            "is_cut": len(rows) >= limit,
            "sql": statements.written_out(sql, values),
            "version": self.reader.version,
        }

    def mentions(
        self,
        brand: str,
        wish: Wish,
        *,
        figure: str = "mentions",
        limit: int = 20,
    ) -> Answer:
        """The mentions behind a figure, newest first.

        Args:
            brand: key or name, in any case.
            wish: period and filters.
            figure: of FIGURES.
            limit: how many, 200 or fewer.

        Raises:
            RefusedError: there is no such figure, or no single mentions are behind it.
        """
        wanted = _named(figure)
        question = asked(self.known_brands(), brand, wish)
        behind = _behind(wanted, question)
        if behind is None:
            raise RefusedError(f"{figure} is not a count of single mentions: ask mentions")
        macro, values = behind
        sql, values = _statement(macro, values)
        limit = min(max(limit, 1), LIMIT)
        shown = (
            "post_id, source, created_at, author_handle, author_name, title, text, url, lang, "
            "polarity, is_complaint, topics, like_count, share_count, reply_count, view_count"
        )
        rows = self._rows(
            sql.replace("select *", f"select {shown}, count(*) over () as total", 1)
            + f" order by created_at desc, post_id limit {limit}",
            values,
        )
        return {
            "figure": figure,
            "brand": question.brand,
            "period": _period(wanted, question),
            "mention_count": int(rows["total"].iloc[0]) if len(rows) else 0,
            "mentions": _records(rows.drop(columns="total")),
            "version": self.reader.version,
        }

    def _permitted(self, name: str, values: Mapping[str, object]) -> pd.DataFrame:
        """The rows of a view that the asker may see.

        Raises:
            RefusedError: it is about what they may not see, or does not say whom it is about.
        """
        sql, values = _statement(name, values)
        try:
            refuse(self.asker, values)
            return kept(self.asker, name, values, self._rows(sql, values))
        except NotPermitted as reason:
            raise RefusedError(str(reason)) from reason

    def _row(
        self, figure: Figure, brand: str, sql: str, values: Mapping[str, object]
    ) -> pd.Series | None:
        rows = self._rows(sql, values)
        for column, wanted in figure.row.items():
            rows = rows[rows[column] == wanted]
        if "brand" in rows:
            rows = rows[rows["brand"] == brand]
        return rows.iloc[0] if len(rows) else None

    def _rows(self, sql: str, values: Mapping[str, object]) -> pd.DataFrame:
        try:
            return self.reader.query(sql, values)
        except duckdb.Error as error:
            told = mark("the warehouse cannot answer that: {error}")
            raise RefusedError(told, error=error) from error

    def _mentions_behind(self, figure: Figure, question: Asked) -> Answer:
        behind = _behind(figure, question)
        if behind is None:
            return {"post_ids": [], "post_count": None}
        macro, values = behind
        sql, values = _statement(macro, values)
        rows = self._rows(
            sql.replace("select *", "select post_id, count(*) over () as total", 1)
            + f" order by created_at desc, post_id limit {NAMED}",
            values,
        )
        count = int(rows["total"].iloc[0]) if len(rows) else 0
        return {"post_ids": list(rows["post_id"]), "post_count": count}


def _named(name: str) -> Figure:
    if name not in FIGURES:
        raise RefusedError(f"no figure is called {name!r}; there are: {', '.join(FIGURES)}")
    return FIGURES[name]


def _path(metric: str) -> Any:
    return statements.metrics()[metric]


def _statement(name: str, values: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    sql = statements.select(name, frozenset(values))
    try:
        return sql, {key: values[key] for key in statements.placed(sql)}
    except KeyError as error:
        raise RefusedError(f"{name} needs {error.args[0]}, which cannot be given here") from error


def _told(figure: Figure, row: pd.Series | None) -> Answer:
    """Value, n and interval of a row.

    Raises:
        RefusedError: the row has no value, or none that is worth telling.
    """
    value = None if row is None else _plain(row[figure.value])
    if row is None or value is None:
        raise RefusedError(figure.unknown, head="not known: ")
    if figure.sure and not _plain(row[figure.sure]):
        told = mark("the curve is flat or its interval open there, so the value would jump")
        raise RefusedError(told if figure.sure.startswith("is_") else figure.unknown)
    verdict = _plain(row[figure.verdict]) if figure.verdict else None
    if verdict == "few":
        raise RefusedError(figure.few)
    n = _plain(row[figure.n])
    return {
        "value": int(value) if figure.is_count else value,
        "unit": figure.unit,
        "n": 0 if n is None else int(n),
        "interval_95": _interval(figure, row, value),
        **({"verdict": verdict} if verdict else {}),
    }


def _interval(figure: Figure, row: pd.Series, value: float) -> list[float | None] | None:
    if figure.reach:
        reach = _plain(row[figure.reach])
        return None if reach is None else [value - reach, value + reach]
    return [_plain(row[figure.low]), _plain(row[figure.high])] if figure.low else None


def _behind(figure: Figure, question: Asked) -> tuple[str, dict[str, object]] | None:
    """The macro that opens the mentions of a figure, and what it is asked; None: nothing to open.

    What is of now is not cut to a period.
    """
    values = question.values()
    if figure.of == "now":
        values |= {"since": None, "until": None}
    if figure.turns is not None:
        return "drill_through_turns", values | {
            "facets": dict(figure.facets or {}),
            "turn_facets": dict(figure.turns),
        }
    if figure.facets is None:
        return None
    return "drill_through", values | {"facets": dict(figure.facets)}


def _period(figure: Figure | None, question: Asked) -> Answer:
    if figure is not None and figure.of == "now":
        return {"of": "now", "known_until": question.span.until.isoformat()}
    span, before = question.span, question.before
    told = {"since": span.since.isoformat(), "until": span.until.isoformat(), "days": str(span)}
    if figure is None or figure.of != CHANGE:
        return told
    return told | {"compared_with": [before.since.isoformat(), before.until.isoformat()]}


def _value(key: str, text: str) -> object:
    """What somebody gives for a parameter; moments are called something_at."""
    if not key.endswith("_at"):
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            f"{key} {text!r} is no moment; write 2026-11-27T09:00:00+00:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: Any) -> Any:
    """A cell as JSON has it; None for null."""
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _records(rows: pd.DataFrame) -> list[Answer]:
    """Rows as JSON has them; times in ISO 8601, UTC."""
    found: list[Answer] = json.loads(rows.to_json(orient="records", date_format="iso"))
    return found
