"""What a message says: what happens, how unusual that is, three posts, and where to look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pandas as pd

from sql.alert_kinds import alert_kinds
from sql.deliveries import ESCALATION, OVER, Message
from sql.reader import Reader
from wording.numbers import compact, count, decimal, duration, exact, moment, plural
from wording.safety import link, plain
from wording.said import dated, mark, say

POSTS = 3
LEAST_DAYS = 28  # of history, to say how often a rule speaks
LEAST_RATE = 0.1  # alerts a month
OTHERS = 5  # alerts told a line each below the one told in full
LONGEST = 200  # characters of a post
PAGES = {
    "spike": "spikes",
    "viral": "live-risk",
    "silence": "response-desk",
    "overdue": "response-desk",
    "health": "overview",
    "quiet": "data-health",
    "issue": "spikes",
}
WHAT = {
    "viral": mark("a post may run away, viral risk {count} of 100"),
    "silence": mark("an unanswered complaint, {large} audience-hours of silence"),
    "overdue": mark("the target was missed before {large} people"),
    "health": mark("brand health ended {day} at {count} of 100"),
    "issue": mark("{count} people speak of “{term}”, more than usual"),
}
# The scales of alert_kinds with a level upon them.
LEVELS = {
    "severity": mark("{n} severity"),
    "viral risk": mark("{n} viral risk"),
    "audience-hours": mark("{n} audience-hours"),
    "people": mark("{n} people"),
    "brand health": mark("{n} brand health"),
    "hours": mark("{n} hours"),
}
SHOWN = "post_id, text, title, url, author_handle, author_name, author_followers"
LARGEST = (
    f"select {SHOWN} from drill_through($brand, null, null, facets := $facets) "  # noqa: S608
    "order by coalesce(share_count, 0) desc, estimated_audience desc nulls last, post_id limit 3"
)
POST_AND_REPLIES = f"""
select {SHOWN} from mentions
where brand = $brand and (post_id = $post_id or parent_id = $post_id)
order by post_id <> $post_id, coalesce(share_count, 0) desc, created_at, post_id limit 3
"""  # noqa: S608
USUAL = "select alerts_per_month, history_days from alert_replay($brand, $kind, $level)"
SPIKE = """
select observed_count, expected_count, severity, author_count from spikes
where brand = $brand and topic is null and started_at = $started_at and measure = $measure
"""
NAME = "select name, time_zone from known_brands where brand = $brand"
SOURCE = "select last_error from sources where source = $source"


@dataclass(frozen=True, slots=True)
class Words:
    """A message's title and body, plain text."""

    title: str
    body: str


def words(reader: Reader, messages: Sequence[Message], url: str) -> Words:
    """What one person is told at once, in the language that is spoken; of one rule, brand, part.

    Args:
        reader: of the published warehouse.
        messages: at least one, the first in full, the others in a line each.
        url: where the dashboard is.
    """
    one = messages[0]
    brand = _one(reader, NAME, {"brand": one.brand}).get("name") or one.brand
    title = f"{plain(brand, 40)}: {_what(reader, one)}"
    if one.part == OVER:
        over = say("{title} – it is over", title=title)  # noqa: RUF001
        return Words(f"Re: [{one.thread[:6]}] {over}", _over(reader, one, url))
    head, more = f"[{one.thread[:6]}] {title}", messages[1:]
    if more:
        head = say("{head}, and {n} more", head=head, n=count(len(more)))
    if one.part == ESCALATION:
        head = say("Nobody has taken this: {head}", head=head)
    if one.is_critical:
        head = say("Critical: {head}", head=head)
    reached = _at(reader, one, one.alerted_at)
    body = [
        say("What: {what}.", what=_what(reader, one)),
        say("How unusual: {told}", told=_unusual(reader, one)),
        *_posts(reader, one),
        say("Look: {link}", link=_link(url, one)),
        *_post_link(url, one),
        say("I have it: {link}", link=_taking(url, one)),
        say(
            "Rule: “{name}”, {kind} {level}, reached {when}.",
            name=plain(one.rule_name, 80),
            kind=say(one.kind),
            level=_level(one),
            when=reached,
        ),
    ]
    if more:
        body += ["", *_others(reader, more, url)]
    return Words(head, "\n".join(body))


