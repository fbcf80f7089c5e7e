"""Forums that run Discourse: what is said of the brand there, or everything in a forum of its own.

Docs    https://docs.discourse.org
Auth    none for public forums; else an API key and the username for which it was made
Limits  by default 50 questions in 10 seconds and 200 a minute from one address, 60 a minute by key
Gaps    an edit is seen when a post is looked for again, or its topic shows it; posts that are moved
        to another topic later; whispers and private messages; followers, shares, languages
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from ingest.brand import Brand, Handle
from ingest.errors import SourceRejected
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.discourse_api import NotShown, NotThere, api_of, ask, number_of
from ingest.sources.discourse_pass import Pass
from ingest.sources.discourse_posts import post_of
from ingest.sources.discourse_topics import Forum
from ingest.sources.options import Address, Search, Secret, secret
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand

FIRST_RUN = timedelta(days=30)
OVERLAP = timedelta(hours=1)  # clocks differ, and a search learns late of what is said


def _category(name: str) -> str:
    return name.strip().removeprefix("/c/").strip("/#")


Category = Annotated[str, AfterValidator(_category), Field(min_length=1)]


class Options(Search):
    """What earshot.toml says of a forum."""

    base_url: Address = Field(description='Of the forum: "https://forum.example".')
    own_forum: bool = Field(
        default=False,
        description="It is the brand's own: everything is read, its staff answers for the brand.",
    )
    categories: tuple[Category, ...] = Field(
        default=(), description='Read whole, by the end of their address: "support", "support/42".'
    )
    staff: tuple[Handle, ...] = Field(
        default=(), description="Usernames that answer for the brand there."
    )
    api_key: Secret = secret("For forums that only members see.", optional=True)
    api_username: str | None = Field(default=None, description="For which the key was made.")


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield the posts of topics in which something was written, topic by topic.

    The cursor holds until when everything is read, and how far each topic is. What max_items or a
    failure leaves is read by the next pass, which asks for nothing twice.
    """
    since = datetime.fromisoformat(cursor["since"]) if "since" in cursor else now - FIRST_RUN
    this = Pass(since=since, read={k: list(at) for k, at in cursor.get("topics", {}).items()})
    forum = Forum(client=client, source=source, api=_api(source), since=min(since, now) - OVERLAP)
    topics = _wanted(forum, source, brands, set(this.read))
    for topic, bumped in sorted(topics.items(), key=lambda one: (one[1], one[0])):
        last, at = this.read.get(str(topic), ["0", ""])
        if bumped and bumped == at:
            continue
        for items in forum.posts(topic, int(last)):
            if this.count >= source.max_items:
                return
            this.count += len(items)
            last = str(max([int(last), *(number_of(one, "id") or 0 for one in items)]))
            this.read[str(topic)] = [last, ""]
            yield Page(
                items=items, cursor=this.cursor(since), observed_since=None, observed_until=None
            )
        this.read[str(topic)] = [last, bumped or now.isoformat()]
    yield Page(
        items=(),
        cursor=this.cursor(now),
        observed_since=None if "since" in cursor else since,
        observed_until=now,
    )


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield held posts as they are now, one by one; one that is gone is missing."""
    for checked in recheck(client, source, post_ids):
        if checked.items:
            yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of held posts, one by one; one that is taken back says so itself."""
    api = _api(source)
    for post_id in post_ids:
        try:
            yield Checked(items=(ask(client, api, f"posts/{post_id}.json"),))
        except NotThere:
            yield Checked(gone=(post_id,))
        except NotShown:
            continue  # whether it still is there is not known


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A post of a topic; what the forum itself notes is none."""
    own = frozenset(name.lower() for name in source.staff)
    post = post_of(item, source, str(source.base_url), own, is_own_forum=source.own_forum)
    if post:
        yield post


def _wanted(
    forum: Forum, source: Options, brands: Mapping[str, Brand], followed: set[str]
) -> dict[int, str]:
    """Topics to look into, and when each was last written in; "" where that is not told."""
    listings = [f"c/{name}/l/latest.json" for name in source.categories]
    if source.own_forum and not listings:
        listings = ["latest.json"]
    topics = {topic: bumped for path in listings for topic, bumped in forum.listed(path)}
    if listings and not source.terms:
        return topics
    for term in source.wanted(brands):
        topics |= dict(forum.searched(term))
    if followed:  # where something was said of the brand, the answers count too
        written = _written(forum)
        topics |= {
            topic: at for topic, at in written.items() if str(topic) in followed or topic in topics
        }
    return topics


def _written(forum: Forum) -> dict[int, str]:
    """Topics in which something was written; none where the forum shows no such listing."""
    try:
        return dict(forum.listed("latest.json"))
    except SourceRejected:
        return {}


def _api(source: Options) -> Api:
    key = None if source.api_key.missing else expand(source.name, source.api_key)
    return api_of(source.name, expand(source.name, source.base_url), key, source.api_username)
