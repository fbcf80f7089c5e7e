"""What is on the page, taken along: every table that it asked for, as a workbook or as CSV files.

Pages compute nothing, so the rows that they asked for are what they show; beside them stands what
each says and the statement that gives it again.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.ui import notes, query, who
from dashboard.ui.query import Answer
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql import statements
from sql.export import to_csv
from sql.workbook import workbook
from wording.said import mark

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT = "about"
# Pages whose CSV is a button of their own, with the whole list in it and not a page of it.
LISTS = (mark("Mentions"),)


def offer(title: str, scope: Scope, address: str) -> None:
    """Buttons for what the page shows; the files are made when somebody asks for one.

    Args:
        title: of the page.
        scope: what it is about.
        address: of the page with its filters.
    """
    shown = query.noted()
    happened = notes.happened(scope)
    name = f"earshot-{title.lower().replace(' ', '-')}-{scope.span.last:%Y-%m-%d}"

    def sheets() -> dict[str, pd.DataFrame]:
        return tables(title, scope, address, shown, happened)

    st.markdown(f"**{say('Take what this page shows')}**")
    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            "Excel",
            who.later(lambda: workbook(sheets()), f"{name}.xlsx"),
            f"{name}.xlsx",
            _EXCEL,
            icon=":material/table:",
            key="take-excel",
            on_click="ignore",
        )
        if title not in LISTS:
            st.download_button(
                "CSV",
                who.later(lambda: csv_files(sheets()), f"{name}.zip"),
                f"{name}.zip",
                "application/zip",
                icon=":material/folder_zip:",
                key="take-csv",
                on_click="ignore",
            )
    st.caption(
        say(
            "One table for each thing that is shown, with what it says and its SQL. A picture of "
            "a chart: the camera that a pointer finds at its upper right corner. To print, or to "
            "keep as PDF: your browser's Print; controls stay off the paper."
        )
    )


def tables(
    title: str,
    scope: Scope,
    address: str,
    shown: Sequence[Answer],
    happened: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """Every answer once, by name, behind a table of what all of it is about.

    Args:
        title: of the page.
        scope: what it is about.
        address: of the page with its filters.
        shown: what it asked, in order.
        happened: events and notes of the brand, as notes.happened gives them.
    """
    found: dict[str, pd.DataFrame] = {}
    said: list[tuple[str, str, str]] = []
    for one in _different(shown):
        name = _free(one.name, found)
        found[name] = one.rows
        said.append((name, _meaning(one.name), statements.written_out(one.sql, one.given)))
    if len(happened):
        found["happened"] = happened
        said.append(("happened", "Events of the brand, and notes of people (said_by).", ""))
    about = [(what, told, "") for what, told in _about(title, scope, address).items()]
    columns = ["what", "says", "sql"]
    return {ABOUT: pd.DataFrame([*about, *said], columns=columns)} | found


def csv_files(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A zip with a CSV of each table; no cell runs as a formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            archive.writestr(f"{name}.csv", to_csv(rows).encode("utf-8-sig"))
    return out.getvalue()


def _about(title: str, scope: Scope, address: str) -> dict[str, str]:
    kept = (f"{name}: {', '.join(values.split(chr(10)))}" for name, values in scope.filters.items())
    return {
        "Page": title,
        "Brand": ", ".join(scope.names),
        "Period": f"{scope.span}, days of {scope.brand.zone.key}",
        "Compared with": str(scope.before or "nothing"),
        "Filters": "; ".join(kept) or "none",
        "Known up to": f"{scope.brand.observed_until:%Y-%m-%d %H:%M %Z}",
        "Version of the data": scope.version,
        "Taken": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "Address": address,
        "Times": "Moments are UTC; days are those of the brand.",
    }


def _different(shown: Sequence[Answer]) -> list[Answer]:
    """Each question with the same values once; those without a row say nothing."""
    found: dict[tuple[str, str], Answer] = {}
    for one in shown:
        if len(one.rows) and one.name != "dated_events":  # with notes in a table of its own
            found.setdefault((one.sql, repr(sorted(one.given.items()))), one)
    return list(found.values())


def _free(name: str, taken: Mapping[str, object]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _meaning(name: str) -> str:
    """The first sentences of the file that says it."""
    file = query.QUESTIONS.get(name) or statements.metrics()[name]
    lines = [line.removeprefix("--").strip() for line in statements.header(file)]
    return " ".join(lines[: lines.index("")] if "" in lines else lines)
