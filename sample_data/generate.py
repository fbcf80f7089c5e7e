"""Writes the sample story: `python -m sample_data.generate` renews the committed files."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sample_data.arrivals import arrivals
from sample_data.configuration import configuration
from sample_data.conversations import Conversations
from sample_data.phrases import Phrases
from sample_data.rows import POST_COLUMNS, SNAPSHOT_COLUMNS, Row, Snapshot, write_gz
from sample_data.scripted import stage
from sample_data.spread import spread
from sample_data.story import Story, stamp
from sample_data.town import Town
from sample_data.wording import Wording

HERE = Path(__file__).parent
COMMITTED_END = datetime(2026, 9, 30, 18, tzinfo=UTC)
SEED = 20_260_930


def write(target: Path, now: datetime) -> None:
    """Write the story so that it ends at the full minute before now (aware) into a folder.

    The same minute gives the same bytes; hours of the week keep their meaning whatever the minute.

    Raises:
        ValueError: now has no time zone.
    """
    story = Story.until(now)
    rows, snapshots = tell(story)
    before, since, elsewhere = _by_file(story, rows)
    spans = {
        "chirp_until_outage.csv.gz": (before, story.start, story["outage"]),
        "chirp_since_outage.csv.gz": (since, story["outage_end"], story.end),
        "elsewhere.csv.gz": (elsewhere, story.start, story.end),
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, (part, _, _) in spans.items():
        write_gz(target / name, POST_COLUMNS, (row.cells() for row in part))
    write_gz(target / "engagement.csv.gz", SNAPSHOT_COLUMNS, (seen.cells() for seen in snapshots))
    (target / "earshot.toml").write_text(configuration(story), encoding="utf-8")
    _write_manifest(target, {name: (first, last) for name, (_, first, last) in spans.items()})


def files(target: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The data files in a folder in the order to load them, each with the options of `load`.

    Options are format and, for posts, observed_since and observed_until (aware, UTC).

    Raises:
        FileNotFoundError: no story was written there.
    """
    manifest = json.loads((target / "files.json").read_text(encoding="utf-8"))
    return [(target / entry.pop("file"), _options(entry)) for entry in manifest]


def tell(story: Story) -> tuple[list[Row], list[Snapshot]]:
    """Let the story happen; what was seen of it, rows and snapshots oldest first."""
    dice = Random(SEED)
    town = Town(story, Wording(Phrases(), dice), dice)
    talks = Conversations(town)
    stage(town)
    for arrival in arrivals(story, Random(SEED + 1)):
        town.at(arrival.at, partial(talks.begin, arrival))
    town.run()
    rows = [row for row in town.rows if _is_seen(story, row)]
    snapshots = spread(story, rows, Random(SEED + 2))
    return sorted(rows, key=lambda row: (row.at, row.post_id)), snapshots


def _is_seen(story: Story, row: Row) -> bool:
    """The outage hid the social network; only the brand's own timeline was read back later."""
    if row.source != "chirp" or not story.within(row.at, "outage", "outage_end"):
        return True
    return row.outbound and (row.parent is None or row.parent.at < story["outage"])


def _by_file(story: Story, rows: Iterable[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Social posts before and since the outage, and the rest."""
    before: list[Row] = []
    since: list[Row] = []
    elsewhere: list[Row] = []
    for row in rows:
        if row.source != "chirp":
            elsewhere.append(row)
        else:
            (before if row.at < story["outage"] else since).append(row)
    return before, since, elsewhere


def _options(entry: dict[str, str]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if name.startswith("observed") else value
        for name, value in entry.items()
    }


def _write_manifest(target: Path, spans: dict[str, tuple[int, int]]) -> None:
    entries: list[dict[str, str]] = [
        {
            "file": name,
            "format": "posts",
            "observed_since": stamp(first),
            "observed_until": stamp(last),
        }
        for name, (first, last) in spans.items()
    ]
    entries.append({"file": "engagement.csv.gz", "format": "engagement"})
    (target / "files.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(HERE, COMMITTED_END)
