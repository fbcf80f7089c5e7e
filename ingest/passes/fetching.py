"""One source read to its end, handed over in parts, so that a long reading is kept as it comes."""

import logging
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ingest import sources as connectors
from ingest.config import Config
from ingest.errors import NotNow, SourceError
from ingest.loading.resume import ResumePoint
from ingest.mention import Post, Record, Reject
from ingest.passes.deletions import Rechecked, recheck
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.options import Source
from ingest.web.client import Client
from ingest.web.redaction import redact

PART_SECONDS = 60.0  # what a kill costs at most, in reading that is done again
PART_RECORDS = 5000

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Fetched:
    """A part of what one source delivered.

    Attributes:
        records: of this part.
        page: the last one that proves up to when the source is known, None where none does.
        cursor: of the last page.
        error: why it ended early; None where it did not.
        rechecked: what became of held posts, in the last part.
        is_end: it is the last part.
        fresh: ids of the posts of this and all earlier parts.
        record_count: records of the earlier parts.
        rejected_count: of them, those that were refused.
    """

    source: Source
    started_at: datetime
    records: list[Record] = field(default_factory=list)
    page: Page | None = None
    cursor: Cursor | None = None
    error: str | None = None
    rechecked: Rechecked = field(default_factory=Rechecked)
    is_end: bool = True
    fresh: set[str] = field(default_factory=set)
    record_count: int = 0
    rejected_count: int = 0
    begun_at: float = field(default_factory=time.monotonic)

    @property
    def all_count(self) -> int:
        """Records of this part and those before."""
        return self.record_count + len(self.records)

    @property
    def all_rejected_count(self) -> int:
        """Those of them that were refused."""
        return self.rejected_count + sum(isinstance(one, Reject) for one in self.records)

    def is_due(self) -> bool:
        """Whether it is time to hand it over: its last page says where to go on from."""
        is_long = time.monotonic() - self.begun_at > PART_SECONDS
        return self.cursor is not None and (is_long or len(self.records) > PART_RECORDS)

    def following(self) -> "Fetched":
        """The next part, empty."""
        return Fetched(
            source=self.source,
            started_at=self.started_at,
            fresh=self.fresh,
            record_count=self.all_count,
            rejected_count=self.all_rejected_count,
        )


def fetch(client: Client, source: Source, config: Config, resume: ResumePoint) -> Iterator[Fetched]:
    """Read one source to its end, then held posts again; where it fails, what came is kept.

    Of held posts first the counts are read, then whether they are still there: that is a duty, and
    may cost nothing, so that it is tried where a budget is spent, too. A mistake of ours
    in a connector costs this source's pass and no other: it is told, and its place is logged.
    """
    part = Fetched(source=source, started_at=datetime.now(UTC))
    brands = {key: config.brands[key] for key in source.brands or config.brands}
    pages = connectors.fetch(client, source, brands, resume.cursor, part.started_at)
    try:
        try:
            for page in pages:
                _take(part, page)
                if part.is_due():
                    part.is_end = False
                    yield part
                    part = part.following()
            for items in connectors.poll(client, source, _affordable(part, resume.polls)):
                _keep(part, items, datetime.now(UTC))
        except NotNow as error:
            part.error = redact(str(error))
        part.rechecked = Rechecked(due=resume.rechecks, records=part.records)
        recheck(client, source, part.rechecked, datetime.now(UTC))
    except SourceError as error:
        part.error = part.error or redact(str(error))
    except Exception as error:  # noqa: BLE001 - whatever a server made a connector stumble over
        log.error("%s: %s", source.name, redact(traceback.format_exc()))
        part.error = redact(f"{source.name}: a mistake of Earshot's own: {error!r}; see the log")
    yield part


def _take(part: Fetched, page: Page) -> None:
    """Keep a page's records, and its cursor where it proves anything."""
    _keep(part, page.items, part.started_at)
    part.cursor = page.cursor
    if page.observed_until is not None:
        part.page = page


def _keep(part: Fetched, items: tuple[Item, ...], now: datetime) -> None:
    for number, item in enumerate(items, part.all_count + 1):
        place = f"{part.source.name}, item {number}"
        read = connectors.read_item(item, part.source, place, now)
        part.records.extend(read)
        part.fresh.update(record.post_id for record in read if isinstance(record, Post))


def _affordable(part: Fetched, polls: Sequence[str]) -> list[str]:
    """What new posts leave of the source's limit; those just read are known already."""
    room = max(0, part.source.max_items - part.all_count)
    return [post_id for post_id in polls if post_id not in part.fresh][:room]
