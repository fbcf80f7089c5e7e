"""One page about one post that may run away, in the shape of the brief of a spike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import pandas as pd

from assistants.asked import RefusedError
from dashboard.ui import findings
from dashboard.ui.glossary import TERMS
from digests.brief import BRIEF, Source, gaps, period, quoted
from digests.digest import Digest, Line, Number, Picture, Section
from digests.pictures import Bar, bars
from wording.numbers import (
    compact,
    count,
    decimal,
    duration,
    exact,
    is_known,
    moment,
    percent,
    percents,
    plural,
)
from wording.safety import plain
from wording.said import language, mark, say

REACTIONS = 3
MOST_BARS = 48


@dataclass(frozen=True, slots=True)
class _Post:
    """One post, with what is asked of it.

    Attributes:
        source: where a brief reads.
        row: of viral_risk.
        mention: of mentions.
        reactions: post_reactions, the largest first.
    """

    source: Source
    row: pd.Series
    mention: pd.Series
    reactions: pd.DataFrame

    @property
    def key(self) -> str:
        return str(self.row["post_id"])

    @property
    def begun(self) -> datetime:
        return self.mention["created_at"].to_pydatetime()  # type: ignore[no-any-return]

    @property
    def others(self) -> pd.DataFrame:
        return self.reactions[~self.reactions["is_answer"].astype(bool)]

    @property
    def answers(self) -> pd.DataFrame:
        return self.reactions[self.reactions["is_answer"].astype(bool)].sort_values("created_at")

    def link(self, page: str, **query: str) -> str:
        """A page about the brand; a post needs no period."""
        asked = {"brand": self.source.brand} | query
        return f"{self.source.url.rstrip('/')}/{page}?{urlencode(asked)}"

    def quoted(self, post_id: object, told: str) -> Iterator[Line]:
        return quoted(self.source, post_id, told, self.link("mentions", post=str(post_id)))


def make(source: Source, post_id: str | None, now: datetime) -> Digest:
    """The brief of a post.

    Args:
        source: where it reads.
        post_id: source:id; None: the one that grows and may hurt most.
        now: aware.

    Raises:
        RefusedError: the brand has no such post with share counts, or none that grows.
    """
    row = _chosen(source, post_id)
    order = "estimated_audience desc nulls last, share_count desc nulls last, created_at, post_id"
    one = _Post(
        source,
        row,
        source.rows("mentions", post_id=row["post_id"]).iloc[0],
        source.rows("post_reactions", order=order, post_id=row["post_id"]),
    )
    return Digest(
        audience=BRIEF,
        brand=source.brand,
        title=say("{brand}: a post that may run away", brand=plain(source.name, 60)),
        question=say(
            "A post of {begun} ({zone}) that still grows."
            if row["is_live"]
            else "A post of {begun} ({zone}) that is older than seven days, or was taken away.",
            begun=moment(one.begun, source.zone),
            zone=source.zone.key,
        ),
        period=period(one.begun, row["observed_at"].to_pydatetime(), source.zone),
        conclusion=_conclusion(one),
        numbers=list(_numbers(one)),
        sections=[Section(say(title), list(tell(one))) for title, tell in _ASKED],
        picture=_picture(one),
        link=one.link("live-risk"),
        unwatched=_unwatched(one),
        version=source.version,
        made_at=now,
        known_until=source.known_until,
        seen_until=source.known_until,
        days=1,
        language=language(),
    )


def _chosen(source: Source, post_id: str | None) -> pd.Series:
    order = "is_live desc, harmful_audience desc nulls last, share_count desc, post_id"
    rows = source.rows("viral_risk", order=order)
    if post_id is not None:
        rows = rows[rows["post_id"] == post_id]
        if rows.empty:
            raise RefusedError(f"{source.brand} has no post {post_id} with share counts")
        return rows.iloc[0]
    if rows.empty or not rows.iloc[0]["is_live"]:
        raise RefusedError(f"no post of {source.brand} grows; name one with --post")
    return rows.iloc[0]


def _conclusion(one: _Post) -> tuple[str, str]:
    row = one.row
    title = say(
        "{shares} after {age}",
        shares=plural(row["share_count"], "share"),
        age=duration(row["age_hours"] * 3600),
    )
    if row["is_live"] and is_known(row["viral_risk"]):
        title = say(
            "Viral risk {risk} of 100: {shares}", risk=count(row["viral_risk"]), shares=title
        )
    if one.answers.empty:
        waits = say("Nobody has answered it.")
    else:
        at = one.answers.iloc[0]["created_at"]
        waits = say("Answered on {when}.", when=moment(at, one.source.zone))
    passed = say(
        "It has reached the {people} people from which a post of the brand is large."
        if row["is_passed"]
        else "It has not reached the {people} people from which a post of the brand is large.",
        people=compact(row["threshold_audience"]),
    )
    return title, f"{waits} {passed}"


def _numbers(one: _Post) -> Iterator[Number]:
    row = one.row
    if row["is_live"]:
        yield _number(one, "viral_risk", say("Viral risk"), _risk(row), _parts(row))
    yield _number(
        one,
        "viral_risk",
        say("Shares"),
        (row["share_count"], count(row["share_count"])),
        _speed(row),
        rule=say(
            "As its platform counts them, at the newest snapshot; one that falls stands still. "
            "The speed is that of the last third of its age."
        ),
    )
    if row["is_live"]:
        projected = row["projected_share_count"]
        low, high = compact(row["projected_low"]), compact(row["projected_high"])
        yield _number(
            one,
            "viral_risk",
            say("At seven days"),
            (projected, compact(projected) if is_known(projected) else say("not known yet")),
            say(
                "80%: {low} to {high}; learned from {posts}",
                low=low,
                high=high,
                posts=plural(row["learned_count"], "finished post"),
            )
            if is_known(projected)
            else say("one snapshot only: nothing is projected"),
            rule=say(
                "Expected from its age and its last two snapshots, as finished posts of its "
                "source went on; four in five end in the interval."
            ),
        )
    yield _number(
        one,
        "audience",
        say("Est. audience"),
        (row["estimated_audience"], compact(row["estimated_audience"])),
        say("people so far"),
    )
    scored = int(one.others["is_negative"].notna().sum())
    negative = int(one.others["is_negative"].fillna(value=False).astype(bool).sum())
    yield _number(
        one,
        "reaction_tone",
        say("Negative reactions"),
        (float(negative), count(negative)),
        say("of {reactions} with a sentiment", reactions=plural(scored, "reaction")),
        conversation=str(one.mention["conversation_id"]),
    )


def _risk(row: pd.Series) -> tuple[float | None, str]:
    value = row["viral_risk"]
    return value, say("{n} of 100", n=count(value)) if is_known(value) else say("not known yet")


def _speed(row: pd.Series) -> str:
    speed = row["shares_per_hour"]
    if not is_known(speed):
        return say("one snapshot only")
    return say("{n} an hour of late", n=decimal(speed))


def _parts(row: pd.Series) -> str:
    if not is_known(row["pass_probability"]):
        return say("one snapshot only")
    return say(
        "{probability} probability × {harm} harm × {weight} waiting",  # noqa: RUF001
        probability=percent(row["pass_probability"]),
        harm=percent(row["harm"]),
        weight=exact(row["waiting_weight"]),
    )


def _number(
    one: _Post,
    term: str,
    label: str,
    shown: tuple[float | None, str],
    below: str,
    /,
    *,
    rule: str = "",
    **facets: str,
) -> Number:
    value, text = shown
    return Number(
        name=term,
        label=label,
        text=text,
        below=below,
        link=one.link("mentions", **(facets or {"post": one.key})),
        rule=rule or say(TERMS[term].meaning),
        value=float(value) if value is not None and is_known(value) else None,
        n=float(len(one.others)),
    )


def _what(one: _Post) -> Iterator[Line]:
    followers = one.mention["author_followers"]
    told = say("The post")
    if is_known(followers):
        told = say("The post, {n} followers", n=compact(followers))
    yield from one.quoted(one.key, told)
    if one.row["has_open_complaint"]:
        yield Line(say("Its author was waiting with an unanswered complaint."))


def _how(one: _Post) -> Iterator[Line]:
    order = "happened_at nulls last, step"
    steps = one.source.rows("post_timeline", order=order, post_id=one.key)
    for _, row in steps.iterrows():
        name = say(findings.STEPS[row["step"]])
        if not is_known(row["happened_at"]):
            yield Line(say("{step}: not so far.", step=name))
            continue
        over, when = row["share_share_before"], moment(row["happened_at"], one.source.zone)
        if not is_known(over):
            yield Line(f"{name}: {when}.")
            continue
        yield Line(
            say(
                "{step}: {when}; {share} of its shares so far were over.",
                step=name,
                when=when,
                share=percent(over),
            )
        )


def _said(one: _Post) -> Iterator[Line]:
    steps = one.source.rows("reaction_tone", order="stretch", post_id=one.key)
    if steps.empty:
        yield Line(
            say("Fewer than eight reactions with a sentiment: too few to say how they sound.")
        )
    else:
        told = [
            say(
                "{share} negative (95%: {interval}, n = {n})",
                share=percent(row["negative_share"]),
                interval=percents(row["negative_share_low"], row["negative_share_high"]),
                n=count(row["scored_count"]),
            )
            for _, row in steps.iloc[[0, -1]].iterrows()
        ]
        yield Line(
            told[0]
            if len(steps) == 1
            else say("At first {first}, at last {last}.", first=told[0], last=told[1])
        )
    for _, row in one.others.head(REACTIONS).iterrows():
        age = duration(row["age_hours"] * 3600)
        yield from one.quoted(row["post_id"], say("{age} after it", age=age))


def _answered(one: _Post) -> Iterator[Line]:
    if one.answers.empty:
        yield Line(say("Not so far: nothing by the brand itself, not by a machine, answers it."))
    for _, row in one.answers.head(1).iterrows():
        age = duration(row["age_hours"] * 3600)
        yield from one.quoted(row["post_id"], say("The first answer, {age} after it", age=age))


def _changes(one: _Post) -> Iterator[Line]:
    """What would take this back, as far as it can be said in figures."""
    row = one.row
    if not is_known(row["projected_share_count"]):
        yield Line(say("A second snapshot: until then nothing is known of its growth."))
        return
    if not row["is_live"]:
        yield Line(say("Nothing more is projected of it."))
        return
    yield Line(
        say(
            "One post in a hundred like this is picked up late by somebody large and ends above "
            "{shares} shares.",
            shares=compact(row["projected_pickup"]),
        )
    )
    if not row["is_answered"] and is_known(row["viral_risk"]):
        yield Line(
            say(
                "By the rule an answer halves its risk, from {risk} to {half} of 100; whether it "
                "calms people, no figure says.",
                risk=count(row["viral_risk"]),
                half=count(row["viral_risk"] / 2),
            )
        )
    if row["shares_per_hour"] <= 0:
        yield Line(say("It stands still: no new share in the last third of its age."))


def _unwatched(one: _Post) -> str:
    """How long its source was not watched since it was written, in words; empty for never."""
    rows = one.source.rows(
        "watched_by_source", order="source", since=one.begun, until=one.source.known_until
    )
    missing = rows[(rows["missing_seconds"] >= 1) & (rows["source"] == one.mention["source"])]
    return gaps(missing)


def _picture(one: _Post) -> Picture | None:
    """Shares at its snapshots, at most so many of them; at last what is projected."""
    rows = one.source.rows("viral_risk_by_snapshot", order="observed_at", post_id=one.key)
    if rows.empty:
        return None
    every = -(-len(rows) // MOST_BARS)
    kept = rows.iloc[::-1].iloc[::every].iloc[::-1]
    shown = [
        Bar(duration(row["age_hours"] * 3600), float(row["share_count"]), is_strong=True)
        for _, row in kept.iterrows()
    ]
    last, row = rows.iloc[-1], one.row
    told = {
        "shares": plural(last["share_count"], "share"),
        "age": duration(last["age_hours"] * 3600),
        "snapshots": plural(len(rows), "snapshot"),
    }
    words = say("{shares} after {age}, at {snapshots}.", **told)
    ends = [float(rows["share_count"].max())]
    if row["is_live"] and is_known(row["projected_share_count"]):
        low, high = float(row["projected_low"]), float(row["projected_high"])
        shown.append(
            Bar(
                say("{n} d", n=7),
                float(row["projected_share_count"]),
                is_strong=False,
                low=low,
                high=high,
            )
        )
        ends.append(high)
        words = say(
            "{shares} after {age}, at {snapshots}; the pale bar is what is projected to seven "
            "days, with 80%.",
            **told,
        )
    return Picture(bars(shown, max(5.0, *ends)), words, one.link("live-risk"))


_ASKED: Sequence[tuple[str, Callable[[_Post], Iterator[Line]]]] = (
    (mark("What does it say?"), _what),
    (mark("How did it go?"), _how),
    (mark("What do others say?"), _said),
    (mark("Has it been answered?"), _answered),
    (mark("What would change this?"), _changes),
)
