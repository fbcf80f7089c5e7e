"""Pages that are sent: the figures of each, and what stands around them."""

from collections.abc import Mapping

from assistants.asked import RefusedError
from digests.audiences import AUDIENCES, EXECUTIVE, MARKETING, SUPPORT, Audience, Wanted
from digests.digest import Line, Section
from digests.subject import Subject
from sql.sent_pages import PAGES
from wording.numbers import moment
from wording.safety import link as safe_link
from wording.safety import plain

POSTS = 3
LONGEST = 200  # characters of a post
_FILTERS: Mapping[str, str] = {
    "source": "source",
    "topic": "topic",
    "lang": "language",
    "audience": "people reached",
    "kind": "kind",
    "words": "text",
}
_SENTIMENT = (
    Wanted("net_sentiment", "Net sentiment", "points", "net_sentiment_change"),
    Wanted("mentions", "Mentions", "count", "mentions_change"),
    Wanted("negative_share", "Negative share", "percent"),
    Wanted("complaint_rate", "Complaint rate", "percent", "complaint_rate_change"),
    Wanted("unscored_mentions", "Not scored", "count"),
)
_SPIKES = (
    Wanted("spikes", "Spikes", "count"),
    Wanted("spikes_running", "Spikes that run, now", "count"),
    Wanted("mentions", "Mentions", "count", "mentions_change"),
    Wanted("complaints", "Complaints", "count"),
)
_RISK = (
    Wanted("posts_at_alert_level", "Posts at the alert level, now", "count"),
    Wanted("spikes_running", "Spikes that run, now", "count"),
    Wanted("overdue_now", "Waiting past the target, now", "count"),
)
_REPLIES = (
    Wanted("median_wait", "Median wait", "duration"),
    Wanted("answered_within_24h", "Answered within 24 h", "percent"),
    Wanted("never_answered", "Never answered", "percent"),
    Wanted("waiting_now", "Waiting, now", "count"),
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
    kept = [
        f"{_FILTERS[name]} {' or '.join(plain(one, 40) for one in values.split(chr(10)))}"
        for name, values in about.asked.filters.items()
    ]
    every = "every day" if about.days == 1 else "every week"
    only = f", only {', '.join(kept)}" if kept else ""
    return f"The page {PAGES[about.view.page]}{only}. Sent {every}, as somebody asked on the page."


def newest(about: Subject) -> Section:
    """The newest mentions of the view."""
    title = "What was said last?"
    try:
        found = about.desk.mentions(about.asked.brand, about.wish, limit=POSTS)["mentions"]
    except RefusedError as error:
        return Section(title, [Line(f"Not known: {error}.")])
    lines = [
        Line(
            f"{plain(_first(one, 'author_handle', 'author_name') or 'somebody', 40)}, "
            f"{plain(one['source'], 40)}",
            about.link("mentions", post=str(one["post_id"])),
            plain(_first(one, "title", "text") or "(erased)", LONGEST),
            safe_link(one["url"] or "") or "",
        )
        for one in found
    ]
    until = moment(about.asked.span.until, about.asked.zone)
    return Section(title, lines or [Line(f"Nothing up to {until} that the filters keep.")])


def _first(row: Mapping[str, object], *names: str) -> str:
    return next((one for name in names if isinstance(one := row[name], str) and one), "")
