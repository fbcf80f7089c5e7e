"""The preset for snapshots of how far posts have spread: one row, one post at one moment."""

from ingest.files import values
from ingest.files.preset import Context, Refused, Row
from ingest.files.times import moment
from ingest.mention import COUNTS, Engagement

CASTS: dict[str, values.Cast] = {
    "source": values.source,
    "post_id": values.identifier,
    "observed_at": moment,
    **dict.fromkeys(COUNTS, values.count),
}
COLUMNS = tuple(CASTS)
REQUIRED = ("post_id", "observed_at")


def parse(row: Row, context: Context) -> Engagement:
    """Turn one row into a snapshot.

    Raises:
        Refused: a column holds what it may not, or no count is given.
    """
    cells = values.cast_row(row, CASTS, context)
    values.require(cells, "post_id", "observed_at")
    if all(cells.get(column) is None for column in COUNTS):
        raise Refused(f"no count is given: one of {', '.join(COUNTS)} is needed")
    cells["source"] = cells.get("source") or context.source
    return Engagement(**cells)
