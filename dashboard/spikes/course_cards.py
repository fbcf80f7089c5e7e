"""One spike over time: the posts that carried it on its curve, its words, and how it sounded."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from charts import episode as episodes
from dashboard.spikes import queries
from dashboard.spikes.queries import Episode
from dashboard.ui import cards, notes, tones
from dashboard.ui.scope import Scope
from dashboard.ui.speech import moment, say
from dashboard.ui.states import Card
from wording.numbers import count, is_known, plural
from wording.safety import esc, plain

MOST_WORDS = 6
BEFORE, AFTER = timedelta(days=2), timedelta(days=1)


def course(scope: Scope, row: pd.Series, posts: pd.DataFrame, answers: pd.DataFrame) -> None:
    """The hours of one spike with two days before it and one after, and what was said in them.

    Args:
        scope: what the page is about.
        row: of queries.episodes.
        posts: queries.spike_posts.
        answers: queries.spike_answers.
    """
    until = row["ended_at"] if is_known(row["ended_at"]) else scope.span.until
    known = scope.brand.observed_until or until
    hours = queries.volume(
        scope, row["measure"], row["started_at"] - BEFORE, max(min(until + AFTER, known), until)
    )
    if hours["observed_count"].isna().all():
        st.caption(say("Nothing was watched in this time."))
        return
    top = hours.sort_values("observed_count", na_position="first").iloc[-1]
    cards.chart(
        episodes.carried(
            cards.look(),
            hours,
            posts,
            answers,
            notes.happened(scope),
            scope.clock,
            row["measure"],
        ),
        "around",
        say(
            "Most on {at} with {n}; its largest posts are marked and listed below, first the one "
            "by {who}.",
            at=moment(top["hour_at"], scope.clock),
            n=count(top["observed_count"]),
            who=_who(posts),
        ),
    )
    st.caption(
        say(
            "Circles: the {n} posts that carried it, the larger the more people each reached; they "
            "stand in the table below. Triangles: {answers} by the brand. A click opens.",
            n=count(len(posts)),
            answers=plural(len(answers), "answer"),
        )
    )
    if is_known(row["topic"]):
        st.caption(say("The line is of all topics together; the spike is one of a single topic."))


def words(scope: Scope, row: pd.Series, terms: pd.DataFrame) -> None:
    """The words that stand out most, each over time, all on the same scales.

    Args:
        scope: what the page is about.
        row: of queries.episodes.
        terms: queries.spike_terms.
    """
    with Card(
        say("Its words over time"),
        say("Posts that say each of the words that stand out most, all on one scale."),
        "spike_words",
    ):
        # A phrase is said where its words are: it tells nothing that they do not.
        single = terms[~terms["is_phrase"].astype(bool)]
        shown = list((terms if single.empty else single).head(MOST_WORDS)["term"])
        if not shown:
            st.caption(say("No word stands out: too few posts, or nothing before to compare with."))
            return
        steps = queries.spike_words(scope, queries.episode(row), shown)
        most = float(steps["post_count"].max()) if steps["post_count"].notna().any() else 0.0
        with st.grid(2, min_column_width=200, gap="small"):
            for place, term in enumerate(shown):
                _word(scope, row, steps[steps["term"] == term], most, place)
        hours = int(steps["step_hours"].iloc[0])
        st.caption(say("A bar is an hour.") if hours == 1 else say("A bar is {n} hours.", n=hours))


def tone(scope: Scope, row: pd.Series) -> None:
    """How the brand was spoken of while it went on: the negative share and its interval.

    Args:
        scope: what the page is about.
        row: of queries.episodes.
    """
    with Card(
        say("How it sounded"),
        say("Negative share of what people said in these hours, with its 95% interval."),
        "spike_tone",
    ):
        one = queries.episode(row)
        steps = queries.spike_tone(scope, one)
        told = steps[steps["negative_share"].notna()]
        if told.empty:
            st.caption(say("Too few to tell: in no part of it did five people give an opinion."))
            return
        opens = [_opens(one, step) for _, step in steps.iterrows()]
        figure = episodes.tone(cards.look(), steps, scope.clock, opens)
        said = tones.between(told.iloc[0], told.iloc[-1])
        cards.chart(figure, "tone", said)
        silent = len(steps) - len(told)
        few = say(
            "In {silent} of {n} parts too few spoke, or nobody watched: no dot.",
            silent=silent,
            n=len(steps),
        )
        st.caption(f"{said} {few if silent else ''}".strip())


def _who(posts: pd.DataFrame) -> str:
    names = [name for name in posts["author_name"].head(1) if is_known(name)]
    return plain(names[0], 40) if names else say("somebody")


def _word(scope: Scope, row: pd.Series, steps: pd.DataFrame, most: float, place: int) -> None:
    term = str(steps["term"].iloc[0])
    seen = steps[steps["post_count"].notna()]
    with st.container(gap=None):
        st.markdown(f"**{esc(term, 40)}**")
        figure = episodes.words_over_time(
            cards.look(), steps, most, scope.clock, spike=row["spike_key"], term=term
        )
        if seen.empty:
            st.caption(say("Nothing was watched in this time."))
            return
        top = seen.sort_values("post_count").iloc[-1]
        alt = say(
            "“{term}”: most from {at} on, in {n} of {of} posts.",
            term=plain(term, 40),
            at=moment(top["step_at"], scope.clock),
            n=count(top["post_count"]),
            of=count(top["heard_count"]),
        )
        cards.chart(figure, f"word-{place}", alt)


def _opens(one: Episode, step: pd.Series) -> dict[str, str]:
    """The negative posts of a step, as Mentions is asked."""
    hours = int(step["step_hours"])
    begun = f"{step['step_at']:%Y-%m-%dT%H:%M}"
    hour = {"hour": f"{begun}~{hours}" if hours > 1 else begun, "direction": "inbound"}
    about = {"about": one.topic} if one.topic else {}
    return hour | about | {"polarity": "negative"}
