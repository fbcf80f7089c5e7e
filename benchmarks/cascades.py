"""How far posts are shared, foretold from polls every five minutes, each by all the others.

Run it as `python -m benchmarks.cascades`. It reads `../shared/data/cascades` and prints, for ages
from ten minutes to a day, how well projections rank the posts (Kendall's tau), how far off they are
(median absolute share of the truth) and how often the 80 % interval holds, beside two answers that
need no model: the count so far, and always the median of the others. Then what probabilities of
passing are worth: what was said of thresholds from 2,000 to 16,300 shares that were not passed yet,
and how often it came true.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sql import schema
from sql.derive.growth import rebuild_viral, refresh_viral

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "cascades"
OLD = "timestamptz '2025-12-01 00:00:00+00'"
BORN = "timestamptz '2026-01-01 00:00:00+00'"
POLL_SECONDS = 300
LAST_SECOND = 7 * 86_400
AGES = {"10 min": 600, "30 min": 1800, "1 h": 3600, "6 h": 21_600, "24 h": 86_400}
# tau on twice as many posts of the same set, five folds, ten times.
PUBLISHED = {
    "SEISMIC, published constants": (0.38, 0.37, 0.42, 0.59, 0.72),
    "gradient boosting, all features": (0.40, 0.40, 0.44, 0.62, 0.81),
}
Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """Foretold and true final counts of all posts at one age.

    Attributes:
        foretold: the projection, by post.
        low: lower end of its 80 % interval.
        high: upper end.
        said: probability of passing each threshold that is not passed yet.
        came_true: whether the post did, 0 or 1.
        truth: final counts.
    """

    foretold: Counts
    low: Counts
    high: Counts
    said: Counts
    came_true: Counts
    truth: Counts

    @property
    def tau(self) -> float:
        """Kendall's tau-b: 1 is the same order, 0 none."""
        return kendall(self.foretold, self.truth)

    @property
    def error(self) -> float:
        """Median of |foretold - truth| / truth."""
        return float(np.median(np.abs(self.foretold - self.truth) / self.truth))

    @property
    def covered(self) -> float:
        """Share of truths inside the interval."""
        return float(np.mean((self.low <= self.truth) & (self.truth <= self.high)))


def load() -> dict[str, Counts]:
    """Seconds after publication of every share, by post, in the files' order."""
    posts = {}
    for path in sorted(DATA.glob("RT*.txt.gz"), key=lambda found: int(found.name[2:-7])):
        with gzip.open(path, "rt") as file:
            times = np.loadtxt(file, skiprows=1)[:, 0]
        posts[path.name[:-7]] = np.sort(times[1:])
    return posts


def warehouse(posts: Mapping[str, Counts]) -> duckdb.DuckDBPyConnection:
    """The posts of one unknown brand, twice: finished a month ago, and young, polled for a day."""
    con = duckdb.connect(config={"threads": 1})
    con.execute("set TimeZone = 'UTC'")
    schema.apply(con)
    for name, born, last in (("old", OLD, LAST_SECOND), ("new", BORN, max(AGES.values()))):
        polls = np.arange(POLL_SECONDS, last + 1, POLL_SECONDS)
        frame = pd.concat(
            pd.DataFrame({"name": post, "age": polls, "shares": times.searchsorted(polls, "right")})
            for post, times in posts.items()
        )
        con.register("polls", frame)
        con.execute(
            "insert into engagement (post_id, observed_at, share_count) "
            f"select 'x:{name} ' || name, {born} + to_seconds(age), shares from polls"
        )
        con.execute(_POSTS.format(name=name, born=born))
        con.unregister("polls")
    rebuild_viral(con)
    return con


def foretell(con: duckdb.DuckDBPyConnection, posts: Mapping[str, Counts]) -> dict[str, Outcome]:
    """What the snapshots say of each post, by age, when all the others had finished before."""
    truth = np.array([float(len(times)) for times in posts.values()])
    thresholds = 2000 * 1.1 ** np.arange(23)  # to 16,300, whatever the posts became
    rows = []
    for number, name in enumerate(posts):
        con.begin()
        con.execute("delete from engagement where post_id = ?", [f"x:old {name}"])
        con.execute(f"insert into viral_touched select ?, {OLD}", [f"x:old {name}"])
        refresh_viral(con)
        rows += [(number, *row) for row in con.execute(_SAID, [f"x:new {name}"]).fetchall()]
        con.rollback()
    said = pd.DataFrame(rows, columns=["post", "age", "so_far", "foretold", "low", "high", "up"])
    return {
        age: _outcome(con, said[said["age"] == s], truth, thresholds) for age, s in AGES.items()
    }


