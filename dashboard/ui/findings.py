"""Numbers turned into sentences: the conclusion at the top and what needs a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pandas as pd

from wording.numbers import compact, count, duration, is_known, moment, percent, plural, points
from wording.safety import esc, plain
from wording.verdicts import carrier

Change = tuple[str, str]
"""A signed text, and whether that is better, worse or the same within chance."""

Level = str
CRITICAL, WARNING, WATCH, GOOD = "critical", "warning", "watch", "good"
_SEVERE = 7
_MOST = 0.5  # of an excess, from which it is called the sector's
# How a spike or a post went, step by step.
STEPS = {
    "first_post": "First post",
    "posted": "Posted",
    "detected": "Rule could know",
    "alerted": "Alert given",
    "first_reply": "First reply",
    "peak": "Peak",
    "ended": "Back to normal",
}
UNKNOWN_ANSWERS = (
    "Whether anybody was answered is not known: nothing by the brand itself is loaded."
)
_WORDS = {
    "replies": {"worse": "fewer are answered in time", "better": "more are answered in time"},
    "net": {"worse": "sentiment is lower", "better": "sentiment is higher"},
    "complaints": {"worse": "complaints are more frequent", "better": "complaints are rarer"},
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
    told = _answers(answers, replies, waiting) if is_answer_known else (UNKNOWN_ANSWERS,)
    body = " ".join([*_voices(summary, change), *told])
    if burning := _burning(spikes):
        return Finding(burning[0], burning[1], body + whole)
    worse, better = _named(change, replies, "worse"), _named(change, replies, "better")
    if worse:
        title = f"{' and '.join(worse)} than before"
        if better:
            title += f", though {' and '.join(better)}"
        return Finding(WARNING, _capital(title), body)
    if better:
        return Finding(GOOD, _capital(f"{' and '.join(better)} than before"), body)
    if change is None or not is_known(change["net_change"]):
        return Finding(WATCH, "Nothing to compare with", body)
    if carried := _carried(change):
        return Finding(WATCH, f"As before, but for what {carried} alone carry", body)
    return Finding(GOOD, "As before: no change beyond chance", body)


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
        found.append(Finding(WATCH, "Who waits is not known", UNKNOWN_ANSWERS))
    order = (CRITICAL, WARNING, WATCH, GOOD)
    return sorted(found, key=lambda one: order.index(one.level))[:5]


def level_of(spike: pd.Series) -> Level:
    """How urgent a row of data.spikes is; what one account wrote, or is over, wants no hurry."""
    if spike["is_one_account"] or is_known(spike["ended_at"]):
        return WATCH
    return CRITICAL if spike["severity"] >= _SEVERE else WARNING


def spike_title(row: pd.Series) -> str:
    """A spike's name, for places that show plain text."""
    about = plain(row["topic"], 40).replace("_", " ")
    name = f"{row['measure'].capitalize()}{f' about {about}' if about else ''}"
    return f"{name} by one account" if row["is_one_account"] else name


def negative_between(row: pd.Series) -> str:
    """The interval of a negative share in words; empty where nothing is scored."""
    low, high = row["negative_share_low"], row["negative_share_high"]
    return f"95%: {percent(low)} to {percent(high)}" if is_known(low) else ""


def sector(row: pd.Series) -> str:
    """The part of a spike that other brands had, too, in words with its interval.

    Args:
        row: of spike_sector.
    """
    if not row["other_brand_count"]:
        return "No other brand is listened to: nobody knows whether it was everybody."
    if not is_known(row["sector_share"]):
        return "Too little is usual for the other brands to tell."
    low, high = percent(row["sector_share_low"]), percent(row["sector_share_high"])
    part = f"{percent(row['sector_share'])} of the excess (95%: {low} to {high})"
    if row["sector_share_low"] >= _MOST:
        return f"Everybody: {part} is the sector's."
    if row["sector_share_high"] <= 1 - _MOST:
        return f"Us: only {part} is the sector's."
    return f"Both, or too few to tell: {part} is the sector's."


