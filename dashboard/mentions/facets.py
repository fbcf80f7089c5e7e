"""The narrower questions that a link can ask of the Mentions page, one key each.

The URL is the state: a facet is on while its key stands there with a value that is allowed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard.ui import speech
from dashboard.ui.scope import current
from dashboard.ui.speech import say
from wording.clocks import hours_told
from wording.safety import esc
from wording.said import mark
from wording.topics import topic

_OF_TOPICS = ("about", "turn_topic", "asked_topic")
_HOURS = range(1, 28 * 24)
_STATUS = (mark("answered"), mark("open"), mark("removed"))
_SLA = (mark("met"), mark("missed"), mark("pending"))
_POLARITY = (mark("negative"), mark("neutral"), mark("positive"), mark("unscored"))
_PROMISED = (mark("kept"), mark("broken"), mark("unknown"), mark("pending"))
_VERDICTS = (mark("generic"), mark("filled"), mark("own"), mark("notice"), mark("short"))
_CAME_BACK = (mark("better"), mark("same"), mark("worse"), mark("new"), mark("unknown"))
_YES_NO = (mark("yes"), mark("no"))
_AFTER_REPLY = (
    mark("begun"),
    mark("nudged"),
    mark("updated"),
    mark("dropped"),
    mark("waiting"),
    mark("asked"),
    mark("thanks"),
    mark("answered"),
)
_ASKED = (
    mark("complete"),
    mark("incomplete"),
    mark("asked"),
    mark("needless"),
    mark("delivered"),
    mark("unseen"),
)
_NAMED = (mark("nobody else"), mark("one other"), mark("two or more"), mark("unknown"))
_LONGEST = 200
BESIDE = "beside"  # narrows nothing, so it is no facet
_FROM = "beside-post"


@dataclass(frozen=True, slots=True)
class Facet:
    """One key of the URL.

    Attributes:
        name: how the reader sees it.
        allowed: what the value may be; empty allows any text.
        parse: what the value must be fit for; raises ValueError where it is not.
        of_turn: what drill_through_turns calls it, where it is one of the turn that a mention
            opens; else drill_through knows it by its key.
        is_of_reply: drill_through_replies knows it by its key; it is of what was answered.
        is_of_author: drill_through_effects takes its value; it is of what others made of theirs.
        is_timeless: the question is not about the period, so the period does not cut it.
    """

    name: str
    allowed: tuple[str, ...] = ()
    parse: Callable[[str], object] = str
    of_turn: str = ""
    is_of_reply: bool = False
    is_of_author: bool = False
    is_timeless: bool = False


def _hour_of_week(value: str) -> int:
    """0 is Monday 00:00; raises ValueError for what is no hour of a week."""
    return range(7 * 24).index(int(value))


def hours_from(value: str) -> tuple[datetime, int]:
    """A moment in UTC and how many hours from it: 2026-05-01T12:00, or 2026-05-01T12:00~6.

    Raises:
        ValueError: it is neither.
    """
    at, _, hours = value.partition("~")
    return datetime.fromisoformat(at).replace(tzinfo=UTC), _HOURS[_HOURS.index(int(hours or 1))]


def _copy_group(value: str) -> int:
    """Name of a group of copies, 64 bits; raises ValueError for what is none."""
    return range(2**64).index(int(value))


FACETS: Mapping[str, Facet] = {
    "direction": Facet(mark("Direction"), (mark("inbound"), mark("outbound"))),
    "polarity": Facet(mark("Sentiment"), _POLARITY),
    "complaint": Facet(mark("Complaint"), _YES_NO),
    "needs_reply": Facet(mark("Needs a reply"), _YES_NO),
    "turn_status": Facet(mark("Turn"), _STATUS, of_turn="status"),
    "sla": Facet(mark("Target"), _SLA, of_turn="sla"),
    "addressed": Facet(mark("Said to the brand"), _YES_NO, of_turn="addressed"),
    "complaining": Facet(mark("Turn with a complaint"), _YES_NO, of_turn="complaint"),
    "turn_source": Facet(mark("Turn in"), of_turn="source"),
    "turn_lang": Facet(mark("Language of the turn"), of_turn="lang"),
    "turn_topic": Facet(mark("Topic of the turn"), of_turn="topic"),
    "responder": Facet(mark("Answered by"), of_turn="responder"),
    "waiting": Facet(mark("Waiting now"), ("yes",), of_turn="waiting", is_timeless=True),
    "overdue": Facet(mark("Waiting past the target"), _YES_NO, of_turn="overdue", is_timeless=True),
    "never": Facet(mark("Never answered"), ("yes",), of_turn="never"),
    "age": Facet(mark("Waiting for"), of_turn="age", is_timeless=True),
    "followers": Facet(mark("Followers of who asks"), of_turn="followers"),
    "named": Facet(mark("Who asks names"), _NAMED, of_turn="named"),
    "day_over": Facet(mark("24 hours are known"), ("yes",), of_turn="day_over"),
    "after_reply": Facet(mark("After the first reply"), _AFTER_REPLY, is_of_reply=True),
    "promise": Facet(mark("Promised by the brand"), _PROMISED, is_of_reply=True),
    "question": Facet(mark("Recurring question"), is_of_reply=True),
    "asked_with": Facet(mark("Not named yet, with the words"), is_of_reply=True),
    "asks": Facet(mark("Asks for"), (mark("question"), mark("request")), is_of_reply=True),
    "turn_week": Facet(mark("Turn in the week of"), parse=date.fromisoformat, of_turn="week"),
    "turn_hour": Facet(mark("Turn in hour of the week"), parse=_hour_of_week, of_turn="week_hour"),
    "turn_band": Facet(
        mark("Turn in four hours of the week"), parse=_hour_of_week, of_turn="week_band"
    ),
    "turn_part": Facet(
        mark("Turn in four hours of the day"), parse=_hour_of_week, of_turn="day_band"
    ),
    "day": Facet(mark("Day"), parse=date.fromisoformat),
    "week": Facet(mark("Week of"), parse=date.fromisoformat),
    "days_to": Facet(mark("Seven days to"), parse=date.fromisoformat, is_timeless=True),
    "hour": Facet(mark("Hour from"), parse=hours_from),
    "week_hour": Facet(mark("Hour of the week"), parse=_hour_of_week),
    "about": Facet(mark("Topic")),
    "spike": Facet(mark("Spike"), is_timeless=True),
    "from_source": Facet(mark("Source")),
    "author": Facet(mark("Author"), is_timeless=True),
    "set_off_by": Facet(mark("Set off by"), is_of_author=True, is_timeless=True),
    "conversation": Facet(mark("Conversation"), is_timeless=True),
    "post": Facet(mark("Post"), is_timeless=True),
    "reply": Facet(mark("Reply"), _VERDICTS, is_of_reply=True),
    "template": Facet(mark("Template"), is_of_reply=True),
    "came_back": Facet(mark("Came back"), _CAME_BACK, is_of_reply=True),
    "reply_by": Facet(mark("Written by"), is_of_reply=True),
    "asked_back": Facet(mark("Asked back"), _ASKED, is_of_reply=True),
    "asked_topic": Facet(mark("Needs what"), is_of_reply=True),
    "term": Facet(mark("Says")),
    "copies": Facet(mark("Copies of one text"), parse=_copy_group),
}


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


def of_mentions(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those that drill_through applies, by the names that it has for them."""
    return {
        key: value
        for key, value in chosen.items()
        if not (FACETS[key].of_turn or FACETS[key].is_of_reply or FACETS[key].is_of_author)
    }


