"""Cards of the generic-reply audit: how much was said for everybody, by whom, in which words."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from charts.hollow import hollow_weeks
from dashboard.replies import feedback, queries
from dashboard.ui import cards, links, who
from dashboard.ui.findings import GOOD, WARNING, WATCH, Finding
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, count, duration, is_known, percent, plural, points
from wording.safety import plain

TEMPLATES, RESPONDERS = 12, 10
GENERIC = {"reply": "generic"}
_WORDS = {"generic": "Generic", "filled": "Filled in", "notice": "Notice"}
_COLUMNS = {
    "Reply": st.column_config.TextColumn(width=520),
    "Used": st.column_config.NumberColumn(format="localized", width=70),
    "By": st.column_config.TextColumn(width=90),
    "Verdict": st.column_config.TextColumn(width=90),
    "Posts": st.column_config.LinkColumn(display_text="Read", width=60),
}


def conclusion(whole: pd.Series, weeks: pd.DataFrame) -> Finding:
    """Whether people were answered fast and in phrases made for everybody.

    Args:
        whole: queries.audit.
        weeks: queries.by_week.
    """
    share = percent(whole["generic_share"])
    said = (
        f"{share} of {_replies(whole['judged_count'])} were "
        f"generic: the same words to several people, and nothing about the case. "
        f"{count(whole['private_count'])} asked to go on in private."
    )
    for verdict in ("hollow", "stock"):
        named = weeks[weeks["verdict"] == verdict]
        if not named.empty:
            return _fast(verdict, named, said)
    if whole["judged_count"] < 20:
        return Finding(WATCH, "Too few replies to judge", said)
    if whole["generic_low"] > 0.5:
        return Finding(WARNING, "Most replies are written for everybody", said)
    return Finding(GOOD, f"{share} of the replies are generic", said)


def _fast(verdict: str, weeks: pd.DataFrame, said: str) -> Finding:
    """What a manager has to know first: the weeks that speed alone would praise."""
    worst = weeks.sort_values("generic_share").iloc[-1]
    named = _weeks_named(weeks)
    told = (
        f"In the week of {pd.Timestamp(worst['group_value']):%-d %b} half of the first answers "
        f"came within {duration(worst['median_wait_seconds'])}, and "
        f"{count(worst['generic_count'])} of {_replies(worst['judged_count'])} were generic."
    )
    if verdict == "stock":
        told += " Whether people came back calmer cannot be told apart from other weeks."
        title = f"Fast, in stock phrases: {named}"
    else:
        told += (
            f" Beside angry people whom nobody answered, {points(worst['calm_difference'])} points "
            "of 100 came back calmer rather than angry again; after the answers of other weeks "
            f"{points(worst['usual_calm'])}."
        )
        title = f"Fast but hollow: {named}"
    return Finding(WARNING, title, f"{told} In the whole period {said}")


def _weeks_named(weeks: pd.DataFrame) -> str:
    days = [f"{pd.Timestamp(week):%-d %b}" for week in weeks["group_value"]]
    return f"the {'week' if len(days) == 1 else 'weeks'} of {' and '.join(days)}"


def figures(whole: pd.Series, before: pd.Series | None) -> None:
    """The row of figures that opens the page."""
    with st.grid(4, min_column_width=200, gap="small"):
        cards.figure(
            "Generic replies",
            percent(whole["generic_share"]),
            term="generic_reply",
            change=_changed(whole, before),
            below=f"95%: {percent(whole['generic_low'])} to {percent(whole['generic_high'])} · "
            f"n = {count(whole['judged_count'])}",
            see=(f"{count(whole['generic_count'])} generic", GENERIC),
        )
        cards.figure(
            "Templates filled in",
            count(whole["filled_count"]),
            term="generic_reply",
            below="The same words, with a time, an amount, a step or a word of the case",
            see=(f"{count(whole['filled_count'])} filled in", {"reply": "filled"}),
        )
        own = count(whole["judged_count"] - whole["generic_count"] - whole["filled_count"])
        cards.figure(
            "In their own words",
            own,
            term="generic_reply",
            below=f"Beside them {count(whole['short_count'])} under four words, "
            f"{count(whole['notice_count'])} approved notices",
            see=(f"{own} in their own words", {"reply": "own"}),
        )
        cards.figure(
            "Median first answer",
            duration(whole["median_wait_seconds"])
            if is_known(whole["median_wait_seconds"])
            else UNKNOWN,
            term="fast_but_hollow",
            below=f"Of the {count(whole['answered_count'])} who got an answer; "
            "who waits is on the Response desk",
        )


def weeks(rows: pd.DataFrame) -> None:
    """Share generic by week, above the median wait and who came back calmer."""
    with Card(
        "Fast but hollow?",
        "By week: replies that are generic; the median first answer; and how many more angry "
        "people came back calmer than angry again, beyond those whom nobody answered, in points. "
        "95% intervals. Red bar: sooner than usual, more than half generic, and less calm than "
        "other weeks.",
        "fast_but_hollow",
    ):
        shown = rows[~rows["is_small"].astype(bool)]
        if shown.empty:
            st.caption("Too few replies in any week of this period: 20 are needed.")
            return
        shown = shown.assign(week=pd.to_datetime(shown["group_value"]))
        hollow = int((shown["verdict"] == "hollow").sum())
        cards.chart(
            hollow_weeks(cards.look(), shown),
            "hollow-weeks",
            "Share of generic replies, median wait and who came back calmer by week; "
            f"{plural(hollow, 'week')} fast but hollow.",
            below=f"{_left_out(rows, shown)} {_uncompared(shown)}".strip(),
            height="stretch",
        )


def responders(scope: Scope) -> None:
    """The share that is generic by who wrote."""
    with Card(
        "By who answers",
        "Share of generic replies by signature, else account, the highest first; 20 replies or "
        "more.",
        "generic_reply",
    ):
        rows = queries.by_responder(scope)
        if own := who.only_own():
            st.caption(own)
        known = rows[~rows["is_small"].astype(bool)]
        shown = known.sort_values("generic_share", ascending=False).head(RESPONDERS)
        if shown.empty:
            someone = "You did not write" if own else "Nobody wrote"
            st.caption(f"{someone} 20 replies in this period: too few to compare.")
            return
        cards.chart(
            bars(
                cards.look(),
                [plain(name, 30) for name in shown["group_value"]],
                [float(share) for share in shown["generic_share"]],
                [
                    f"{percent(row['generic_share'])} of {count(row['judged_count'])}"
                    for _, row in shown.iterrows()
                ],
                full=1,
                opens=[GENERIC | {"reply_by": name} for name in shown["group_value"]],
            ),
            "generic-responders",
            f"Share of generic replies by who wrote; {len(shown)} are shown.",
            below=_left_out(rows, shown),
        )


def templates(scope: Scope) -> None:
    """The wordings that were used again and again."""
    with Card(
        "The wordings",
        "Replies that say nearly the same at least three times within 30 days; one of each.",
        "generic_reply",
    ):
        rows = queries.templates(scope, TEMPLATES)
        if rows.empty:
            st.caption("No wording was used three times within 30 days.")
            return
        shown = pd.DataFrame(
            {
                "Reply": [plain(text, 300) for text in rows["text"]],
                "Used": rows["reply_count"],
                "By": [f"{count(number)} people" for number in rows["responder_count"]],
                "Verdict": [_WORDS[verdict] for verdict in rows["verdict"]],
                "Posts": [links.address(template=template) for template in rows["template"]],
            }
        )
        alt = "Wordings that were used again and again, the most used first."
        cards.table(shown, "templates", alt, _COLUMNS)
        _approve(scope, rows)


def _approve(scope: Scope, rows: pd.DataFrame) -> None:
    """A wording that is meant for everybody, of an outage for example, is called a notice."""
    names = {
        row["template"]: f"{count(row['reply_count'])} times: {plain(row['text'], 70)}"
        for _, row in rows.iterrows()
    }
    approved = feedback.notices(scope.brand.key)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Meant for everybody?",
            list(names),
            format_func=lambda one: names[one],
            key="notice-template",
        )
        is_notice = chosen in approved
        if st.button(
            "No longer a notice" if is_notice else "It is a notice",
            key="notice-say",
            icon=":material/campaign:",
            help="A notice is the same to everybody on purpose: it is counted apart.",
        ):
            feedback.approve(scope.brand.key, str(chosen), is_notice=not is_notice)
            st.rerun()
    if approved != queries.known_notices(scope):
        st.caption("What was said about notices shows in the figures with the next run.")


def _left_out(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = int(rows["is_small"].sum())
    more = len(rows) - few - len(shown)
    said = [f"{few} with fewer than 20 replies are left out." * bool(few)]
    said += [f"{more} more are not drawn." * bool(more)]
    return " ".join(filter(None, said))


def _uncompared(shown: pd.DataFrame) -> str:
    few = int(shown["calm_difference"].isna().sum())
    return f"{plural(few, 'week')} with too few angry turns to compare." if few else ""


def _changed(whole: pd.Series, before: pd.Series | None) -> tuple[str, str] | None:
    if before is None or before["is_small"] or whole["is_small"]:
        return None
    change = float(whole["generic_share"]) - float(before["generic_share"])
    apart = whole["generic_low"] > before["generic_high"]
    below = whole["generic_high"] < before["generic_low"]
    verdict = "worse" if apart else "better" if below else "same"
    return points(change), verdict


def _replies(number: float) -> str:
    return f"{count(number)} {'reply' if number == 1 else 'replies'}"
