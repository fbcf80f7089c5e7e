"""Who gives the scores, what that scorer can and cannot do, and the twenty posts to check it by."""

import streamlit as st

from dashboard.mentions import accuracy_cards, review_cards
from dashboard.sentiment import queries
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, is_known, moment, percent
from wording.safety import esc, plain
from wording.said import mark

# The model's card in plain words; the whole of it is ingest/reading/models/MODEL_CARD.md.
_SHIPPED = mark(
    "\n- **What it does.** It reads a public post in English and says whether "
    "it is negative, neutral or\n  positive. Handles, links and the names of "
    "tracked brands and products are hidden from it, so that\n  no name "
    "carries a score.\n- **What it learned from.** 47,053 posts of one "
    "network from 2013 to 2016, labelled by people\n  (SemEval; CC BY 3.0). "
    "Not from your posts, until you label some.\n- **Where it is wrong.** "
    "Sarcasm, quotes, posts that praise one brand and blame another, newer\n  "
    "slang, long texts. It takes the three sentiments for equally frequent, "
    "so among complaints it\n  finds too few negative posts: ranks and trends "
    "hold, levels need about 200 labels of your own.\n- **What nobody can "
    "do.** People who label posts agree on about seven in ten.\n"
)
_OTHERS = mark(
    "\nThis is not the shipped scorer: what it learned from and where it is "
    "wrong stands with whoever made\nit. Check posts below; that measures it "
    "on your own.\n"
)
_NOBODY = mark(
    "No scorer reads these languages: the shipped one reads English. A model of your own is "
    "named in `[scorer]` of earshot.toml."
)


def card(scope: Scope) -> None:
    """The scorers of the period, in plain words, and the models learned here."""
    with Card(say("Who scores"), say("Every score is kept with its scorer and version."), "scorer"):
        rows = queries.scorers(scope)
        total = rows["mention_count"].sum()
        for _, row in rows.head(4).iterrows():
            share = percent(row["mention_count"] / total)
            name = row["scorer"]
            who = (
                f"**{esc(name)}** {esc(row['scorer_version'])}" if is_known(name) else say("Nobody")
            )
            st.markdown(
                say(
                    "{who}: {mention} mentions, {share}",
                    who=who,
                    mention=count(row["mention_count"]),
                    share=share,
                )
            )
        measured = accuracy_cards.accuracy(scope)
        st.caption(
            say("On your posts: {measured}.", measured=measured)
            if measured
            else say("Nobody has checked it yet.")
        )
        first = rows["scorer"].dropna()
        is_ours = not first.empty and str(first.iloc[0]).startswith("earshot-en")
        st.markdown(say(_NOBODY if first.empty else _SHIPPED if is_ours else _OTHERS))
        if is_ours or first.empty:
            _learned(scope)


def queue(scope: Scope) -> None:
    """The review queue, drawn when it is opened."""
    box = st.expander(
        say("Check twenty posts"), icon=":material/fact_check:", on_change="rerun", key="queue"
    )
    if box.open:
        with box:
            review_cards.review(scope)


def _learned(scope: Scope) -> None:
    models = queries.models(scope.version)
    if models.empty:
        st.caption(
            say("Nothing is learned from your labels yet: `earshot learn` does, daily if asked.")
        )
        return
    st.markdown(
        say(
            "**{n} model learned from your labels**"
            if len(models) == 1
            else "**{n} models learned from your labels**",
            n=count(len(models)),
        )
    )
    for _, row in models.head(5).iterrows():
        state = say("in use") if row["is_in_use"] else say("kept")
        state = say("left") if is_known(row["left_at"]) else state
        at = moment(row["adopted_at"], scope.clock)
        st.text(
            plain(
                say(
                    "{number}. {state}, adopted {at}: {origin}",
                    number=row["number"],
                    state=state,
                    at=at,
                    origin=row["origin"],
                ),
                400,
            )
        )
