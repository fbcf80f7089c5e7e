"""Issues and comments on GitHub: of whole repositories, and wherever a word is said.

Docs    https://docs.github.com/en/rest
Auth    none for little; a fine-grained token that may read issues, for more
Limits  60 questions an hour and address, 5,000 with a token; 30 searches a minute; 1,000 hits of a
        search, so it is read on by time; waits when told to
Gaps    discussions need another API and are not heard; an issue's own edits are seen, but not when
        they were made; reactions count as likes where they agree; no followers
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.github_api import GONE, HEADERS, HIDDEN, limited
from ingest.sources.github_pass import Pass
from ingest.sources.github_posts import Place, named, post
from ingest.sources.github_streams import Stream, read
from ingest.sources.options import Address, Search, Secret, secret
from ingest.sources.refusals import Missing, missing
from ingest.web.asking import Api
from ingest.web.auth import bearer
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.response import CredentialsRefused

CHECKED = 50  # held posts in a batch; each is a question of its own

Repository = Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")]


class Options(Search):
    """What earshot.toml says of GitHub; terms are searched for where given, or nothing else is."""

    base_url: Address = Field(
        default=Address("https://api.github.com"), description="Where the API answers."
    )
    own_repositories: tuple[Repository, ...] = Field(
        default=(), description="The brand's, read whole; its members answer for the brand there."
    )
    repositories: tuple[Repository, ...] = Field(
        default=(), description="Others to read whole, as owner/name."
    )
    pull_requests: bool = Field(default=False, description="Read pull requests, too.")
    token: Secret = secret("Fine-grained, with read access to issues.", optional=True)


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield what changed, stream by stream, the one furthest behind first, oldest change first.

    The cursor holds each stream's state by its name. A repository that is refused costs no other:
    it is told at the end. After max_items the rest is left to the next run.
    """
    api, streams = _api(source), list(_streams(source, brands))
    so_far = Pass.begins(cursor, streams, now)
    refused: SourceError | None = None
    for stream in so_far.in_order(streams):
        try:
            for found in read(client, api, stream, so_far.states[stream.name]):
                yield so_far.page(stream.name, found)
                if so_far.count >= source.max_items and so_far.has_moved(stream.name):
                    return
        except (SourceRejected, UnexpectedPayload) as error:
            refused = refused or error
    if refused:
        raise refused


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts as they are now, each by itself."""
    for checked in recheck(client, source, post_ids):
        yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of posts; what was deleted is answered by 404 or 410."""
    api = _api(source)
    for first in range(0, len(post_ids), CHECKED):
        asked = post_ids[first : first + CHECKED]
        found = {one: _now(client, api, place) for one in asked if (place := named(one))}
        yield Checked(
            items=tuple(item for item in found.values() if item),
            gone=tuple(one for one, item in found.items() if item is None),
        )


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An item is an issue, a pull request or a comment on either."""
    yield post(item, source, {name.lower() for name in source.own_repositories})


def _now(client: Client, api: Api, place: Place) -> Item | None:
    """An issue or comment as it is; None where it is gone, empty where that is not known."""
    try:
        told = client.get_json(api, place.path).data
    except Missing:
        return None
    except CredentialsRefused:
        raise
    except SourceRejected:  # blocked for everybody, perhaps for a while
        return {}
    return told if isinstance(told, dict) else {}


def _streams(source: Options, brands: Mapping[str, Brand]) -> Iterator[Stream]:
    """Repositories first; words where they are given, or where there is nothing else."""
    pulls = source.pull_requests
    repositories = dict.fromkeys((*source.own_repositories, *source.repositories))
    for name in repositories:
        path, issues = f"repos/{name}/issues", {"state": "all"}
        yield Stream(name=f"{name} issues", path=path, params=issues, takes_pulls=pulls)
        yield Stream(name=f"{name} comments", path=f"{path}/comments", takes_pulls=pulls)
    for term in source.wanted(brands) if source.terms or not repositories else ():
        phrase = '"' + term.replace('"', " ") + '" in:title,body,comments'
        for kind in ("issue", "pull-request") if pulls else ("issue",):
            query = f"{phrase} is:{kind}"
            yield Stream(name=query, path="search/issues", query=query, takes_pulls=pulls)


def _api(source: Options) -> Api:
    return Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        headers=HEADERS,
        auth=None if source.token.missing else bearer(expand(source.name, source.token)),
        asks_to_wait=limited,
        refusal=missing(source.name, GONE, HIDDEN),
    )
