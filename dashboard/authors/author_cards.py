"""Cards on who an author is: name, figures, each post by tone and by how many it reached."""

import pandas as pd
import streamlit as st

from charts import author as charts
from charts.points import newest
from dashboard.authors import queries
from dashboard.ui import cards, findings
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, points
from wording.safety import esc
from wording.said import mark

TONES = {
    "better": (mark("Friendlier than before"), "better"),
    "worse": (mark("Harsher than before"), "worse"),
    "same": (mark("No change beyond chance"), "same"),
    "carried": (mark("A change by one conversation alone"), "same"),
    "few": (mark("Too few to compare with before"), "same"),
}


def heading(scope: Scope, author: str, summary: pd.Series) -> None:
    """Who it is, where they write, and that the period does not cut this page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(name_of(summary, author), anchor=False, width="content")
        st.badge(esc(author.partition(":")[0], 40), color="gray")
        st.badge(say("Any time"), icon=":material/all_inclusive:", color="gray")
        st.caption(
            say(
                "First heard {first_at}, last {last_at}.",
                first_at=moment(summary["first_at"], scope.clock),
                last_at=moment(summary["last_at"], scope.clock),
            ),
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
        return Finding(findings.WATCH, say("Answers are unknown"), findings.UNKNOWN_ANSWERS)
    never = int(summary["never_count"])
    waiting = int(summary["open_count"]) - never
    complaints = int(summary["open_complaint_count"])
    last = summary["last_answer_at"]
    answered = (
        say("The brand last answered {last}.", last=moment(last, scope.clock))
        if is_known(last)
        else say("The brand never answered them.")
    )
    if is_known(summary["largest_audience"]):
        people = compact(summary["largest_audience"])
        answered += " " + say("Their largest post reached {people} people.", people=people)
    if waiting:
        longest = duration(summary["longest_wait_seconds"])
        more = say(
            "{n} turn more never answered." if never == 1 else "{n} turns more never answered.",
            n=count(never),
        )
        title = say("Waiting for an answer for {longest}", longest=longest)
        turns = say("{n} turn open." if waiting == 1 else "{n} turns open.", n=count(waiting))
        parts = [turns, more * bool(never), _of_them(complaints), answered]
        return Finding(findings.WARNING, title, " ".join(filter(None, parts)))
    if never:
        title = say(
            "Never answered: {never} of {n} turn"
            if summary["turn_count"] == 1
            else "Never answered: {never} of {n} turns",
            never=count(never),
            n=count(summary["turn_count"]),
        )
        parts = [_of_them(complaints), answered]
        return Finding(findings.WARNING, title, " ".join(filter(None, parts)))
    if not summary["turn_count"]:
        return Finding(
            findings.GOOD, say("They asked for no reply"), say("Nothing here needs one.")
        )
    return Finding(findings.GOOD, say("Nothing of theirs waits"), answered)


def figures(scope: Scope, author: str, summary: pd.Series) -> None:
    """How much, heard by how many, answered, set off, and whether the tone has changed."""
    with st.grid(5, min_column_width=165, gap="small"):
        cards.figure(
            say("Posts"),
            count(summary["post_count"]),
            term="author_history",
            note=say(
                "{n} complaint" if summary["complaint_count"] == 1 else "{n} complaints",
                n=count(summary["complaint_count"]),
            ),
            see=(say("All they wrote"), {"author": author}),
        )
        _audience(summary)
        _served(scope, author, summary)
        _set_off(author, summary)
        _tone(queries.tone(scope, author), author, summary)


def posts(scope: Scope, author: str, total: int) -> None:
    """Each post by time and sentiment, with the brand's answers above."""
    with Card(
        say("What they wrote, and how"),
        say(
            "A mark is a post, the larger the more people it reached; its height is "
            "its sentiment. Click one to read it."
        ),
        "author_history",
    ):
        rows = queries.posts(scope, author, charts.MOST_POSTS)
        replies = queries.answers(scope, author)
        cards.chart(
            charts.posts_by_tone(cards.look(), rows, replies, scope.clock),
            "author-posts",
            say(
                "Posts by time and sentiment: {n}, {negative} of them negative; answers of the "
                "brand: {answers}.",
                n=count(len(rows)),
                negative=count((rows["polarity"] == "negative").sum()),
                answers=count(len(replies)),
            ),
            below=newest(len(rows), total, "posts"),
        )