def of_turns(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those that drill_through_turns applies to turns, by the names that it has for them."""
    return {FACETS[key].of_turn: value for key, value in chosen.items() if FACETS[key].of_turn}


def of_replies(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those that drill_through_replies applies, by the names that it has for them."""
    return {key: value for key, value in chosen.items() if FACETS[key].is_of_reply}


def clear() -> None:
    """Take all facets out of the URL, and the conversation beside their list."""
    for key in (*FACETS, BESIDE):
        if key in st.query_params:
            del st.query_params[key]


def only(key: str, value: str) -> None:
    """Make one facet the whole question."""
    clear()
    st.query_params[key] = value


def opened() -> str:
    """The conversation that stands beside the list, by the address; empty for none."""
    asked = st.query_params.get(BESIDE, "")
    return asked if len(asked) <= _LONGEST else ""


def opened_from() -> str:
    """The post whose card opened it, as far as this reader did; of a link nobody knows."""
    return str(st.session_state.get(_FROM, ""))


def beside(conversation: str, post: str = "") -> None:
    """Open a conversation beside a post's card, or close it where it stands there."""
    if opened() == conversation and post in ("", opened_from()):
        del st.query_params[BESIDE]
    else:
        st.query_params[BESIDE] = conversation
    st.session_state[_FROM] = post


def also(key: str, value: str) -> None:
    """Narrow the question by one facet more."""
    st.query_params[key] = value


def without(key: str) -> None:
    """Take one facet out of the question."""
    if key in st.query_params:
        del st.query_params[key]


def said(chosen: Mapping[str, str]) -> str:
    """The facets that are on, safe and as people read them; empty where none is."""
    return say(" and ").join(
        f"{speech.inside(FACETS[key].name)} {esc(shown(value, key), 40)}"
        for key, value in chosen.items()
    )


def shown(value: str, key: str) -> str:
    """A facet's value as people read it; not safe yet where the facet takes any text."""
    if key == "hour":
        at, hours = hours_from(value)
        return hours_told(at, hours, current().clock)
    if key in _OF_TOPICS:
        return topic(value)
    words = value.replace("_", " ")
    return say(words) if value in FACETS[key].allowed or key == "age" else words
