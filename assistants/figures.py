"""The figures that can be asked for by name: where each stands, and what makes it refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.ui.glossary import TERMS
from wording.said import mark

PERIOD, NOW, CHANGE = "period", "now", "change"
FEW = {
    "period_change": mark(
        "too few to tell a change from chance: 30 voices on either side are needed"
    ),
    "response_change": mark(
        "too few to tell a change from chance: 30 turns on either side are needed"
    ),
    "brand_health_summary": mark(
        "too few to tell a change from chance: seven days with a brand health on either side "
        "are needed"
    ),
}
INBOUND = {"direction": "inbound"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of one row of a metric.

    Attributes:
        term: of the glossary, whose definition goes with every answer.
        metric: in sql/metrics.
        value: its column.
        n: the column of how many it rests on.
        unit: what the number counts, for people.
        low: column of the lower end of its 95 % interval; empty: a count, or none is known.
        high: of the upper end.
        reach: of a change, the column of how far chance reaches on either side.
        verdict: of a change, the column that calls it.
        of: what it is of: PERIOD, NOW, or CHANGE, a period against the one before.
        row: which row of the metric.
        facets: the mentions behind it, as drill_through takes them; None: nothing to open.
        turns: its turns, as drill_through_turns takes them; None: it is not of turns.
        about_answers: nothing is claimed where nothing by the brand itself is loaded.
        sure: a column that has to be true, or the value is not worth telling.
        unknown: why there is no value, where there is none.
    """

    term: str
    metric: str
    value: str
    n: str
    unit: str
    low: str = ""
    high: str = ""
    reach: str = ""
    verdict: str = ""
    of: str = PERIOD
    row: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, str] | None = field(default_factory=lambda: INBOUND)
    turns: Mapping[str, str] | None = None
    about_answers: bool = False
    sure: str = ""
    unknown: str = mark("nothing of the period says anything about it")

    @property
    def few(self) -> str:
        """Why a change is not called where its verdict is "few"."""
        return FEW[self.metric]

    @property
    def is_count(self) -> bool:
        """Whether the value is a whole number."""
        return self.value.endswith("_count")

    @property
    def definition(self) -> str:
        """What is counted, in the product's own words."""
        return TERMS[self.term].meaning


def _counted(value: str, unit: str = "mentions", *, term: str = "mentions", **more: str) -> Figure:
    return Figure(
        term=term,
        metric="period_summary",
        value=value,
        n="mention_count",
        unit=unit,
        facets=INBOUND | more,
    )


def _shared(
    term: str, value: str, n: str, *, metric: str = "period_summary", **more: str
) -> Figure:
    return Figure(
        term=term,
        metric=metric,
        value=value,
        n=n,
        low=f"{value}_low",
        high=f"{value}_high",
        unit="share of 1",
        facets=INBOUND | more,
        unknown=mark("no mention of the period is scored"),
    )


def _answered(value: str, *, unit: str = "share of 1", population: str = "addressed") -> Figure:
    kinds = {"addressed": {"addressed": "yes"}, "found": {"addressed": "no"}}
    stem = value.removesuffix("_seconds")
    return Figure(
        term="mean_24h" if unit == "seconds" else "answered_within",
        metric="response_headline",
        value=value,
        n="turn_count",
        low=f"{stem}_low" + "_seconds" * (stem == "median"),
        high=f"{stem}_high" + "_seconds" * (stem == "median"),
        unit=unit,
        row={"population": population, "turn_order": "all"},
        turns=kinds[population],
        about_answers=True,
        sure="is_median_stable" if stem == "median" else "",
        unknown=mark(
            "too few have been followed for so long: nobody is known to have waited that long, "
            "and some still wait"
        ),
    )


def _waiting(value: str, unit: str = "turns", **turns: str) -> Figure:
    return Figure(
        term="unanswered",
        metric="unanswered_summary",
        value=value,
        n="open_count",
        unit=unit,
        of=NOW,
        turns={"waiting": "yes"} | turns,
        about_answers=True,
        unknown=mark("nobody waits"),
    )


def _changed(term: str, metric: str, value: str, reach: str, n: str, unit: str) -> Figure:
    return Figure(
        term=term,
        metric=metric,
        value=value,
        n=n,
        reach=reach,
        verdict=f"{value.removesuffix('_change')}_verdict",
        unit=unit,
        of=CHANGE,
        about_answers=metric == "response_change",
        turns={"addressed": "yes"} if metric == "response_change" else None,
        unknown=mark("one of the two periods says nothing about it"),
    )


