"""In which order and zone the times of a file are: the whole column decides, else a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.files import facts
from ingest.files.csv_rows import Broken
from ingest.files.layout import Layout, rows_of
from ingest.files.mapping import FileMap
from ingest.files.notes import Notes
from ingest.files.questions import Question, open_dates, open_zone
from ingest.files.shapes import Shape
from ingest.files.zone_hints import zone_of_header, zone_of_preamble

Decided = tuple[FileMap, list[Question], list[str]]
"""The map with what was decided, what has to be asked, and what was taken for granted."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The columns of times in a file, with their first cells, and how their dates are written."""

    columns: list[str]
    cells: Mapping[str, list[str]]
    dates: facts.Dates


def dated_columns(
    path: Path, layout: Layout, file_map: FileMap, cells: Mapping[str, list[str]]
) -> Dated:
    """Look at the columns of times; where their first cells leave the order open, at all cells."""
    columns = [name for ours in facts.TIMES for name in file_map.columns.get(ours, ())]
    dates = facts.Dates()
    for column in columns:
        for cell in cells.get(column, ()):
            dates.look(cell)
    if file_map.dates is None and dates.open and not dates.by_day + dates.by_month:
        for _, row, _ in rows_of(path, layout, Notes()):
            if not isinstance(row, Broken):
                for column in columns:
                    dates.look_at_order(row.get(column) or "")
    return Dated(columns, cells, dates)


def ordered(dated: Dated, file_map: FileMap, shape: Shape | None) -> Decided:
    """The order of day and month; asked where most of the dates may be two days."""
    dates = dated.dates
    if file_map.dates is not None or not dates.open + dates.by_day + dates.by_month:
        return file_map, [], []
    order = dates.order or (shape.dates if shape else None)
    if order is None:
        is_asked = dates.open * 2 > dates.total
        return file_map, [open_dates(dated.columns, dated.cells)] if is_asked else [], []
    told = [f"dates in figures are read as {order}: pass --dates if that is wrong"]
    return file_map.but(dates=order), [], [] if dates.order else told


def zoned(dated: Dated, layout: Layout, file_map: FileMap, shape: Shape | None) -> Decided:
    """The zone of times without an offset; asked where most of the times have none."""
    dates = dated.dates
    if file_map.timezone is not None or not dates.naive:
        return file_map, [], []
    hint = zone_of_header(dated.columns) or (
        zone_of_preamble(layout.top.preamble) if layout.top else None
    )
    if zone := hint or (shape.zone if shape else None):
        return file_map.but(timezone=zone), [], []
    if shape:
        told = "times without an offset are read as UTC: pass --timezone if they are not"
        return file_map.but(timezone="UTC"), [], [told]
    is_asked = dates.naive * 2 > dates.total
    return file_map, [open_zone(dated.columns, dated.cells)] if is_asked else [], []
