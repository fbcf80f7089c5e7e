"""The rows of the story's files, and how they are written: the same bytes for the same story."""

import csv
import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from sample_data.people import Author
from sample_data.story import stamp

POST_COLUMNS = [
    "source",
    "post_id",
    "parent_id",
    "conversation_id",
    "brand",
    "kind",
    "author_id",
    "author_handle",
    "author_name",
    "author_followers",
    "author_is_bot",
    "title",
    "text",
    "lang",
    "url",
    "created_at",
    "rating",
    "like_count",
    "share_count",
    "reply_count",
    "view_count",
    "removed_at",
]


@dataclass(slots=True, kw_only=True)
class Row:
    """One post; of, outbound, mood, topic, scene and known serve the story and are not written.

    A count that the source does not give is None; times are seconds since 1970, UTC.
    """

    source: str
    post_id: str
    at: int
    author: Author
    text: str
    of: str
    kind: str = "post"
    outbound: bool = False
    mood: str = ""
    topic: str = ""
    scene: str = ""
    known: dict[str, str] = field(default_factory=dict)
    parent: "Row | None" = None
    root: "Row | None" = None
    brand: str = ""
    title: str = ""
    lang: str = ""
    url: str = ""
    rating: int | None = None
    likes: int | None = None
    shares: int | None = None
    replies: int | None = None
    views: int | None = None
    removed_at: int | None = None

    def cells(self) -> list[object]:
        """The cells in the order of POST_COLUMNS."""
        who = self.author
        return [
            self.source,
            self.post_id,
            self.parent.post_id if self.parent else "",
            (self.root or self).post_id,
            self.brand,
            self.kind,
            who.author_id,
            who.handle,
            who.name,
            who.followers,
            int(who.is_bot),
            self.title,
            self.text,
            self.lang,
            self.url,
            stamp(self.at),
            self.rating,
            self.likes,
            self.shares,
            self.replies,
            self.views,
            stamp(self.removed_at) if self.removed_at else "",
        ]


@dataclass(slots=True, frozen=True)
class Snapshot:
    """How far a post had spread at one moment."""

    source: str
    post_id: str
    observed_at: int
    like_count: int
    share_count: int
    reply_count: int
    view_count: int

    def cells(self) -> list[object]:
        """The cells in the order of the fields."""
        values = [getattr(self, column) for column in SNAPSHOT_COLUMNS]
        values[2] = stamp(self.observed_at)
        return values


SNAPSHOT_COLUMNS = [column.name for column in fields(Snapshot)]


def write_gz(path: Path, columns: list[str], cells: Iterable[list[object]]) -> None:
    """Write a CSV; the archive holds neither time nor name, so equal rows give equal bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