def audience(scope: Scope, author: str, total: int) -> None:
    """People whom each post reached, and the followers read with it."""
    with Card(
        say("Whom they reach"),
        say(
            "People by post, on a logarithmic scale: views where the platform counts "
            "them, else estimated from the followers."
        ),
        "audience",
    ):
        rows = queries.posts(scope, author, charts.MOST_POSTS // 2)
        lacking = int(rows["estimated_audience"].isna().sum())
        if lacking == len(rows):
            st.caption(say("Nobody knows: their source tells neither views nor followers."))
            return
        left = (
            say(
                "Unknown of {n} post, which are left out."
                if lacking == 1
                else "Unknown of {n} posts, which are left out.",
                n=count(lacking),
            )
            if lacking
            else ""
        )
        cards.chart(
            charts.posts_by_audience(cards.look(), rows, scope.clock),
            "author-audience",
            say(
                "People reached by {n} post, {most} at most."
                if len(rows) - lacking == 1
                else "People reached by {n} posts, {most} at most.",
                n=count(len(rows) - lacking),
                most=compact(rows["estimated_audience"].max()),
            ),
            below=f"{newest(len(rows), total, 'posts')} {left}".strip(),
        )


def _of_them(complaints: int) -> str:
    if not complaints:
        return ""
    return say(
        "{n} complaint among them." if complaints == 1 else "{n} complaints among them.",
        n=count(complaints),
    )


def _people(summary: pd.Series) -> str:
    people = summary["people_count"]
    return say("1 person") if people == 1 else say("{people} people", people=count(people))


def _audience(summary: pd.Series) -> None:
    newest, fewest, most = (
        summary[name] for name in ("author_followers", "fewest_followers", "most_followers")
    )
    followers = (
        say("{newest} followers", newest=compact(newest))
        if is_known(newest)
        else say("followers unknown")
    )
    if is_known(fewest) and fewest != most:
        followers += ", " + say(
            "{fewest} to {most} so far", fewest=compact(fewest), most=compact(most)
        )
    unknown = summary["unknown_audience_count"]
    cards.figure(
        say("Largest reach"),
        compact(summary["largest_audience"]),
        term="audience",
        note=say(
            "unknown of {n} post" if unknown == 1 else "unknown of {n} posts", n=count(unknown)
        )
        if unknown
        else say("people, one post"),
        below=followers,
    )


def _served(scope: Scope, author: str, summary: pd.Series) -> None:
    if not scope.brand.has_own_posts:
        cards.figure(
            say("Answered"),
            say("unknown"),
            term="turn",
            note=say(
                "{n} turn" if summary["turn_count"] == 1 else "{n} turns",
                n=count(summary["turn_count"]),
            ),
        )
        return
    open_count, never = summary["open_count"], summary["never_count"]
    cards.figure(
        say("Answered"),
        say(
            "{part} of {n}",
            part=count(summary["answered_count"]),
            n=count(summary["turn_count"]),
        ),
        term="turn",
        note=say("turns"),
        below=say(
            "{open} wait, {never} never answered",
            open=count(open_count - never),
            never=count(never),
        ),
        see=(say("Those open"), {"author": author, "turn_status": "open"}) if open_count else None,
    )


def _set_off(author: str, summary: pd.Series) -> None:
    total = summary["answer_count"] + summary["repost_count"]
    cards.figure(
        say("Set off"),
        count(total),
        term="author_effects",
        note=say(
            "posts by 1 person" if summary["people_count"] == 1 else "posts by {people} people",
            people=count(summary["people_count"]),
        )
        if total
        else say("posts of others"),
        below=say(
            "{answer} answers, {negative} of them negative or complaints; {repost} times passed on",
            answer=count(summary["answer_count"]),
            negative=count(summary["negative_answer_count"]),
            repost=count(summary["repost_count"]),
        )
        if total
        else "",
        see=(say("Read them"), {"set_off_by": author}) if total else None,
    )


def _tone(tone: pd.Series, author: str, summary: pd.Series) -> None:
    """How many are negative, and whether the newer half differs from the older."""
    told, verdict = TONES[tone["verdict"]]
    words = say(told)
    change = None
    if is_known(tone["net_change"]):
        change = (say("{net_change} pts", net_change=points(tone["net_change"])), verdict)
        words += ": " + say(
            "net {newer_net} of {newer} posts after {older_net} of {older}",
            newer_net=points(tone["newer_net"]),
            newer=count(tone["newer_count"]),
            older_net=points(tone["older_net"]),
            older=count(tone["older_count"]),
        )
    cards.figure(
        say("Negative"),
        say(
            "{part} of {n}",
            part=count(summary["negative_count"]),
            n=count(summary["scored_count"]),
        ),
        term="author_tone",
        change=change,
        note=say("scored"),
        below=f"{words}.",
        see=(say("Read them"), {"author": author, "polarity": "negative"}),
    )
