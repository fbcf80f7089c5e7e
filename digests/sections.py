"""The questions of each audience, answered in sentences with the posts behind them."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from digests.audiences import EXECUTIVE, MARKETING, SUPPORT
from digests.digest import Line, Section
from digests.subject import Subject
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import link as safe_link
from wording.safety import plain
from wording.said import mark, say
from wording.shares import capital
from wording.topics import topic

POSTS = 3
TOPICS = 3
LONGEST = 200  # characters of a post
SHORT = 72  # of one of nine
UNHEARD = mark(
    "Not known: nothing by the brand itself is loaded, so nobody knows who was answered."
)
# Of live_risk, as digests name them.
STEPS: Mapping[str, str] = {
    "answer": mark("answer##step"),
    "follow": mark("follow##step"),
    "prepare": mark("prepare##step"),
    "stands": mark("stands##step"),
    "thank": mark("thank##step"),
    "wait": mark("wait##step"),
    "watch": mark("watch##step"),
}


def sections(about: Subject, audience: str) -> list[Section]:
    """What an audience asks, in reading order."""
    return [Section(say(title), list(tell(about))) for title, tell in _ASKED[audience]]


def running_spikes(about: Subject) -> pd.DataFrame:
    """Spikes over all topics that still run and that not one account made."""
    rows = about.rows("spikes", order="severity desc, started_at")
    whole = rows[rows["topic"].isna() & rows["is_running"].astype(bool)]
    return whole[~whole["is_one_account"].astype(bool)]


def _breaking(about: Subject) -> Iterator[Line]:
    """Spikes that run, and posts that may run away."""
    spikes = running_spikes(about)
    for _, row in spikes.iterrows():
        yield Line(
            say(
                "A spike of {measure} runs since {since}: {observed} where {expected} are usual, "
                "severity {severity} of 10.",
                measure=say(row["measure"]),
                since=moment(row["started_at"], about.asked.zone),
                observed=count(row["observed_count"]),
                expected=count(row["expected_count"]),
                severity=count(row["severity"]),
            ),
            about.link("spikes", spike=str(row["spike_key"])),
        )
    rows = about.rows("live_risk", order="viral_risk desc, post_id")
    high = rows[rows["viral_risk"] >= rows["alert_level"]]
    for _, row in high.head(POSTS).iterrows():
        yield Line(
            say(
                "A post may run away: viral risk {risk} of 100, {people} people so far; next "
                "step: {step}.",
                risk=count(row["viral_risk"]),
                people=compact(row["estimated_audience"]),
                step=say(STEPS[row["next_step"]]),
            ),
            about.link("mentions", post=str(row["post_id"])),
            plain(row["title_or_text"], LONGEST),
            safe_link(row["url"]) or "",
        )
    if rows.empty:
        yield Line(
            say(
                "Not known whether a post may run away: none of the last seven days is followed, "
                "or no source of the brand counts likes, shares or views."
            ),
            about.link("live-risk"),
        )
    elif high.empty:
        yield Line(say("No followed post is at the alert level."), about.link("live-risk"))
    if spikes.empty:
        yield Line(say("No spike runs."), about.link("spikes"))


def _decisions(about: Subject) -> Iterator[Line]:
    """What a lead may have to decide, from what is on the pages; at most three."""
    found = [*_overdue(about), *_silent_sources(about), *_worst(about, "topic")][:POSTS]
    if not running_spikes(about).empty:
        found.insert(0, Line(say("Who speaks for the brand while the spike runs, and where?")))
    yield from found or [Line(say("Nothing, by these figures."))]


def _overdue(about: Subject) -> Iterator[Line]:
    if not about.asked.has_own_posts:
        yield Line(say(UNHEARD), about.link("data-health"))
        return
    waiting = about.rows("unanswered_summary").iloc[0]
    if waiting["overdue_count"]:
        yield Line(
            say(
                "{overdue} of {open} who wait are past the target ({silence} audience-hours of "
                "silence by complaints that wait): more people at the desk, or another target?",
                overdue=count(waiting["overdue_count"]),
                open=count(waiting["open_count"]),
                silence=compact(waiting["silence_hours"]),
            ),
            about.mentions({"waiting": "yes", "overdue": "yes"}, is_now=True),
        )


def _silent_sources(about: Subject) -> Iterator[Line]:
    rows = about.reader.query(
        "select distinct sources.source, sources.failure_count from sources "
        "join posts on sources.source = posts.source "
        "where posts.brand = $brand and sources.failure_count > 0 order by sources.source",
        {"brand": about.asked.brand},
    )
    for _, row in rows.iterrows():
        yield Line(
            say(
                "{source} delivers nothing, after {attempts}: who mends it? Figures lack its "
                "posts.",
                source=plain(row["source"], 40),
                attempts=plural(row["failure_count"], "failed attempt"),
            ),
            about.link("data-health"),
        )


def _complaints(about: Subject) -> Iterator[Line]:
    """The topics with most complaints, how many before, and three posts of each."""
    now, before = _by_topic(about), _by_topic(about, is_before=True)
    if now.empty:
        yield Line(
            say("Nobody complained, as far as is known."),
            about.mentions({"direction": "inbound"}),
        )
    running = set(_spiking_topics(about))
    for group, rows in list(now.groupby("topic", sort=False))[:TOPICS]:
        name, number = str(group), int(rows["total"].iloc[0])
        then = before[before["topic"] == name]
        earlier = 0 if then.empty else int(then["total"].iloc[0])
        heading = say(
            "{about}: {complaints}, {earlier} in the period before; a spike of it runs. By "
            "{voices}."
            if name in running
            else "{about}: {complaints}, {earlier} in the period before; no spike of it runs. By "
            "{voices}.",
            about=_about(name),
            complaints=plural(number, "complaint"),
            earlier=count(earlier),
            voices=plural(rows["voices"].iloc[0], "voice"),
        )
        yield Line(
            heading, about.mentions({"direction": "inbound", "complaint": "yes", "about": name})
        )
        yield from (_post(about, row, SHORT) for _, row in rows.head(POSTS).iterrows())


def _by_topic(about: Subject, *, is_before: bool = False) -> pd.DataFrame:
    """Complaints by topic, the largest topic and in it the most shared first; three each."""
    span = about.asked.before if is_before else about.asked.span
    return about.reader.query(
        BY_TOPIC, {"brand": about.asked.brand, "since": span.since, "until": span.until}
    )


BY_TOPIC = """
with complaints as (
    select
        unnest(case when len(topics) = 0 then ['unknown'] else topics end) as topic,
        post_id, text, title, url, author_handle, author_name, author_followers, share_count,
        estimated_audience, voice
    from drill_through(
        $brand, $since, $until, facets := map {'direction': 'inbound', 'complaint': 'yes'}
    )
)

