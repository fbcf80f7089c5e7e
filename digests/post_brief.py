"""One page about one post that may run away, in the shape of the brief of a spike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import pandas as pd

from assistants.asked import RefusedError
from dashboard.ui import findings
from dashboard.ui.glossary import TERMS
from digests.brief import BRIEF, Source, quoted
from digests.digest import Digest, Line, Number, Picture, Section
from digests.pictures import Bar, bars
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import plain

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
    state = "still grows" if row["is_live"] else "is older than seven days, or was taken away"
    known = moment(row["observed_at"], source.zone)
    return Digest(
        audience=BRIEF,
        brand=source.brand,
        title=f"{plain(source.name, 60)}: a post that may run away",
        question=f"A post of {moment(one.begun, source.zone)} ({source.zone.key}) that {state}.",
        period=f"{moment(one.begun, source.zone)} – {known}",  # noqa: RUF001
        conclusion=_conclusion(one),
        numbers=list(_numbers(one)),
        sections=[Section(title, list(tell(one))) for title, tell in _ASKED],
        picture=_picture(one),
        link=one.link("live-risk"),
        unwatched=_unwatched(one),
        version=source.version,
        made_at=now,
        known_until=source.known_until,
        seen_until=source.known_until,
        days=1,
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
    said = f"{plural(row['share_count'], 'share')} after {duration(row['age_hours'] * 3600)}"
    if row["is_live"] and is_known(row["viral_risk"]):
        said = f"Viral risk {count(row['viral_risk'])} of 100: {said}"
    if one.answers.empty:
        waits = "Nobody has answered it."
    else:
        at = one.answers.iloc[0]["created_at"]
        waits = f"Answered on {moment(at, one.source.zone)}."
    passed = "It has reached" if row["is_passed"] else "It has not reached"
    people = compact(row["threshold_audience"])
    return said, f"{waits} {passed} the {people} people from which a post of the brand is large."


def _numbers(one: _Post) -> Iterator[Number]:
    row = one.row
    if row["is_live"]:
        yield _number(one, "viral_risk", "Viral risk", _risk(row), _parts(row))
    yield _number(
        one,
        "viral_risk",
        "Shares",
        (row["share_count"], count(row["share_count"])),
        _speed(row),
        rule="As its platform counts them, at the newest snapshot; one that falls stands still. "
        "The speed is that of the last third of its age.",
    )
    if row["is_live"]:
        projected = row["projected_share_count"]
        low, high = compact(row["projected_low"]), compact(row["projected_high"])
        yield _number(
            one,
            "viral_risk",
            "At seven days",
            (projected, compact(projected) if is_known(projected) else "not known yet"),
            f"80%: {low} to {high}; learned from {plural(row['learned_count'], 'finished post')}"
            if is_known(projected)
            else "one snapshot only: nothing is projected",
            rule="Expected from its age and its last two snapshots, as finished posts of its "
            "source went on; four in five end in the interval.",
        )
    yield _number(
        one,
        "audience",
        "Est. audience",
        (row["estimated_audience"], compact(row["estimated_audience"])),
        "people so far",
    )
    scored = int(one.others["is_negative"].notna().sum())
    negative = int(one.others["is_negative"].fillna(value=False).astype(bool).sum())
    yield _number(
        one,
        "reaction_tone",
        "Negative reactions",
        (float(negative), count(negative)),
        f"of {plural(scored, 'reaction')} with a sentiment",
        conversation=str(one.mention["conversation_id"]),
    )


def _risk(row: pd.Series) -> tuple[float | None, str]:
    value = row["viral_risk"]
    return value, f"{count(value)} of 100" if is_known(value) else "not known yet"


def _speed(row: pd.Series) -> str:
    speed = row["shares_per_hour"]
    return f"{speed:,.1f} an hour of late" if is_known(speed) else "one snapshot only"


def _parts(row: pd.Series) -> str:
    if not is_known(row["pass_probability"]):
        return "one snapshot only"
    return (
        f"{percent(row['pass_probability'])} probability × {percent(row['harm'])} harm × "  # noqa: RUF001
        f"{row['waiting_weight']:g} waiting"
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
        rule=rule or TERMS[term].meaning,
        value=float(value) if value is not None and is_known(value) else None,
        n=float(len(one.others)),
    )


def _what(one: _Post) -> Iterator[Line]:
    followers = one.mention["author_followers"]
    people = f", {compact(followers)} followers" if is_known(followers) else ""
    yield from one.quoted(one.key, f"The post{people}")
    if one.row["has_open_complaint"]:
        yield Line("Its author was waiting with an unanswered complaint.")


def _how(one: _Post) -> Iterator[Line]:
    order = "happened_at nulls last, step"
    steps = one.source.rows("post_timeline", order=order, post_id=one.key)
    for _, row in steps.iterrows():
        name = findings.STEPS[row["step"]]
        if not is_known(row["happened_at"]):
            yield Line(f"{name}: not so far.")
            continue
        over = row["share_share_before"]
        before = f"; {percent(over)} of its shares so far were over" if is_known(over) else ""
        yield Line(f"{name}: {moment(row['happened_at'], one.source.zone)}{before}.")


def _said(one: _Post) -> Iterator[Line]:
    steps = one.source.rows("reaction_tone", order="stretch", post_id=one.key)
    if steps.empty:
        yield Line("Fewer than eight reactions with a sentiment: too few to say how they sound.")
    else:
        told = [
            f"{percent(row['negative_share'])} negative (95%: {percent(row['negative_share_low'])} "
            f"to {percent(row['negative_share_high'])}, n = {count(row['scored_count'])})"
            for _, row in steps.iloc[[0, -1]].iterrows()
        ]
        yield Line(told[0] if len(steps) == 1 else f"At first {told[0]}, at last {told[1]}.")
    for _, row in one.others.head(REACTIONS).iterrows():
        age = duration(row["age_hours"] * 3600)
        yield from one.quoted(row["post_id"], f"{age} after it")


def _answered(one: _Post) -> Iterator[Line]:
    if one.answers.empty:
        yield Line("Not so far: nothing by the brand itself, not by a machine, answers it.")
    for _, row in one.answers.head(1).iterrows():
        age = duration(row["age_hours"] * 3600)
        yield from one.quoted(row["post_id"], f"The first answer, {age} after it")


def _changes(one: _Post) -> Iterator[Line]:
    """What would take this back, as far as it can be said in figures."""
    row = one.row
    if not is_known(row["projected_share_count"]):
        yield Line("A second snapshot: until then nothing is known of its growth.")
        return
    if not row["is_live"]:
        yield Line("Nothing more is projected of it.")
        return
    yield Line(
        "One post in a hundred like this is picked up late by somebody large and ends above "
        f"{compact(row['projected_pickup'])} shares."
    )
    if not row["is_answered"] and is_known(row["viral_risk"]):
        yield Line(
            f"By the rule an answer halves its risk, from {count(row['viral_risk'])} to "
            f"{count(row['viral_risk'] / 2)} of 100; whether it calms people, no figure says."
        )
    if row["shares_per_hour"] <= 0:
        yield Line("It stands still: no new share in the last third of its age.")


def _unwatched(one: _Post) -> str:
    """How long its source was not watched since it was written, in words; empty for never."""
    rows = one.source.rows(
        "watched_by_source", order="source", since=one.begun, until=one.source.known_until
    )
    missing = rows[(rows["missing_seconds"] >= 1) & (rows["source"] == one.mention["source"])]
    return ", ".join(
        f"{plain(row['source'], 40)} for {duration(row['missing_seconds'])}"
        for _, row in missing.iterrows()
    )


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
    words = (
        f"{plural(last['share_count'], 'share')} after {duration(last['age_hours'] * 3600)}, "
        f"at {plural(len(rows), 'snapshot')}"
    )
    ends = [float(rows["share_count"].max())]
    if row["is_live"] and is_known(row["projected_share_count"]):
        low, high = float(row["projected_low"]), float(row["projected_high"])
        shown.append(
            Bar("7 d", float(row["projected_share_count"]), is_strong=False, low=low, high=high)
        )
        ends.append(high)
        words += "; the pale bar is what is projected to seven days, with 80%"
    return Picture(bars(shown, max(5.0, *ends)), f"{words}.", one.link("live-risk"))


_ASKED: Sequence[tuple[str, Callable[[_Post], Iterator[Line]]]] = (
    ("What does it say?", _what),
    ("How did it go?", _how),
    ("What do others say?", _said),
    ("Has it been answered?", _answered),
    ("What would change this?", _changes),
)
