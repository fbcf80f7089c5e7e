"""What passes did since the newest version that brought nothing, and so published nothing.

Publishing copies the whole warehouse and empties every page's memory. What such a pass changes is
when a source was last read and how far it is known: that stands in the work file, and beside it in
`progress.json` for whoever shows it, until the next version has it.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sql.warehouse import published

if TYPE_CHECKING:
    import pandas as pd

FILE = "progress.json"
MOMENTS = ("observed_until", "last_success_at", "last_attempt_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What has been done since a version was published.

    Attributes:
        version: its name; the rest says nothing of any other.
        settled: of what the configuration and people said that stands in it.
        sources: by name `delivered`, a digest of the records that the last pass read, and what
            passes since learned: `cursor` (null: it is as it was) and the moments `observed_until`,
            `last_success_at` and `last_attempt_at`, ISO 8601 in UTC or null.
    """

    version: str
    settled: str
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def progress(data: Path) -> Progress | None:
    """What passes noted since the newest version; None where nothing stands for it."""
    try:
        noted = Progress(**json.loads((data / FILE).read_text(encoding="utf-8")))
    except (
        FileNotFoundError,
        ValueError,
        TypeError,
    ):  # rubbish is no note: the next pass publishes
        return None
    return noted if noted.version == published(data) and _is_sound(noted) else None


def _is_sound(noted: Progress) -> bool:
    """Whether each source has what it should; JSON of another shape is rubbish, too."""
    if not isinstance(noted.sources, dict):
        return False
    try:
        for one in noted.sources.values():
            if not isinstance(one.get("cursor"), dict | None):
                return False
            for moment in MOMENTS:
                if one.get(moment) is not None:
                    datetime.fromisoformat(one[moment])
    except (AttributeError, TypeError, ValueError):
        return False
    return True


def write_progress(data: Path, noted: Progress) -> None:
    """Put a note in the place of the one before."""
    scrap = data / f"{FILE}.{os.getpid()}.tmp"
    scrap.write_text(json.dumps(asdict(noted)), encoding="utf-8")
    scrap.replace(data / FILE)


def brought_up(freshness: "pd.DataFrame", data: Path) -> "pd.DataFrame":
    """Rows of freshness_by_source with the moments that were noted since; the rest as it is."""
    noted = progress(data)
    if noted is None or not noted.sources:
        return freshness
    import pandas as pd  # noqa: PLC0415 - passes read the notes and need no table

    later = freshness.copy()
    for moment in MOMENTS:
        told = later["source"].map({name: one.get(moment) for name, one in noted.sources.items()})
        at = pd.to_datetime(told, utc=True).astype(later[moment].dtype)
        later[moment] = at.where(at.notna() & ~(at < later[moment]), later[moment])
    return later