select
    *,
    count(*) over (partition by topic) as total,
    count(distinct voice) over (partition by topic) as voices
from complaints
qualify row_number() over (
    partition by topic
    order by coalesce(share_count, 0) desc, estimated_audience desc nulls last, post_id
) <= 3
order by
    topic = 'unknown', total desc, topic,
    coalesce(share_count, 0) desc, estimated_audience desc nulls last, post_id
"""  # one of several topics counts in each, as on the page that is linked


def _spiking_topics(about: Subject) -> Iterator[str]:
    rows = about.rows("spikes")
    for _, row in rows[rows["is_running"].astype(bool)].iterrows():
        if isinstance(row["topic"], str):
            yield row["topic"]


def _post(about: Subject, row: pd.Series, longest: int = LONGEST) -> Line:
    who = plain(_author(row), 40)
    followers, shares = row["author_followers"], row["share_count"]
    told = [say("{n} followers", n=count(followers))] if is_known(followers) else []
    told += [plural(shares, "share")] if is_known(shares) and shares else []
    return Line(
        ", ".join([who, *told]),
        about.link("mentions", post=str(row["post_id"])),
        plain(_words(row), longest),
        safe_link(row["url"]) or "",
    )


def _waiting(about: Subject) -> Iterator[Line]:
    """Whom to answer first."""
    if not about.asked.has_own_posts:
        yield Line(say(UNHEARD), about.link("data-health"))
        return
    rows = about.reader.query(QUEUE, {"brand": about.asked.brand})
    if rows.empty:
        yield Line(say("Nobody waits."), about.link("response-desk"))
    for _, row in rows.iterrows():
        shown = _post(about, row)
        waits = say(
            "waits for {wait}, past the target"
            if row["sla_status"] == "missed"
            else "waits for {wait}, within the target",
            wait=duration(row["waiting_seconds"]),
        )
        reach = ""
        if is_known(row["estimated_audience"]):
            reach = say(", before {people} people", people=compact(row["estimated_audience"]))
        yield Line(f"{shown.text}: {waits}{reach}", shown.link, shown.quote, shown.source)


QUEUE = """
select
    waiting.waiting_seconds, waiting.sla_status, waiting.estimated_audience, posts.post_id,
    posts.text, posts.title, posts.url, posts.author_handle, posts.author_name,
    posts.author_followers, posts.share_count
