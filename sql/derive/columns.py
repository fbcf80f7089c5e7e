"""The columns of a post, named once: which of them a later observation replaces, which it fills.

Two steps say the same of each column of a list; TEXTS holds what they say, word for word.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

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
    "story",
    "rating",
    "given_polarity",
    "like_count",
    "share_count",
    "reply_count",
    "view_count",
    "removed_at",
    "edited_at",
)
# What is read, and what leads how it is read: a rating the polarity, a story who says the same.
TEXT = ("text", "title", "declared_lang", "given_brand", "rating", "story")
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
    "reply_cue",
    "complaint_score",
    "topics",
    "matched_brands",
    "addressed_brands",
    "copy_band_1",
    "copy_band_2",
    "copy_band_3",
    "copy_band_4",
)
MERGED = ("post_id", "source", "observed_at", "first_seen_at", *REPLACED, *KEPT)
COUNTS = ("like_count", "share_count", "reply_count", "view_count")


def each(
    text: str,
    names: Iterable[str],
    between: str = ",\n",
    apart: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The text once for every name, {0} in it is the name; `apart` says other texts of some."""
    return between.join(apart.get(name, text).format(name) for name in names)


REPLACE = """case
    when known.post_id is null or incoming.given_observed_at >= known.observed_at
        then incoming.{0}
    else known.{0}
end as {0}"""
FILL = """case
    when known.post_id is null or incoming.given_observed_at >= known.observed_at
        then coalesce(incoming.{0}, known.{0})
    else coalesce(known.{0}, incoming.{0})
end as {0}"""
# An id that was made of a handle gives way to a source's own, whichever came first.
FOLD = {
    "author_id": "arg_max(author_id, (not starts_with(author_id, '@'), given_observed_at, seq)) "
    "as author_id"
}
# Where a source says only when a post was last changed, the earliest such time is when it was
# published, as far as known, and the newest is its last edit.
COMPLETE = {
    "edited_at": """case
    when latest.is_dated_by_change and folded.changed_at > folded.created_at
        then greatest(latest.edited_at, folded.edited_at, folded.changed_at)
    else coalesce(latest.edited_at, folded.edited_at)
end as edited_at""",
    "author_id": """first_author_id(
    latest.author_id, latest.author_handle, folded.author_id, folded.author_handle
) as author_id""",
}
FILL_ID = {
    "author_id": """case
    when known.post_id is null or incoming.given_observed_at >= known.observed_at
        then first_author_id(
            incoming.author_id, incoming.author_handle, known.author_id, known.author_handle
        )
    else first_author_id(
        known.author_id, known.author_handle, incoming.author_id, incoming.author_handle
    )
end as author_id"""
}
FIRST_DATE = {
    "created_at": """case
    when known.post_id is not null and incoming.is_dated_by_change
        then least(incoming.created_at, known.created_at)
    when known.post_id is null or incoming.given_observed_at >= known.observed_at
        then incoming.created_at
    else known.created_at
end as created_at"""
}
LAST_EDIT = {
    "edited_at": """case
    when incoming.is_dated_by_change and incoming.created_at <> known.created_at
        then greatest(
            incoming.created_at, known.created_at, incoming.edited_at, known.edited_at
        )
    when known.post_id is null or incoming.given_observed_at >= known.observed_at
        then coalesce(incoming.edited_at, known.edited_at)
    else coalesce(known.edited_at, incoming.edited_at)
end as edited_at"""
}
READ_OR_KNOWN = """case
    when readings.post_id is null then known.{0}
    else readings.{0}
end as {0}"""
# By the step, what stands for each {name} in its file.
TEXTS: Mapping[str, Mapping[str, str]] = {
    "merge": {
        "folded_columns": each("arg_max({0}, (given_observed_at, seq)) as {0}", KEPT, apart=FOLD),
        "filled_columns": each(
            "coalesce(\n    latest.{0}, folded.{0}\n) as {0}", KEPT, apart=COMPLETE
        ),
        "merged_columns": ",\n".join(
            [
                each(REPLACE, REPLACED, apart=FIRST_DATE),
                each(FILL, KEPT, apart={**FILL_ID, **LAST_EDIT}),
            ]
        ),
        "known_columns": each("known.{0}", MERGED),
        "counts": each("{0}", COUNTS),
        "engagement_counts": each("engagement.{0}", COUNTS),
        "polled_columns": each("coalesce(polled.{0}, combined.{0}) as {0}", COUNTS),
        "changes": each(
            "counted.{0} is distinct from known.{0}", (*REPLACED, *KEPT), between="\nor "
        ),
        "text_changes": each("counted.{0} is distinct from known.{0}", TEXT, between="\nor "),
    },
    "delta": {
        "merged_columns": each("merged.{0}", MERGED),
        "read_or_known": each(READ_OR_KNOWN, READ),
        "held_columns": each("posts.{0}", MERGED),
        "read_columns": each("readings.{0}", READ),
    },
    "keep_load": {"known_columns": each("known.{0}", (*MERGED, *READ))},
}
