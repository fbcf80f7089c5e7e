"""How often intervals hold the truth, and chance is called a change, where posts are copied.

Run it as `python -m benchmarks.copies [HISTORIES]`. It invents periods of mentions of which some
start cascades of copies (6.7 on average, geometric, and a heavy tail), asks the functions of `sql/`
that every figure uses, and prints a line for each kind of history: how often the 95 % interval
holds the share that the posts were drawn with, and how often two periods drawn alike are called
changed, beside the same with every post a voice of its own. About a minute.
"""

import sys
from collections.abc import Iterator
from contextlib import closing

import duckdb
import numpy as np
import pyarrow as pa

from sql import schema

HISTORIES = 2_000
COPIES = 6.7
SIZES = (60, 200, 1_000)
STARTING = (0.0, 0.05, 0.2)
MOODS = ((0.35, 0.35, 0.30), (0.10, 0.60, 0.30))  # negative, neutral, positive
ASKED = """
with
voices as (
    select
        history,
        place,
        case when $figure = 'net' then mood else cast(mood < 0 as integer) end * size as said,
        case when $figure = 'net' then abs(mood) else cast(mood < 0 as integer) end * size
        as square,
        size as whole,
        $is_voiced as is_voiced
    from drawn
),
summed as (
    select
        history,
        place,
        count(*) as voice_count,
        case when is_voiced then voice_sums(said, square, whole, true)
        else {
            'part': sum(said * 1.0), 'square': sum(square * 1.0), 'whole': sum(whole * 1.0),
            'part_square': sum(square * 1.0), 'product': sum(said * 1.0),
            'whole_square': sum(whole * 1.0), 'copied_part_square': 0.0,
            'copied_product': 0.0, 'copied_whole_square': 0.0, 'single': sum(whole * 1.0),
            'voices': sum(whole * 1.0)
        } end as sums
    from voices
    group by history, place, is_voiced
),
meant as (
    select summed.*, voice_mean(sums) as mean from summed
),
measured as (
    select
        history,
        place,
        voice_count,
        mean,
        voice_count(sums, mean, $lowest) as voices
    from meant
),
paired as (
    select
        one.*,
        voice_low(one.mean, one.voices, $lowest) <= $truth
        and voice_high(one.mean, one.voices, $lowest) >= $truth as is_held,
        change_verdict(
            one.mean - other.mean,
            voice_reach(one.mean, one.voices, other.mean, other.voices, $lowest),
            least(one.voice_count, other.voice_count),
            30
        ) as verdict
    from measured as one
    inner join measured as other
        on one.history = other.history and one.place = 0 and other.place = 1
)
select
    avg(cast(is_held as integer)),
    avg(cast(verdict in ('better', 'worse') as integer)),
    avg(cast(verdict = 'few' as integer))
from paired
"""


def periods(
    dice: np.random.Generator,
    histories: int,
    posts: int,
    starting: float,
    moods: tuple[float, ...],
    *,
    is_heavy: bool,
) -> pa.Table:
    """Two periods a history, drawn alike: one row per voice with its size and mood, -1, 0 or 1."""
    count = max(1, round(posts / (1 + starting * COPIES)))
    shape = (histories, 2, count)
    copies = dice.geometric(1 / (1 + COPIES), shape) - 1
    if is_heavy:
        copies = np.minimum(dice.pareto(1.3, shape) * 2, 2_000).astype(int)
    sizes = 1 + np.where(dice.random(shape) < starting, copies, 0)
    history, place, _ = np.indices(shape)
    return pa.table(
        {
            "history": history.ravel(),
            "place": place.ravel(),
            "size": sizes.ravel(),
            "mood": dice.choice([-1, 0, 1], shape, p=moods).ravel(),
        }
    )


def measured(con: duckdb.DuckDBPyConnection, histories: int) -> Iterator[str]:
    """A line for each kind of history."""
    dice = np.random.default_rng(20261127)
    kinds = [(starting, False) for starting in STARTING] + [(0.05, True)]
    for starting, is_heavy in kinds:
        for posts in SIZES:
            for moods in MOODS:
                drawn = periods(dice, histories, posts, starting, moods, is_heavy=is_heavy)
                con.register("drawn", drawn)
                for figure, lowest, truth in (
                    ("net", -1.0, moods[2] - moods[0]),
                    ("negative", 0.0, moods[0]),
                ):
                    known = {"figure": figure, "lowest": lowest, "truth": truth}
                    held, called, few = _asked(con, is_voiced=True, **known)
                    held_before, called_before, _ = _asked(con, is_voiced=False, **known)
                    kind = f"{starting:4.0%}{' heavy' if is_heavy else '':6} {posts:5} {figure:8}"
                    yield (
                        f"{kind} {moods[0]:.0%} negative: held {held:.1%}, called changed "
                        f"{called:.1%}, too few {few:.1%}; post by post {held_before:.1%}, "
                        f"{called_before:.1%}"
                    )


def _asked(con: duckdb.DuckDBPyConnection, **known: object) -> tuple[float, float, float]:
    (row,) = con.execute(ASKED, known).fetchall()
    return row[0], row[1], row[2]


def main() -> None:
    """Print all lines."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else HISTORIES
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        for line in measured(con, histories):
            print(line, flush=True)


if __name__ == "__main__":
    main()