from reply_queue($brand) as waiting
inner join mentions as posts
    on waiting.turn_id = posts.post_id and waiting.brand = posts.brand
order by
    waiting.is_at_alert_level desc, waiting.priority desc, waiting.sla_status,
    waiting.waiting_seconds desc, waiting.turn_id
limit 3
"""


def _long(about: Subject) -> Iterator[Line]:
    """Met, missed and not yet due, in one sentence; open turns are part of it."""
    if not about.asked.has_own_posts:
        yield Line(say(UNHEARD), about.link("data-health"))
        return
    rows = about.rows("response_by_group", dimension="source", order="turn_count desc, group_value")
    for _, row in rows.head(POSTS).iterrows():
        yield Line(
            say(
                "{group}: median wait {median}, {share} of those due within the target (n = {n}; "
                "too few to compare)."
                if row["is_small"]
                else "{group}: median wait {median}, {share} of those due within the target (n = "
                "{n}).",
                group=plain(row["group_value"], 40),
                median=duration(row["median_seconds"], say("not reached: most still wait")),
                share=percent(row["attainment_share"]),
                n=count(row["met_count"] + row["missed_count"]),
            ),
            about.mentions({"turn_source": str(row["group_value"])}),
        )
    if rows.empty:
        yield Line(say("Nobody asked for an answer in this period."), about.link("response-desk"))


def _to_change(about: Subject) -> Iterator[Line]:
    """Where the target is met most rarely, of what is large enough to compare."""
    if not about.asked.has_own_posts:
        yield Line(say(UNHEARD), about.link("data-health"))
        return
    found = [*_worst(about, "source"), *_worst(about, "topic")]
    yield from found or [Line(say("Not known: no source or topic has ten turns to compare."))]


def _worst(about: Subject, dimension: str) -> Iterator[Line]:
    """The group that meets the target most rarely, where two or more can be compared."""
    if not about.asked.has_own_posts:
        return
    rows = about.rows("response_by_group", dimension=dimension, order="attainment_share")
    sure = rows[~rows["is_small"].astype(bool) & rows["attainment_share"].notna()]
    if len(sure) < 2:
        return
    worst, best = sure.iloc[0], sure.iloc[-1]
    key = {"source": "turn_source", "topic": "turn_topic"}[dimension]
    named = topic if dimension == "topic" else str
    yield Line(
        say(
            "Of all topics with ten turns or more, {worst} meets the target most rarely: {low} (n "
            "= {n}), where {best} meets it in {high}."
            if dimension == "topic"
            else "Of all sources with ten turns or more, {worst} meets the target most rarely: "
            "{low} (n = {n}), where {best} meets it in {high}.",
            worst=plain(named(worst["group_value"]), 40),
            low=percent(worst["attainment_share"]),
            n=count(worst["met_count"] + worst["missed_count"]),
            best=plain(named(best["group_value"]), 40),
            high=percent(best["attainment_share"]),
        ),
        about.mentions({key: str(worst["group_value"])}),
    )


def _about(name: str) -> str:
    """A topic as it opens a sentence."""
    if name == "unknown":
        return say("About no topic that is known")
    return capital(plain(topic(name), 40))


def _words(row: pd.Series) -> str:
    """The title, else the text; an erased post has neither."""
    said = (row["title"], row["text"])
    return next((one for one in said if isinstance(one, str) and one), say("(erased)"))


def _author(row: pd.Series) -> str:
    known = (row["author_handle"], row["author_name"])
    return next((one for one in known if isinstance(one, str) and one), say("somebody"))


_ASKED: Mapping[str, tuple[tuple[str, Callable[[Subject], Iterator[Line]]], ...]] = {
    EXECUTIVE: (
        (mark("Is anything about to break?"), _breaking),
        (mark("What needs a decision?"), _decisions),
    ),
    MARKETING: (
        (mark("What do people complain about?"), _complaints),
        (mark("Is it spreading?"), _breaking),
    ),
    SUPPORT: (
        (mark("Who waits?"), _waiting),
        (mark("How long do people wait?"), _long),
        (mark("What is to change?"), _to_change),
    ),
}
