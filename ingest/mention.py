"""The records that every source and file yields."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

KINDS = ("post", "reply", "comment", "review", "article", "question", "repost", "quote")
COUNTS = ("like_count", "share_count", "reply_count", "view_count")
POLARITIES = ("negative", "neutral", "positive")
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One public text; source and post_id identify it for good.

    Ids are as delivered by the source, always text, without the source's name; the loader adds it.
    Times are aware; a naive one raises ValueError. A count is None where the source gives none.

    Attributes:
        source: short name of the source, for example "hackernews".
        post_id: the source's own id of the post.
        created_at: when the author published it.
        is_dated_by_change: created_at is when it was last changed, because the source says no
            other time (reviews in app stores): an earlier time that is held stays, and this one is
            its edit.
        text: plain text, HTML stripped, entities decoded.
        parent_id: the post that this one replies to; it need not be held.
        conversation_id: the source's own id of the thread, usually the root post's id.
        conversation_source: the source that holds the thread's first post, where that is another
            one: the comments of a blog and its articles; parent_id is of it where it is that post.
        brand: key of the brand, where the source or the file names it; None lets matching decide.
        brand_by_thread: the thread belongs to the brand that answers in it (help-desk files).
        is_outbound: True for a post by the brand itself, where the source says so; brand is given
            then.
        is_addressed: True where the source says that the post speaks to the brand
            (its own page, a review, a help desk); None lets the text decide.
        kind: one of KINDS.
        author_id: stable id of the author.
        author_handle: the @name.
        author_name: the display name.
        author_followers: followers when observed; None is unknown, never 0.
        author_is_bot: declared a bot by the source.
        title: headline.
        lang: language as the source declares it (BCP 47).
        url: permalink, http or https.
        story: address of what several sources may list, an article for example: posts of different
            sources that share it are copies; None where it is the post's own.
        rating: 1 to 5.
        given_polarity: what another tool said of the text, one of POLARITIES; kept beside ours.
        like_count: likes when observed.
        share_count: reposts, boosts or shares when observed.
        reply_count: replies when observed.
        view_count: views when observed.
        removed_at: when it was removed, as far as known.
        edited_at: when it was last edited, as far as known.
        observed_at: when this state was read; None is "now" for a fetch and the end of a file.
    """

    source: str
    post_id: str
    created_at: datetime
    text: str
    parent_id: str | None = None
    conversation_id: str | None = None
    conversation_source: str | None = None
    is_dated_by_change: bool = False
    brand: str | None = None
    brand_by_thread: bool = False
    is_outbound: bool = False
    is_addressed: bool | None = None
    kind: str = "post"
    author_id: str | None = None
    author_handle: str | None = None
    author_name: str | None = None
    author_followers: int | None = None
    author_is_bot: bool = False
    title: str | None = None
    lang: str | None = None
    url: str | None = None
    story: str | None = None
    rating: float | None = None
    given_polarity: str | None = None
    like_count: int | None = None
    share_count: int | None = None
    reply_count: int | None = None
    view_count: int | None = None
    removed_at: datetime | None = None
    edited_at: datetime | None = None
    observed_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.source or not self.post_id:
            raise ValueError("a post needs a source and a post_id")
        for name in ("created_at", "removed_at", "edited_at", "observed_at"):
            value = getattr(self, name)
            if value is not None and value.tzinfo is None:
                raise ValueError(f"{name} {value} has no time zone")
        _check_counts(self, ("author_followers", *COUNTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """How far a post had spread at one moment; None is a count that the source does not give."""

    source: str
    post_id: str
    observed_at: datetime
    like_count: int | None = None
    share_count: int | None = None
    reply_count: int | None = None
    view_count: int | None = None

    def __post_init__(self) -> None:
        if self.observed_at.tzinfo is None:
            raise ValueError(f"observed_at {self.observed_at} has no time zone")
        _check_counts(self, COUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """What could not become a post, kept with its reason so that it can be replayed.

    Attributes:
        source: the source, or the file's stem.
        format: the preset or connector that refused it; the same one replays it.
        reason: what was wrong, naming the field and what is allowed.
        payload: the row or item as delivered, JSON-able; bytes that are no text are escaped.
        place: where it stood, for example "posts.csv:12".
    """

    source: str
    format: str
    reason: str
    payload: Any
    place: str


Record = Post | Engagement | Reject


def _check_counts(record: Post | Engagement, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None and not 0 <= value <= LARGEST:
            raise ValueError(f"{name} {value} is no count from 0 to 9223372036854775807")
