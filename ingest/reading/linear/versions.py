"""Keeps the versions of a learned model in the warehouse, and can go back."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

import duckdb

from ingest.reading.linear.model import Linear
from ingest.reading.linear.weights import Card, ModelRefused, Weights, pack, unpack
from sql.rows import one, scalar

log = logging.getLogger(__name__)


class Versions:
    """The learned models of one task, in the writer's transaction: adopting and rescoring are one.

    Nothing is ever overwritten: going back only notes when a version was left.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, task: str) -> None:
        self._con = con
        self._task = task

    def current(self) -> Linear | None:
        """The model in use; None while the shipped one is.

        A damaged version is refused with a note in the log, and the one before it stays in use.
        """
        for number in reversed(self._adopted()):
            try:
                return Linear(*self._read(number))
            except ModelRefused as error:
                log.warning("%s; the version before it stays in use", error)
        return None

    def adopt(
        self, weights: Weights, card: Card, now: datetime, checks: Mapping[str, str] | None = None
    ) -> Card:
        """Keep a new version and use it from now on.

        Args:
            weights: of the model.
            card: its card.
            now: aware.
            checks: by post, what a model says that has not learned the post.
        """
        last = scalar(self._con, "select max(number) from models where task = ?", [self._task])
        content, kept = pack(weights, card)
        self._con.execute(
            "insert into models values (?, ?, ?, ?, ?, ?, null)",
            [self._task, (last or 0) + 1, kept.version, json.dumps(asdict(kept)), content, now],
        )
        checked = checks or {}
        self._con.execute(
            "insert into model_checks select ?, unnest(?), unnest(?)",
            [kept.version, list(checked), list(checked.values())],
        )
        return kept

    def go_back(self, now: datetime) -> bool:
        """Use the version before the one in use; False where the shipped one is already."""
        adopted = self._adopted()
        if adopted:
            self._con.execute(
                "update models set left_at = ? where task = ? and number = ?",
                [now, self._task, adopted[-1]],
            )
        return bool(adopted)

    def history(self) -> list[Card]:
        """Cards of the versions in use or before it that can be read, oldest first."""
        return [card for _, card in self._readable(self._adopted())]

    def seen(self) -> frozenset[int]:
        """Fingerprints of the texts that any version learned from, those that were left too."""
        rows = self._con.execute(
            "select number from models where task = ? order by number", [self._task]
        ).fetchall()
        cards = (card for _, card in self._readable([number for (number,) in rows]))
        return frozenset(mark for card in cards for mark in card.seen)

    def _adopted(self) -> list[int]:
        rows = self._con.execute(
            "select number from models where task = ? and left_at is null order by number",
            [self._task],
        ).fetchall()
        return [number for (number,) in rows]

    def _readable(self, numbers: list[int]) -> Iterator[tuple[Weights, Card]]:
        for number in numbers:
            try:
                yield self._read(number)
            except ModelRefused as error:
                log.warning("%s", error)

    def _read(self, number: int) -> tuple[Weights, Card]:
        content, card = one(
            self._con,
            "select weights, cast(card as varchar) from models where task = ? and number = ?",
            [self._task, number],
        )
        return unpack(content, card, f"{self._task} model {number}")
