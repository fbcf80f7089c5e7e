"""Published numbers that are another today, and why: a late post, a correction, a re-read text."""

from collections.abc import Iterator, Mapping

import pandas as pd

from assistants.asked import RefusedError
from assistants.figures import FIGURES, NOW
from digests.audiences import Wanted
from digests.digest import Line, Section
from digests.numbers import FORMS
from digests.said import Said, told
from digests.subject import Subject, subject
from wording.numbers import count, plural
from wording.said import mark, say

LEAST = 1e-9  # what arithmetic alone may differ by
REASONS = """
select
    count(*) filter (where first_seen_at > $seen_until) as late_count,
    count(*) filter (where not is_new and removed_at > $seen_until) as removed_count,
    count(*) filter (where not is_new and edited_at > $seen_until) as edited_count,
    count(*) filter (where erased_at > $seen_until) as erased_count
from (select *, first_seen_at > $seen_until as is_new from posts)
where brand = $brand and direction is not null and created_at >= $since and created_at < $until
"""
CORRECTED = """
select count(distinct posts.post_id) as corrected_count
from actions
inner join posts on actions.subject = posts.post_id and actions.brand = posts.brand
where
    actions.kind = 'label' and actions.said_at > $seen_until and posts.brand = $brand
    and posts.created_at >= $since and posts.created_at < $until
"""
WORDS: Mapping[str, str] = {
    "late_count": mark("{posts} that came later"),
    "removed_count": mark("{posts} that their authors took back"),
    "edited_count": mark("{posts} that were edited"),
    "erased_count": mark("{posts} that were erased here"),
    "corrected_count": mark("{posts} that people corrected or confirmed"),
}


def restated(about: Subject, wanted: tuple[Wanted, ...], said: Said | None) -> Section:
    """What the last digest said of its period, where the same period has another figure today.

    Args:
        about: of the digest that is made now.
        wanted: its figures; those of now are never restated.
        said: by the last digest; None: there was none.
    """
    title = say("What was restated?")
    if said is None:
        return Section(title, [Line(say("Nothing yet: this is the first digest of its kind."))])
    then = subject(about.reader, about.asked.brand, about.days, about.url, said.known_until,
                   view=about.view)  # fmt: skip
    lines = [*_changed(then, wanted, said)]
    if not lines:
        same = say(
            "Nothing: the figures of the last digest ({period}) stand as they were said.",
            period=told(said.period),
        )
        return Section(title, [Line(same)])
    why = say(
        "Why, of the whole brand: {reasons}." if about.asked.filters else "Why: {reasons}.",
        reasons=_why(then, said),
    )
    return Section(title, [*lines, Line(why, about.link("data-health"))])


def _changed(then: Subject, wanted: tuple[Wanted, ...], said: Said) -> Iterator[Line]:
    for one in wanted:
        before = said.figures.get(one.name)
        if before is None or FIGURES[one.name].of == NOW:
            continue
        form = FORMS[one.form]
        old = {
            "label": say(one.label),
            "period": told(said.period),
            "value": form(before["value"]),
            "n": count(before["n"]),
        }
        try:
            answer = then.desk.figure(one.name, then.asked.brand, then.wish)
        except RefusedError as error:
            text = say(
                "{label} of {period}: {value} was said (n = {n}), it is not known today: {reason}.",
                reason=error.said(),
                **old,
            )
            yield Line(text, then.link_of(one.name))
            continue
        value, n = float(answer["value"]), float(answer["n"])
        if abs(value - before["value"]) > LEAST or n != before["n"]:
            text = say(
                "{label} of {period}: {value} was said (n = {n}), it is {now} today (n = {now_n}).",
                now=form(value),
                now_n=count(n),
                **old,
            )
            yield Line(text, then.link_of(one.name))


def _why(then: Subject, said: Said) -> str:
    """What happened to posts of the period since; each reason with its count."""
    span = then.asked.span
    values = {
        "brand": then.asked.brand,
        "since": span.since,
        "until": span.until,
        "seen_until": said.seen_until,
    }
    counts = pd.concat(
        [then.reader.query(sql, values).iloc[0] for sql in (REASONS, CORRECTED)]
    ).astype(int)
    found = [
        say(words, posts=plural(counts[name], "post"))
        for name, words in WORDS.items()
        if counts[name]
    ]
    return ", ".join(found) or _otherwise()


def _otherwise() -> str:
    return say(
        "no post of the period came, went or was corrected: texts were read again, or an answer "
        "or a rule changed what they count as"
    )
