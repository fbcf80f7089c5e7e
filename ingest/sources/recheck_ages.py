"""At which ages a source's posts are looked for again."""

from collections.abc import Sequence

from ingest.sources import connector_of
from ingest.sources.connector import Rechecking
from ingest.sources.options import Source

# Days; from the last age on a post is looked for once in as many days.
USUAL: tuple[float, ...] = (1, 2, 7, 30)
# Where terms ask for more: what is stored follows deletions on X within 24 hours, on Reddit within
# 48, on YouTube within 30 days. A module says its own as RECHECK_DAYS.
BY_TERMS: dict[str, tuple[float, ...]] = {"x": (0.8,), "reddit": (1, 1.9), "youtube": (1, 2, 7, 29)}
SHARE = 4  # of max_items a quarter is for it, whatever else a pass reads


def recheck_ages(source: Source) -> tuple[float, ...]:
    """Days of age, ascending; empty where the platform cannot be asked."""
    connector = connector_of(source)
    if not isinstance(connector, Rechecking):
        return ()
    own = getattr(connector, "RECHECK_DAYS", None) or BY_TERMS.get(source.kind, USUAL)
    return tuple(sorted(own)) if isinstance(own, Sequence) else (float(own),)


def recheck_room(source: Source) -> int:
    """How many posts a pass looks for again."""
    return max(1, source.max_items // SHARE)
