"""Live truth: the median wait as it was shown while people still waited, against the later truth.

Run it as `python -m benchmarks.replay`. It reads `../shared/data/twcs_dev.csv`, takes every support
desk in it as one, and goes through the time it spans in steps of 20 minutes. At each step the
cohort is everybody who began to wait in the last 1, 2, 6 or 24 hours. Where it has at least ten
turns and a tenth of them is open, the median of response_summary as it stood then is compared with
the median of the same turns as it stands at the end of the file; beside it the median of those
answered by then, as other tools show it. Where the curve did not reach its median nothing was
shown and nothing is compared; those steps are counted.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.config_file import parse_config
from ingest.loading.load import load
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql.reader import Reader
from sql.warehouse import writer

TWCS = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "twcs_dev.csv"
HOURS = (1, 2, 6, 24)
STEP = 20 * 60
LEAST_TURNS, LEAST_OPEN = 10, 0.1
CONFIG = parse_config({"brands": {"desk": {"own_accounts": ["desk"]}}})
Seconds = NDArray[np.float64]


@dataclass(frozen=True)
class Turns:
    """Waits of one brand, in the order they began.

    Attributes:
        started: epoch seconds.
        answered: epoch seconds; infinite where nobody answered.
        until: epoch seconds up to which the file knows.
    """

    started: Seconds
    answered: Seconds
    until: float

    def within(self, since: float, until: float) -> "Turns":
        first, last = np.searchsorted(self.started, [since, until])
        return Turns(self.started[first:last], self.answered[first:last], self.until)

    def median(self, now: float) -> float | None:
        """What response_summary says at a moment: Kaplan-Meier, null where it is not reached."""
        is_answered = self.answered <= now
        waits = np.where(is_answered, self.answered, now) - self.started
        moments, first = np.unique(np.sort(waits), return_index=True)
        answered = np.bincount(np.searchsorted(moments, waits[is_answered]), minlength=len(moments))
        waiting = np.cumprod(1 - answered / (len(waits) - first))
        reached = np.nonzero(waiting <= 0.5 + 1e-9)[0]
        return float(moments[reached[0]]) if len(reached) else None

    def answered_only_median(self, now: float) -> float | None:
        waits = (self.answered - self.started)[self.answered <= now]
        return float(np.median(waits)) if len(waits) else None

    def open_share(self, now: float) -> float:
        return float((self.answered > now).mean())


@dataclass(frozen=True)
class Outcome:
    """One cohort length.

    Attributes:
        error: mean over the snapshots at which a median was shown, relative to the later truth.
        answered_only_error: the same for the median of those answered by then, same snapshots.
        answered_only_error_always: over all snapshots, since that median is always there.
    """

    hours: int
    snapshot_count: int
    shown_count: int
    not_reached_count: int
    open_share: float
    error: float
    answered_only_error: float
    answered_only_error_always: float


def posts(path: Path = TWCS) -> Iterator[Post]:
    """The file's posts as one desk's."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            is_desk = line["inbound"] == "False"
            yield Post(
                source="twcs",
                post_id=line["tweet_id"],
                created_at=datetime.strptime(line["created_at"], "%a %b %d %H:%M:%S %z %Y"),
                text=line["text"],
                parent_id=line["in_response_to_tweet_id"] or None,
                brand="desk",
                is_outbound=is_desk,
                is_addressed=None if is_desk else True,
                author_id=line["author_id"],
            )


def fill(data: Path, records: Iterable[Post], until: datetime | None = None) -> None:
    """Load posts as one run; the source is known up to until, else to its newest post."""
    with writer(data) as con:
        loaded = load(con, records, config=CONFIG, run_id="replay", now=datetime.now(UTC))
        known = until or loaded.observed_until
        if known is not None:
            succeeded(con, "twcs", kind="file", run_id="replay", since=known, until=known, at=known)


def turns(data: Path) -> Turns:
    """All turns of the desk, as the views have them."""
    with closing(Reader(data)) as reader:
        rows = reader.query(
            "select epoch(started_at) as started, epoch(answered_at) as answered, "
            "epoch(observed_until) as until from turns where not is_selected order by started_at"
        )
    answered = rows["answered"].to_numpy(dtype=float, na_value=np.inf)
    return Turns(rows["started"].to_numpy(dtype=float), answered, float(rows["until"].max()))


def snapshots(held: Turns, hours: int) -> Iterator[tuple[float, Turns]]:
    """Moments at which enough people wait, with the cohort of that moment."""
    first = np.ceil(held.started[0] / STEP) * STEP
    for now in np.arange(first, held.until, STEP):
        cohort = held.within(now - hours * 3600, now)
        if len(cohort.started) >= LEAST_TURNS and cohort.open_share(now) >= LEAST_OPEN:
            yield float(now), cohort


def replay(held: Turns, hours: int) -> Outcome:
    """Compare what was shown with the truth, snapshot by snapshot."""
    ours, theirs, always, open_shares, not_reached = [], [], [], [], 0
    for now, cohort in snapshots(held, hours):
        open_shares.append(cohort.open_share(now))
        shown, truth = cohort.median(now), cohort.median(held.until)
        naive = cohort.answered_only_median(now)
        not_reached += shown is None
        if not truth or naive is None:
            continue
        always.append(abs(naive - truth) / truth)
        if shown is not None:
            ours.append(abs(shown - truth) / truth)
            theirs.append(always[-1])
    return Outcome(
        hours,
        len(open_shares),
        len(ours),
        not_reached,
        float(np.median(open_shares)),
        float(np.mean(ours)),
        float(np.mean(theirs)),
        float(np.mean(always)),
    )


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), posts())
        held = turns(Path(folder))
    print(f"{len(held.started)} turns, {np.isinf(held.answered).sum()} never answered")
    print("cohort  snapshots  shown  not reached  open  error  answered-only  … at all snapshots")
    for outcome in (replay(held, hours) for hours in HOURS):
        print(
            f"{outcome.hours:4d} h  {outcome.snapshot_count:9d}  {outcome.shown_count:5d}  "
            f"{outcome.not_reached_count:11d}  {outcome.open_share:4.0%}  {outcome.error:5.1%}  "
            f"{outcome.answered_only_error:13.1%}  {outcome.answered_only_error_always:18.1%}"
        )


if __name__ == "__main__":
    main()
