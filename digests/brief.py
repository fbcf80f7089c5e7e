"""One page about one spike, to print, to send or to keep: what a digest is, about an episode."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pandas as pd

from assistants.asked import RefusedError
from dashboard.ui import findings
from dashboard.ui.glossary import TERMS
from digests.digest import Digest, Line, Number, Picture, Section
from digests.frame import quotation
from digests.pictures import Bar, bars
from digests.subject import Subject
from wording.numbers import (
    compact,
    count,
    decimal,
    duration,
    is_known,
    moment,
    percent,
    plural,
)
from wording.safety import link as safe_link
from wording.safety import plain
from wording.said import language, mark, say, short_day
from wording.shares import capital

BRIEF = "brief"
POSTS, WORDS = 3, 7
LONGEST = 200  # characters of a post
BEFORE, AFTER = timedelta(days=1), timedelta(hours=12)
MOST_BARS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a brief reads, and where its links lead.

    Attributes:
        rows: rows of a metric about the brand: its name, then `order` and values for parameters,
            or for columns by which a view is narrowed.
        brand: key.
        name: of the brand; not to be trusted.
        zone: of the brand.
        url: where the dashboard is.
        version: of the data.
        known_until: up to when the brand is known; aware.
        sees_all: whoever asks may see what is said of other brands.
    """

    rows: Callable[..., pd.DataFrame]
    brand: str
    name: str
    zone: ZoneInfo
    url: str
    version: str
    known_until: datetime
    sees_all: bool


def source_of(about: Subject) -> Source:
    """The same brand as a brief reads it; who asks at the machine sees all brands."""
    return Source(
        rows=about.rows,
        brand=about.asked.brand,
        name=about.name,
        zone=about.asked.zone,
        url=about.url,
        version=about.reader.version,
        known_until=about.asked.span.until,
        sees_all=True,
    )


@dataclass(frozen=True, slots=True)
class _Episode:
    """One spike, with what is asked of it."""

    source: Source
    row: pd.Series
    summary: pd.Series
    terms: pd.DataFrame

    def rows(self, metric: str, order: str = "") -> pd.DataFrame:
        return self.source.rows(metric, order=order, **_named(self.row))

    @property
    def until(self) -> datetime:
        ended = self.row["ended_at"]
        return ended.to_pydatetime() if is_known(ended) else self.source.known_until

    def link(self, page: str, **query: str) -> str:
        """A page about the days of the spike."""
        days = [f"{at.astimezone(self.source.zone):%Y-%m-%d}" for at in (self.begun, self.until)]
        asked = {"brand": self.source.brand, "period": "dates", "dates": days} | query
        return f"{self.source.url.rstrip('/')}/{page}?{urlencode(asked, doseq=True)}"

    @property
    def begun(self) -> datetime:
        return self.row["started_at"].to_pydatetime()  # type: ignore[no-any-return]

    @property
    def key(self) -> str:
        return str(self.row["spike_key"])


def make(source: Source, key: str | None, now: datetime) -> Digest:
    """The brief of a spike.

    Args:
        source: where it reads.
        key: the spike's, as the address of Spikes has it; None: the one that runs, the most severe
            first, else the newest over all topics.
        now: aware.

    Raises:
        RefusedError: the brand has no such spike, or none at all.
    """
    row = _chosen(source, key)
    summary = source.rows("spike_summary", **_named(row)).iloc[0]
    terms = source.rows("spike_terms", order="z_score desc, post_count desc, term", **_named(row))
    one = _Episode(source, row, summary, terms)
    numbers = list(_numbers(one))
    return Digest(
        audience=BRIEF,
        brand=source.brand,
        title=f"{plain(source.name, 60)}: {findings.spike_title(row)}",
        question=say(
            "A spike that began {begun} ({zone}) and is {ended}.",
            begun=moment(one.begun, source.zone),
            zone=source.zone.key,
            ended=findings.ended(row, source.zone),
        ),
        period=period(one.begun, one.until, source.zone),
        conclusion=_conclusion(one),
        numbers=numbers,
        sections=[Section(say(title), list(tell(one))) for title, tell in _ASKED],
        picture=_picture(one),
        link=one.link("spikes", spike=one.key),
        unwatched=_unwatched(one),
        version=source.version,
        made_at=now,
        known_until=source.known_until,
        seen_until=source.known_until,
        days=1,
        language=language(),
    )


def period(since: datetime, until: datetime, zone: ZoneInfo) -> str:
    """First and last day, as digests are kept under them."""
    return f"{since.astimezone(zone):%Y-%m-%d}/{until.astimezone(zone):%Y-%m-%d}"


def _named(row: pd.Series) -> dict[str, object]:
    topic = row["topic"] if is_known(row["topic"]) else None
    started_at = row["started_at"].to_pydatetime()
    return {"measure": row["measure"], "started_at": started_at, "topic": topic}


