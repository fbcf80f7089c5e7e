"""What the columns of a file mean: by their shape, by their names, at last by their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.files import facts, names, posts
from ingest.files.mapping import FIELDS, FileMap
from ingest.files.preset import Row
from ingest.files.rounding import rounding_of
from ingest.files.shapes import Shape, columns_of

Columns = dict[str, tuple[str, ...]]


def meant(
    columns: Sequence[str], cells: Mapping[str, list[str]], shape: Shape | None, *, is_ours: bool
) -> FileMap:
    """A map of a file.

    Args:
        columns: the file's.
        cells: column → its cells in the first rows, blank ones left out.
        shape: the known shape, None for a file of one's own.
        is_ours: the columns are named as ours are.
    """

    def fits(ours: str, column: str) -> bool:
        return facts.fits(cells.get(column, ()), ours)

    found: Columns
    if is_ours and shape:
        # Objects leave out what they do not have, so the first ones do not show all there is.
        found = {ours: (ours,) for ours in FIELDS if ours != "created_time"}
    elif shape:
        found = columns_of(shape, columns, fits)
    else:
        found = names.by_name(columns, fits) | exact(columns)
        if "created_time" in found and "created_at" not in found:
            found["created_at"] = found.pop("created_time")
        found |= _told_by_cells(columns, cells, found)
        if "created_at" not in found and (named := names.by_name(columns).get("created_at")):
            found["created_at"] = named  # its cells are refused, each by what it holds
    return FileMap(
        columns={ours: found[ours] for ours in FIELDS if ours in found},
        shape=shape.name if shape else None,
        kind=shape.kind if shape else None,
        is_page=bool(shape and shape.about),
    )


def apart(file_map: FileMap, rows: Sequence[Row]) -> tuple[FileMap, list[str]]:
    """The map without an id that names threads and not posts, and what is said about it.

    An id that many rows share that say different things would let each replace the one before.
    """
    columns = file_map.columns.get("post_id", ())
    said = file_map.columns.get("text", ()) + file_map.columns.get("created_at", ())
    if exact([*columns, *said]) or not columns or (len(columns) > 1 and file_map.shape is None):
        return file_map, []
    told = [next((row[one] for one in columns if row.get(one)), "") for row in rows]
    ids = [one for one in told if one]
    contents = {(one, *map(row.get, said)) for one, row in zip(told, rows, strict=True) if one}
    is_thread = columns[0] in file_map.columns.get("conversation_id", ())
    repeated = len(contents) - len(set(ids))
    if rounding_of(ids) or not repeated or not (is_thread or repeated * 2 > len(ids) > 5):
        return file_map, []
    kept = {ours: theirs for ours, theirs in file_map.columns.items() if ours != "post_id"}
    kept.setdefault("conversation_id", columns)
    what = f"{columns[0]} is taken for the thread: rows of one {columns[0]} say different things"
    return replace(file_map, columns=kept), [what]


def exact(columns: Sequence[str]) -> Columns:
    """The columns of a file that is written for us: each means what its name says."""
    plain = {column.strip().lower(): column for column in columns}
    if not set(posts.REQUIRED) <= plain.keys():
        return {}
    return {name: (plain[name],) for name in posts.COLUMNS if name in plain}


def _told_by_cells(
    columns: Sequence[str], cells: Mapping[str, list[str]], found: Columns
) -> Columns:
    """Time and text of a file whose names say nothing: what its cells look like."""
    taken = {column for theirs in found.values() for column in theirs}
    left = [column for column in columns if column not in taken and cells[column]]
    told: Columns = {}
    if "created_at" not in found:
        times = [column for column in left if facts.fits(cells[column], "created_at")]
        if len(times) == 1:
            told["created_at"] = (times[0],)
    if "text" not in found and left:
        longest = max(left, key=lambda column: facts.looks_said(cells[column]))
        if facts.looks_said(cells[longest]):
            told["text"] = (longest,)
    return told
