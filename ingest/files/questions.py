"""What only a person can say of a file: each question names the option that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.files.mapping import FileMap
from ingest.files.notes import listed
from ingest.files.values import shown

SAYS = ("text", "title", "rating")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to be said before a file is loaded.

    Attributes:
        about: the field of FileMap that the answer fills; "columns.NAME" for a column.
        text: the question, for people, with an example of the cells.
        option: the option of `earshot load` that answers it.
        choices: all allowed answers; empty where there are too many to list.
    """

    about: str
    text: str
    option: str
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}: pass {self.option}"


def missing_columns(file_map: FileMap, columns: Sequence[str]) -> list[Question]:
    """What a file lacks that no post can be without."""
    missing = [] if "created_at" in file_map.columns else ["created_at"]
    if not file_map.columns.keys() & set(SAYS):
        missing.append("text")
    return [
        Question(
            about=f"columns.{name}",
            text=f"columns missing: {name}; columns found: {listed(columns)}",
            option=f'--column {name}="NAME OF THE COLUMN"',
            choices=tuple(columns),
        )
        for name in missing
    ]


def open_dates(columns: Sequence[str], cells: Mapping[str, list[str]]) -> Question:
    """Whether dates in figures begin with their day or their month."""
    return Question(
        about="dates",
        text=f"{_example(columns, cells)} begins with its day or with its month, no date of the "
        "column tells which",
        option="--dates dmy (day first) or --dates mdy (month first)",
        choices=("dmy", "mdy"),
    )


def open_zone(columns: Sequence[str], cells: Mapping[str, list[str]]) -> Question:
    """Where times are meant that say no offset."""
    return Question(
        about="timezone",
        text=f"{_example(columns, cells)} has no offset, and nothing says in which time zone it is",
        option="--timezone, for example --timezone Europe/Berlin or --timezone UTC",
    )


def _example(columns: Sequence[str], cells: Mapping[str, list[str]]) -> str:
    for column in columns:
        if cells.get(column):
            return f"{column} {shown(cells[column][0])}"
    return listed(columns)
