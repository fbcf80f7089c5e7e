"""The narrower questions that a link can ask of the Mentions page: one key, one condition.

The URL is the state: a facet is on while its key stands there with a value that is allowed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

_STATUS = ("answered", "open", "removed")
_SLA = ("met", "missed", "pending")
_POLARITY = ("negative", "neutral", "positive", "unscored")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Facet:
    """One key of the URL.

    Attributes:
        name: how the reader sees it.
        condition: SQL over mentions m, with ? for the value.
        allowed: what the value may be; empty allows any text.
        parse: what the value must be fit for; raises ValueError where it is not.
        is_timeless: the question is not about the period, so the period does not cut it.
    """

    name: str
    condition: str
    allowed: tuple[str, ...] = ()
    parse: Callable[[str], object] = str
    is_timeless: bool = False


def _hour_of_week(value: str) -> int:
    """0 is Monday 00:00; raises ValueError for what is no hour of a week."""
    return range(7 * 24).index(int(value))


_TURN = "m.post_id in (select turn_id from turns where brand = m.brand and not is_selected and "
_TOPICS = "list_contains(case when len(topics) > 0 then topics else ['unknown'] end, ?))"
_OPEN = "m.post_id in (select turn_id from unanswered where brand = m.brand and "

_LOCAL = "timezone((select time_zone from brands where brands.brand = m.brand), m.created_at)"
_LOCAL_HOUR = f"(isodow({_LOCAL}) - 1) * 24 + hour({_LOCAL})"

# The key of an episode as dashboard/spikes/episodes.sql writes it.
_SPIKE = (
    "(m.brand, m.post_id) in (select p.brand, p.post_id from mentions as p inner join spikes as s "
    "on p.brand = s.brand and p.created_at >= s.started_at "
    "and p.created_at < coalesce(s.ended_at, cast('infinity' as timestamptz)) "
    "and (s.measure = 'mentions' or p.is_complaint) "
    "and (s.topic is null or list_contains(p.topics, s.topic)) "
    "where p.direction = 'inbound' and concat_ws('~', s.measure, "
    "strftime(timezone('UTC', s.started_at), '%Y-%m-%dT%H:%MZ'), s.topic) = ?)"
)

FACETS: Mapping[str, Facet] = {
    "direction": Facet("Direction", "m.direction = ?", ("inbound", "outbound")),
    "polarity": Facet("Sentiment", "coalesce(m.polarity, 'unscored') = ?", _POLARITY),
    "complaint": Facet("Complaint", "m.is_complaint = (? = 'yes')", ("yes", "no")),
    "needs_reply": Facet("Needs a reply", "m.needs_reply = (? = 'yes')", ("yes", "no")),
    "turn_status": Facet("Turn", _TURN + "status = ?)", _STATUS),
    "sla": Facet("Target", _TURN + "sla_status = ?)", _SLA),
    "turn_source": Facet("Turn in", _TURN + "source = ?)"),
    "turn_lang": Facet("Language of the turn", _TURN + "coalesce(lang, 'unknown') = ?)"),
    "turn_topic": Facet("Topic of the turn", _TURN + _TOPICS),
    "responder": Facet("Answered by", _TURN + "responder = ?)"),
    "waiting": Facet(
        "Waiting now", _OPEN + "is_never_answered = (? <> 'yes'))", ("yes",), is_timeless=True
    ),
    "overdue": Facet(
        "Waiting past the target",
        _OPEN + "not is_never_answered and (sla_status = 'missed') = (? = 'yes'))",
        ("yes", "no"),
        is_timeless=True,
    ),
    "never": Facet(
        "Never answered", _OPEN + "is_never_answered = (? = 'yes'))", ("yes",), is_timeless=True
    ),
    "age": Facet("Waiting for", _OPEN + "age_band = ?)", is_timeless=True),
    "turn_week": Facet(
        "Turn in the week of",
        _TURN + "date_trunc('week', local_date) = cast(? as date))",
        parse=date.fromisoformat,
    ),
    "turn_hour": Facet(
        "Turn in hour of the week",
        _TURN + "hour_of_week = cast(? as integer))",
        parse=_hour_of_week,
    ),
    "day": Facet("Day", "m.local_date = cast(? as date)", parse=date.fromisoformat),
    "week": Facet(
        "Week of", "date_trunc('week', m.local_date) = cast(? as date)", parse=date.fromisoformat
    ),
    "hour": Facet(
        "Hour, UTC",
        "date_trunc('hour', timezone('UTC', m.created_at)) = cast(? as timestamp)",
        parse=datetime.fromisoformat,
    ),
    "week_hour": Facet(
        "Hour of the week", _LOCAL_HOUR + " = cast(? as integer)", parse=_hour_of_week
    ),
    "about": Facet(
        "Topic", "list_contains(case when len(m.topics) > 0 then m.topics else ['unknown'] end, ?)"
    ),
    "spike": Facet("Spike", _SPIKE, is_timeless=True),
    "from_source": Facet("Source", "m.source = ?"),
    "conversation": Facet("Conversation", "m.conversation_id = ?", is_timeless=True),
    "post": Facet("Post", "m.post_id = ?", is_timeless=True),
}


# Those that stand on their own; the others come with a link from a figure.
OFFERED = ("direction", "polarity", "complaint", "needs_reply", "turn_status", "sla")


def chosen() -> dict[str, str]:
    """The facets of the URL whose values are allowed; others are ignored."""
    query = {key: st.query_params.get(key, "") for key in FACETS}
    return {key: value for key, value in query.items() if value and is_allowed(key, value)}


def is_allowed(key: str, value: str) -> bool:
    """Whether a value from the URL may reach the database as this facet's value."""
    facet = FACETS[key]
    try:
        facet.parse(value)
    except ValueError:
        return False
    return value in facet.allowed if facet.allowed else len(value) <= _LONGEST


def is_timeless(chosen: Mapping[str, str]) -> bool:
    """Whether a question reaches beyond the period, so that the period must not cut it."""
    return any(FACETS[key].is_timeless for key in chosen)


def clear() -> None:
    """Take all facets out of the URL."""
    for key in FACETS:
        if key in st.query_params:
            del st.query_params[key]


def only(key: str, value: str) -> None:
    """Make one facet the whole question."""
    clear()
    st.query_params[key] = value


def set_from_widget(key: str, widget: str) -> None:
    """Write a widget's value into the URL; called when the widget changes."""
    value = st.session_state[widget]
    if value is None:
        del st.query_params[key]
    else:
        st.query_params[key] = value


def shown(value: str) -> str:
    """A facet's value as people read it."""
    return value.replace("_", " ")
