"""One sound row of each format, and how rows become a file."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from ingest.mention import Record, Reject

POST = {"post_id": "1", "created_at": "2026-03-01T09:30:00+00:00", "text": "It broke."}
SNAPSHOT = {"post_id": "1", "observed_at": "2026-03-01T10:00:00+00:00", "share_count": "4"}
TWEET = {
    "tweet_id": "2",
    "author_id": "115713",
    "inbound": "True",
    "created_at": "Tue Oct 31 22:10:47 +0000 2017",
    "text": "@acme no signal",
    "response_tweet_id": "",
    "in_response_to_tweet_id": "",
}
EXAMPLES = {"posts": POST, "engagement": SNAPSHOT, "twcs": TWEET}


def as_csv(*rows: dict[str, str], **options: Any) -> str:
    """Rows as the standard library writes them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), **options)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def ids(records: Iterable[Record]) -> list[str]:
    """The records' ids in order, "rejected" where there is none."""
    return ["rejected" if isinstance(it, Reject) else it.post_id for it in records]
