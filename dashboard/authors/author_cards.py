"""Cards on who an author is: name, figures, each post by tone and by how many it reached."""

import pandas as pd
import streamlit as st

from charts import author as charts
from charts.points import newest
from dashboard.authors import queries
from dashboard.ui import cards, findings
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, plural, points
from wording.safety import esc

TONES = {
    "better": ("Friendlier than before", "better"),
    "worse": ("Harsher than before", "worse"),
    "same": ("No change beyond chance", "same"),
    "carried": ("A change by one conversation alone", "same"),
    "few": ("Too few to compare with before", "same"),
}


def heading(scope: Scope, author: str, summary: pd.Series) -> None:
    """Who it is, where they write, and that the period does not cut this page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(name_of(summary, author), anchor=False, width="content")
        st.badge(esc(author.partition(":")[0], 40), color="gray")
        st.badge("Any time", icon=":material/all_inclusive:", color="gray")
        st.caption(
            f"First heard {moment(summary['first_at'], scope.brand.zone)}, last "
            f"{moment(summary['last_at'], scope.brand.zone)}.",
            width="content",
        )


def name_of(summary: pd.Series, author: str) -> str:
    """The author as labels show them; safe for Markdown."""
    name, handle = summary["author_name"], summary["author_handle"]
    shown = [esc(name, 60)] if isinstance(name, str) else []
    shown += [f"@{esc(handle, 40)}"] if isinstance(handle, str) else []
    return " · ".join(shown) or esc(author.partition(":")[2], 60)


def conclusion(scope: Scope, summary: pd.Series) -> Finding:
    """Whether they wait, were never answered, or are served."""
    if not scope.brand.has_own_posts:
        return Finding(findings.WATCH, "Answers are unknown", findings.UNKNOWN_ANSWERS)
    never = int(summary["never_count"])
    waiting = int(summary["open_count"]) - never
    complaints = int(summary["open_complaint_count"])
    last = summary["last_answer_at"]
    answered = (
        f"The brand last answered {moment(last, scope.brand.zone)}."
        if is_known(last)
        else "The brand never answered them."
    )
    if is_known(summary["largest_audience"]):
        people = compact(summary["largest_audience"])
        answered += f" Their largest post reached {people} people."
    if waiting:
        longest = duration(summary["longest_wait_seconds"])
        more = f" {plural(never, 'turn')} more never answered." if never else ""
        title = f"Waiting for an answer for {longest}"
        detail = f"{plural(waiting, 'turn')} open.{more} {_of_them(complaints)}{answered}"
        return Finding(findings.WARNING, title, detail)
    if never:
        title = f"Never answered: {count(never)} of {plural(summary['turn_count'], 'turn')}"
        return Finding(findings.WARNING, title, f"{_of_them(complaints)}{answered}")
    if not summary["turn_count"]:
        return Finding(findings.GOOD, "They asked for no reply", "Nothing here needs one.")
    return Finding(findings.GOOD, "Nothing of theirs waits", answered)


def figures(scope: Scope, author: str, summary: pd.Series) -> None:
    """How much, heard by how many, answered, set off, and whether the tone has changed."""
    with st.grid(5, min_column_width=165, gap="small"):
        cards.figure(
            "Posts",
            count(summary["post_count"]),
            term="author_history",
            note=plural(summary["complaint_count"], "complaint"),
            see=("All they wrote", {"author": author}),
        )
        _audience(summary)
        _served(scope, author, summary)
        _set_off(author, summary)
        _tone(queries.tone(scope, author), author, summary)


def posts(scope: Scope, author: str, total: int) -> None:
    """Each post by time and sentiment, with the brand's answers above."""
    with Card(
        "What they wrote, and how",
        "A mark is a post, the larger the more people it reached; its height is its sentiment. "
        "Click one to read it.",
        "author_history",
    ):
        rows = queries.posts(scope, author, charts.MOST_POSTS)
        replies = queries.answers(scope, author)
        cards.chart(
            charts.posts_by_tone(cards.look(), rows, replies, scope.brand.zone),
            "author-posts",
            f"{plural(len(rows), 'post')} by time and sentiment, "
            f"{count((rows['polarity'] == 'negative').sum())} of them negative, and "
            f"{plural(len(replies), 'answer')} of the brand.",
            below=newest(len(rows), total, "posts"),
        )


