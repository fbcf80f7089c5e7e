"""Numbers turned into sentences: the conclusion at the top and what needs a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.ui.speech import say
from wording import shares
from wording.numbers import (
    compact,
    count,
    duration,
    is_known,
    moment,
    percent,
    percents,
    plural,
    points,
)
from wording.safety import esc, plain
from wording.said import mark
from wording.topics import topic
from wording.verdicts import carrier

Change = tuple[str, str]
"""A signed text, and whether that is better, worse or the same within chance."""

Level = str
CRITICAL, WARNING, WATCH, GOOD = "critical", "warning", "watch", "good"
UNREAD = mark("None of these mentions is in a language that a scorer covers.")
_SEVERE = 7
_MOST = 0.5  # of an excess, from which it is called the sector's
# How a spike or a post went, step by step.
STEPS = {
    "first_post": mark("First post"),
    "posted": mark("Posted"),
    "detected": mark("Rule could know"),
    "alerted": mark("Alert given"),
    "first_reply": mark("First reply"),
    "peak": mark("Peak"),
    "ended": mark("Back to normal"),
}
UNKNOWN_ANSWERS = mark(
    "Whether anybody was answered is not known: nothing by the brand itself is loaded."
)
_WORDS = {
    "replies": {
        "worse": mark("fewer are answered in time"),
        "better": mark("more are answered in time"),
    },
    "net": {"worse": mark("sentiment is lower"), "better": mark("sentiment is higher")},
    "complaints": {
        "worse": mark("complaints are more frequent"),
        "better": mark("complaints are rarer"),
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence for a reader in a hurry.

    Attributes:
        level: critical, warning, watch or good.
        title: the finding; may be shown as Markdown, so words from outside are escaped.
        detail: numbers behind it.
        see: words of a link and the facets it opens; None for no link.
    """

    level: Level
    title: str
    detail: str
    see: tuple[str, Mapping[str, str]] | None = field(default=None)


def conclusion(
    summary: pd.Series,
    change: pd.Series | None,
    answers: pd.Series | None,
    answers_change: pd.Series | None,
    waiting: pd.Series,
    spikes: pd.DataFrame | None = None,
    *,
    is_answer_known: bool = True,
    whole: str = "",
) -> Finding:
    """The one sentence of the Overview: what is on fire; else what changed beyond chance.

    Args:
        summary: data.period_summary of the period.
        change: data.period_change against the compared period; None without one.
        answers: response.queries.addressed; None where nobody wrote to the brand.
        answers_change: response.queries.response_change; None without a compared period.
        waiting: data.unanswered_summary.
        spikes: data.spikes; one that still runs comes before everything else.
        is_answer_known: something by the brand itself is loaded.
        whole: what must be known of spikes where filters narrow the figures.
    """
    replies = reply_change(answers_change)
    told = _answers(answers, replies, waiting) if is_answer_known else (say(UNKNOWN_ANSWERS),)
    body = " ".join([*_voices(summary, change), *told])
    if burning := _burning(spikes):
        return Finding(burning[0], burning[1], body + whole)
    worse, better = _named(change, replies, "worse"), _named(change, replies, "better")
    if worse:
        title = say("{worse} than before", worse=say(" and ").join(worse))
        if better:
            title = say(
                "{worse} than before, though {better}",
                worse=say(" and ").join(worse),
                better=say(" and ").join(better),
            )
        return Finding(WARNING, shares.capital(title), body)
    if better:
        return Finding(
            GOOD,
            shares.capital(say("{better} than before", better=say(" and ").join(better))),
            body,
        )
    if change is None or not is_known(change["net_change"]):
        return Finding(WATCH, say("Nothing to compare with"), body)
    if carried := _carried(change):
        return Finding(
            WATCH, say("As before, but for what {carried} alone carry", carried=carried), body
        )
    return Finding(GOOD, say("As before: no change beyond chance"), body)


def reply_change(change: pd.Series | None) -> Change | None:
    """Change of the share answered within the target, in points; None where it is not known."""
    if change is None or not is_known(change["target_change"]):
        return None
    verdict = change["target_verdict"]
    return points(change["target_change"]), verdict if verdict in ("better", "worse") else "same"


