"""Cards about emerging issues: what is new, what grows, and how each of them stands."""

import pandas as pd
import streamlit as st

from charts.counts import people_by_week
from dashboard.spikes import feedback, queries
from dashboard.ui import cards, filters, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import (
    between,
    compact,
    count,
    decimal,
    duration,
    is_known,
    moment,
    percent,
    percents,
    plural,
)
from wording.safety import esc, plain
from wording.said import mark, short_day

SHOWN, NAMED = 3, 2  # issues in full, and words in the heading of each
MOST = 100  # times as often; beyond it a figure says nothing
_CLOSED = (feedback.KNOWN, feedback.DONE)
_UNKNOWN = mark(
    "Not known: nothing of the seven days to {day} could be judged, so nobody can say who "
    "complains."
)
_CARDS = {
    "new": (
        mark("New this week"),
        (
            mark(
                "Said in the seven days to {day}, by people who complain; most of them with "
                "words that nobody used in the twelve weeks before."
            )
        ),
        mark("No complaint is new in the seven days to {day}."),
    ),
    "growing": (
        mark("Growing for four weeks"),
        mark("By more people than in the eight weeks before, in each of four weeks."),
        mark("No complaint has grown for four weeks."),
    ),
    "risen": (
        mark("More than usual this week"),
        mark("Words that are not new, by more people than in the eight weeks before."),
        "",
    ),
}


@st.fragment
def draw(scope: Scope) -> None:
    """What is new, what grows, what rose; then what is known, and what is no complaint."""
    rows = queries.issues(scope)
    states = feedback.states(scope.brand.key)
    rows = rows.assign(state=[states.get(term, "") for term in rows["term"]])
    told = rows[rows["is_issue"].eq(other=True)]
    standing = told[~told["state"].isin(_CLOSED)]
    for kind in ("new", "growing", "risen"):
        _card(scope, kind, standing[standing["kind"] == kind])
    _others(scope, rows, told[told["state"].isin(_CLOSED)])


def _card(scope: Scope, kind: str, rows: pd.DataFrame) -> None:
    title, caption, nothing = _CARDS[kind]
    if rows.empty and not nothing:
        return
    day = short_day(scope.span.last)
    with Card(say(title), say(caption, day=day), "emerging_issues"):
        if rows.empty:
            told = nothing if queries.is_week_judged(scope) else _UNKNOWN
            st.caption(say(told, day=day) + filters.whole(scope, say("Issues are")))
            return
        for _, row in rows.head(SHOWN).iterrows():
            _issue(scope, row)
        _rest(scope, kind, rows.iloc[SHOWN:])
        st.caption(
            say(
                "Of {tested} words and pairs of words said in the seven days; at most one in ten "
                "of what is listed is chance, on average. Associated with the time, not caused "
                "by it.",
                tested=count(rows.iloc[0]["tested_count"]),
            )
            + filters.whole(scope, say("Issues are"))
        )


def _issue(scope: Scope, row: pd.Series) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.markdown(f"**{_named(row)}**", width="content")
            st.badge(_people(row["person_count"]), color="orange")
            if row["state"]:
                st.badge(
                    say(str(row["state"])).capitalize(), icon=":material/visibility:", color="blue"
                )
        st.caption(_figures(row))
        st.caption(_dates(scope, row))
        _posts(scope, row)
        links.mentions(
            say("Read {mention}", mention=plural(row["mention_count"], "mention")), **_facets(row)
        )
    with right:
        cards.chart(
            people_by_week(cards.look(), _weeks(row), term=row["term"], direction="inbound"),
            f"issue-{row['term']}",
            say(
                "People who say “{term}” in each of 13 weeks, {person} in the last.",
                term=plain(row["term"], 60),
                person=count(row["person_count"]),
            ),
        )
        _state(scope, row)
    st.divider()


def _figures(row: pd.Series) -> str:
    """People against what is usual, how they sound, whom they reach; words of our own and esc."""
    said = [_usual(row)]
    if is_known(row["negative_share"]):
        ends = percents(row["negative_low"], row["negative_high"])
        said.append(
            say(
                "{negative} negative ({ends}, n = {scored})",
                negative=percent(row["negative_share"]),
                ends=ends,
                scored=count(row["scored_count"]),
            )
        )
    else:
        said.append(say("sentiment unknown"))
    unknown = int(row["unknown_audience_count"])
    if is_known(row["estimated_audience"]):
        said.append(
            say(
                "est. audience {estimated_audience}",
                estimated_audience=compact(row["estimated_audience"]),
            )
            + (say(", unknown for {unknown}", unknown=count(unknown)) if unknown else "")
        )
    else:
        said.append(say("audience unknown"))
    sources = ", ".join(esc(name, 30) for name in row["sources"][:4])
    said.append(say("on {sources}", sources=sources))
    others = row["other_terms"][NAMED : NAMED + 6]
    more = len(row["other_terms"]) - NAMED - len(others)
    words = ", ".join(f"“{esc(term, 40)}”" for term in others)
    also = say(" Also {words}.", words=words) if words else ""
    if more > 0:
        also = say(" Also {words} and {more} more.", words=words, more=more)
    return f"{'; '.join(said)}.{also}"


