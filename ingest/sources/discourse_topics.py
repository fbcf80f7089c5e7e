"""Which topics of a forum have something new, and their posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.discourse_api import ask, number_of, objects, shown
from ingest.sources.fields import moment
from ingest.sources.options import Source
from ingest.web.asking import Api
from ingest.web.client import Client

PAGES = 200  # of a listing or a search: a forum that pages without end is not followed for ever
AT_ONCE = 20  # posts of a topic in one question, as many as a topic shows by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum as a source asks it; since: what lies before it is known."""

    client: Client
    source: Source
    api: Api
    since: datetime

    def listed(self, path: str) -> Iterator[tuple[int, str]]:
        """Yield (id, when it was last written in) of a listing's topics since then, newest first.

        Args:
            path: of the listing: "latest.json".
        """
        seen: set[int | None] = set()
        for page in range(PAGES):
            read = ask(self.client, self.api, path, {"page": page, "no_definitions": "true"})
            topics = objects(self.api.source, read, "topic_list", "topics")
            fresh = [one for one in topics if number_of(one, "id") not in {*seen, None}]
            seen.update(number_of(one, "id") for one in fresh)
            new = [one for one in fresh if _is_public(one) and self._bumped(one) >= self.since]
            for one in new:
                yield one["id"], self._bumped(one).isoformat()
            # Pinned ones come first, however old they are.
            in_order = [one for one in fresh if not one.get("pinned")]
            is_over = not fresh or (in_order and not any(one in new for one in in_order))
            if is_over or not read["topic_list"].get("more_topics_url"):
                return

    def searched(self, term: str) -> Iterator[tuple[int, str]]:
        """Yield (id, when it was last written in, if that is told) of topics that say a term.

        Raises:
            SourceRejected: the forum refuses the search, and says why.
        """
        wanted = '"' + term.replace('"', " ").strip() + '"'
        params = {"q": f"{wanted} after:{self.since:%Y-%m-%d} order:latest"}
        seen: set[int | None] = set()
        for page in range(1, PAGES + 1):
            read = ask(self.client, self.api, "search.json", {**params, "page": page})
            result = read.get("grouped_search_result")
            result = result if isinstance(result, dict) else {}
            if result.get("error"):
                raise SourceRejected(f"{self.api.source}: {wanted}: {result['error']}")
            posts = objects(self.api.source, read, "posts") if "posts" in read else []
            fresh = [one for one in posts if number_of(one, "id") not in {*seen, None}]
            seen.update(number_of(one, "id") for one in fresh)
            # A forum that does not know "after:" would show everything that was ever said.
            new = [one for one in fresh if self._written(one) >= self.since]
            heads = objects(self.api.source, read, "topics") if "topics" in read else []
            topics = {number_of(one, "id"): one for one in heads}
            for topic in {id_ for one in new if (id_ := number_of(one, "topic_id"))}:
                yield topic, self._told_bumped(topics.get(topic, {}))
            if not new or not result.get("more_full_page_results"):
                return

    def posts(self, topic: int, last: int) -> Iterator[tuple[Item, ...]]:
        """Yield the posts of a topic that came after the last one, oldest first, in batches.

        Those that the topic shows by itself are among them again. Each has topic_title, topic_views
        and, where it answers another one, reply_to_post_id. Nothing where the topic is gone.
        """
        read = shown(self.client, self.api, f"t/{topic}.json")
        if read is None or not _is_public(read):
            return
        first = objects(self.api.source, read, "post_stream", "posts")
        stream = [one for one in _stream(read) if isinstance(one, int)]
        known = {number_of(one, "id") for one in first}
        left = [one for one in stream if one > last and one not in known]
        numbers = {number_of(one, "post_number"): number_of(one, "id") for one in first}
        yield self._told(first, read, numbers)
        for at in range(0, len(left), AT_ONCE):
            asked = left[at : at + AT_ONCE]
            answer = ask(self.client, self.api, f"t/{topic}/posts.json", {"post_ids[]": asked})
            posts = objects(self.api.source, answer, "post_stream", "posts")
            posts = [one for one in posts if number_of(one, "id") in asked]
            numbers |= {number_of(one, "post_number"): number_of(one, "id") for one in posts}
            yield self._told(posts, read, numbers)

    def _told(
        self, posts: Sequence[Item], topic: Item, numbers: dict[Any, Any]
    ) -> tuple[Item, ...]:
        extra = {"topic_title": topic.get("title"), "topic_views": topic.get("views")}
        return tuple(
            {**one, **extra, "reply_to_post_id": self._parent(one, topic, numbers)} for one in posts
        )

    def _parent(self, post: Item, topic: Item, numbers: dict[Any, Any]) -> Any:
        """Id of the post that this one answers: the first, unless it says another number."""
        number = number_of(post, "reply_to_post_number") or 1
        if number not in numbers:
            numbers[number] = self._id_of(topic, number)
        return numbers[number] if number != post.get("post_number") else None

    def _id_of(self, topic: Item, number: int) -> int | None:
        """Id of a post by its number; None where that is not told."""
        try:
            path = f"posts/by_number/{number_of(topic, 'id')}/{number}.json"
            return number_of(ask(self.client, self.api, path), "id")
        except (SourceRejected, UnexpectedPayload):
            return None

    def _bumped(self, topic: Item) -> datetime:
        """When it was last written in; one that does not tell is read."""
        for name in ("bumped_at", "last_posted_at", "created_at"):
            if (when := self._moment(topic, name)) is not None:
                return when
        return self.since

    def _told_bumped(self, topic: Item) -> str:
        bumped = self._moment(topic, "bumped_at")
        return bumped.isoformat() if bumped else ""

    def _written(self, post: Item) -> datetime:
        return self._moment(post, "created_at") or self.since

    def _moment(self, read: Item, name: str) -> datetime | None:
        try:
            return moment(self.source, read, name)
        except UnexpectedPayload:  # of what is only looked through; a post is refused by it
            return None


def _stream(topic: Item) -> list[Any]:
    stream = topic["post_stream"].get("stream")
    return stream if isinstance(stream, list) else []


def _is_public(topic: Item) -> bool:
    return topic.get("archetype") != "private_message"