def audience(scope: Scope, author: str, total: int) -> None:
    """People whom each post reached, and the followers read with it."""
    with Card(
        "Whom they reach",
        "People by post, on a logarithmic scale: views where the platform counts them, else "
        "estimated from the followers.",
        "audience",
    ):
        rows = queries.posts(scope, author, charts.MOST_POSTS // 2)
        lacking = int(rows["estimated_audience"].isna().sum())
        if lacking == len(rows):
            st.caption("Nobody knows: their source tells neither views nor followers.")
            return
        left = f"Unknown of {plural(lacking, 'post')}, which are left out." if lacking else ""
        cards.chart(
            charts.posts_by_audience(cards.look(), rows, scope.brand.zone),
            "author-audience",
            f"People reached by {plural(len(rows) - lacking, 'post')}, "
            f"{compact(rows['estimated_audience'].max())} at most.",
            below=f"{newest(len(rows), total, 'posts')} {left}".strip(),
        )


def _of_them(complaints: int) -> str:
    return f"{plural(complaints, 'complaint')} among them. " if complaints else ""


def _people(summary: pd.Series) -> str:
    people = summary["people_count"]
    return "1 person" if people == 1 else f"{count(people)} people"


def _audience(summary: pd.Series) -> None:
    newest, fewest, most = (
        summary[name] for name in ("author_followers", "fewest_followers", "most_followers")
    )
    followers = f"{compact(newest)} followers" if is_known(newest) else "followers unknown"
    if is_known(fewest) and fewest != most:
        followers += f", {compact(fewest)} to {compact(most)} so far"
    unknown = summary["unknown_audience_count"]
    cards.figure(
        "Largest reach",
        compact(summary["largest_audience"]),
        term="audience",
        note=f"unknown of {plural(unknown, 'post')}" if unknown else "people, one post",
        below=followers,
    )


def _served(scope: Scope, author: str, summary: pd.Series) -> None:
    if not scope.brand.has_own_posts:
        cards.figure("Answered", "unknown", term="turn", note=plural(summary["turn_count"], "turn"))
        return
    open_count, never = summary["open_count"], summary["never_count"]
    cards.figure(
        "Answered",
        f"{count(summary['answered_count'])} of {count(summary['turn_count'])}",
        term="turn",
        note="turns",
        below=f"{count(open_count - never)} wait, {count(never)} never answered",
        see=("Those open", {"author": author, "turn_status": "open"}) if open_count else None,
    )


def _set_off(author: str, summary: pd.Series) -> None:
    total = summary["answer_count"] + summary["repost_count"]
    cards.figure(
        "Set off",
        count(total),
        term="author_effects",
        note=f"posts by {_people(summary)}" if total else "posts of others",
        below=f"{count(summary['answer_count'])} answers, "
        f"{count(summary['negative_answer_count'])} of them negative or complaints; "
        f"{count(summary['repost_count'])} times passed on"
        if total
        else "",
        see=("Read them", {"set_off_by": author}) if total else None,
    )


def _tone(tone: pd.Series, author: str, summary: pd.Series) -> None:
    """How many are negative, and whether the newer half differs from the older."""
    words, verdict = TONES[tone["verdict"]]
    change = None
    if is_known(tone["net_change"]):
        change = (f"{points(tone['net_change'])} pts", verdict)
        words += (
            f": net {points(tone['newer_net'])} of {count(tone['newer_count'])} posts after "
            f"{points(tone['older_net'])} of {count(tone['older_count'])}"
        )
    cards.figure(
        "Negative",
        f"{count(summary['negative_count'])} of {count(summary['scored_count'])}",
        term="author_tone",
        change=change,
        note="scored",
        below=f"{words}.",
        see=("Read them", {"author": author, "polarity": "negative"}),
    )