def _others(reader: Reader, more: Sequence[Message], url: str) -> list[str]:
    """What else is told at once, a line each: the worst first, among equals the newest."""
    sign = -1 if alert_kinds()[more[0].kind].is_below else 1
    order = sorted(more, key=lambda one: (sign * one.observed_value, one.alerted_at), reverse=True)
    told = [say("And {alerts} of this rule:", alerts=plural(len(more), "more alert"))]
    for one in order[:OTHERS]:
        if one.post_id is None:
            told += [f"- {_what(reader, one)}: {_link(url, one)}"]
            continue
        told += [f"- {_what(reader, one)}: {_address(url, 'mentions', one, _post(one))}"]
        told += [f"  {post}" for post in _quotes(reader, one)[:1]]
    if len(more) > OTHERS:
        left = count(len(more) - OTHERS)
        told += [say("- and {n} more: {link}", n=left, link=_link(url, more[0]))]
    return told


def _what(reader: Reader, one: Message) -> str:
    """What happens, in one line."""
    value = one.observed_value
    if one.kind == "spike":
        found = _one(
            reader,
            SPIKE,
            {"brand": one.brand, "started_at": one.happened_at, "measure": one.measure},
        )
        if found:
            return say(
                "spike of {measure}, {observed} since {since} where {expected} are usual, "
                "severity {severity} of 10",
                measure=say(one.measure or ""),
                observed=count(found["observed_count"]),
                since=_at(reader, one, one.happened_at),
                expected=count(found["expected_count"]),
                severity=count(found["severity"]),
            )
        return say(
            "spike of {measure} since {since}, severity {severity} of 10",
            measure=say(one.measure or ""),
            since=_at(reader, one, one.happened_at),
            severity=count(value),
        )
    if one.kind == "quiet":
        return say(
            "the source {source} is not watched since {since}, for {level} or more",
            source=plain(_before_since(one), 60),
            since=_at(reader, one, one.happened_at),
            level=_level(one),
        )
    return say(
        WHAT[one.kind],
        count=count(value),
        large=compact(value),
        day=dated(date.fromisoformat(one.subject)) if one.kind == "health" else "",
        term=_term(one),
    )


def _term(one: Message) -> str:
    """The word that names an issue: the subject without the day that listed it first."""
    return plain(_before_since(one), 60)


def _before_since(one: Message) -> str:
    """A subject without the moment that makes it one of its own."""
    return one.subject.rpartition(" since ")[0]


def _unusual(reader: Reader, one: Message) -> str:
    """How often the rule speaks, over all history."""
    asked = {"brand": one.brand, "kind": one.kind, "level": one.level}
    found = _one(reader, USUAL, asked)
    days, rate = found.get("history_days"), found.get("alerts_per_month")
    if rate is None or days is None or pd.isna(rate) or days < LEAST_DAYS:
        return say("there is too little history to say.")
    return say(
        "by this rule {rate} alerts a month, over {days} days of history."
        if rate >= LEAST_RATE
        else "by this rule less than {rate} alerts a month, over {days} days of history.",
        rate=decimal(max(rate, LEAST_RATE)),
        days=count(days),
    )


def _posts(reader: Reader, one: Message) -> list[str]:
    """The posts behind it, the most shared first; a source that is quiet has its last error."""
    if one.kind == "quiet":
        error = _one(reader, SOURCE, {"source": _before_since(one)}).get("last_error")
        return [say("Last error: {error}", error=_in_a_line(error, LONGEST))] if error else []
    posts = [f"- {post}" for post in _quotes(reader, one)]
    return [say("Posts:"), *posts] if posts else []


