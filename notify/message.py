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
from wording.numbers import compact, count, duration, moment, plural
from wording.safety import link, plain
from wording.said import dated

POSTS = 3
LEAST_DAYS = 28  # of history, to say how often a rule speaks
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
    """What one person is told at once; all of one rule, one brand and one part.

    Args:
        reader: of the published warehouse.
        messages: at least one, the first in full, the others in a line each.
        url: where the dashboard is.
    """
    one = messages[0]
    brand = _one(reader, NAME, {"brand": one.brand}).get("name") or one.brand
    title = f"{plain(brand, 40)}: {_what(reader, one)}"
    if one.part == OVER:
        return Words(f"Re: [{one.thread[:6]}] {title} – it is over", _over(reader, one, url))  # noqa: RUF001
    more = messages[1:]
    head = f"[{one.thread[:6]}] {title}{f', and {len(more):,} more' if more else ''}"
    if one.part == ESCALATION:
        head = f"Nobody has taken this: {head}"
    if one.is_critical:
        head = f"Critical: {head}"
    reached = _at(reader, one, one.alerted_at)
    body = [
        f"What: {_what(reader, one)}.",
        f"How unusual: {_unusual(reader, one)}",
        *_posts(reader, one),
        f"Look: {_link(url, one)}",
        *_post_link(url, one),
        f"I have it: {_taking(url, one)}",
        f"Rule: “{plain(one.rule_name, 80)}”, {one.kind} {_level(one)}, reached {reached}.",
    ]
    if more:
        body += ["", *_others(reader, more, url)]
    return Words(head, "\n".join(body))


def _others(reader: Reader, more: Sequence[Message], url: str) -> list[str]:
    """What else is told at once, a line each: the worst first, among equals the newest."""
    sign = -1 if alert_kinds()[more[0].kind].is_below else 1
    order = sorted(more, key=lambda one: (sign * one.observed_value, one.alerted_at), reverse=True)
    told = [f"And {plural(len(more), 'more alert')} of this rule:"]
    for one in order[:OTHERS]:
        is_post = one.post_id is not None
        where = _address(url, "mentions", one, _post(one)) if is_post else _link(url, one)
        told += [f"- {_what(reader, one)}: {where}"]
        if is_post:
            told += [f"  {said[2:]}" for said in _posts(reader, one)[1:2]]
    if len(more) > OTHERS:
        told += [f"- and {len(more) - OTHERS:,} more: {_link(url, more[0])}"]
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
            return (
                f"spike of {one.measure}, {count(found['observed_count'])} since "
                f"{_at(reader, one, one.happened_at)} where {found['expected_count']:.0f} are "
                f"usual, severity {count(found['severity'])} of 10"
            )
        since = _at(reader, one, one.happened_at)
        return f"spike of {one.measure} since {since}, severity {value:.0f} of 10"
    if one.kind == "health":
        return f"brand health ended {dated(date.fromisoformat(one.subject))} at {value:.0f} of 100"
    return {
        "viral": f"a post may run away, viral risk {value:.0f} of 100",
        "silence": f"an unanswered complaint, {compact(value)} audience-hours of silence",
        "overdue": f"the target was missed before {compact(value)} people",
        "issue": f"{count(value)} people speak of “{_term(one)}”, more than usual",
        "quiet": f"the source {plain(_before_since(one), 60)} is not watched since "
        f"{_at(reader, one, one.happened_at)}, for {_level(one)} or more",
    }[one.kind]


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
        return "there is too little history to say."
    told = f"{rate:.1f}" if rate >= 0.1 else "less than 0.1"
    return f"by this rule {told} alerts a month, over {count(days)} days of history."


def _posts(reader: Reader, one: Message) -> list[str]:
    """The posts behind it, the most shared first; a source that is quiet has its last error."""
    if one.kind == "quiet":
        error = _one(reader, SOURCE, {"source": _before_since(one)}).get("last_error")
        return [f"Last error: {_in_a_line(error, LONGEST)}"] if error else []
    asked: dict[str, object] = {"brand": one.brand}
    if one.post_id is not None:
        rows = reader.query(POST_AND_REPLIES, asked | {"post_id": one.post_id})
    else:
        rows = reader.query(LARGEST, asked | {"facets": _facets(one)})
    return ["Posts:", *(quoted(row) for _, row in rows.head(POSTS).iterrows())] if len(rows) else []


def _facets(one: Message) -> dict[str, str]:
    if one.kind == "spike":
        return {"spike": _spike(one)}
    return {"day": one.subject, "polarity": "negative", "direction": "inbound"}


def quoted(row: pd.Series) -> str:
    """A post as messages quote it, in one line: its own lines would read as ours."""
    who = _in_a_line(_known(row, "author_handle", "author_name") or "somebody", 40)
    followers = row["author_followers"]
    told = "" if pd.isna(followers) else f" ({count(followers)} followers)"
    text = _in_a_line(_known(row, "title", "text") or "(erased)", LONGEST)
    address = link(_known(row, "url")) or ""
    return f"- {who}{told}: “{text}” {address}".rstrip()


def _known(row: pd.Series, *names: str) -> str | None:
    """The first of these that is there; a row of a frame has nan, which is true, for nothing."""
    return next((row[name] for name in names if not pd.isna(row[name]) and row[name]), None)


def _in_a_line(text: str, longest: int) -> str:
    return " ".join(plain(text, longest).split())


def _over(reader: Reader, one: Message, url: str) -> str:
    at = _at(reader, one, one.alerted_at)
    return "\n".join(
        [
            f"It is over: what “{plain(one.rule_name, 80)}” told of {at}.",
            f"It lasted {duration((one.planned_at - one.happened_at).total_seconds())} at most.",
            f"Look back: {_link(url, one)}",
        ]
    )


def _link(url: str, one: Message) -> str:
    """The page that shows it, with its filters."""
    return _address(url, PAGES[one.kind], one, {"spike": _spike(one)} if one.measure else {})


def _post_link(url: str, one: Message) -> list[str]:
    """Where the post itself stands, of what is about one."""
    if one.post_id is None:
        return []
    return [f"The post: {_address(url, 'mentions', one, _post(one))}"]


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
    return f"{'below ' if kind.is_below else ''}{one.level:,.10g} {kind.scale}"


def _one(reader: Reader, sql: str, values: Mapping[str, object]) -> dict[str, Any]:
    rows = reader.query(sql, values)
    return {} if rows.empty else dict(rows.iloc[0])
