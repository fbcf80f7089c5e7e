"""Cards of the Sentiment page: figures, each brand and source, what moved it, what drives it."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from charts.bars import contributions
from charts.sentiment import small_course
from dashboard.mentions import accuracy_cards
from dashboard.mentions.queries import negative_share
from dashboard.sentiment import queries
from dashboard.sentiment.queries import BRAND, SOURCE
from dashboard.ui import cards, links
from dashboard.ui.findings import GOOD, UNREAD, WARNING, WATCH, Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from wording.numbers import between, count, decimal, is_known, percent, percents, points
from wording.safety import esc, plain
from wording.said import mark
from wording.shares import about, balance, capital
from wording.topics import topic
from wording.verdicts import carrier

INBOUND = {"direction": "inbound"}
DRAWN = 6
FEW = 30
TOPIC = mark("topic")
_FACETS = {TOPIC: "about", SOURCE: "from_source", BRAND: "brand"}
_SIDES = {"negative": mark("negative mentions"), "positive": mark("positive mentions")}


def conclusion(
    scope: Scope, summary: pd.Series, change: pd.Series | None, *, is_calm: bool
) -> Finding:
    """Better or worse beyond chance, and what did it; never green while a spike runs."""
    if not is_known(summary["net_sentiment"]) and summary["mention_count"]:
        return Finding(WATCH, say("Net sentiment is unknown"), say(UNREAD))
    shares = negative_share(scope)
    interval = percents(shares["negative_share_low"], shares["negative_share_high"])
    told = say(
        "{part} of what was said is negative: {negative} of {scored} scored mentions ({interval})",
        part=about(shares["negative_share"]),
        negative=percent(shares["negative_share"]),
        scored=count(summary["scored_count"]),
        interval=interval,
    )
    checked = accuracy_cards.accuracy(scope) or say("Nobody has checked the scorer yet")
    body = f"{capital(told)}{_most(scope)}. {checked}."
    net = summary["net_sentiment"]
    tells = balance(net, summary["net_sentiment_low"], summary["net_sentiment_high"])
    if change is None or not is_known(change["net_change"]):
        return Finding(
            WATCH,
            say("{balance} (net sentiment {net})", balance=tells, net=points(net)),
            body,
        )
    moved, margin = points(change["net_change"]), points(change["net_margin"]).lstrip("+")
    verdict, level = {
        "better": (say("better than before"), GOOD),
        "worse": (say("worse than before"), WARNING),
        "few": (say("too few voices to tell"), WATCH),
        "carried": (say("a change that {voice} alone carry", voice=_carrier(change)), WATCH),
    }.get(change["net_verdict"], (say("no change beyond chance"), GOOD))
    title = say(
        "{balance}: {verdict} (net sentiment {net}, {moved} ± {margin})",
        balance=tells,
        net=points(net),
        verdict=verdict,
        moved=moved,
        margin=margin,
    )
    return Finding(level if is_calm or level == WARNING else WATCH, title, body)


def negative(scope: Scope) -> None:
    """The negative share with its interval, and with the measured errors taken out."""
    found = negative_share(scope)
    corrected = found["negative_share_corrected"]
    below = say("No corrected share yet: check posts below")
    if is_known(corrected):
        ends = (found[f"negative_share_corrected_{end}"] for end in ("low", "high"))
        below = say(
            "{corrected} ({interval}) with measured errors taken out",
            corrected=percent(corrected),
            interval=percents(*ends),
        )
    cards.figure(
        say("Negative share"),
        percent(found["negative_share"]),
        term="negative_share",
        note=percents(found["negative_share_low"], found["negative_share_high"]),
        below=below,
        see=(
            say("{negative} negative", negative=count(found["negative_count"])),
            INBOUND | {"polarity": "negative"},
        ),
    )


def unscored(summary: pd.Series) -> None:
    """Mentions that no figure of sentiment speaks of."""
    missing, total = summary["unscored_count"], summary["mention_count"]
    cards.figure(
        say("Not scored"),
        percent(missing / total if total else None),
        term="net_sentiment",
        note=say("in languages without a scorer"),
        below=say("Left out of every figure of sentiment, never counted as neutral"),
        see=(say("{missing} unscored", missing=count(missing)), INBOUND | {"polarity": "unscored"}),
    )


@st.fragment
def groups(scope: Scope) -> None:
    """The course of every brand, or of every source, on one scale."""
    with Card(
        say("Net sentiment, one by one"),
        say("All on one scale; shading is the 95% interval: wider means fewer mentions."),
        "net_sentiment",
    ):
        chosen = _switch("mood", [BRAND, SOURCE], BRAND)
        rows = queries.by_group(scope, chosen)
        sizes = rows.groupby("group_value")["scored_count"].sum()
        shown = list(sizes[sizes > 0].sort_values(ascending=False).index)
        if scope.brand.key in shown:
            shown = [scope.brand.key, *(key for key in shown if key != scope.brand.key)]
        with st.grid(3, min_column_width=260, gap="small"):
            for key in shown[:DRAWN]:
                _one(rows[rows["group_value"] == key], rows, key, {_FACETS[chosen]: key})
        if len(shown) > DRAWN:
            st.caption(say("{n} smaller ones are not drawn.", n=len(shown) - DRAWN))
        accuracy_cards.note(scope)


def courses(scope: Scope, order: Sequence[str]) -> None:
    """The course of each of several brands, on one scale.

    Args:
        scope: of several brands.
        order: their keys, the first first; without a scored mention one is left out.
    """
    with Card(
        say("Net sentiment, one by one"),
        say("All on one scale; shading is the 95% interval: wider means fewer mentions."),
        "net_sentiment",
    ):
        rows = queries.courses(scope)
        scored = set(rows.loc[rows["scored_count"] > 0, "group_value"])
        if not scored:
            st.caption(say(UNREAD))
            return
        with st.grid(3, min_column_width=260, gap="small"):
            for key in filter(scored.__contains__, order):
                _one(rows[rows["group_value"] == key], rows, key, {_FACETS[BRAND]: key})


@st.fragment
def moved(scope: Scope) -> None:
    """What made net sentiment better or worse; the parts add up to the change."""
    with Card(
        say("What moved it"),
        say(
            "Each part of the change of net sentiment, in points. A mention of several topics "
            "counts for each by an equal part."
        ),
        "moved",
    ):
        chosen = _switch("part", [TOPIC, SOURCE], TOPIC)
        rows = queries.change_by(scope, chosen)
        if rows.empty:
            st.caption(say("No scored mention to compare with: choose a period under Filters."))
            return
        largest = rows.loc[rows["contribution"].abs().nlargest(8).index].sort_values("contribution")
        opens = [INBOUND | {_FACETS[chosen]: name} for name in largest[chosen]]
        rest = rows.drop(largest.index)
        if not rest.empty:
            other = {
                chosen: say("{rest} others", rest=len(rest)),
                "contribution": rest["contribution"].sum(),
            }
            largest = pd.concat([largest, pd.DataFrame([other])])
            opens.append(INBOUND)
        if chosen == TOPIC:
            largest = largest.assign(**{TOPIC: [plain(topic(one), 40) for one in largest[TOPIC]]})
        cards.chart(
            contributions(cards.look(), largest, chosen, opens),
            f"moved-{chosen}",
            say(
                "{chosen} moved net sentiment most downwards, by {contribution} points.",
                chosen=plain(largest.iloc[0][chosen], 40),
                contribution=points(largest.iloc[0]["contribution"]),
            ),
        )
        st.caption(
            say(
                "Together {contribution}: the whole of the change.",
                contribution=points(rows["contribution"].sum()),
            )
        )


@st.fragment
def drivers(scope: Scope) -> None:
    """The words behind it, each with a post."""
    with Card(
        say("What drives it"),
        say(
            "Words and pairs of words said more often there than in the other scored mentions; "
            "times as often, with its 95% interval. The text filter does not reach this."
        ),
        "sentiment_terms",
    ):
        chosen = _switch("drivers", list(_SIDES), "negative")
        rows = queries.terms(scope, chosen)
        if rows.empty:
            st.caption(
                say(
                    "Too few {side}, or nothing that they say more often.", side=say(_SIDES[chosen])
                )
            )
            return
        total = rows.iloc[0]["post_total"]
        shown = pd.DataFrame(
            {
                "Words": [plain(term, 60) for term in rows["term"]],
                "Said in": [
                    f"{count(found)} ({percent(share)})"
                    for found, share in zip(rows["post_count"], rows["post_share"], strict=True)
                ],
                "Elsewhere": [percent(share, 1) for share in rows["other_share"]],
                "Times": [_times(row) for _, row in rows.iterrows()],
                "Post": [plain(text, 200) for text in rows["example_text"]],
                "Read": [
                    links.address(brand=scope.brand.key, post=post)
                    for post in rows["example_post_id"]
                ],
            }
        )
        cards.table(
            shown,
            f"drivers-{chosen}",
            say(
                "{shown} terms that {side} say more often.",
                shown=len(shown),
                side=say(_SIDES[chosen]),
            ),
            {"Read": st.column_config.LinkColumn(display_text=mark("Read"), width=60)},
        )
        st.caption(
            say(
                "n = {total} {side} against {other_total}.",
                total=count(total),
                side=say(_SIDES[chosen]),
                other_total=count(rows.iloc[0]["other_total"]),
            )
        )


def _one(rows: pd.DataFrame, every: pd.DataFrame, key: str, named: Mapping[str, str]) -> None:
    scored = rows["scored_count"].sum()
    net = (rows["positive_count"].sum() - rows["negative_count"].sum()) / scored
    name = plain(rows.iloc[0]["group_name"], 30)
    with st.container(gap="xxsmall"):
        st.markdown(f"**{esc(name, 30)}** {points(net)}")
        few = say(": few") if scored < FEW else ""
        st.caption(
            say(
                "n = {scored} scored of {mention}{few}",
                scored=count(scored),
                mention=count(rows["mention_count"].sum()),
                few=few,
            )
        )
        cards.chart(
            small_course(cards.look(), rows, every, {**INBOUND, **named}),
            f"course-{key}",
            say(
                "Net sentiment of {name} over the period: {net} in all.", name=name, net=points(net)
            ),
        )


def _carrier(change: pd.Series) -> str:
    return carrier(change["net_largest_count"], change["net_largest_is_copied"])


def _switch(key: str, options: list[str], default: str) -> str:
    listed(key, options)
    chosen = st.segmented_control(
        say("Show"),
        options,
        format_func=shower(),
        default=default,
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen if chosen in options else default


def _times(row: pd.Series) -> str:
    ends = between(decimal(row["times_low"]), decimal(row["times_high"]))
    return f"{decimal(row['times_other'])} ({ends})"


def _most(scope: Scope) -> str:
    """The topic that moved it most, where something did."""
    rows = queries.change_by(scope, TOPIC)
    rows = rows[rows[TOPIC] != "unknown"]
    if rows.empty:
        return ""
    most = rows.iloc[int(rows["contribution"].abs().to_numpy().argmax())]
    return say(
        "; {most} moved net sentiment most, by {contribution}",
        most=esc(topic(most[TOPIC]), 40),
        contribution=points(most["contribution"]),
    )