FIGURES: Mapping[str, Figure] = {
    "mentions": _counted("mention_count"),
    "voices": _counted("voice_count", "different texts and conversations"),
    "copies": _counted("copy_count"),
    "unscored_mentions": _counted("unscored_count", term="net_sentiment", polarity="unscored"),
    "positive_mentions": _counted("positive_count", term="net_sentiment", polarity="positive"),
    "negative_mentions": _counted("negative_count", term="net_sentiment", polarity="negative"),
    "complaints": _counted("complaint_count", term="complaint_rate", complaint="yes"),
    "complaint_rate": _shared(
        "complaint_rate", "complaint_share", "mention_count", complaint="yes"
    ),
    "net_sentiment": _shared("net_sentiment", "net_sentiment", "scored_count"),
    "negative_share": _shared(
        "negative_share", "negative_share", "scored_count", metric="negative_share",
        polarity="negative",
    ),
    "negative_share_corrected": Figure(
        term="negative_corrected",
        metric="negative_share",
        value="negative_share_corrected",
        n="scored_count",
        low="negative_share_corrected_low",
        high="negative_share_corrected_high",
        unit="share of 1",
        facets=INBOUND | {"polarity": "negative"},
        unknown=mark(
            "too little is checked: ten negative and ten other posts checked at random are needed"
        ),
    ),
    "measured_accuracy": Figure(
        term="measured_accuracy",
        metric="measured_accuracy",
        value="accuracy",
        n="checked_count",
        low="accuracy_low",
        high="accuracy_high",
        unit="share of 1",
        of=NOW,
        facets=None,
        unknown=mark("nobody has checked posts drawn at random yet"),
    ),
    "answered_within_target": _answered("target_share"),
    "answered_within_24h": _answered("share_24h"),
    "never_answered": _answered("never_share"),
    "found_answered_within_24h": _answered("share_24h", population="found"),
    "mean_wait_24h": _answered("mean_24h_seconds", unit="seconds"),
    "median_wait": _answered("median_seconds", unit="seconds"),
    "waiting_now": _waiting("open_count"),
    "overdue_now": _waiting("overdue_count", overdue="yes"),
    "longest_wait_now": _waiting("longest_seconds", "seconds"),
    "silence_hours": Figure(
        term="silence",
        metric="silence_summary",
        value="silence_hours",
        n="complaint_count",
        unit="people times hours",
        turns={"complaint": "yes"},
        about_answers=True,
        unknown=mark("no audience of a complaint is known"),
    ),
    "reach_before_reply": Figure(
        term="reach",
        metric="reach_summary",
        value="reached_median",
        n="answered_count",
        unit="share of 1",
        facets=None,
        about_answers=True,
        unknown=mark("no answered post was polled for its views twice"),
    ),
    "brand_health": Figure(
        term="brand_health",
        metric="brand_health_summary",
        value="brand_health",
        n="day_count",
        low="health_low",
        high="health_high",
        unit="0 to 100",
        of=CHANGE,
        facets=None,
        unknown=mark("no whole day of the period has one"),
    ),
    "share_of_voice": Figure(
        term="share_of_voice",
        metric="share_of_voice",
        value="mention_share",
        n="mention_count",
        low="mention_share_low",
        high="mention_share_high",
        unit="share of 1",
    ),
    "spikes": Figure(
        term="spike", metric="spikes_summary", value="spike_count", n="spike_count",
        unit="episodes", facets=None,
    ),
    "spikes_running": Figure(
        term="spike", metric="spikes_summary", value="running_count", n="spike_count",
        unit="episodes", facets=None,
    ),
    "posts_at_alert_level": Figure(
        term="viral_risk", metric="live_risk_summary", value="alert_count", n="live_count",
        unit="posts", of=NOW, facets=None, sure="alert_level",
        unknown=mark("no post is followed: no source of the brand counts likes, shares or views"),
    ),
    "mentions_change": Figure(
        term="mentions", metric="period_change", value="mention_change", n="mention_count",
        unit="growth, 0.1 is a tenth more", of=CHANGE,
        unknown=mark("one of the two periods has no mention"),
    ),
    "net_sentiment_change": _changed(
        "net_sentiment", "period_change", "net_change", "net_margin", "mention_count", "-2 to 2"
    ),
    "complaint_rate_change": _changed(
        "complaint_rate", "period_change", "complaint_change", "complaint_margin",
        "mention_count", "share of 1",
    ),
    "answered_within_target_change": _changed(
        "answered_within", "response_change", "target_change", "target_margin", "turn_count",
        "share of 1",
    ),
    "mean_wait_24h_change": _changed(
        "mean_24h", "response_change", "mean_change", "mean_margin", "turn_count", "seconds"
    ),
    "brand_health_change": _changed(
        "brand_health", "brand_health_summary", "health_change", "change_reach", "day_count",
        "points of 100",
    ),
}  # fmt: skip
