"""A source tried before anybody relies on it: one page is read, nothing is written."""

import logging
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from ingest import sources as connectors
from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected
from ingest.mention import Post, Reject
from ingest.sources.needs import needs_of, variables
from ingest.sources.options import Source
from ingest.web.asking import Limits
from ingest.web.budgets import BudgetSpent
from ingest.web.client import Client
from ingest.web.redaction import redact

PATIENCE = 30.0  # seconds for the whole of it
log = logging.getLogger(__name__)
# One question, one answer: who tries a source is told at once what a pass would wait for.
HASTY = Limits(connect_seconds=8, read_seconds=15, answer_seconds=20, attempts=1, backoff_seconds=0)
ITEMS = 25  # of the page; some platforms are paid by the item
SHOWN = 3
SHORTENED = 280  # signs of a text that are shown
AGAIN = "Check its address; where that is right, it may come back by itself."
State = Literal[
    "works",
    "empty",
    "not understood",
    "missing",
    "refused",
    "spent",
    "unreachable",
    "too slow",
    "broken",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of it, for people.

    Attributes:
        state: works; empty (it answers, and has nothing); not understood (no item could be read);
            missing (a variable is not set, nothing was asked); refused (a person has to do
            something); spent (its budget: nothing was asked); unreachable (it may come back by
            itself); too slow; broken (a mistake of Earshot's own).
        told: sentences, the most important first.
        missing: names of environment variables to set.
        read_count: items of the page.
        shown: up to three of them as they are understood.
        refused: up to three reasons why items were not.
    """

    source: str
    kind: str
    state: State
    told: Sequence[str]
    missing: Sequence[str] = ()
    read_count: int = 0
    refused_count: int = 0
    shown: Sequence[Mapping[str, Any]] = ()
    refused: Sequence[str] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(slots=True)
class _Read:
    items: tuple[Any, ...] | None = None
    reach: list[str] = field(default_factory=list)
    error: SourceError | None = None
    surprise: str = ""


def try_source(
    source: Source,
    brands: Mapping[str, Brand],
    *,
    data: Path | None = None,
    limits: Limits = HASTY,
    patience: float = PATIENCE,
) -> Trial:
    """Read one page as a first pass would, and say what works and what is missing.

    Args:
        source: from the configuration, or a draft.
        brands: all of them, by key.
        data: the warehouse's folder, where budgets are counted: what a trial costs is spent.
        limits: how patient the client is.
        patience: seconds after which nobody waits any longer.
    """
    made = partial(Trial, source=source.name, kind=source.kind)
    missing = [one.name for one in variables(source) if one.is_required and not one.is_set]
    if missing:
        return made(state="missing", told=[*_unset(missing), *_help(source)], missing=missing)
    read = _Read()
    client = Client(limits, data)
    reader = threading.Thread(target=_read, args=(source, brands, client, read), daemon=True)
    reader.start()
    begun = time.monotonic()
    reader.join(patience)
    if reader.is_alive():
        told = f"No answer within {time.monotonic() - begun:.0f} seconds: it was not waited for."
        return made(state="too slow", told=[told, "Try again later; a pass waits longer."])
    if read.surprise:
        return made(
            state="broken", told=[read.surprise, "The log has the place: please report it."]
        )
    if read.error is not None:
        return _failed(source, read.error)
    trial = _understood(source, read.items)
    reach = list(map(redact, read.reach)) or _unset_optional(source)
    return replace(trial, told=[*trial.told, *reach])


def _read(source: Source, brands: Mapping[str, Brand], client: Client, read: _Read) -> None:
    """One page, of no more items than people need to see that it works."""
    short = source.model_copy(update={"max_items": min(ITEMS, source.max_items)})
    wanted = {key: brands[key] for key in source.brands or brands}
    try:
        with client:
            pages = connectors.fetch(client, short, wanted, {}, datetime.now(UTC))
            page = next(pages, None)
            read.items = page.items if page else ()
            read.reach += connectors.probe(client, short, wanted)
    except SourceError as error:
        read.error = error
    except Exception as error:  # noqa: BLE001 - whatever a server made a connector stumble over
        log.error("%s: %s", source.name, redact(traceback.format_exc()))
        read.surprise = redact(f"{source.name}: a mistake of Earshot's own: {error!r}")


def _understood(source: Source, items: tuple[Any, ...] | None) -> Trial:
    made = partial(Trial, source=source.name, kind=source.kind, read_count=len(items or ()))
    if not items:
        told = "It answers, and its first page is empty: nothing was said there lately, or nothing "
        return made(state="empty", told=[f"{told}that names the brand."])
    now = datetime.now(UTC)
    records = [
        one
        for number, item in enumerate(items, 1)
        for one in connectors.read_item(item, source, f"item {number}", now)
    ]
    posts = [one for one in records if isinstance(one, Post)]
    rejects = [one for one in records if isinstance(one, Reject)]
    return made(
        state="works" if posts else "not understood",
        told=[_counted(len(items), len(posts), len(rejects))],
        refused_count=len(rejects),
        shown=[_shown(one) for one in _telling(posts)],
        refused=[redact(f"{one.place}: {one.reason}") for one in rejects[:SHOWN]],
    )


def _counted(items: int, posts: int, rejects: int) -> str:
    said = f"It answers: {items} items read, {posts} posts understood"
    if not rejects:
        return f"{said}."
    return f"{said}, {rejects} refused; what is refused is kept with its reason."


def _telling(posts: Sequence[Post]) -> list[Post]:
    """The newest ones, one of the brand's own answers among them where there is one."""
    newest = sorted(posts, key=lambda post: post.created_at, reverse=True)
    own = [post for post in newest if post.is_outbound][:1]
    rest = [post for post in newest if post not in own]
    return [*rest[: SHOWN - len(own)], *own][:SHOWN]


def _shown(post: Post) -> dict[str, Any]:
    text = post.text if len(post.text) <= SHORTENED else f"{post.text[:SHORTENED]}…"
    post = replace(post, text=text)
    fields = ("created_at", "kind", "title", "text", "rating", "lang", "url", "is_outbound")
    who = post.author_handle or post.author_name or post.author_id
    return {"author": who} | {name: getattr(post, name) for name in fields}


def _failed(source: Source, error: SourceError) -> Trial:
    made = partial(Trial, source=source.name, kind=source.kind)
    said = redact(str(error))
    if isinstance(error, BudgetSpent):
        return made(state="spent", told=[said])
    if isinstance(error, SourceRejected):
        return made(state="refused", told=[said, *_help(source)])
    return made(state="unreachable", told=[said, AGAIN])


def _unset(missing: Sequence[str]) -> list[str]:
    names, is_one = ", ".join(missing), len(missing) == 1
    told = f"{names} {'is' if is_one else 'are'} not set in the environment"
    return [f"{told}: export {missing[0]}=…, then start Earshot again."]


def _unset_optional(source: Source) -> list[str]:
    """Keys without which it answers, and says less perhaps."""
    return [
        f"{text.missing[0]} is not set; it answers without, perhaps not everything. "
        f"{type(source).model_fields[key].description}"
        for key in source.secret_keys()
        if (text := getattr(source, key)).missing
    ]


def _help(source: Source) -> list[str]:
    """Which key or right it needs, as its module says it."""
    needs = needs_of(source.kind)
    keys = [f"{key.name}: {key.description}" for key in needs.keys if key.is_secret]
    return [*keys, f"Who may ask: {needs.auth}.", f"docs/sources/{source.kind}.md says where."]
