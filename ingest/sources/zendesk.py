"""Tickets of the brand's own Zendesk: what customers ask, and what agents answer in public.

Docs    https://developer.zendesk.com/api-reference/ticketing/introduction/
Auth    an administrator's e-mail address and an API token
Limits  10 exports a minute, each of a hundred tickets; 200 to 2,500 questions a minute by plan, one
        for each ticket that changed; what changed in the last minute comes with the next pass
Gaps    internal notes, attachments, names and addresses of customers are not read; a rating's time
        is the ticket's last change where the plan shows no ratings; a comment that was made private
        or taken out is seen when the ticket is asked for again
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceRejected
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.options import Address, Secret, Source, secret
from ingest.sources.refusals import missing
from ingest.sources.zendesk_api import exported
from ingest.sources.zendesk_posts import post
from ingest.sources.zendesk_reading import Reading, checked
from ingest.web.asking import Api
from ingest.web.auth import basic
from ingest.web.client import Client
from ingest.web.config_text import expand

FIRST_RUN = timedelta(days=30)
AGAIN = "again"  # in the cursor: tickets that were refused
WITHHELD = timedelta(minutes=1)  # Zendesk shows nothing younger


class Options(Source):
    """What earshot.toml says of a Zendesk."""

    base_url: Address = Field(description='Its address: "https://acme.zendesk.com".')
    email: str = Field(description="Of the administrator whose token it is.", min_length=3)
    ticket_brand_ids: tuple[int, ...] = Field(
        default=(), description="Only tickets of these brands of Zendesk's, where it has several."
    )
    api_token: Secret = secret("Made in the Admin Center, under APIs, API tokens.")


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - everything is about the source's own
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield tickets that changed, with all that is public in them, a page for each.

    The cursor is that of the export; it moves when all tickets of an exported page are stored. A
    ticket that is refused costs no other: it is told at the end, and asked for again next time.

    Raises:
        SourceRejected: the source names no brand: whose agents would they be?
    """
    if source.brand is None:
        raise SourceRejected(f'{source.name}: say whose tickets they are: brands = ["…"]')
    api, since = _api(source), None if cursor else now - FIRST_RUN
    at = {key: value for key, value in cursor.items() if key != AGAIN}
    at = at or {"start": int((now - FIRST_RUN).timestamp())}
    reading = Reading(client, api, source.ticket_brand_ids, cursor.get(AGAIN, {}))

    def page(items: tuple[Item, ...], until: datetime | None = None) -> Page:
        held = {**at, AGAIN: dict(reading.again)} if reading.again else at
        return Page(items=items, cursor=held, observed_since=since, observed_until=until)

    yield from map(page, reading.refused_before())
    for exports in exported(client, api, at):
        yield from map(page, reading.tickets(exports.tickets))
        at = exports.cursor
        yield page((), now - WITHHELD if exports.is_last else None)
        if reading.count >= source.max_items:
            break
    if reading.refused:
        raise reading.refused


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of comments: those of deleted tickets, and private ones, are gone."""
    yield from checked(client, _api(source), post_ids)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An item is a public comment, a rating, or that a ticket was deleted."""
    yield post(item, source, expand(source.name, source.base_url).rstrip("/"))


def _api(source: Options) -> Api:
    token = expand(source.name, source.api_token)
    return Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        auth=basic(f"{source.email}/token", token),
        refusal=missing(source.name),
    )