def _named(row: pd.Series) -> str:
    """The term that names an issue, and two more of its words."""
    terms = [row["term"], *row["other_terms"][:NAMED]]
    return ", ".join(f"“{esc(term, 60)}”" for term in terms)


def _usual(row: pd.Series) -> str:
    """What is usual, and how many times that it is now, at 95 %."""
    low, high = row["times_low"], row["times_high"]
    if not row["usual_week_count"]:
        return say("Nobody in the eight weeks before")
    if low > MOST:
        times = say("more than {most} times as many", most=MOST)
    else:
        top = say("more than {most}", most=MOST) if high > MOST else decimal(high)
        times = say("{range} times as many", range=between(decimal(low), top))
    return say(
        "{usual_week} people in a usual week ({times}, 95%)",
        usual_week=decimal(row["usual_week_count"]),
        times=times,
    )


def _dates(scope: Scope, row: pd.Series) -> str:
    zone = scope.clock
    return say(
        "First said {first}; listed {listed}, {lead_hours} later.",
        first=moment(row["first_at"], zone),
        listed=moment(row["listed_at"], zone),
        lead_hours=duration(row["lead_hours"] * 3600),
    )


def _posts(scope: Scope, row: pd.Series) -> None:
    first, quotes = str(row["first_post_id"]), [str(one) for one in row["quote_ids"]]
    rows = queries.issue_posts(scope, [first, *quotes])
    found = {str(row["post_id"]): row for _, row in rows.iterrows()}
    with st.expander(say("The first post and three people's")):
        for post_id in dict.fromkeys([first, *quotes]):
            if post_id not in found:
                continue
            post = found[post_id]
            at, where = moment(post["created_at"], scope.clock), esc(post["source"], 40)
            st.caption(
                say("First, {at} on {where}", at=at, where=where)
                if post_id == first
                else say("Quote, {at} on {where}", at=at, where=where)
            )
            st.text(plain(post["title_or_text"], 240))


def _state(scope: Scope, row: pd.Series) -> None:
    """What a person says of it, and the way back; for leads."""
    if not who.asker().may("lead"):
        return
    brand, term = scope.brand.key, str(row["term"])
    with st.container(horizontal=True, gap="xsmall"):
        for state in feedback.STATES:
            st.button(
                say(state).capitalize(),
                key=f"issue-{state}-{term}",
                on_click=feedback.say,
                args=(brand, term, state),
                disabled=row["state"] == state,
            )
        st.button(
            say("Take back"),
            key=f"issue-undo-{term}",
            on_click=feedback.take_back,
            args=(brand, term),
            disabled=not row["state"],
        )


def _rest(scope: Scope, kind: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    cards.table(
        pd.DataFrame(
            {
                "Words": [
                    plain(", ".join([row["term"], *row["other_terms"][:NAMED]]), 90)
                    for _, row in rows.iterrows()
                ],
                "People": rows["person_count"],
                "In a usual week": rows["usual_week_count"].round(1),
                "Negative": [percent(share) for share in rows["negative_share"]],
                "First said": [moment(at, scope.clock) for at in rows["first_at"]],
                "Mentions": [
                    links.address(brand=scope.brand.key, **_facets(row))
                    for _, row in rows.iterrows()
                ],
            }
        ),
        f"issues-{kind}",
        say("{rows}, one a row.", rows=plural(len(rows), "more issue")),
        {"Mentions": st.column_config.LinkColumn(display_text=mark("Read"), width=80)},
    )


def _others(scope: Scope, rows: pd.DataFrame, closed: pd.DataFrame) -> None:
    if not closed.empty:
        with st.expander(say("{issue} known or done", issue=plural(len(closed), "issue"))):
            for _, row in closed.iterrows():
                st.markdown(f"**{_named(row)}** {say(row['state'])}")
                _state(scope, row)
    liked = rows[rows["is_issue"].eq(other=False)]
    if not liked.empty:
        words = ", ".join(f"“{esc(term, 40)}”" for term in liked["term"].head(8))
        st.caption(
            say(
                "Said by more people than usual, too, but with less than a third of them "
                "negative: {words}.",
                words=words,
            )
        )


def _weeks(row: pd.Series) -> pd.DataFrame:
    """The 13 weeks, by their last day."""
    days = pd.date_range(end=row["last_date"], periods=len(row["week_counts"]), freq="7D")
    return pd.DataFrame({"days_to": days, "person_count": list(row["week_counts"])})


def _facets(row: pd.Series) -> dict[str, str]:
    """What opens the mentions of the seven days."""
    days_to = f"{pd.Timestamp(row['last_date']):%Y-%m-%d}"
    return {"term": str(row["term"]), "days_to": days_to, "direction": "inbound"}


def _people(number: float) -> str:
    return say("1 person") if number == 1 else say("{n} people", n=count(number))
