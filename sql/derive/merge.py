"""What a batch of staged posts changes, decided in one place."""

from datetime import datetime

import duckdb

from sql.derive.steps import step

# A later observation replaces these as a whole …
REPLACED = (
    "kind",
    "text",
    "created_at",
    "is_brand_by_thread",
    "is_declared_outbound",
    "author_is_bot",
)
# … and these only where it gives them.
KEPT = (
    "parent_id",
    "given_conversation_id",
    "given_brand",
    "is_declared_addressed",
    "author_id",
    "author_handle",
    "author_name",
    "author_followers",
    "title",
    "declared_lang",
    "url",
    "rating",
    "like_count",
    "share_count",
    "reply_count",
    "view_count",
    "removed_at",
    "edited_at",
)
# Read out of the text.
READ = (
    "lang",
    "sentiment",
    "polarity",
    "certainty",
    "scorer",
    "scorer_version",
    "has_complaint_word",
    "is_question",
    "complaint_score",
    "topics",
    "matched_brands",
    "addressed_brands",
)
MERGED = ("post_id", "source", "observed_at", "first_seen_at", *REPLACED, *KEPT)
COUNTS = ("like_count", "share_count", "reply_count", "view_count")
LATER = "(known.post_id is null or incoming.given_observed_at >= known.observed_at)"


def merge(con: duckdb.DuckDBPyConnection, *, now: datetime, observed_at: datetime) -> None:
    """Leave the temp table `merged`: every staged post beside what is known of it.

    observed_at stands in where a row does not say when it was read. The outcome does not depend
    on the order in which observations arrive.
    """
    step(con, "keys")
    replaced = [
        f"case when {LATER} then incoming.{name} else known.{name} end as {name}"
        for name in REPLACED
    ]
    kept = [
        f"case when {LATER} then coalesce(incoming.{name}, known.{name}) "
        f"else coalesce(known.{name}, incoming.{name}) end as {name}"
        for name in KEPT
    ]
    folded = [f"arg_max({name}, (given_observed_at, seq)) as {name}" for name in KEPT]
    filled = [f"coalesce(latest.{name}, folded.{name}) as {name}" for name in KEPT]
    polled = [f"coalesce(polled.{name}, combined.{name}) as {name}" for name in COUNTS]
    changes = [f"counted.{name} is distinct from known.{name}" for name in (*REPLACED, *KEPT)]
    step(
        con,
        "merge",
        {
            "known_columns": ", ".join(f"known.{name}" for name in MERGED),
            "now": now.isoformat(),
            "observed_at": observed_at.isoformat(),
            "folded_columns": ",\n".join(folded),
            "filled_columns": ",\n".join(filled),
            "merged_columns": ",\n".join([*replaced, *kept]),
            "polled_columns": ",\n".join(polled),
            "changes": "\nor ".join(changes),
        },
    )


def write_delta(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Leave the temp table `delta`: the posts to be written, with the newest reading of each."""
    fresh = [f"readings.{name}" for name in READ]
    either = [
        f"case when readings.post_id is null then known.{name} else readings.{name} end as {name}"
        for name in READ
    ]
    step(
        con,
        "delta",
        {
            "merged_columns": ", ".join(f"merged.{name}" for name in MERGED),
            "held_columns": ", ".join(f"posts.{name}" for name in MERGED),
            "run_id": run_id,
            "fresh_or_known": ",\n".join(either),
            "fresh": ",\n".join(fresh),
        },
    )
