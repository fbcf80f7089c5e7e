"""Cards of the generic-reply audit: how much was said for everybody, by whom, in which words."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from charts.hollow import hollow_weeks
from dashboard.replies import feedback, queries
from dashboard.ui import cards, links, who
from dashboard.ui.findings import GOOD, WARNING, WATCH, Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import language, say
from dashboard.ui.states import Card
from wording import shares
from wording.numbers import UNKNOWN, count, duration, is_known, percent, points
from wording.safety import plain
from wording.said import day, mark

TEMPLATES, RESPONDERS = 12, 10
GENERIC = {"reply": "generic"}
_WORDS = {"generic": mark("Generic"), "filled": mark("Filled in"), "notice": mark("Notice")}
_COLUMNS = {
    "Reply": st.column_config.TextColumn(width=520),
    "Used": st.column_config.NumberColumn(format="localized", width=70),
    "By": st.column_config.TextColumn(width=90),
    "Verdict": st.column_config.TextColumn(width=90),
    "Posts": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
}


def conclusion(whole: pd.Series, weeks: pd.DataFrame) -> Finding:
    """Whether people were answered fast and in phrases made for everybody.

    Args:
        whole: queries.audit.
        weeks: queries.by_week.
    """
    if not is_known(whole["generic_share"]):
        return Finding(
            WATCH,
            say("Too few replies to judge"),
            say("No reply is long enough to say whether it was written for everybody."),
        )
    part = shares.about(whole["generic_share"])
    told = say(
        "{part} of the replies were generic ({share}, n = {n}): the same words to several people, "
        "and nothing about the case. {private} asked to go on in private.",
        part=part,
        share=percent(whole["generic_share"]),
        n=count(whole["judged_count"]),
        private=count(whole["private_count"]),
    )
    said = shares.capital(told)
    for verdict in ("hollow", "stock"):
        named = weeks[weeks["verdict"] == verdict]
        if not named.empty:
            return _fast(verdict, named, told)
    if whole["judged_count"] < 20:
        return Finding(WATCH, say("Too few replies to judge"), said)
    if whole["generic_low"] > 0.5:
        return Finding(WARNING, say("Most replies are written for everybody"), said)
    if whole["generic_high"] < 0.5:
        return Finding(GOOD, say("Most replies are more than stock phrases"), said)
    return Finding(WATCH, shares.capital(say("{part} of the replies are generic", part=part)), said)


def _fast(verdict: str, weeks: pd.DataFrame, said: str) -> Finding:
    """What a manager has to know first: the weeks that speed alone would praise."""
    worst = weeks.sort_values("generic_share").iloc[-1]
    named = _weeks_named(weeks)
    told = say(
        "In the week of {day} half of the first answers came within {wait}, and {part} of the "
        "replies were generic ({generic} of {n}).",
        day=_day(worst["group_value"]),
        wait=duration(worst["median_wait_seconds"]),
        part=shares.about(worst["generic_share"]),
        generic=count(worst["generic_count"]),
        n=count(worst["judged_count"]),
    )
    if verdict == "stock":
        told += " " + say("Whether people came back calmer cannot be told apart from other weeks.")
        title = say("Fast, in stock phrases: {named}", named=named)
    else:
        told += " " + say(
            "People came back less calm than after the answers of other weeks: beside angry people "
            "whom nobody answered, {calm} points of 100 came back calmer rather than angry again, "
            "there {usual}.",
            calm=points(worst["calm_difference"]),
            usual=points(worst["usual_calm"]),
        )
        title = say("Fast but hollow: {named}", named=named)
    return Finding(WARNING, title, f"{told} " + say("In the whole period {said}", said=said))


def _weeks_named(weeks: pd.DataFrame) -> str:
    days = [_day(week) for week in weeks["group_value"]]
    return say(
        "the week of {days}" if len(days) == 1 else "the weeks of {days}",
        days=say(" and ").join(days),
    )


def _day(week: str) -> str:
    return day(language(), pd.Timestamp(week), with_year=False)


def figures(whole: pd.Series, before: pd.Series | None) -> None:
    """The row of figures that opens the page."""
    with st.grid(4, min_column_width=200, gap="small"):
        cards.figure(
            say("Generic replies"),
            percent(whole["generic_share"]),
            term="generic_reply",
            change=_changed(whole, before),
            below=say(
                "95%: {low} to {high} · n = {judged}",
                low=percent(whole["generic_low"]),
                high=percent(whole["generic_high"]),
                judged=count(whole["judged_count"]),
            ),
            see=(say("{generic} generic", generic=count(whole["generic_count"])), GENERIC),
        )
        cards.figure(
            say("Templates filled in"),
            count(whole["filled_count"]),
            term="generic_reply",
            below=say("The same words, with a time, an amount, a step or a word of the case"),
            see=(
                say("{filled} filled in", filled=count(whole["filled_count"])),
                {"reply": "filled"},
            ),
        )
        own = count(whole["judged_count"] - whole["generic_count"] - whole["filled_count"])
        cards.figure(
            say("In their own words"),
            own,
            term="generic_reply",
            below=say(
                "Beside them {short} under four words, {notice} approved notices",
                short=count(whole["short_count"]),
                notice=count(whole["notice_count"]),
            ),
            see=(say("{own} in their own words", own=own), {"reply": "own"}),
        )
        cards.figure(
            say("Median first answer"),
            duration(whole["median_wait_seconds"])
            if is_known(whole["median_wait_seconds"])
            else UNKNOWN,
            term="fast_but_hollow",
            below=say(
                "Of the {answered} who got an answer; who waits is on the Response desk",
                answered=count(whole["answered_count"]),
            ),
        )


def weeks(rows: pd.DataFrame) -> None:
    """Share generic by week, above the median wait and who came back calmer."""
    with Card(
        say("Fast but hollow?"),
        say(
            "By week: replies that are generic; the median first answer; and how "
            "many more angry people came back calmer than angry again, beyond those "
            "whom nobody answered, in points. 95% intervals. Red bar: sooner than "
            "usual, more than half generic, and less calm than other weeks."
        ),
        "fast_but_hollow",
    ):
        shown = rows[~rows["is_small"].astype(bool)]
        if shown.empty:
            st.caption(say("Too few replies in any week of this period: 20 are needed."))
            return
        shown = shown.assign(week=pd.to_datetime(shown["group_value"]))
        hollow = int((shown["verdict"] == "hollow").sum())
        cards.chart(
            hollow_weeks(cards.look(), shown),
            "hollow-weeks",
            say(
                "Share of generic replies, median wait and who came back calmer by week; "
                "{n} week fast but hollow."
                if hollow == 1
                else "Share of generic replies, median wait and who came back calmer by week; "
                "{n} weeks fast but hollow.",
                n=count(hollow),
            ),
            below=f"{_left_out(rows, shown)} {_uncompared(shown)}".strip(),
            height="stretch",
        )


def responders(scope: Scope) -> None:
    """The share that is generic by who wrote."""
    with Card(
        say("By who answers"),
        say(
            "Share of generic replies by signature, else account, the highest first; "
            "20 replies or more."
        ),
        "generic_reply",
    ):
        rows = queries.by_responder(scope)
        if own := who.only_own():
            st.caption(own)
        known = rows[~rows["is_small"].astype(bool)]
        shown = known.sort_values("generic_share", ascending=False).head(RESPONDERS)
        if shown.empty:
            st.caption(
                say(
                    "You did not write 20 replies in this period: too few to compare."
                    if own
                    else "Nobody wrote 20 replies in this period: too few to compare."
                )
            )
            return
        cards.chart(
            bars(
                cards.look(),
                [plain(name, 30) for name in shown["group_value"]],
                [float(share) for share in shown["generic_share"]],
                [
                    say(
                        "{share} of {n}",
                        share=percent(row["generic_share"]),
                        n=count(row["judged_count"]),
                    )
                    for _, row in shown.iterrows()
                ],
                full=1,
                opens=[GENERIC | {"reply_by": name} for name in shown["group_value"]],
            ),
            "generic-responders",
            say("Share of generic replies by who wrote; {n} are shown.", n=len(shown)),
            below=_left_out(rows, shown),
        )


def templates(scope: Scope) -> None:
    """The wordings that were used again and again."""
    with Card(
        say("The wordings"),
        say("Replies that say nearly the same at least three times within 30 days; one of each."),
        "generic_reply",
    ):
        rows = queries.templates(scope, TEMPLATES)
        if rows.empty:
            st.caption(say("No wording was used three times within 30 days."))
            return
        shown = pd.DataFrame(
            {
                "Reply": [plain(text, 300) for text in rows["text"]],
                "Used": rows["reply_count"],
                "By": [
                    say("{number} people", number=count(number))
                    for number in rows["responder_count"]
                ],
                "Verdict": [say(_WORDS[verdict]) for verdict in rows["verdict"]],
                "Posts": [links.address(template=template) for template in rows["template"]],
            }
        )
        alt = say("Wordings that were used again and again, the most used first.")
        cards.table(shown, "templates", alt, _COLUMNS)
        _approve(scope, rows)


def _approve(scope: Scope, rows: pd.DataFrame) -> None:
    """A wording that is meant for everybody, of an outage for example, is called a notice."""
    names = {
        row["template"]: say(
            "{reply} times: {words}", reply=count(row["reply_count"]), words=plain(row["text"], 70)
        )
        for _, row in rows.iterrows()
    }
    approved = feedback.notices(scope.brand.key)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            say("Meant for everybody?"),
            list(names),
            format_func=lambda one: names[one],
            key="notice-template",
        )
        is_notice = chosen in approved
        if st.button(
            say("No longer a notice") if is_notice else say("It is a notice"),
            key="notice-say",
            icon=":material/campaign:",
            help=say("A notice is the same to everybody on purpose: it is counted apart."),
        ):
            feedback.approve(scope.brand.key, str(chosen), is_notice=not is_notice)
            st.rerun()
    if approved != queries.known_notices(scope):
        st.caption(say("What was said about notices shows in the figures with the next run."))


def _left_out(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = int(rows["is_small"].sum())
    more = len(rows) - few - len(shown)
    said = [say("{few} with fewer than 20 replies are left out.", few=few) * bool(few)]
    said += [say("{more} more are not drawn.", more=more) * bool(more)]
    return " ".join(filter(None, said))


def _uncompared(shown: pd.DataFrame) -> str:
    few = int(shown["calm_difference"].isna().sum())
    return (
        say(
            "{n} week with too few angry turns to compare."
            if few == 1
            else "{n} weeks with too few angry turns to compare.",
            n=count(few),
        )
        if few
        else ""
    )


def _changed(whole: pd.Series, before: pd.Series | None) -> tuple[str, str] | None:
    if before is None or before["is_small"] or whole["is_small"]:
        return None
    change = float(whole["generic_share"]) - float(before["generic_share"])
    apart = whole["generic_low"] > before["generic_high"]
    below = whole["generic_high"] < before["generic_low"]
    verdict = "worse" if apart else "better" if below else "same"
    return points(change), verdict