def _chosen(source: Source, key: str | None) -> pd.Series:
    rows = source.rows("spikes", order="is_running desc, severity desc, started_at desc")
    if rows.empty:
        raise RefusedError(f"{source.brand} has no spike")
    if key is not None:
        found = rows[rows["spike_key"] == key]
        if found.empty:
            known = ", ".join(rows.sort_values("started_at", ascending=False)["spike_key"].head(5))
            raise RefusedError(f"{source.brand} has no spike {key}; the newest are {known}")
        return found.iloc[0]
    whole = rows[rows["topic"].isna() & ~rows["is_one_account"].astype(bool)]
    shown = rows if whole.empty else whole
    running = shown[shown["is_running"].astype(bool)]
    return (running if len(running) else shown.sort_values("started_at", ascending=False)).iloc[0]


def _conclusion(one: _Episode) -> tuple[str, str]:
    row = one.row
    title = say(
        "{observed} posts where {expected} were expected, severity {severity} of 10",
        observed=count(row["observed_count"]),
        expected=decimal(row["expected_count"]),
        severity=count(row["severity"]),
    )
    terms = ", ".join(quotation(plain(term, 40)) for term in one.terms.head(3)["term"])
    told = [say("About {terms}.", terms=terms)] if terms else []
    told += [say("Known {wait} after its start.", wait=duration(row["detection_seconds"]))]
    if row["is_one_account"]:
        told.append(say("One account wrote most of it: no alarm is given."))
    return title, " ".join(told)


def _numbers(one: _Episode) -> Iterator[Number]:
    summary, row = one.summary, one.row
    posts = say("of {n} posts", n=count(summary["post_count"]))
    passed = summary["repost_share"] + summary["near_copy_share"]
    unknown = summary["unknown_audience_share"]
    yield _number(
        one,
        "spike",
        say("Posts"),
        (row["observed_count"], count(row["observed_count"])),
        say("{n} expected by the hours before", n=decimal(row["expected_count"])),
    )
    yield _number(
        one,
        "spike_voices",
        say("Different authors"),
        (summary["author_count"], count(summary["author_count"])),
        say(
            "of {n} posts; the busiest wrote {share}",
            n=count(summary["post_count"]),
            share=percent(summary["largest_author_share"]),
        ),
    )
    yield _number(one, "spike_voices", say("Passed on"), (passed, percent(passed)), posts)
    yield _number(
        one,
        "negative_share",
        say("Negative"),
        (summary["negative_share"], percent(summary["negative_share"])),
        ", ".join(
            told
            for told in (
                say("of {n} scored", n=count(summary["scored_count"])),
                findings.negative_between(summary),
            )
            if told
        ),
        polarity="negative",
    )
    yield _number(
        one,
        "audience",
        say("Est. audience"),
        (summary["estimated_audience"], compact(summary["estimated_audience"])),
        say("people; unknown for {share} of the posts", share=percent(unknown))
        if unknown
        else say("people"),
    )


def _number(
    one: _Episode,
    term: str,
    label: str,
    shown: tuple[float | None, str],
    below: str,
    /,
    **facets: str,
) -> Number:
    value, text = shown
    return Number(
        name=term,
        label=label,
        text=text,
        below=below,
        link=one.link("mentions", spike=one.key, **facets),
        rule=say(TERMS[term].meaning),
        value=None if value is None or not is_known(value) else float(value),
        n=float(one.summary["post_count"]),
    )


def _how_it_began(one: _Episode) -> Iterator[Line]:
    steps = one.rows("spike_timeline", "happened_at nulls last, step")
    first = one.summary["first_post_id"]
    yield from _post(one, first, say("The first post"))
    for _, row in steps.iterrows():
        if row["step"] == "first_post":
            continue
        if not is_known(row["happened_at"]):
            yield Line(say("{step}: not so far.", step=say(findings.STEPS[row["step"]])))
            continue
        yield Line(
            say(
                "{step}: {when}; {share} of the posts were over.",
                step=say(findings.STEPS[row["step"]]),
                when=moment(row["happened_at"], one.source.zone),
                share=percent(row["post_share_before"]),
            )
        )


def _about(one: _Episode) -> Iterator[Line]:
    if one.terms.empty:
        yield Line(say("No word stands out: too few posts, or nothing before to compare with."))
    for _, row in one.terms.head(WORDS).iterrows():
        yield Line(
            say(
                "“{term}” in {share} of {n} posts, before in {usual} of {usual_n}.",
                term=plain(row["term"], 40),
                share=percent(row["post_share"]),
                n=count(row["spike_post_count"]),
                usual=percent(row["usual_share"], 1),
                usual_n=count(row["usual_post_count"]),
            )
        )


