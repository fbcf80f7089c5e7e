"""Rows of the Mentions page and of what people checked there, one function per question."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.mentions.facets import is_timeless, of_mentions, of_replies, of_turns
from dashboard.ui.query import EXPORT_LIMIT, within
from dashboard.ui.scope import Scope

PAGE_SIZE = 25
NEWEST = "created_at desc, post_id"
SHOWN = (
    "post_id", "created_at", "source", "direction", "author_id", "author_name", "author_handle",
    "author_followers", "title", "text", "lang", "polarity", "label_polarity", "scored_polarity",
    "scored_topics", "scored_reason", "labelled_by", "labelled_at", "topics", "sentiment",
    "is_complaint", "complaint_reason", "complaint_score", "needs_reply", "reply_reason", "rating",
    "given_polarity", "share_count", "like_count", "reply_count", "conversation_id", "url",
)  # fmt: skip
# As text: pandas has no whole numbers of 64 bits beside missing ones.
FOLDED = "post_id, created_at, cast(copy_group as varchar) as copies, copy_count, first_at"
SIZES = "cast(coalesce(sum(copy_count), 0) as bigint) as mention_count, count(*) as text_count"
# What the panel counts: filters of the chips above, and facets of the page.
PICKED = ("source", "topic", "lang", "audience", "kind")
PICKED_FACETS = ("direction", "polarity", "complaint", "needs_reply")


def is_folded(chosen: Mapping[str, str]) -> bool:
    """Whether copies of one text are one line of the list.

    Not where they are what is asked for, nor where the question is of turns or replies: each of
    them is somebody who waits, or was answered.
    """
    return "copies" not in chosen and of_mentions(chosen).keys() == chosen.keys()


def disowned(scope: Scope) -> pd.DataFrame:
    """Posts that people said are not about the brand, what was said last first; UTC."""
    return within(scope, "disowned_mentions", order="said_at desc, post_id")


def mentions(scope: Scope, chosen: Mapping[str, str], page: int) -> pd.DataFrame:
    """One page of mentions with the columns SHOWN, the newest first; pages count from 1.

    Where copies are folded they have those of FOLDED beside them, and sources: where the copies
    stand, None where there are none. Of several brands each post is there once, as it is of
    `brand`, one of `brands`: keys of those that it, or a copy, speaks of.
    """
    cut: dict[str, Any] = {"row_limit": PAGE_SIZE, "rows_before": (page - 1) * PAGE_SIZE}
    if scope.beside:
        return _together(scope, chosen, cut)
    if not is_folded(chosen):
        return _behind(scope, chosen, ", ".join(SHOWN), order=NEWEST, **cut)
    lines = _behind(scope, chosen, FOLDED, order=NEWEST, name="folded_mentions", **cut)
    if lines.empty:
        return lines
    found = within(
        scope,
        "listed_mentions",
        post_ids=list(lines["post_id"]),
        since=lines["created_at"].min(),
        until=lines["created_at"].max(),
    )
    places = _places(scope, chosen, list(lines.loc[lines["copy_count"] > 1, "copies"]))
    lines = lines.assign(sources=lines["copies"].map(places.get))
    return lines.merge(found.drop(columns="created_at"), on="post_id")


def _together(scope: Scope, chosen: Mapping[str, str], cut: Mapping[str, Any]) -> pd.DataFrame:
    """A page of the posts of several brands."""
    is_one_line = is_folded(chosen)
    lines = within(
        scope,
        "folded_mentions_once" if is_one_line else "mentions_once",
        what=f"{FOLDED}, brand, brands" if is_one_line else "*",
        order=NEWEST,
        facets=of_mentions(chosen),
        **cut,
        **_when(scope, chosen),
    )
    if lines.empty:
        return lines
    parts = [
        within(
            scope.of(brand),
            "listed_mentions",
            post_ids=list(part["post_id"]),
            since=part["created_at"].min(),
            until=part["created_at"].max(),
        )
        for brand, part in lines.groupby("brand")
    ]
    found = pd.concat(parts, ignore_index=True).drop(columns=["brand", "created_at"])
    if is_one_line:
        places = _places(scope, chosen, list(lines.loc[lines["copy_count"] > 1, "copies"]))
        lines = lines.assign(sources=lines["copies"].map(places.get))
    return lines.merge(found, on="post_id")


def shared_count(scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many posts of the same question, of several brands, speak of two of them or more."""
    what = "count(*) filter (where len(brands) > 1) as shared_count"
    facets = of_mentions(chosen)
    told = within(scope, "mentions_once", what=what, facets=facets, **_when(scope, chosen)).iloc[0]
    return int(told["shared_count"])


