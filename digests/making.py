"""A digest made from the published warehouse."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from assistants.asked import unwatched
from dashboard.ui.findings import conclusion
from digests.audiences import AUDIENCES
from digests.digest import Digest, Line, Section
from digests.numbers import number
from digests.pictures import picture
from digests.restating import restated
from digests.said import Said, told
from digests.sections import running_spikes, sections
from digests.subject import WEEK, Subject
from digests.views import described, newest, of_page
from sql.sent_pages import PAGES
from wording.numbers import decimal, moment
from wording.safety import plain
from wording.said import days, language, long_day, say


def make(about: Subject, audience: str, said: Said | None, now: datetime) -> Digest:
    """Everything that a digest says.

    Args:
        about: brand and period.
        audience: key of AUDIENCES; of a page that is sent what its digests are kept under.
        said: by the last digest of this audience, brand and length; None: there was none.
        now: aware.

    Raises:
        RefusedError: nothing of the brand is known in the period.
    """
    view, asked = about.view, about.asked
    reader = AUDIENCES[audience] if view is None else of_page(view.page)
    before: Mapping[str, Mapping[str, float]] = said.figures if said else {}
    numbers = [number(about, one, before.get(one.name)) for one in reader.wanted]
    return Digest(
        audience=audience,
        brand=asked.brand,
        title=f"{plain(about.name, 60)}: {_length(about)}",
        question=described(about) if view else f"{say(reader.title)}. {say(reader.question)}",
        period=f"{asked.span.first}/{asked.span.last}",
        conclusion=_conclusion(about),
        numbers=numbers,
        sections=[
            *(sections(about, audience) if view is None else [newest(about)]),
            _since(said, asked.zone.key, about),
            restated(about, reader.wanted, said),
        ],
        # Pictures are of the whole brand: beside figures that filters narrow they would mislead.
        picture=None if asked.filters else picture(about, reader.picture),
        link=about.link("overview" if view is None else view.page),
        unwatched=_unwatched(about),
        version=about.reader.version,
        made_at=now,
        known_until=asked.span.until,
        seen_until=_seen_until(about, now),
        days=about.days,
        language=language(),
    )


def _seen_until(about: Subject, now: datetime) -> datetime:
    rows = about.reader.query(
        "select max(first_seen_at) as seen_until from posts where brand = $brand",
        {"brand": about.asked.brand},
    )
    newest = rows["seen_until"].iloc[0]
    return now if pd.isna(newest) else newest.to_pydatetime()


def _length(about: Subject) -> str:
    span = about.asked.span
    if about.view is not None:
        return f"{say(PAGES[about.view.page])}, {days(span.first, span.last)}"
    if about.days == WEEK:
        return say("the week {span}", span=days(span.first, span.last))
    return long_day(span.first)


def _conclusion(about: Subject) -> tuple[str, str]:
    """What the Overview opens with, of the same figures; filters narrow no headline."""
    if about.asked.filters:
        page = say(PAGES[about.view.page] if about.view else "Figures")
        return (
            say("{page} with filters", page=page),
            say("Figures that follow no filter are left out: they would be of the whole brand."),
        )
    headline = about.rows("response_headline")
    of = headline[(headline["population"] == "addressed") & (headline["turn_order"] == "all")]
    is_known = about.asked.has_own_posts
    answers = of.iloc[0] if len(of) and is_known else None
    said = conclusion(
        about.rows("period_summary").iloc[0],
        about.rows("period_change").iloc[0],
        answers,
        _first(about.rows("response_change")) if answers is not None else None,
        about.rows("unanswered_summary").iloc[0],
        running_spikes(about),
        is_answer_known=is_known,
    )
    return said.title, said.detail


def _first(rows: pd.DataFrame) -> pd.Series | None:
    return None if rows.empty else rows.iloc[0]


def _since(said: Said | None, zone: str, about: Subject) -> Section:
    """When the last digest was, whose figures stand beside those of today."""
    title = say("What changed since the last digest?")
    if said is None:
        return Section(title, [Line(say("There was none: this is the first of its kind."))])
    line = say(
        "The last one, of {when}, was about {period}; its figures stand below today's.",
        when=f"{moment(said.made_at, about.asked.zone)} ({zone})",
        period=told(said.period),
    )
    return Section(title, [Line(line)])


def _unwatched(about: Subject) -> str:
    """Sources that were not watched for a part of the period, in words."""
    found = unwatched(about.reader, about.asked)
    return ", ".join(
        say(
            "{source} for {wait}",
            source=plain(one["source"], 40),
            wait=say("{n} h", n=decimal(float(str(one["hours"])))),
        )
        for one in found
    )
