"""A guess of what a file is: its layout, what its columns mean, and what only a person can say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from ingest.errors import LoadError
from ingest.files import engagement, posts, twcs
from ingest.files.clocks import dated_columns, ordered, zoned
from ingest.files.csv_rows import Broken
from ingest.files.layout import Layout, layouts_of, rows_of
from ingest.files.mapping import FileMap
from ingest.files.meanings import apart, exact, meant
from ingest.files.notes import Notes, listed
from ingest.files.opening import require_file, told_by_name
from ingest.files.preset import Row
from ingest.files.questions import Question, missing_columns
from ingest.files.shapes import Shape, shape_of, shapes

SAMPLE = 1000
MAP, TWCS, ENGAGEMENT = "map", "twcs", "engagement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a file seems to be.

    Attributes:
        path: the file.
        layout: of its table, or of the first in a zip.
        others: the other files of a zip.
        columns: names of the file's columns, in its order.
        samples: column → its first few different cells, blank ones left out.
        format: "map", or the preset that reads such a file: "twcs", "engagement".
        shape: the known shape, None for a file of one's own.
        file_map: what its columns mean, with what was said.
        questions: what only a person can say; nothing is loaded before they do.
        told: what was taken for granted, sentences for people.
    """

    path: Path
    layout: Layout
    file_map: FileMap
    others: tuple[Layout, ...] = ()
    columns: tuple[str, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    format: str = MAP
    shape: Shape | None = None
    questions: tuple[Question, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.questions

    def check(self) -> None:
        """Go on only where it is sure.

        Raises:
            LoadError: something has to be asked; the message says which option decides it.
        """
        if self.questions:
            asked = "\n".join(map(str, self.questions))
            raise LoadError(f"{self.path.name}: {asked}\n--dry-run shows how it is understood")


def guess(path: Path, said: FileMap | None = None) -> Guess:
    """Look at a file and guess how to read it; what was said stands above what was guessed.

    Args:
        path: a file of any kind that exports come in.
        said: what a person, or a kept map, says of it; None is nothing.

    Raises:
        LoadError: it cannot be read, or is no table and no list of objects.
    """
    require_file(path)
    said = said or FileMap()
    layout, *others = layouts_of(path, encoding=said.encoding, sheet=said.sheet)
    return guess_layout(path, layout, said, tuple(others))


def guess_layout(
    path: Path, layout: Layout, said: FileMap, others: tuple[Layout, ...] = ()
) -> Guess:
    """The same of one table of a file.

    Raises:
        LoadError: it holds no row.
    """
    sample, opened = _sample(path, layout)
    columns = layout.top.columns if layout.top else _keys(sample)
    if not columns:
        raise LoadError(f"{layout.member or path.name}: there is no object to read in it")
    cells = {column: [row[column] for row in sample if row.get(column)] for column in columns}
    shape = shapes().get(opened) if opened else shape_of(columns)
    known, lost = _held(said, columns)
    file_map = meant(columns, cells, shape, is_ours=bool(opened)).but(**_said(known))
    if layout.top is None and exact(columns):  # JSON leaves out what an object does not have
        more = {name: (name,) for name in posts.COLUMNS if name not in file_map.columns}
        file_map = file_map.but(columns=more)
    file_map, repeated = apart(file_map, sample)
    dated = dated_columns(path, layout, file_map, cells)
    file_map, order_questions, order_told = ordered(dated, file_map, shape)
    file_map, zone_questions, zone_told = zoned(dated, layout, file_map, shape)
    preset = _format(path, columns, said)
    return Guess(
        path=path,
        layout=layout,
        others=others,
        columns=columns,
        samples={name: tuple(dict.fromkeys(found))[:3] for name, found in cells.items()},
        format=preset,
        shape=shape,
        file_map=file_map,
        questions=()
        if preset != MAP
        else (
            *missing_columns(file_map, columns),
            # Of a file in our own format the rows that leave it open are refused, the others load.
            *(() if exact(columns) else (*order_questions, *zone_questions)),
        ),
        told=(*_about_layout(layout), *lost, *repeated, *order_told, *zone_told),
    )


def ids_in(guessed: Guess) -> list[str]:
    """The ids in a file's first rows, those of parents too."""
    sample, _ = _sample(guessed.path, guessed.layout)
    columns = [
        column
        for ours in ("post_id", "parent_id", "conversation_id")
        for column in guessed.file_map.columns.get(ours, ())[:1]
    ]
    return [row[column].strip() for row in sample for column in columns if row.get(column)]


def _sample(path: Path, layout: Layout) -> tuple[list[Row], str | None]:
    """The first sound rows, and the known shape of most of them where they were objects."""
    rows: list[Row] = []
    told: Counter[str | None] = Counter()
    for _, row, shape in islice(rows_of(path, layout, Notes()), SAMPLE):
        if not isinstance(row, Broken):
            rows.append(row)
            told[shape] += 1
    return rows, told.most_common(1)[0][0] if told else None


def _keys(rows: list[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for row in rows for key in row))


def _format(path: Path, columns: tuple[str, ...], said: FileMap) -> str:
    """The preset that knows these columns, where nobody said what they mean."""
    if said.columns or not told_by_name(path):
        return MAP
    plain = {column.strip().lower() for column in columns}
    if set(twcs.REQUIRED) <= plain:
        return TWCS
    is_counted = set(engagement.REQUIRED) <= plain and not plain & {"text", "created_at"}
    return ENGAGEMENT if is_counted else MAP


def _held(said: FileMap, columns: Sequence[str]) -> tuple[FileMap, list[str]]:
    """What was said of columns that the file has; of others it is guessed as if nothing were."""
    held = {ours: theirs for ours, theirs in said.columns.items() if set(theirs) & set(columns)}
    lost = [name for ours, theirs in said.columns.items() if ours not in held for name in theirs]
    told = [f"columns that were named and are not in the file: {listed(lost)}"] if lost else []
    return replace(said, columns=held), told


def _said(said: FileMap) -> dict[str, object]:
    plain = said.as_dict()
    plain["columns"] = dict(said.columns)
    plain["own_accounts"] = said.own_accounts
    return plain


def _about_layout(layout: Layout) -> list[str]:
    told = []
    if layout.top and layout.top.preamble:
        told.append(f"lines above the header left out: {len(layout.top.preamble)}")
    others = [sheet for sheet in layout.sheets if sheet != layout.sheet]
    if others:
        told.append(f"sheet {layout.sheet!r} is read, not {listed(others)}: pass --sheet")
    if layout.encoding not in ("utf-8", "utf-16", "utf-32"):
        told.append(f"read as {layout.encoding}: pass --encoding if letters look wrong")
    return told