def _carried(one: _Episode) -> Iterator[Line]:
    rows = one.rows("spike_posts", "carried_count desc, created_at, post_id").head(POSTS)
    for _, row in rows.iterrows():
        told = say(
            "{shares} and near-copies together", shares=plural(row["carried_count"], "share")
        )
        yield from _post(one, row["post_id"], told)


def _sector(one: _Episode) -> Iterator[Line]:
    if not one.source.sees_all:
        yield Line(say("This reads brands that whoever asked may not see."))
        return
    row = one.rows("spike_sector").iloc[0]
    yield Line(findings.sector(row), one.link("spikes", spike=one.key))


def _changes(one: _Episode) -> Iterator[Line]:
    """What would take this back, in figures: copies left out, the busiest account left out."""
    row, summary = one.row, one.summary
    yield Line(
        say(
            "Without what only passes on, {posts} remain, {others} without the busiest author, "
            "where {expected} were expected of all.",
            posts=plural(summary["unrepeated_count"], "post"),
            others=count(summary["without_largest_count"]),
            expected=decimal(row["expected_count"]),
        )
    )
    if not is_known(row["ended_at"]):
        yield Line(say("It is over when nothing has stood out for 12 hours."))


def _post(one: _Episode, post_id: object, told: str) -> Iterator[Line]:
    return quoted(one.source, post_id, told, one.link("mentions", post=str(post_id)))


def quoted(source: Source, post_id: object, told: str, link: str) -> Iterator[Line]:
    """A post with its words, who wrote it, when and where; nothing where it is not held.

    Args:
        source: where a brief reads.
        post_id: source:id.
        told: what it is in the brief.
        link: the page that shows it.
    """
    rows = source.rows("mentions", post_id=post_id)
    for _, row in rows.iterrows():
        names = (row["author_handle"], row["author_name"])
        who = next((name for name in names if isinstance(name, str) and name), say("somebody"))
        words = next((w for w in (row["title"], row["text"]) if isinstance(w, str) and w), "")
        yield Line(
            f"{told}: {plain(who, 40)}, {plain(row['source'], 40)}, "
            f"{moment(row['created_at'], source.zone)}",
            link,
            plain(words or say("(erased)"), LONGEST),
            safe_link(row["url"]) or "",
        )


def _unwatched(one: _Episode) -> str:
    """Sources that were not watched for a part of the spike, in words; empty where all were."""
    rows = one.source.rows("watched_by_source", order="source", since=one.begun, until=one.until)
    missing = rows[rows["missing_seconds"] >= 1]
    return gaps(missing)


def gaps(missing: pd.DataFrame) -> str:
    """Sources that were not watched, of rows of watched_by_source, each with how long."""
    return ", ".join(
        say(
            "{source} for {wait}",
            source=plain(row["source"], 40),
            wait=duration(row["missing_seconds"]),
        )
        for _, row in missing.iterrows()
    )


def _picture(one: _Episode) -> Picture | None:
    """Hours around the spike, its own strong; gaps are left out."""
    since = one.begun - BEFORE
    until = min(one.until + AFTER, one.source.known_until)
    hours = one.source.rows(
        "volume_over_time",
        order="hour_at",
        measure=one.row["measure"],
        since=since,
        until=until,
        step="hour" if until - since <= timedelta(hours=MOST_BARS) else "day",
    )
    known = hours[hours["observed_count"].notna()]
    if known.empty:
        return None
    begun = pd.Timestamp(one.begun).floor("h")
    shown = [_bar(one, row, begun) for _, row in hours.iterrows()]
    top = max(5.0, float(known["observed_count"].max()))
    most = known.sort_values("observed_count").iloc[-1]
    words = say(
        "{measure} of all topics over time, most at {when} with {observed} where {expected} were "
        "expected; dark bars are the spike.",
        measure=capital(say(str(one.row["measure"]))),
        when=moment(most["hour_at"], one.source.zone),
        observed=count(most["observed_count"]),
        expected=decimal(most["expected_count"]),
    )
    return Picture(bars(shown, top), words, one.link("spikes", spike=one.key))


def _bar(one: _Episode, row: pd.Series, begun: pd.Timestamp) -> Bar:
    at = row["hour_at"].tz_convert(one.source.zone)
    value = float(row["observed_count"]) if is_known(row["observed_count"]) else None
    is_within = begun <= row["hour_at"] <= pd.Timestamp(one.until)
    name = say("{day} {hour}h", day=short_day(at), hour=f"{at:%H}")
    return Bar(name, value, is_strong=bool(is_within))


_ASKED: Sequence[tuple[str, Callable[[_Episode], Iterator[Line]]]] = (
    (mark("How did it go?"), _how_it_began),
    (mark("What is it about?"), _about),
    (mark("Who carried it?"), _carried),
    (mark("Us or everybody?"), _sector),
    (mark("What would change this?"), _changes),
)
