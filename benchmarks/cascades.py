"""How far posts are shared, foretold from polls every five minutes, each by all the others.

Run it as `python benchmarks/cascades.py`. It reads `../shared/data/cascades` and prints, for ages
from ten minutes to a day, how well the view `viral_risk` ranks the posts (Kendall's tau), how far
off it is (median absolute share of the truth) and how often its 80 % interval holds, beside two
answers that need no model: the count so far, and always the median of the others.
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
from sql.derive.steps import step

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "cascades"
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
    """Foretold and true final counts of all posts at one age."""

    foretold: Counts
    low: Counts
    high: Counts
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
    """The posts of one unknown brand, polled every five minutes for seven days."""
    con = duckdb.connect(config={"threads": 1})
    con.execute("set TimeZone = 'UTC'")
    schema.apply(con)
    polls = np.arange(POLL_SECONDS, LAST_SECOND + 1, POLL_SECONDS)
    frame = pd.concat(
        pd.DataFrame({"name": name, "age": polls, "shares": times.searchsorted(polls, "right")})
        for name, times in posts.items()
    )
    con.register("polls", frame)
    con.execute(
        "insert into engagement (post_id, observed_at, share_count) "
        f"select 'x:' || name, {BORN} + to_seconds(age), shares from polls"
    )
    con.execute(_POSTS)
    con.unregister("polls")
    rebuild_viral(con)
    return con


def foretell(con: duckdb.DuckDBPyConnection, posts: Mapping[str, Counts], age: int) -> Outcome:
    """What the view says of each post at that age when all the others are finished."""
    said = []
    for name in posts:
        con.begin()
        con.execute(
            f"delete from engagement where post_id = ? and observed_at > {BORN} + to_seconds(?)",
            [f"x:{name}", age],
        )
        con.execute(f"insert into viral_touched select ?, {BORN}", [f"x:{name}"])
        refresh_viral(con)
        step(con, "viral_curves")
        said += con.execute(
            "select projected_share_count, projected_low, projected_high from viral_risk "
            "where post_id = ?",
            [f"x:{name}"],
        ).fetchall()
        con.rollback()
    foretold, low, high = np.array(said).T
    return Outcome(foretold, low, high, np.array([float(len(t)) for t in posts.values()]))


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
        outcomes = [foretell(con, posts, age) for age in AGES.values()]
    _line("count so far", [kendall(count, truth) for count in so_far])
    _line("Earshot", [outcome.tau for outcome in outcomes])
    print("\n  median error")
    _line("always the median of the others", [_median_error(truth)] * len(AGES))
    _line("count so far", [float(np.median(1 - count / truth)) for count in so_far])
    _line("Earshot", [outcome.error for outcome in outcomes])
    print("\n  80 % interval")
    _line("holds the truth", [outcome.covered for outcome in outcomes])
    _line("high / low", [float(np.median(o.high / o.low)) for o in outcomes])


_POSTS = f"""
insert into posts by name
select distinct
    'x:' || name as post_id, 'brand' as brand, 'x' as source, 'post' as kind,
    'inbound' as direction, 'text' as text, {BORN} as created_at, {BORN} as observed_at,
    {BORN} as first_seen_at,
    'bench' as run_id, 'x:' || name as conversation_id, false as is_brand_by_thread,
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
