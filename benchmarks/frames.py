"""The response figures with pandas and NumPy, over turns that are already in memory."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from sql.reader import Reader

TURNS = (
    "select brand, source, turn_id, started_at, wait_seconds, answered_at is not null as answered, "
    "status, is_selected, is_complaint, polarity, sentiment, estimated_audience, target_seconds, "
    "case when target_clock = 'business' then business_wait_seconds else wait_seconds end as clock "
    "from turns"
)


@dataclass(frozen=True)
class Frames:
    """All turns of all brands."""

    turns: pd.DataFrame

    @classmethod
    def read(cls, reader: Reader) -> "Frames":
        rows = reader.query(TURNS)
        kinds = dict.fromkeys(("brand", "source", "status", "polarity"), "category")
        return cls(rows.astype(kinds))

    def curve(self, brand: str, since: datetime, until: datetime) -> pd.DataFrame:
        """Kaplan-Meier with its log-log interval, one row per length of wait."""
        rows = self.turns
        chosen = rows[
            (rows["brand"] == brand)
            & (rows["started_at"] >= since)
            & (rows["started_at"] < until)
            & ~rows["is_selected"]
        ]
        moments = chosen.groupby("wait_seconds")["answered"].agg(["size", "sum"])
        at_risk = moments["size"].to_numpy()[::-1].cumsum()[::-1].astype(float)
        answered = moments["sum"].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            left = np.cumprod(1 - answered / at_risk)
            greenwood = np.cumsum(answered / (at_risk * (at_risk - answered)))
            width = 1.959963984540054 * np.sqrt(greenwood) / np.abs(np.log(left))
            low, high = 1 - left ** np.exp(-width), 1 - left ** np.exp(width)
        over, before = left <= 0, left >= 1
        return pd.DataFrame(
            {
                "elapsed": moments.index.to_numpy(),
                "at_risk": at_risk.astype(int),
                "answered": answered,
                "share": 1 - left,
                "low": np.where(over, np.nan, np.where(before, 0.0, low)),
                "high": np.where(over, np.nan, np.where(before, 0.0, high)),
            }
        )

    def summary(self, brand: str, since: datetime, until: datetime) -> dict[str, float | None]:
        """The columns of response_summary that the benchmark compares."""
        curve = self.curve(brand, since, until)
        elapsed, share = curve["elapsed"].to_numpy(), curve["share"].to_numpy()
        waits = np.repeat(elapsed, curve["answered"])
        fastest = waits[: max(1, int(0.9 * len(waits)))]
        high = np.where(np.isnan(curve["high"]), share, curve["high"])
        within = {
            f"share_{name}": share[np.searchsorted(elapsed, seconds, side="right") - 1]
            for name, seconds in (("15m", 900), ("1h", 3600), ("4h", 14400), ("24h", 86400))
        }
        return {
            "turn_count": int(curve["at_risk"].iloc[0]),
            "answered_count": int(curve["answered"].sum()),
            "median_seconds": _first(elapsed, share >= 0.5 - 1e-9),
            "median_low_seconds": _first(elapsed, high >= 0.5 - 1e-9),
            "median_high_seconds": _first(elapsed, curve["low"].to_numpy() >= 0.5 - 1e-9),
            "p90_seconds": _first(elapsed, share >= 0.9 - 1e-9),
            **within,
            "answered_only_mean_seconds": waits.mean(),
            "fastest90_mean_seconds": fastest.mean(),
            "under_24h_mean_seconds": waits[waits <= 86400].mean(),
        }

    def unanswered(self, brand: str) -> list[tuple[str, float]]:
        """The fifty most urgent: turn and priority."""
        rows = self.turns
        rows = rows[(rows["brand"] == brand) & (rows["status"] == "open")]
        audience = rows["estimated_audience"].fillna(100)
        cause = np.where(
            rows["is_complaint"], 1.4, np.where(rows["polarity"] == "negative", 0.5, 0.0)
        )
        harm = 1 / (1 + np.exp(3 * rows["sentiment"].fillna(0) - cause))
        priority = 50 * np.minimum(1, np.log10(1 + harm * audience) / 7)
        ranked = rows.assign(priority=priority).sort_values(
            ["priority", "turn_id"], ascending=[False, True]
        )
        return list(ranked[["turn_id", "priority"]].head(50).itertuples(index=False, name=None))


def _first(elapsed: np.ndarray, is_reached: np.ndarray) -> float | None:
    found = np.nonzero(is_reached)[0]
    return float(elapsed[found[0]]) if len(found) else None
