"""Pages that people asked to be sent: rows of the ledger of what people say.

What is kept is the view: the page, its filters and its period, never its numbers, which are those
of the day on which it is sent.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sql import feedback
from sql.feedback import Action

KIND = "page_digest"
PREFIX = "page:"  # of what digests of pages are kept under
DAY, WEEK = "day", "week"
# Pages that hold figures of a brand, by their address: others have nothing to send.
PAGES: Mapping[str, str] = {
    "overview": "Overview",
    "sentiment": "Sentiment",
    "spikes": "Spikes",
    "live-risk": "Live risk",
    "response-desk": "Response desk",
    "replies": "Replies",
    "mentions": "Mentions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """One page that somebody asked to be sent.

    Attributes:
        page: key of PAGES.
        brand: key.
        period: 7d, 28d, 90d, 12m or all, up to where the brand is known when it is sent.
        filters: as filtered_mentions takes them.
        address: the same as the page's address has them, for links.
        every: day, or week on Mondays.
        at: minute of the day, in `zone`.
        zone: IANA name of the brand's zone.
        tell: keys of people.
        who: asked for it, as the log-in names them.
        said_at: when, aware.
        batch_id: by which it is taken back.
        language: that of who asked, for people who have none of their own; None: not known.
    """

    page: str
    brand: str
    period: str
    filters: Mapping[str, str]
    address: Mapping[str, Sequence[str]]
    every: str
    at: int
    zone: str
    tell: Sequence[str]
    who: str
    said_at: datetime
    batch_id: str = ""
    language: str | None = None

    @property
    def audience(self) -> str:
        """What its digests are kept under: this wish alone, so that figures are compared alike."""
        return f"{PREFIX}{self.batch_id}"

    def action(self) -> Action:
        """The row that asks for it."""
        view = {
            "period": self.period,
            "filters": dict(self.filters),
            "address": {key: list(values) for key, values in self.address.items()},
            "at": self.at,
            "zone": self.zone,
            "tell": list(self.tell),
            "language": self.language,
        }
        return Action(
            kind=KIND,
            subject=self.page,
            brand=self.brand,
            field=self.every,
            value=json.dumps(view, ensure_ascii=False, sort_keys=True),
            who=self.who,
            said_at=self.said_at,
        )


def asked(data: Path) -> list[SentPage]:
    """What people asked to be sent and did not take back, the oldest first.

    Raises:
        PeopleDamaged: the ledger cannot be read.
    """
    return standing(feedback.everything(data, KIND))


def standing(said: Sequence[Action]) -> list[SentPage]:
    """Of rows of the ledger those that still hold, the oldest first."""
    return [_page(one) for one in feedback.not_undone(said)]


def _page(one: Action) -> SentPage:
    return SentPage(
        page=one.subject,
        brand=one.brand,
        every=one.field,
        who=one.who,
        said_at=one.said_at,
        batch_id=one.batch_id,
        **json.loads(one.value or "{}"),
    )
