"""The response figures with polars, over turns that are already in memory."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from benchmarks.frames import TURNS
from sql.reader import Reader

Z = 1.959963984540054
SHARES = {"15m": 900, "1h": 3600, "4h": 14400, "24h": 86400}
WAITING = 1 - pl.col("answered") / pl.col("at_risk")
GREENWOOD = pl.col("answered") / (pl.col("at_risk") * (pl.col("at_risk") - pl.col("answered")))


@dataclass(frozen=True)
class Polars:
    """All turns of all brands."""

    turns: pl.DataFrame

    @classmethod
    def read(cls, reader: Reader) -> "Polars":
        kinds = dict.fromkeys(("brand", "source", "status", "polarity"), pl.Categorical)
        return cls(pl.from_pandas(reader.query(TURNS)).cast(kinds))

    def _curve(self, brand: str, since: datetime, until: datetime) -> pl.LazyFrame:
        """Kaplan-Meier with its log-log interval, one row per length of wait."""
        left, width = pl.col("left"), pl.col("width")
        return (
            self.turns.lazy()
            .filter(
                pl.col("brand") == brand,
                pl.col("started_at").is_between(since, until, closed="left"),
                ~pl.col("is_selected"),
            )
            .group_by(elapsed=pl.col("wait_seconds"))
            .agg(ended=pl.len(), answered=pl.col("answered").sum())
            .sort("elapsed")
            .with_columns(at_risk=pl.col("ended").cum_sum(reverse=True).cast(pl.Float64))
            .with_columns(left=WAITING.cum_prod(), width=GREENWOOD.cum_sum())
            .with_columns(width=Z * pl.col("width").sqrt() / left.log().abs())
            .with_columns(
                share=1 - left,
                # All answered: no upper limit is known; none yet: nothing is uncertain.
                low=pl.when(left <= 0)
                .then(None)
                .when(left >= 1)
                .then(0.0)
                .otherwise(1 - left.pow((-width).exp())),
                high=pl.when(left <= 0)
                .then(None)
                .when(left >= 1)
                .then(0.0)
                .otherwise(1 - left.pow(width.exp())),
            )
            .select("elapsed", pl.col("at_risk").cast(pl.Int64), "answered", "share", "low", "high")
        )

    def curve(self, brand: str, since: datetime, until: datetime) -> pl.DataFrame:
        return self._curve(brand, since, until).collect()

    def summary(self, brand: str, since: datetime, until: datetime) -> dict[str, float | None]:
        """The columns of response_summary that the benchmark compares."""
        elapsed, share, answered = pl.col("elapsed"), pl.col("share"), pl.col("answered")

        def first(reached: pl.Expr) -> pl.Expr:
            return elapsed.filter(reached).first()

        def mean(kept: pl.Expr) -> pl.Expr:
            return (elapsed * answered).filter(kept).sum() / answered.filter(kept).sum()

        most = (0.9 * answered.sum()).floor().clip(lower_bound=1)
        # Of each length of wait, how many belong to the fastest nine in ten.
        fast = (most - (answered.cum_sum().cast(pl.Float64) - answered)).clip(0, answered)
        found = self._curve(brand, since, until).select(
            turn_count=pl.col("at_risk").first(),
            answered_count=answered.sum(),
            median_seconds=first(share >= 0.5 - 1e-9),
            median_low_seconds=first(pl.coalesce("high", "share") >= 0.5 - 1e-9),
            median_high_seconds=first(pl.col("low") >= 0.5 - 1e-9),
            p90_seconds=first(share >= 0.9 - 1e-9),
            **{
                f"share_{name}": share.filter(elapsed <= seconds).last()
                for name, seconds in SHARES.items()
            },
            answered_only_mean_seconds=mean(pl.lit(value=True)),
            fastest90_mean_seconds=(elapsed * fast).sum() / most,
            under_24h_mean_seconds=mean(elapsed <= SHARES["24h"]),
        )
        return found.collect().row(0, named=True)

    def unanswered(self, brand: str) -> list[tuple[str, float]]:
        """The fifty most urgent: turn and priority."""
        cause = (
            pl.when(pl.col("is_complaint"))
            .then(1.4)
            .when(pl.col("polarity") == "negative")
            .then(0.5)
            .otherwise(0.0)
        )
        harm = 1 / (1 + (3 * pl.col("sentiment").fill_null(0) - cause).exp())
        reach = (1 + harm * pl.col("estimated_audience").fill_null(100)).log10()
        ranked = (
            self.turns.lazy()
            .filter(pl.col("brand") == brand, pl.col("status") == "open")
            .select("turn_id", priority=50 * (reach / 7).clip(upper_bound=1))
            .sort(["priority", "turn_id"], descending=[True, False])
            .head(50)
        )
        return ranked.collect().rows()
