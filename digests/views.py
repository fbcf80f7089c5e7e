"""Pages that are sent: the figures of each, and what stands around them."""

from collections.abc import Callable, Mapping

from assistants.asked import RefusedError
from digests.audiences import AUDIENCES, EXECUTIVE, MARKETING, SUPPORT, Audience, Wanted
from digests.digest import Line, Section
from digests.subject import DAY, Subject
from sql.sent_pages import PAGES
from wording.numbers import moment
from wording.safety import link as safe_link
from wording.safety import plain
from wording.said import mark, say
from wording.topics import kind, topic

POSTS = 3
LONGEST = 200  # characters of a post
_FILTERS: Mapping[str, str] = {
    "source": mark("source {values}"),
    "topic": mark("topic {values}"),
    "lang": mark("language {values}"),
    "audience": mark("people reached {values}"),
    "kind": mark("kind {values}"),
    "words": mark("text {values}"),
}
_SENTIMENT = (
    Wanted("net_sentiment", mark("Net sentiment"), "points", "net_sentiment_change"),
    Wanted("mentions", mark("Mentions"), "count", "mentions_change"),
    Wanted("negative_share", mark("Negative share"), "percent"),
    Wanted("complaint_rate", mark("Complaint rate"), "percent", "complaint_rate_change"),
    Wanted("unscored_mentions", mark("Not scored"), "count"),
)
_SPIKES = (
    Wanted("spikes", mark("Spikes"), "count"),
    Wanted("spikes_running", mark("Spikes that run, now"), "count"),
    Wanted("mentions", mark("Mentions"), "count", "mentions_change"),
    Wanted("complaints", mark("Complaints"), "count"),
)
_RISK = (
    Wanted("posts_at_alert_level", mark("Posts at the alert level, now"), "count"),
    Wanted("spikes_running", mark("Spikes that run, now"), "count"),
    Wanted("overdue_now", mark("Waiting past the target, now"), "count"),
)
_REPLIES = (
    Wanted("median_wait", mark("Median wait"), "duration"),
    Wanted("answered_within_24h", mark("Answered within 24 h"), "percent"),
    Wanted("never_answered", mark("Never answered"), "percent"),
    Wanted("waiting_now", mark("Waiting, now"), "count"),
)
_SHOWN: Mapping[str, tuple[tuple[Wanted, ...], str]] = {
    "overview": (AUDIENCES[EXECUTIVE].wanted, AUDIENCES[EXECUTIVE].picture),
    "sentiment": (_SENTIMENT, "health"),
    "spikes": (_SPIKES, "complaints"),
    "live-risk": (_RISK, "health"),
    "response-desk": (AUDIENCES[SUPPORT].wanted, AUDIENCES[SUPPORT].picture),
    "replies": (_REPLIES, "waits"),
    "mentions": (AUDIENCES[MARKETING].wanted, AUDIENCES[MARKETING].picture),
}


def of_page(page: str) -> Audience:
    """The figures that a page leads with, as a digest has them."""
    wanted, drawn = _SHOWN[page]
    return Audience(title=PAGES[page], question="", wanted=wanted, picture=drawn)


def described(about: Subject) -> str:
    """Which view it is, in words: the page and what its filters keep."""
    assert about.view is not None  # noqa: S101 - asked of pages that are sent only
    either = f" {say('or')} "
    kept = [
        say(_FILTERS[name], values=either.join(_value(name, one) for one in values.split(chr(10))))
        for name, values in about.asked.filters.items()
    ]
    page = say(PAGES[about.view.page])
    if not kept:
        return say(
            "The page {page}. Sent every day, as somebody asked on the page."
            if about.days == DAY
            else "The page {page}. Sent every week, as somebody asked on the page.",
            page=page,
        )
    return say(
        "The page {page}, only {kept}. Sent every day, as somebody asked on the page."
        if about.days == DAY
        else "The page {page}, only {kept}. Sent every week, as somebody asked on the page.",
        page=page,
        kept=", ".join(kept),
    )


def _value(name: str, value: str) -> str:
    """One value of a filter as people read it."""
    known: Mapping[str, Callable[[str], str]] = {"topic": topic, "kind": kind, "audience": say}
    return plain(known[name](value) if name in known else value, 40)


def newest(about: Subject) -> Section:
    """The newest mentions of the view."""
    title = say("What was said last?")
    try:
        found = about.desk.mentions(about.asked.brand, about.wish, limit=POSTS)["mentions"]
    except RefusedError as error:
        return Section(title, [Line(say("Not known: {reason}.", reason=error.said()))])
    lines = [
        Line(
            f"{plain(_first(one, 'author_handle', 'author_name') or say('somebody'), 40)}, "
            f"{plain(one['source'], 40)}",
            about.link("mentions", post=str(one["post_id"])),
            plain(_first(one, "title", "text") or say("(erased)"), LONGEST),
            safe_link(one["url"] or "") or "",
        )
        for one in found
    ]
    until = moment(about.asked.span.until, about.asked.zone)
    return Section(
        title, lines or [Line(say("Nothing up to {until} that the filters keep.", until=until))]
    )


def _first(row: Mapping[str, object], *names: str) -> str:
    return next((one for name in names if isinstance(one := row[name], str) and one), "")