def _outcome(
    con: duckdb.DuckDBPyConnection, said: pd.DataFrame, truth: Counts, thresholds: Counts
) -> Outcome:
    asked = said.merge(pd.DataFrame({"threshold": thresholds}), how="cross")
    asked = asked[asked["so_far"] < asked["threshold"]]
    con.register("asked", asked)
    told = con.execute(
        "select post, threshold, pass_probability("
        "threshold - so_far, foretold - so_far, low - so_far, high - so_far, up - so_far"
        ") as said from asked"
    ).df()
    con.unregister("asked")
    came_true = (truth[told["post"].to_numpy()] >= told["threshold"].to_numpy()).astype(float)
    counts = (said[name].to_numpy(float) for name in ("foretold", "low", "high"))
    return Outcome(*counts, told["said"].to_numpy(float), came_true, truth)


def calibration(*outcomes: Outcome) -> list[tuple[float, float, int]]:
    """By fifths of probability: the mean of what was said, the share that came true, how many."""
    said = np.concatenate([outcome.said for outcome in outcomes])
    came_true = np.concatenate([outcome.came_true for outcome in outcomes])
    fifths = np.minimum((said * 5).astype(int), 4)
    kept = [fifths == n for n in range(5) if (fifths == n).any()]
    return [(said[k].mean(), came_true[k].mean(), int(k.sum())) for k in kept]


def kendall(left: Counts, right: Counts) -> float:
    """Kendall's tau-b by counting pairs."""
    pairs = list(combinations(range(len(left)), 2))
    signs = np.array([(np.sign(left[i] - left[j]), np.sign(right[i] - right[j])) for i, j in pairs])
    products = signs.prod(axis=1).sum()
    return float(products / np.sqrt(np.prod((signs != 0).sum(axis=0))))


def main() -> None:
    posts = load()
    truth = np.array([float(len(times)) for times in posts.values()])
    print(f"Final shares of {len(posts)} posts, foretold by all the others\n")
    print(f"  {'tau':<34}" + "".join(f"{age:>9}" for age in AGES))
    for name, taus in PUBLISHED.items():
        print(f"  {name:<34}" + "".join(f"{tau:9.2f}" for tau in taus))
    so_far = [_so_far(posts, age) for age in AGES.values()]
    with warehouse(posts) as con:
        outcomes = list(foretell(con, posts).values())
    _line("count so far", [kendall(count, truth) for count in so_far])
    _line("Earshot", [outcome.tau for outcome in outcomes])
    print("\n  median error")
    _line("always the median of the others", [_median_error(truth)] * len(AGES))
    _line("count so far", [float(np.median(1 - count / truth)) for count in so_far])
    _line("Earshot", [outcome.error for outcome in outcomes])
    print("\n  80 % interval")
    _line("holds the truth", [outcome.covered for outcome in outcomes])
    _line("high / low", [float(np.median(o.high / o.low)) for o in outcomes])
    print("\n  probability of passing: said, came true (n)")
    for age, asked in [*((a, [o]) for a, o in zip(AGES, outcomes, strict=True)), ("all", outcomes)]:
        told = [f"{said:.2f} {true:.2f} ({n})" for said, true, n in calibration(*asked)]
        print(f"  {age:<8}" + "  ".join(told))


_SAID = f"""
select
    cast(epoch(observed_at) - epoch({BORN}) as bigint) as age, share_count,
    projected_share_count, projected_low, projected_high, projected_pickup
from viral_projections
where post_id = ? and age in ({", ".join(map(str, AGES.values()))})
"""

_POSTS = """
insert into posts by name
select distinct
    'x:{name} ' || name as post_id, 'brand' as brand, 'x' as source, 'post' as kind,
    'inbound' as direction, 'text' as text, {born} as created_at, {born} as observed_at,
    {born} as first_seen_at,
    'bench' as run_id, post_id as conversation_id, false as is_brand_by_thread,
    false as is_declared_outbound, false as author_is_bot, false as has_complaint_word,
    false as is_question, []::varchar[] as topics, []::varchar[] as matched_brands,
    []::varchar[] as addressed_brands, false as is_quick_reply, false as is_automated,
    false as is_complaint, false as needs_reply
from polls
"""


def _so_far(posts: Mapping[str, Counts], age: int) -> Counts:
    return np.array([float(times.searchsorted(age, "right")) for times in posts.values()])


def _median_error(truth: Counts) -> float:
    """Error of answering the median of all other posts."""
    answers = np.array([np.median(np.delete(truth, n)) for n in range(len(truth))])
    return float(np.median(np.abs(answers - truth) / truth))


def _line(label: str, values: list[float]) -> None:
    print(f"  {label:<34}" + "".join(f"{value:9.2f}" for value in values))


if __name__ == "__main__":
    main()
