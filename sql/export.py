"""Rows for spreadsheets: no cell of ours runs as a formula."""

import pandas as pd

from sql import schema
from sql.errors import WarehouseError
from sql.reader import Reader
from wording.safety import cell


def export_view(reader: Reader, view: str) -> str:
    """A view's rows as CSV with a header; times are UTC, ISO 8601.

    Raises:
        WarehouseError: there is no such view.
    """
    known = [
        path.stem
        for path in schema.files("metrics")
        if not schema.PARAMETERS.search(path.read_text(encoding="utf-8"))
    ]
    if view not in known:
        raise WarehouseError(f"{view!r} is no view; there are {', '.join(known)}")
    return to_csv(reader.query(f"select * from {view}"))  # noqa: S608 - checked against the list


def to_csv(frame: pd.DataFrame) -> str:
    """CSV in which text that a spreadsheet would take for a formula begins with an apostrophe.

    Numbers keep their sign.
    """
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].map(harmless, na_action="ignore")
    return safe.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S%z")


def harmless(value: object) -> object:
    """A value of which a spreadsheet calculates nothing; text with line ends of one kind.

    A lone carriage return is not quoted by the writer of CSV, and would begin a row of its own.
    """
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return cell(value)
