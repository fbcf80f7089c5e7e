"""The preset for snapshots of how far posts have spread: one row, one post at one moment."""

from ingest.files import values
from ingest.files.preset import Context, Refused, Row
from ingest.files.times import required_moment
from ingest.mention import Engagement

COUNTS = ("like_count", "share_count", "reply_count", "view_count")
COLUMNS = ("source", "post_id", "observed_at", *COUNTS)
REQUIRED = ("post_id", "observed_at")


def parse(row: Row, context: Context) -> Engagement:
    """Turn one row into a snapshot.

    Raises:
        Refused: a column holds what it may not, or no count is given.
    """
    counts = {column: values.count(row, column) for column in COUNTS}
    if all(number is None for number in counts.values()):
        raise Refused(f"no count is given: one of {', '.join(COUNTS)} is needed")
    return Engagement(
        source=values.source(row, context),
        post_id=values.required_identifier(row, "post_id"),
        observed_at=required_moment(row, "observed_at", context),
        **counts,
    )