def ended(spike: pd.Series, zone: ZoneInfo) -> str:
    """Since when a spike is over, or why it is not."""
    if not is_known(spike["ended_at"]):
        return "still running"
    if is_known(spike["adopted_at"]):
        return f"usual since {moment(spike['adopted_at'], zone)}"
    return f"over since {moment(spike['ended_at'], zone)}"


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
        f"{row['measure']}: {count(row['observed_count'])} where "
        f"{count(row['expected_count'])} are usual"
        for _, row in burning.iterrows()
    ]
    level = CRITICAL if (burning["severity"] >= _SEVERE).any() else WARNING
    return level, f"A spike is running · {' · '.join(said)}"


def _named(change: pd.Series | None, replies: Change | None, side: str) -> list[str]:
    """The figures that moved to one side beyond chance, in words."""
    verdicts = {"replies": replies[1] if replies else None}
    if change is not None:
        verdicts |= {"net": change["net_verdict"], "complaints": change["complaint_verdict"]}
    return [_WORDS[key][side] for key in _WORDS if verdicts.get(key) == side]


def _carried(change: pd.Series) -> str | None:
    """The voice that alone makes a change, of net sentiment or else of complaints."""
    for figure in ("net", "complaint"):
        if change[f"{figure}_verdict"] == "carried":
            return carrier(change[f"{figure}_largest_count"], change[f"{figure}_largest_is_copied"])
    return None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _voices(summary: pd.Series, change: pd.Series | None) -> Iterator[str]:
    net = f"Net sentiment is {points(summary['net_sentiment'])}"
    complaints = f"{percent(summary['complaint_share'], 1)} of mentions complain"
    if change is not None and is_known(change["net_change"]):
        net += f" ({points(change['net_change'])} points)"
        complaints += f" ({points(change['complaint_change'])} points)"
    yield f"{net}; {complaints}."


def _answers(
    answers: pd.Series | None, replies: Change | None, waiting: pd.Series
) -> Iterator[str]:
    if answers is not None and is_known(answers["target_share"]):
        changed = f" ({replies[0]} points)" if replies else ""
        day = f", {percent(answers['share_24h'])} within 24 h" * is_known(answers["share_24h"])
        yield (
            f"{percent(answers['target_share'])} of those who wrote to the brand had an answer "
            f"within {duration(answers['target_seconds'])}{changed}{day}."
        )
    if waiting["open_count"]:
        yield (
            f"{count(waiting['open_count'])} wait for a reply now, "
            f"{count(waiting['overdue_count'])} of them past the target."
        )


def _spike(row: pd.Series, zone: ZoneInfo) -> Finding:
    about = f" about {esc(row['topic'], 40)}" if isinstance(row["topic"], str) else ""
    by_one = " by one account" if row["is_one_account"] else ""
    return Finding(
        level_of(row),
        f"Spike of {row['measure']}{about}{by_one}",
        f"{count(row['observed_count'])} where {count(row['expected_count'])} are usual · since "
        f"{moment(row['started_at'], zone)} · {ended(row, zone)}",
        (f"Read its {count(row['observed_count'])} posts", {"spike": row["spike_key"]}),
    )


def _overdue(waiting: pd.Series) -> Iterator[Finding]:
    if waiting["overdue_count"]:
        yield Finding(
            WARNING,
            f"{count(waiting['overdue_count'])} wait past the target",
            f"{compact(waiting['silence_hours'])} audience-hours of silence so far",
            ("See who waits", {"overdue": "yes"}),
        )
    if waiting["never_count"]:
        yield Finding(
            WATCH,
            f"{count(waiting['never_count'])} were never answered",
            f"Of {plural(waiting['turn_count'], 'turn')} of this period · open for over 7 days",
            ("See them", {"never": "yes"}),
        )


def _loudest(row: pd.Series | None) -> Iterator[Finding]:
    if row is not None:
        yield Finding(
            WARNING,
            f"Unanswered: “{esc(row['text'], 32)}”",
            f"Reached about {compact(row['estimated_audience'])} people · waits for "
            f"{duration(row['waiting_seconds'])} · {esc(row['source'], 40)}",
            ("See the conversation", {"conversation": row["conversation_id"]}),
        )


def _failing(sources: pd.DataFrame) -> Iterator[Finding]:
    for _, row in sources[sources["failure_count"] > 0].iterrows():
        yield Finding(
            WARNING,
            f"{esc(row['source'], 40)} delivers nothing",
            f"{plural(row['failure_count'], 'failed attempt')} in a row · figures lack its posts",
        )