def mention_count(scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many mentions the same question has in all."""
    return int(_behind(scope, chosen, "count(*) as mention_count").iloc[0]["mention_count"])


def sizes(scope: Scope, chosen: Mapping[str, str]) -> tuple[int, int]:
    """How many mentions the same question has in all, and how many lines of the list.

    Of several brands they are posts, each once.
    """
    if scope.beside:
        name, what = "folded_mentions_once", SIZES
        if not is_folded(chosen):
            name, what = "mentions_once", "count(*) as mention_count, count(*) as text_count"
        facets = of_mentions(chosen)
        told = within(scope, name, what=what, facets=facets, **_when(scope, chosen)).iloc[0]
        return int(told["mention_count"]), int(told["text_count"])
    if not is_folded(chosen):
        count = mention_count(scope, chosen)
        return count, count
    told = _behind(scope, chosen, SIZES, name="folded_mentions").iloc[0]
    return int(told["mention_count"]), int(told["text_count"])


def facet_counts(scope: Scope, chosen: Mapping[str, str]) -> Mapping[str, Mapping[str, int]] | None:
    """Mentions that each value would leave, by facet of PICKED and PICKED_FACETS and by value.

    None where the question is of turns or replies, which have no such counts.
    """
    if of_mentions(chosen).keys() != chosen.keys():
        return None
    asked = scope.kept if is_timeless(chosen) else scope.cut
    given = {**asked, **chosen}
    picked = {key: given[key] for key in (*PICKED, *PICKED_FACETS) if key in given}
    rows = within(
        scope,
        "mention_facets",
        order="mention_count desc, value",
        picked=picked,
        **{
            **_when(scope, chosen),
            "filters": {key: one for key, one in asked.items() if key not in PICKED},
            "facets": {key: one for key, one in chosen.items() if key not in PICKED_FACETS},
        },
    )
    return {
        str(facet): dict(zip(part["value"], part["mention_count"], strict=True))
        for facet, part in rows.groupby("facet")
    }


def risks(scope: Scope) -> Mapping[str, float]:
    """Viral risk, 0 .. 100, of the brand's live posts that stand at the alert level, by post_id."""
    rows = within(scope, "live_risk", what="post_id, viral_risk, alert_level")
    risky = rows[rows["viral_risk"] >= rows["alert_level"]]
    return dict(zip(risky["post_id"], risky["viral_risk"], strict=True))


def thread_sizes(scope: Scope, conversation: str) -> Mapping[str, int]:
    """How many posts of a conversation are what in it, by step; {} of none."""
    steps = _of_whole(scope, "conversation_steps", conversation, what="step")
    return {str(step): int(size) for step, size in steps["step"].value_counts().items()}


def cases(scope: Scope, conversation: str) -> pd.DataFrame:
    """What became of each customer whom the brand began to answer in a conversation."""
    return _of_whole(scope, "conversation_cases", conversation, order="started_at, customer")


def promises(scope: Scope, conversation: str) -> Mapping[str, pd.Series]:
    """What replies of a conversation promise, by post_id: a row of promises each."""
    rows = _of_whole(scope, "promises", conversation)
    return {str(row["post_id"]): row for _, row in rows.iterrows()}


def thread(scope: Scope, conversation: str, page: int, *, with_bystanders: bool) -> pd.DataFrame:
    """One page of a conversation, the oldest first: the columns of mentions() and its steps."""
    return within(
        scope,
        "thread_posts",
        conversation=conversation,
        with_bystanders=with_bystanders,
        row_limit=PAGE_SIZE,
        rows_before=(page - 1) * PAGE_SIZE,
    )


def mentions_to_export(
    scope: Scope, chosen: Mapping[str, str], columns: Sequence[str]
) -> pd.DataFrame:
    """Columns of the mentions of a question, the newest first, at most EXPORT_LIMIT of them.

    Of several brands a post has a row for each that it speaks of, and the column brand.
    """
    if scope.beside:
        columns = ("brand", *columns)
    page: dict[str, Any] = {"row_limit": EXPORT_LIMIT, "rows_before": 0}
    return _behind(scope, chosen, ", ".join(columns), order=NEWEST, **page)


def measured_accuracy(scope: Scope) -> pd.Series | None:
    """How often the scorer is right about the brand; None while nothing is checked."""
    rows = within(scope, "measured_accuracy")
    return None if rows.empty else rows.iloc[0]


def negative_share(scope: Scope) -> pd.Series:
    """The period's negative share, counted and corrected; one row, null where unknown."""
    return within(scope, "negative_share").iloc[0]


def review_queue(scope: Scope) -> pd.DataFrame:
    """Posts of the period for people to check, block by block; source and text are ignored."""
    return within(scope, "review_queue", order="block, place")


def topics(scope: Scope) -> list[str]:
    """Topics that mentions have, the most frequent first, brand by brand."""
    order = "mention_count desc, topic"
    found = [
        within(one, "mentions_by_topic", order=order, since=None, until=None)["topic"]
        for one in scope.each
    ]
    return list(dict.fromkeys(name for topics in found for name in topics))


def taken_in(scope: Scope) -> frozenset[str]:
    """Ids of what people said about the brand that the figures already know."""
    return frozenset(within(scope, "taken_in")["action_id"])


def complaint_reasons(
    scope: Scope, polarities: Mapping[str, str], complaints: Mapping[str, str]
) -> Mapping[str, str | None]:
    """Why posts complain by what people say of them; both by post_id, "" where nobody did."""
    rows = within(scope, "complaint_reasons_told", polarities=polarities, complaints=complaints)
    return {
        str(post_id): reason if isinstance(reason, str) else None
        for post_id, reason in zip(rows["post_id"], rows["complaint_reason"], strict=True)
    }


def _of_whole(
    scope: Scope, name: str, conversation: str, *, what: str = "*", order: str = ""
) -> pd.DataFrame:
    """A conversation as a whole: neither period nor filters cut it."""
    whole: dict[str, Any] = {"since": None, "until": None, "filters": {}}
    return within(scope, name, what=what, order=order, conversation=conversation, **whole)


def _places(
    scope: Scope, chosen: Mapping[str, str], copies: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """Sources of the copies of some texts, as far as the question keeps them, by copy_group."""
    if not copies:
        return {}
    facets = of_mentions(chosen)
    rows = within(scope, "copy_places", copies=copies, facets=facets, **_when(scope, chosen))
    return {str(group): tuple(part["source"]) for group, part in rows.groupby("copies")}


def _behind(
    scope: Scope,
    chosen: Mapping[str, str],
    what: str,
    *,
    order: str = "",
    name: str = "drill_through",
    **page: Any,
) -> pd.DataFrame:
    """The mentions behind a figure, in the period unless a facet reaches beyond it.

    They are those of the metric `name` where the question is of mentions alone.
    """
    facets, turn_facets, reply_facets = of_mentions(chosen), of_turns(chosen), of_replies(chosen)
    # Turns, and what came of replies, are looked up only where they are asked for.
    name = "drill_through_turns" if turn_facets else name
    if reply_facets:
        name = "drill_through_replies"
    if author := chosen.get("set_off_by"):
        name = "drill_through_effects"
    named = {"facets": facets, "turn_facets": turn_facets, "reply_facets": reply_facets, **page}
    return within(
        scope, name, what=what, order=order, author=author, **named, **_when(scope, chosen)
    )


def _when(scope: Scope, chosen: Mapping[str, str]) -> Mapping[str, Any]:
    """No period, where a facet reaches beyond it."""
    if not is_timeless(chosen):
        return {}
    return {"since": None, "until": None, "filters": scope.kept}