def _quotes(reader: Reader, one: Message) -> list[str]:
    """The posts behind it, a line each; of what is about one, that first."""
    asked: dict[str, object] = {"brand": one.brand}
    if one.post_id is not None:
        rows = reader.query(POST_AND_REPLIES, asked | {"post_id": one.post_id})
    else:
        rows = reader.query(LARGEST, asked | {"facets": _facets(one)})
    return [quoted(row) for _, row in rows.head(POSTS).iterrows()]


def _facets(one: Message) -> dict[str, str]:
    if one.kind == "spike":
        return {"spike": _spike(one)}
    return {"day": one.subject, "polarity": "negative", "direction": "inbound"}


def quoted(row: pd.Series) -> str:
    """A post as messages quote it, in one line: its own lines would read as ours."""
    who = _in_a_line(_known(row, "author_handle", "author_name") or say("somebody"), 40)
    followers = row["author_followers"]
    told = "" if pd.isna(followers) else f" ({say('{n} followers', n=count(followers))})"
    text = _in_a_line(_known(row, "title", "text") or say("(erased)"), LONGEST)
    address = link(_known(row, "url")) or ""
    return f"{who}{told}: {say('“{text}”', text=text)} {address}".rstrip()


def _known(row: pd.Series, *names: str) -> str | None:
    """The first of these that is there; a row of a frame has nan, which is true, for nothing."""
    return next((row[name] for name in names if not pd.isna(row[name]) and row[name]), None)


def _in_a_line(text: str, longest: int) -> str:
    return " ".join(plain(text, longest).split())


def _over(reader: Reader, one: Message, url: str) -> str:
    at = _at(reader, one, one.alerted_at)
    return "\n".join(
        [
            say(
                "It is over: what “{rule}” told of {when}.",
                rule=plain(one.rule_name, 80),
                when=at,
            ),
            say(
                "It lasted {wait} at most.",
                wait=duration((one.planned_at - one.happened_at).total_seconds()),
            ),
            say("Look back: {link}", link=_link(url, one)),
        ]
    )


def _link(url: str, one: Message) -> str:
    """The page that shows it, with its filters."""
    return _address(url, PAGES[one.kind], one, {"spike": _spike(one)} if one.measure else {})


def _post_link(url: str, one: Message) -> list[str]:
    """Where the post itself stands, of what is about one."""
    if one.post_id is None:
        return []
    return [say("The post: {link}", link=_address(url, "mentions", one, _post(one)))]


def _post(one: Message) -> dict[str, str]:
    """What names a post in an address of Mentions; nothing where it is about none."""
    return {} if one.post_id is None else {"post": one.post_id}


def _taking(url: str, one: Message) -> str:
    """Where somebody says that they have it."""
    return _address(url, "live-risk", one, {"alert": one.rule_name, "take": one.subject})


def _address(url: str, page: str, one: Message, more: Mapping[str, str]) -> str:
    return f"{url.rstrip('/')}/{page}?{urlencode({'brand': one.brand, **more})}"


def _spike(one: Message) -> str:
    return f"{one.measure}~{_label(one.happened_at)}"


def _label(when: datetime) -> str:
    """As utc_label() writes it."""
    return f"{when:%Y-%m-%dT%H:%MZ}"


def _at(reader: Reader, one: Message, when: datetime) -> str:
    """A moment by the brand's clock, as the pages tell it, with its name: messages travel."""
    zone = ZoneInfo(_one(reader, NAME, {"brand": one.brand}).get("time_zone") or "UTC")
    return f"{moment(when, zone)} ({zone.key.replace('_', ' ')})"


def _level(one: Message) -> str:
    kind = alert_kinds()[one.kind]
    level = say(LEVELS[kind.scale], n=exact(one.level))
    return say("below {level}", level=level) if kind.is_below else level


def _one(reader: Reader, sql: str, values: Mapping[str, object]) -> dict[str, Any]:
    rows = reader.query(sql, values)
    return {} if rows.empty else dict(rows.iloc[0])
