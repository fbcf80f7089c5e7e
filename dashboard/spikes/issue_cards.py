"""Cards about emerging issues: what is new, what grows, and how each of them stands."""

import pandas as pd
import streamlit as st

from charts.counts import people_by_week
from dashboard.spikes import feedback, queries
from dashboard.ui import cards, filters, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import esc, plain

SHOWN, NAMED = 3, 2  # issues in full, and words in the heading of each
MOST = 100  # times as often; beyond it a figure says nothing
_CLOSED = (feedback.KNOWN, feedback.DONE)
_CARDS = {
    "new": (
        "New this week",
        (
            "Said in the seven days to {day}, by people who complain; most of them with words that "
            "nobody used in the twelve weeks before."
        ),
        "No complaint is new in the seven days to {day}.",
    ),
    "growing": (
        "Growing for four weeks",
        "By more people than in the eight weeks before, in each of four weeks.",
        "No complaint has grown for four weeks.",
    ),
    "risen": (
        "More than usual this week",
        "Words that are not new, by more people than in the eight weeks before.",
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
    day = f"{scope.span.last:%-d %B}"
    with Card(title, caption.format(day=day), "emerging_issues"):
        if rows.empty:
            st.caption(nothing.format(day=day) + filters.whole(scope, "Issues are"))
            return
        for _, row in rows.head(SHOWN).iterrows():
            _issue(scope, row)
        _rest(scope, kind, rows.iloc[SHOWN:])
        st.caption(
            f"Of {count(rows.iloc[0]['tested_count'])} words and pairs of words said in the seven "
            "days; at most one in ten of what is listed is chance, on average. Associated with "
            "the time, not caused by it." + filters.whole(scope, "Issues are")
        )


def _issue(scope: Scope, row: pd.Series) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.markdown(f"**{_named(row)}**", width="content")
            st.badge(_people(row["person_count"]), color="orange")
            if row["state"]:
                st.badge(str(row["state"]).capitalize(), icon=":material/visibility:", color="blue")
        st.caption(_figures(row))
        st.caption(_dates(scope, row))
        _posts(scope, row)
        links.mentions(f"Read {plural(row['mention_count'], 'mention')}", **_facets(row))
    with right:
        cards.chart(
            people_by_week(cards.look(), _weeks(row), term=row["term"], direction="inbound"),
            f"issue-{row['term']}",
            f"People who say “{plain(row['term'], 60)}” in each of 13 weeks, "
            f"{count(row['person_count'])} in the last.",
        )
        _state(scope, row)
    st.divider()


def _figures(row: pd.Series) -> str:
    """People against what is usual, how they sound, whom they reach; words of our own and esc."""
    said = [_usual(row)]
    if is_known(row["negative_share"]):
        said.append(
            f"{percent(row['negative_share'])} negative ({percent(row['negative_low'])} to "
            f"{percent(row['negative_high'])}, n = {count(row['scored_count'])})"
        )
    else:
        said.append("sentiment unknown")
    unknown = int(row["unknown_audience_count"])
    if is_known(row["estimated_audience"]):
        said.append(
            f"est. audience {compact(row['estimated_audience'])}"
            + (f", unknown for {count(unknown)}" if unknown else "")
        )
    else:
        said.append("audience unknown")
    said.append("on " + ", ".join(esc(name, 30) for name in row["sources"][:4]))
    others = row["other_terms"][NAMED : NAMED + 6]
    more = len(row["other_terms"]) - NAMED - len(others)
    words = ", ".join(f"“{esc(term, 40)}”" for term in others)
    also = f" Also {words}{f' and {more} more' if more > 0 else ''}." if words else ""
    return f"{'; '.join(said)}.{also}"


def _named(row: pd.Series) -> str:
    """The term that names an issue, and two more of its words."""
    terms = [row["term"], *row["other_terms"][:NAMED]]
    return ", ".join(f"“{esc(term, 60)}”" for term in terms)


def _usual(row: pd.Series) -> str:
    """What is usual, and how many times that it is now, at 95 %."""
    low, high = row["times_low"], row["times_high"]
    if not row["usual_week_count"]:
        return "Nobody in the eight weeks before"
    if low > MOST:
        times = f"more than {MOST} times as many"
    else:
        top = f"more than {MOST}" if high > MOST else f"{high:.1f}"
        times = f"{low:.1f} to {top} times as many"
    return f"{row['usual_week_count']:.1f} people in a usual week ({times}, 95%)"


def _dates(scope: Scope, row: pd.Series) -> str:
    zone = scope.brand.zone
    return (
        f"First said {moment(row['first_at'], zone)}; listed {moment(row['listed_at'], zone)}, "
        f"{duration(row['lead_hours'] * 3600)} later."
    )


def _posts(scope: Scope, row: pd.Series) -> None:
    first, quotes = str(row["first_post_id"]), [str(one) for one in row["quote_ids"]]
    rows = queries.issue_posts(scope, [first, *quotes])
    found = {str(row["post_id"]): row for _, row in rows.iterrows()}
    with st.expander("The first post and three people's"):
        for post_id in dict.fromkeys([first, *quotes]):
            if post_id not in found:
                continue
            post = found[post_id]
            lead = "First" if post_id == first else "Quote"
            st.caption(
                f"{lead}, {moment(post['created_at'], scope.brand.zone)} on "
                f"{esc(post['source'], 40)}"
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
                state.capitalize(),
                key=f"issue-{state}-{term}",
                on_click=feedback.say,
                args=(brand, term, state),
                disabled=row["state"] == state,
            )
        st.button(
            "Take back",
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
                "First said": [moment(at, scope.brand.zone) for at in rows["first_at"]],
                "Mentions": [
                    links.address(brand=scope.brand.key, **_facets(row))
                    for _, row in rows.iterrows()
                ],
            }
        ),
        f"issues-{kind}",
        f"{plural(len(rows), 'more issue')}, one a row.",
        {"Mentions": st.column_config.LinkColumn(display_text="Read", width=80)},
    )


def _others(scope: Scope, rows: pd.DataFrame, closed: pd.DataFrame) -> None:
    if not closed.empty:
        with st.expander(f"{plural(len(closed), 'issue')} known or done"):
            for _, row in closed.iterrows():
                st.markdown(f"**{_named(row)}** {esc(row['state'], 20)}")
                _state(scope, row)
    liked = rows[rows["is_issue"].eq(other=False)]
    if not liked.empty:
        words = ", ".join(f"“{esc(term, 40)}”" for term in liked["term"].head(8))
        st.caption(
            f"Said by more people than usual, too, but with less than a third of them negative: "
            f"{words}."
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
    return "1 person" if number == 1 else f"{count(number)} people"
