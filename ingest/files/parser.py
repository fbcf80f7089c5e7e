"""A row or a broken line → a record or a reject, the first time and when it is tried again."""

import csv
from dataclasses import dataclass
from typing import Any

from ingest.files.csv_rows import Broken, reason, split_again
from ingest.files.jsonl import parse_line
from ingest.files.preset import Context, Preset, Refused, Row
from ingest.mention import Record, Reject

OPTIONS = "_options"  # the column of a Reject's payload that keeps what was said about its file

Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parser:
    """A preset together with what was said about the file.

    Attributes:
        format: the preset's name.
        preset: the preset.
        context: what was said, understood.
        options: what was said, as JSON has it; kept with every reject, so that it is tried again
            under the same assumptions.
    """

    format: str
    preset: Preset
    context: Context
    options: Options

    def record(self, row: Row | Broken, name: str, number: int | str) -> Record:
        """The record of a row, or a Reject with the reason why there is none."""
        if isinstance(row, Broken):
            return self._reject(row.reason, row.payload, f"{name}:{number}")
        try:
            return self.preset.parse(row, self.context)
        except Refused as refusal:
            place = f"{name}:{number}"
            return self._reject(str(refusal), dict(row), place, self._source(row))

    def records(self, row: Row | Broken, name: str, number: int | str) -> tuple[Record, ...]:
        """The same as a row of many records has it."""
        return (self.record(row, name, number),)

    def again(self, reject: Reject) -> Record:
        """The record of what was rejected, or a Reject with the same payload."""
        payload = {name: value for name, value in reject.payload.items() if name != OPTIONS}
        name, _, number = reject.place.rpartition(":")
        return self.record(self._split(payload), name, number)

    def _split(self, payload: dict[str, Any]) -> Row | Broken:
        try:
            if payload.keys() == {"line", "columns", "delimiter"}:
                return split_again(payload)
            if payload.keys() == {"line"}:
                return parse_line(payload["line"], self.preset, self.context.notes)
        except csv.Error as error:
            return Broken(reason(error), payload)
        except Refused as refusal:
            return Broken(str(refusal), payload)
        return payload

    def _source(self, row: Row) -> str | None:
        named = row.get("source", "").strip() if "source" in self.preset.COLUMNS else ""
        return named if ":" not in named else None

    def _reject(
        self, why: str, payload: dict[str, Any], place: str, source: str | None = None
    ) -> Reject:
        return Reject(
            source=source or self.context.source,
            format=self.format,
            reason=why,
            payload=payload | {OPTIONS: self.options} if self.options else payload,
            place=place,
        )
