"""How often the interval of a corrected negative share holds the truth.

Run it as `python -m benchmarks.corrected [HISTORIES]`. It invents a period of posts of which a
known share is negative, a scorer that errs at known rates, and posts that chance chose and a person
checked, in the period or elsewhere; then it asks the functions of `sql/` that the figure uses.
Printed is, for each kind, how often the 95 % interval holds the share that the posts were drawn
with, how far the corrected share lies off on average, and the same of the share as counted, with
Wilson's interval. Draws of which too little is checked for a correction are left out, as in the
figure. Seconds.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from sql import schema

HISTORIES = 4_000
POSTS = (60, 300, 3_000)
CHECKED = (60, 150, 400)
NEGATIVE = (0.15, 0.35, 0.6)
# How often a scorer finds a negative post, and leaves another one alone.
SCORERS = ((0.9, 0.9), (0.7, 0.9), (0.6, 0.8))
ASKED = """
with
measured as (
    select
        drawn.*,
        hit_count / negative_checked as recall,
        pass_count / other_checked as specificity,
        (found_count - told_found_count) as read_found_count,
        (post_count - told_count) as read_count
    from drawn
    where
        negative_checked >= 10
        and other_checked >= 10
        and hit_count / negative_checked + pass_count / other_checked - 1.0 >= 0.2
),

smoothed as (
    select
        measured.*,
        smoothed_share(read_found_count, read_count, z95() * z95()) as found_share,
        smoothed_share(hit_count, negative_checked, 2) as hit_share,
        smoothed_share(pass_count, other_checked, 2) as pass_share
    from measured
),

centered as (
    select
        smoothed.*,
        corrected_share_middle(found_share, hit_share, pass_share) as smooth_middle,
        corrected_share_center(
            smooth_middle, hit_share, negative_checked, pass_share, other_checked
        ) as center,
        corrected_share_spread(
            smooth_middle, found_share, read_count, hit_share, negative_checked, pass_share,
            other_checked
        ) as spread
    from smoothed
),

corrected as (
    select
        centered.*,
        corrected_share(
            read_found_count / nullif(read_count, 0),
            1.0 / (recall + specificity - 1.0),
            (specificity - 1.0) / (recall + specificity - 1.0)
        ) as middle,
        corrected_share_low(center, spread) as low,
        corrected_share_high(center, spread) as high
    from centered
),

told as (
    select
        corrected.*,
        share_with_told(told_negative_count, told_count, post_count, middle, true) as share,
        share_with_told_end(
            told_negative_count, told_count, post_count, middle, low, -1, true
        ) as share_low,
        share_with_told_end(
            told_negative_count, told_count, post_count, middle, high, 1, true
        ) as share_high
    from corrected
)

select
    count(*),
    avg(cast($truth between share_low and share_high as integer)),
    avg(share) - $truth,
    avg(
        cast(
            $truth between wilson_low(found_count, post_count)
            and wilson_high(found_count, post_count) as integer
        )
    ),
    avg(found_count / post_count) - $truth,
    avg(share_high - share_low),
    avg(cast(actual_count / post_count between share_low and share_high as integer))
from told
"""


class Kind(NamedTuple):
    """One kind of history.

    Attributes:
        posts: of the period.
        checked: posts that a person checked.
        is_inside: they are posts of the period; else of other times.
        negative: share that posts are drawn with.
        recall: how often a negative post is found.
        specificity: how often another one is left alone.
    """

    posts: int
    checked: int
    is_inside: bool
    negative: float
    recall: float
    specificity: float


class Held(NamedTuple):
    """What is found over all histories of a kind.

    Attributes:
        count: histories with a correction.
        held: share of intervals that hold the share that posts were drawn with.
        bias: mean of the corrected share less the truth.
        counted_held: the same of the share as counted, with Wilson's interval.
        counted_bias: of the share as counted.
        width: mean, 0 to 1.
        actual_held: share of intervals that hold the share of these very posts.
    """

    count: int
    held: float
    bias: float
    counted_held: float
    counted_bias: float
    width: float
    actual_held: float


def kinds() -> Iterator[Kind]:
    """Every kind that can be drawn: who checks inside a period checks at most half of it."""
    for posts in POSTS:
        for checked in CHECKED:
            for is_inside in (False, True):
                if is_inside and checked * 2 > posts:
                    continue
                for negative in NEGATIVE:
                    for recall, specificity in SCORERS:
                        yield Kind(posts, checked, is_inside, negative, recall, specificity)


def measured(con: duckdb.DuckDBPyConnection, kind: Kind, histories: int, seed: int) -> Held:
    """Draw and ask.

    Args:
        con: a database with the functions of `sql/`.
        kind: what to draw.
        histories: how many.
        seed: of the draw.
    """
    con.register("drawn", _drawn(np.random.default_rng(seed), kind, histories))
    (row,) = con.execute(ASKED, {"truth": kind.negative}).fetchall()
    con.unregister("drawn")
    return Held(*row)


def _drawn(dice: np.random.Generator, kind: Kind, histories: int) -> pa.Table:
    """A row per history: counts of the checked posts and of those of the period."""
    negative = dice.binomial(kind.checked, kind.negative, histories)
    other = kind.checked - negative
    hits = dice.binomial(negative, kind.recall)
    passes = dice.binomial(other, kind.specificity)
    rest = kind.posts - kind.checked * kind.is_inside
    rest_negative = dice.binomial(rest, kind.negative, histories)
    rest_found = dice.binomial(rest_negative, kind.recall) + dice.binomial(
        rest - rest_negative, 1 - kind.specificity
    )
    told_found = (hits + other - passes) * kind.is_inside
    columns = {
        "post_count": np.full(histories, kind.posts),
        "actual_count": rest_negative + negative * kind.is_inside,
        "found_count": rest_found + told_found,
        "told_count": np.full(histories, kind.checked * kind.is_inside),
        "told_found_count": told_found,
        "told_negative_count": negative * kind.is_inside,
        "negative_checked": negative,
        "other_checked": other,
        "hit_count": hits,
        "pass_count": passes,
    }
    return pa.table({name: values.astype(float) for name, values in columns.items()})


def main() -> None:
    """Print a line for each kind, and last how many lie within 93 to 97 %."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else HISTORIES
    shares = []
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        for seed, kind in enumerate(kinds()):
            one = measured(con, kind, histories, seed)
            shares.append(one.held)
            print(
                f"{kind.posts:5} posts, {kind.checked:3} checked "
                f"{'inside ' if kind.is_inside else 'outside'} {kind.negative:.0%} negative, "
                f"scorer {kind.recall:.0%}/{kind.specificity:.0%}: held {one.held:.1%} "
                f"(these posts {one.actual_held:.1%}), off by {one.bias:+.1%}, "
                f"width {one.width:.1%}; as counted {one.counted_held:.1%}, "
                f"{one.counted_bias:+.1%}; corrected {one.count / histories:.0%}",
                flush=True,
            )
    within = np.mean([0.93 <= share <= 0.97 for share in shares])
    print(f"{len(shares)} kinds: {min(shares):.1%} to {max(shares):.1%}, within 93-97 {within:.0%}")


if __name__ == "__main__":
    main()