def attention(
    spikes: pd.DataFrame,
    waiting: pd.Series,
    loudest: pd.Series | None,
    sources: pd.DataFrame,
    zone: ZoneInfo,
    *,
    is_answer_known: bool = True,
) -> list[Finding]:
    """What needs a person, the most urgent first, at most five.

    Args:
        spikes: data.spikes of the period, the most severe first.
        waiting: response.queries.unanswered_summary.
        loudest: data.loudest_silence; None when no complaint waits.
        sources: data.freshness_by_source.
        zone: the brand's time zone.
        is_answer_known: something by the brand itself is loaded.
    """
    found = [*_failing(sources), *(_spike(row, zone) for _, row in spikes.head(2).iterrows())]
    found += [*_overdue(waiting), *_loudest(loudest)]
    if not is_answer_known:
        found.append(Finding(WATCH, say("Who waits is not known"), say(UNKNOWN_ANSWERS)))
    order = (CRITICAL, WARNING, WATCH, GOOD)
    return sorted(found, key=lambda one: order.index(one.level))[:5]


def level_of(spike: pd.Series) -> Level:
    """How urgent a row of data.spikes is; what one account wrote, or is over, wants no hurry."""
    if spike["is_one_account"] or is_known(spike["ended_at"]):
        return WATCH
    return CRITICAL if spike["severity"] >= _SEVERE else WARNING


def spike_title(row: pd.Series) -> str:
    """A spike's name, for places that show plain text."""
    about = plain(topic(row["topic"]), 40) if isinstance(row["topic"], str) else ""
    name = say(row["measure"]).capitalize()
    name += say(" about {topic}", topic=about) if about else ""
    return name + (say(" by one account") if row["is_one_account"] else "")


def negative_between(row: pd.Series) -> str:
    """The interval of a negative share in words; empty where nothing is scored."""
    low, high = row["negative_share_low"], row["negative_share_high"]
    return say("95%: {interval}", interval=percents(low, high)) if is_known(low) else ""


def sector(row: pd.Series) -> str:
    """The part of a spike that other brands had, too, in words with its interval.

    Args:
        row: of spike_sector.
    """
    if not row["other_brand_count"]:
        return say("No other brand is listened to: nobody knows whether it was everybody.")
    if not is_known(row["sector_share"]):
        return say("Too little is usual for the other brands to tell.")
    text = mark(
        "Both, or too few to tell: {share} of the excess (95%: {interval}) is the sector's."
    )
    if row["sector_share_low"] >= _MOST:
        text = mark("Everybody: {share} of the excess (95%: {interval}) is the sector's.")
    elif row["sector_share_high"] <= 1 - _MOST:
        text = mark("Us: only {share} of the excess (95%: {interval}) is the sector's.")
    return say(
        text,
        share=percent(row["sector_share"]),
        interval=percents(row["sector_share_low"], row["sector_share_high"]),
    )


def ended(spike: pd.Series, zone: ZoneInfo) -> str:
    """Since when a spike is over, or why it is not."""
    if not is_known(spike["ended_at"]):
        return say("still running")
    if is_known(spike["adopted_at"]):
        return say("usual since {adopted}", adopted=moment(spike["adopted_at"], zone))
    return say("over since {ended}", ended=moment(spike["ended_at"], zone))


def running(spikes: pd.DataFrame) -> pd.DataFrame:
    """Spikes that still run and that more than one account makes: complaints first."""
    found = spikes[spikes["ended_at"].isna() & ~spikes["is_one_account"].astype(bool)]
    return found.sort_values("measure")


def _burning(spikes: pd.DataFrame | None) -> tuple[Level, str] | None:
    """The spikes that still run, in one line: complaints first, for they say what it is."""
    burning = None if spikes is None else running(spikes)
    if burning is None or burning.empty:
        return None
    said = [
        say(
            "{measure}: {observed} where {expected} are usual",
            measure=say(row["measure"]),
            observed=count(row["observed_count"]),
            expected=count(row["expected_count"]),
        )
        for _, row in burning.iterrows()
    ]
    level = CRITICAL if (burning["severity"] >= _SEVERE).any() else WARNING
    return level, say("A spike is running · {said}", said=" · ".join(said))


def _named(change: pd.Series | None, replies: Change | None, side: str) -> list[str]:
    """The figures that moved to one side beyond chance, in words."""
    verdicts = {"replies": replies[1] if replies else None}
    if change is not None:
        verdicts |= {"net": change["net_verdict"], "complaints": change["complaint_verdict"]}
    return [say(_WORDS[key][side]) for key in _WORDS if verdicts.get(key) == side]


def _carried(change: pd.Series) -> str | None:
    """The voice that alone makes a change, of net sentiment or else of complaints."""
    for figure in ("net", "complaint"):
        if change[f"{figure}_verdict"] == "carried":
            return carrier(change[f"{figure}_largest_count"], change[f"{figure}_largest_is_copied"])
    return None


