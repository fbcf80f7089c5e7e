"""One spike taken apart: what it is about, who made it, which posts carried it, how it went."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.spikes import course_cards, queries, spike_cards
from dashboard.spikes.queries import Episode
from dashboard.ui import brief_files, cards, findings, links, timeline, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.languages import language
from wording.numbers import (
    between,
    compact,
    count,
    decimal,
    duration,
    is_known,
    moment,
    percent,
    plural,
)
from wording.safety import esc, link, plain
from wording.said import mark
from wording.topics import topic

DIMENSIONS = {
    "topic": mark("Topic"),
    "source": mark("Source"),
    "language": mark("Language"),
    "author": mark("Author"),
}


def draw(scope: Scope, row: pd.Series) -> None:
    """Everything about the spike of one row of queries.episodes."""
    one = queries.episode(row)
    terms = queries.spike_terms(scope, one)
    posts, answers = queries.spike_posts(scope, one), queries.spike_answers(scope, one)
    with Card(spike_cards.heading(scope, row), _sized(row, terms)):
        course_cards.course(scope, row, posts, answers)
        summary = queries.spike_summary(scope, one)
        _figures(row, summary)
        _first(scope, summary)
        with st.container(horizontal=True, gap="xsmall"):
            links.mentions(say("Read its posts"), spike=row["spike_key"])
            brief_files.offer(scope, row)
    # Side by side stands what is about as high: no card is much taller than what it holds.
    left, right = st.columns(2, gap="small")
    with left:
        course_cards.words(scope, row, terms)
    with right:
        _sector(scope, one)
        course_cards.tone(scope, row)
    left, right = st.columns(2, gap="small")
    with left:
        _terms(terms)
    with right:
        _parts(scope, one)
        _timeline(scope, one)
    _posts(scope, posts, answers)


def _sized(row: pd.Series, terms: pd.DataFrame) -> str:
    surest = terms.sort_values("z_score", ascending=False).head(3)["term"]
    about = ", ".join(f"“{esc(term, 40)}”" for term in surest)
    return (say("About {words}: ", words=about) if about else "") + (
        say(
            "{observed} posts where {expected} were expected, severity {severity} of 10, known "
            "after {detection}.",
            observed=count(row["observed_count"]),
            expected=decimal(row["expected_count"]),
            severity=row["severity"],
            detection=duration(row["detection_seconds"]),
        )
    )


def _figures(row: pd.Series, summary: pd.Series) -> None:
    unknown = summary["unknown_audience_share"]
    with st.grid(4, min_column_width=150, gap="small"):
        cards.figure(
            say("Different authors"),
            count(summary["author_count"]),
            term="spike_voices",
            note=say("of {post} posts", post=count(summary["post_count"])),
            below=say(
                "The busiest wrote {largest_author}",
                largest_author=percent(summary["largest_author_share"]),
            ),
        )
        cards.figure(
            say("Passed on"),
            percent(summary["repost_share"] + summary["near_copy_share"]),
            term="spike_voices",
            note=say("of {post} posts", post=count(summary["post_count"])),
            below=say(
                "{repost} reposts, {near_copy} near-copies",
                repost=percent(summary["repost_share"]),
                near_copy=percent(summary["near_copy_share"]),
            ),
        )
        cards.figure(
            say("Negative"),
            percent(summary["negative_share"]),
            term="negative_share",
            note=say("of {scored} scored", scored=count(summary["scored_count"])),
            below=findings.negative_between(summary),
            see=(say("Read them"), {"spike": row["spike_key"], "polarity": "negative"}),
        )
        cards.figure(
            say("Est. audience"),
            compact(summary["estimated_audience"]),
            term="audience",
            note=say("unknown for {unknown}", unknown=percent(unknown))
            if unknown
            else say("people, over all posts"),
        )


def _first(scope: Scope, summary: pd.Series) -> None:
    if is_known(summary["first_at"]):
        st.caption(
            say(
                "First post, {first} on {first_source}: “{first_text}”",
                first=moment(summary["first_at"], scope.clock),
                first_source=esc(summary["first_source"], 40),
                first_text=esc(summary["first_text"], 160),
            )
        )
        if isinstance(summary["first_author_id"], str):
            links.author(say("Who wrote it"), summary["first_source"], summary["first_author_id"])


def _terms(terms: pd.DataFrame) -> None:
    with Card(
        say("What it is about"),
        say("Words and phrases said more than in the 28 days before."),
        "spike_terms",
    ):
        if terms.empty:
            st.caption(say("No word stands out: too few posts, or nothing before to compare with."))
            return
        cards.chart(
            bars(
                cards.look(),
                list(terms["term"]),
                [float(share) for share in terms["post_share"]],
                [_against(row) for _, row in terms.iterrows()],
                full=1,
            ),
            "terms",
            say(
                "“{term}” stands out most: in {post} of the posts.",
                term=plain(terms.iloc[0]["term"], 40),
                post=percent(terms.iloc[0]["post_share"]),
            ),
        )
        first = terms.iloc[0]
        st.caption(
            say(
                "Share of {spike_post} posts against {usual_post} before; in brackets how many "
                "times as often, 95% interval.",
                spike_post=count(first["spike_post_count"]),
                usual_post=count(first["usual_post_count"]),
            )
        )


def _sector(scope: Scope, one: Episode) -> None:
    """How much of it was everybody's, as far as others are listened to."""
    with Card(
        say("Us or everybody?"),
        say(
            "Of what was said above the usual, the part that the other brands had in the same "
            "hours."
        ),
        "spike_sector",
    ):
        if not who.sees_all():
            st.caption(say("This reads brands that you may not see."))
            return
        row = queries.spike_sector(scope, one)
        st.markdown(f"**{findings.sector(row)}**")
        if is_known(row["other_times"]):
            st.caption(
                say(
                    "{other_brand}: {other_observed} posts where {other_expected} were expected. "
                    "Ours: {observed} where {expected} were, over {hour} of all topics.",
                    other_brand=plural(row["other_brand_count"], "other brand"),
                    other_observed=count(row["other_observed_count"]),
                    other_expected=decimal(row["other_expected_count"]),
                    observed=count(row["observed_count"]),
                    expected=decimal(row["expected_count"]),
                    hour=plural(row["hour_count"], "hour"),
                )
            )


