"""Where the rooms of digests, people and configuration meet: one digest, made, kept and sent."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from assistants.asked import RefusedError
from commands.delivery import known_people
from digests import brief, post_brief
from digests.digest import Digest
from digests.mail import send
from digests.making import make
from digests.said import last_said
from digests.subject import WEEK, subject
from ingest.config import Config
from ingest.errors import EarshotError
from ingest.web.config_text import expand
from sql.reader import Reader
from sql.sent_pages import SentPage
from sql.warehouse import bring_up
from wording.said import speaking

WORST = "worst"  # in place of a post: the one that grows and may hurt most


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of one digest.

    Attributes:
        audience: key of audiences.AUDIENCES; of a page that is sent its own `audience`.
        brand: key or name; None is the only own brand.
        days: 1 or 7.
        to: keys of [people] who get it.
        at: when it was due, where it was due by itself; None: it is asked for now.
        view: the page that is sent; None: a digest of a brand.
        language: of wording.said.LANGUAGES; None: each reader's own, else the configuration's.
    """

    audience: str
    brand: str | None
    days: int
    to: Sequence[str] = ()
    at: datetime | None = None
    view: SentPage | None = None
    language: str | None = None


def made(data: Path, config: Config, order: Order, now: datetime) -> Digest:
    """The digest that an order asks for; nothing is kept or sent.

    Raises:
        EarshotError: there is no such brand or nothing honest to say of it.
        WarehouseError: nothing is published.
    """
    url = expand("dashboard", config.dashboard.url)
    bring_up(data)  # what an older Earshot published lacks figures of this one
    with closing(Reader(data)) as reader:
        try:
            about = subject(reader, order.brand, order.days, url, view=order.view)
            said = last_said(data, order.audience, about.asked.brand, order.days, order.at or now)
            with speaking(order.language or config.language):
                return make(about, order.audience, said, now)
        except RefusedError as error:
            raise EarshotError(f"no digest: {error}") from error


def briefed(
    data: Path,
    config: Config,
    order: Order,
    now: datetime,
    *,
    spike: str | None = None,
    post: str | None = None,
) -> Digest:
    """The brief of a spike, None for the one that runs; or of a post where one is named.

    What other brands had in its hours is told where everybody of the order may hear of all brands.

    Raises:
        EarshotError: there is no such brand or no such spike or post.
        WarehouseError: nothing is published.
    """
    url = expand("dashboard", config.dashboard.url)
    bring_up(data)
    with closing(Reader(data)) as reader:
        try:
            source = brief.source_of(subject(reader, order.brand, WEEK, url))
            people = [config.people[key] for key in order.to if key in config.people]
            sees_all = not any(one.brands for one in people)
            with speaking(order.language or config.language):
                if post is not None:
                    return post_brief.make(source, None if post == WORST else post, now)
                return brief.make(replace(source, sees_all=sees_all), spike, now)
        except RefusedError as error:
            raise EarshotError(f"no brief: {error}") from error


def sent(
    config: Config, order: Order, digest: Digest, again: Callable[[Order], Digest]
) -> list[str]:
    """Send a digest to everybody of the order; what went wrong, a sentence each.

    Args:
        config: who they are.
        order: what was asked; a language in it is everybody's, else each has their own.
        digest: as it was made.
        again: makes the same in another language, which its order names.

    Raises:
        EarshotError: somebody of the order is nobody of [people], or is told of other brands only.
    """
    people = known_people(config)
    if unknown := [key for key in order.to if key not in people]:
        raise EarshotError(
            f"{', '.join(unknown)} is nobody of [people] in earshot.toml; there are "
            f"{', '.join(people) or 'none'}"
        )
    for key in order.to:
        if not people[key].may_hear_of(digest.brand):
            raise EarshotError(
                f"{key} may be told about other brands only: brands in [people.{key}] of "
                f"earshot.toml lack {digest.brand}"
            )
    problems = []
    written = {digest.language: digest}
    for key in order.to:
        code = order.language or people[key].language
        if code not in written:
            written[code] = again(replace(order, language=code))
        for channel in range(1, len(people[key].to) + 1):
            told = send(
                people[key], channel, written[code], message_id=_named(digest, key, channel)
            )
            problems += [] if told.is_done else [told.problem]
    return problems


def _named(digest: Digest, person: str, channel: int) -> str:
    """By which a receiver knows a digest that came twice."""
    made_at = digest.made_at.astimezone(UTC).isoformat()
    parts = (digest.audience, digest.brand, made_at, person, str(channel))
    return sha256("\0".join(parts).encode()).hexdigest()[:20]