def _voices(summary: pd.Series, change: pd.Series | None) -> Iterator[str]:
    net = summary["net_sentiment"]
    if not is_known(net):
        if summary["mention_count"]:
            yield say(UNREAD)
            if not summary["complaint_count"]:
                yield say("Sentiment is unknown, and so is who complains.")
        return
    told = shares.balance(net, summary["net_sentiment_low"], summary["net_sentiment_high"])
    parts = {
        "balance": told,
        "part": shares.about(summary["complaint_share"]),
        "net": points(net),
        "complaints": percent(summary["complaint_share"], 1),
    }
    if change is None or not is_known(change["net_change"]):
        yield say(
            "{balance} (net sentiment {net}), and {part} of them complain ({complaints}).", **parts
        )
        return
    yield say(
        "{balance} (net sentiment {net}, {net_change} points), and {part} of them complain "
        "({complaints}, {complaint_change} points).",
        net_change=points(change["net_change"]),
        complaint_change=points(change["complaint_change"]),
        **parts,
    )


def _answers(
    answers: pd.Series | None, replies: Change | None, waiting: pd.Series
) -> Iterator[str]:
    if answers is not None and is_known(answers["target_share"]):
        share = answers["target_share"]
        told = say(
            "{part} of those who wrote to the brand had an answer within {wait} ({share}{moved})",
            part=shares.about(share),
            wait=duration(answers["target_seconds"]),
            share=percent(share),
            moved=say(", {replies} points", replies=replies[0]) if replies else "",
        )
        if is_known(answers["share_24h"]):
            told += say(", {share_24h} within 24 h", share_24h=percent(answers["share_24h"]))
        yield f"{shares.capital(told)}."
    if waiting["open_count"]:
        yield (
            say(
                "{open} wait for a reply now, {overdue} of them past the target.",
                open=count(waiting["open_count"]),
                overdue=count(waiting["overdue_count"]),
            )
        )


def _spike(row: pd.Series, zone: ZoneInfo) -> Finding:
    title = say("Spike of {measure}", measure=say(row["measure"]))
    if isinstance(row["topic"], str):
        title += say(" about {topic}", topic=esc(topic(row["topic"]), 40))
    return Finding(
        level_of(row),
        title + (say(" by one account") if row["is_one_account"] else ""),
        say(
            "{observed} where {expected} are usual · since {started} · {ended}",
            observed=count(row["observed_count"]),
            expected=count(row["expected_count"]),
            started=moment(row["started_at"], zone),
            ended=ended(row, zone),
        ),
        (
            say("Read its {observed} posts", observed=count(row["observed_count"])),
            {"spike": row["spike_key"]},
        ),
    )


def _overdue(waiting: pd.Series) -> Iterator[Finding]:
    if waiting["overdue_count"]:
        yield Finding(
            WARNING,
            say("{overdue} wait past the target", overdue=count(waiting["overdue_count"])),
            say(
                "{silence_hours} audience-hours of silence so far",
                silence_hours=compact(waiting["silence_hours"]),
            )
            if is_known(waiting["silence_hours"])
            else say("How many people they reached is not known"),
            (say("See who waits"), {"overdue": "yes"}),
        )
    if waiting["never_count"]:
        yield Finding(
            WATCH,
            say("{never} were never answered", never=count(waiting["never_count"])),
            say(
                "Of {turn} of this period · open for over 7 days",
                turn=plural(waiting["turn_count"], "turn"),
            ),
            (say("See them"), {"never": "yes"}),
        )


def _loudest(row: pd.Series | None) -> Iterator[Finding]:
    if row is not None:
        yield Finding(
            WARNING,
            say("Unanswered: “{text}”", text=esc(row["text"], 32)),
            say(
                "Reached about {estimated_audience} people · waits for {waiting} · {source}",
                estimated_audience=compact(row["estimated_audience"]),
                waiting=duration(row["waiting_seconds"]),
                source=esc(row["source"], 40),
            ),
            (say("See the conversation"), {"conversation": row["conversation_id"]}),
        )


def _failing(sources: pd.DataFrame) -> Iterator[Finding]:
    for _, row in sources[sources["failure_count"] > 0].iterrows():
        yield Finding(
            WARNING,
            say("{source} delivers nothing", source=esc(row["source"], 40)),
            say(
                "{failure} in a row · figures lack its posts",
                failure=plural(row["failure_count"], "failed attempt"),
            ),
        )
