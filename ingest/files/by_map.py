"""Any file read by a map."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import FileIO
from pathlib import Path

from ingest.errors import LoadError
from ingest.files.csv_rows import Broken
from ingest.files.guess import Guess, guess_layout, ids_in
from ingest.files.layout import Layout, rows_of
from ingest.files.mapped import FORMAT, MapParser
from ingest.files.mapping import FileMap
from ingest.files.notes import Notes, listed
from ingest.files.parser import OPTIONS
from ingest.files.preset import Context, Row
from ingest.files.reading import Part, Reading, Rows
from ingest.files.rounding import ROUNDINGS, rounding_of
from ingest.files.zones import zone_given
from ingest.mention import Record, Reject

_ENDINGS = frozenset(
    (
        *(".gz", ".zst", ".bz2", ".xz", ".zip", ".csv", ".tsv", ".tab", ".txt"),
        *(".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm"),
    )
)


def read_by_map(guessed: Guess) -> Reading:
    """The records of a file, every file of a zip one after the other.

    Raises:
        LoadError: the time zone is unknown, or the source holds a colon.
    """
    notes = Notes()
    source = guessed.file_map.source or (guessed.shape.name if guessed.shape else None)
    source = source or stem_of(guessed.path)
    others = [_other_part(guessed, layout, source, notes) for layout in guessed.others]
    parts = [_part(guessed, source, notes), *others]
    for column in guessed.columns:
        if not any(column in theirs for theirs in guessed.file_map.columns.values()):
            notes.ignore(column)
    return Reading(guessed.path, parts, notes)


def parser_of(
    file_map: FileMap, source: str, notes: Notes, rounding: str | None = None
) -> MapParser:
    """What makes records of the rows of a file that a map describes.

    Raises:
        LoadError: the time zone is unknown, or the source holds a colon.
    """
    if ":" in source:
        raise LoadError(f"source {source!r} holds a colon, which divides it from the id")
    context = Context(
        source=source,
        zone=zone_given(file_map.timezone) if file_map.timezone else None,
        dates=file_map.dates,
        brand=file_map.brand,
        own_accounts=frozenset(name.lstrip("@").casefold() for name in file_map.own_accounts),
        rounding=ROUNDINGS[rounding][0] if rounding else None,
        notes=notes,
    )
    return MapParser(file_map, context, rounding)


def stem_of(path: Path) -> str:
    """The name of a file without the endings that tell its kind; no colon is left in it."""
    bare = Path(path.name)
    while bare.suffix.lower() in _ENDINGS:
        bare = bare.with_suffix("")
    return bare.name.replace(":", "-")


def _part(guessed: Guess, source: str, notes: Notes) -> Part:
    rounding = rounding_of(ids_in(guessed))
    parser = parser_of(guessed.file_map, source, notes, rounding)
    return _rows(guessed.path, guessed.layout, notes), parser


def _other_part(first: Guess, layout: Layout, source: str, notes: Notes) -> Part:
    """Another file of the same zip: by the same map where it has the columns, else by its own."""
    own = guess_layout(first.path, layout, replace(first.file_map, columns={}, shape=None))
    shared = {
        ours: theirs
        for ours, theirs in first.file_map.columns.items()
        if set(theirs) & set(own.columns)
    }
    if shared.keys() == first.file_map.columns.keys():
        own = replace(own, file_map=first.file_map, questions=())
    if own.questions:
        reason = "; ".join(map(str, own.questions))
        return _nothing, _Refusing(source, reason, layout.member, own.columns)
    return _part(own, source, notes)


class _Refusing:
    """Refuses a file of a zip as a whole."""

    def __init__(self, source: str, reason: str, member: str, columns: tuple[str, ...]) -> None:
        self._source, self._reason, self._member = source, reason, member
        self._columns = columns

    def records(self, _row: Row | Broken, name: str, _number: int | str) -> tuple[Record, ...]:
        """One Reject in place of all rows."""
        payload = {"file": self._member, "columns": listed(self._columns), OPTIONS: {}}
        place = f"{name}:{self._member}"
        return (
            Reject(
                source=self._source,
                format=FORMAT,
                reason=self._reason,
                payload=payload,
                place=place,
            ),
        )


def _nothing(_begin: Callable[[FileIO], None]) -> Iterator[tuple[int | str, Row]]:
    yield 0, {}


def _rows(path: Path, layout: Layout, notes: Notes) -> Rows:
    def rows(begin: Callable[[FileIO], None]) -> Iterator[tuple[int | str, Row | Broken]]:
        for number, row, _ in rows_of(path, layout, notes, begin):
            yield f"{layout.member}:{number}" if layout.member else number, row

    return rows
