"""Ratings of one to five stars."""

from ingest.errors import UnexpectedPayload
from ingest.sources.fields import shown
from ingest.sources.options import Source


def stars(source: Source, field: str, value: int | None) -> float:
    """A rating of 1 to 5.

    Raises:
        UnexpectedPayload: it is none.
    """
    if value is None or not 1 <= value <= 5:
        raise UnexpectedPayload(
            f"{source.name}: {field} holds {shown(value)}, 1 to 5 stars are due"
        )
    return float(value)