def _against(row: pd.Series) -> str:
    """A share, what it usually is, and how many times as often at the least."""
    usual = percent(row["usual_share"], 1)
    return say(
        "{post}, before {usual}\n({times})",
        post=percent(row["post_share"]),
        usual=usual,
        times=_times(row),
    )


def _times(row: pd.Series) -> str:
    """The 95 % interval of how many times as often."""
    low, high = row["times_low"], row["times_high"]
    if low > 100:
        return "> 100×"  # noqa: RUF001 - the sign for times
    top = say("more than 100") if high > 100 else decimal(high, 1 if high < 10 else 0)
    bottom = decimal(low, 1 if low < 10 else 0)
    return f"{between(bottom, top)}×"  # noqa: RUF001 - the sign for times


def _parts(scope: Scope, one: Episode) -> None:
    with Card(
        say("Where and who"),
        say("Over-represented against the 28 days before, not merely frequent."),
        "spike_parts",
    ):
        rows = list(_part_rows(queries.spike_parts(scope, one)))
        if not rows:
            st.caption(say("No topic, source, language or author stands out."))
            return
        cards.table(pd.DataFrame(rows), "parts", say("Topics, sources and authors of the spike."))


def _part_name(row: pd.Series) -> str:
    """Of a topic, source, language or author; not safe yet."""
    name, known = str(row["part_name"]), {"topic": topic, "language": language}
    return known[row["dimension"]](name) if row["dimension"] in known else name


def _part_rows(parts: pd.DataFrame) -> Iterator[dict[str, object]]:
    for _, row in parts[parts["is_over_represented"]].iterrows():
        yield {
            "Kind": say(DIMENSIONS[row["dimension"]]),
            "Name": plain(_part_name(row), 40),
            "Posts": f"{count(row['post_count'])} ({percent(row['post_share'])})",
            "Before": f"{count(row['usual_count'])} ({percent(row['usual_share'], 1)})",
            "Times as often": _times(row),
        }


def _posts(scope: Scope, rows: pd.DataFrame, answers: pd.DataFrame) -> None:
    first = answers.drop_duplicates("answered_id").set_index("answered_id")["created_at"]
    with Card(
        say("Posts that carried it"), say("Most shares and near-copies first."), "spike_voices"
    ):
        cards.table(
            pd.DataFrame(
                {
                    "Post": [plain(text, 160) for text in rows["title_or_text"]],
                    "Source": [plain(name, 40) for name in rows["source"]],
                    "Written": [moment(at, scope.clock) for at in rows["created_at"]],
                    "Shares": rows["share_count"],
                    "Near-copies": rows["copy_count"],
                    "Audience": rows["estimated_audience"],
                    "Answered": [moment(first.get(post), scope.clock) for post in rows["post_id"]],
                    "Thread": [
                        links.address(brand=scope.brand.key, conversation=one_id)
                        for one_id in rows["conversation_id"]
                    ],
                    "Author": [
                        links.author_address(scope.brand.key, source, one_id)
                        for source, one_id in zip(rows["source"], rows["author_id"], strict=True)
                    ],
                    "Open": [link(address) for address in rows["url"]],
                }
            ),
            "spike-posts",
            say("The posts that carried the spike."),
        )


def _timeline(scope: Scope, one: Episode) -> None:
    with Card(
        say("How it went"),
        say("Since the first post; which part of the posts and their known audience was over."),
        "spike_timeline",
    ):
        over = {"Posts over": "post_share_before", "Audience over": "audience_share_before"}
        timeline.table(scope, queries.spike_timeline(scope, one), over, "timeline")
