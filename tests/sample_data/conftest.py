"""The sample story as a loader sees it: the committed one, and one told up to other moments."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.config_file import load_config
from ingest.files import read
from ingest.mention import Engagement, Post, Reject
from sample_data.generate import files, write
from sample_data.story import Story
from tests.places import ROOT

HERE = ROOT / "sample_data"
BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
OWN = {"tavornay", "tavornaycare", "tavornaybot"}
MACHINE = re.compile(r"We have received your message|more messages than usual|Your case number is")
# the small hours of a Monday, a clock change on the way; the last minute of a Sunday
MOMENTS = ["2025-06-30T03:17:42+00:00", "2025-02-02T23:59:59+00:00"]


class Told:
    """A written story as a loader sees it: posts by kind of writer, snapshots by post."""

    def __init__(self, folder: Path) -> None:
        self.files = files(folder)
        self.end = max(options.get("observed_until", BEGIN) for _, options in self.files)
        self.story = Story.until(self.end)
        self.config = load_config(folder / "earshot.toml")
        records = [
            record
            for path, options in self.files
            for record in read(path, format=options["format"])
        ]
        self.rejects = [record for record in records if isinstance(record, Reject)]
        self.posts = [record for record in records if isinstance(record, Post)]
        self.by_id = {post.post_id: post for post in self.posts}
        accounts = {handle for brand in self.config.brands.values() for handle in brand.handles}
        self.outbound = [post for post in self.posts if post.author_handle in accounts]
        self.inbound = [post for post in self.posts if post.author_handle not in accounts]
        self.snapshots: dict[str, list[Engagement]] = {}
        for record in records:
            if isinstance(record, Engagement):
                self.snapshots.setdefault(record.post_id, []).append(record)

    def at(self, scene: str) -> datetime:
        """When a scene begins, UTC."""
        return datetime.fromtimestamp(self.story[scene], UTC)

    def first_posts(self, since: datetime, until: datetime) -> list[Post]:
        """First posts that speak to the own brand on the social network in a span."""
        return [
            post
            for post in between(self.inbound, since, until)
            if post.source == "chirp" and post.kind == "post" and "@tavornay" in post.text.lower()
        ]

    def replies(self, since: datetime, until: datetime) -> list[Post]:
        """What the own brand's people answered on the social network in a span."""
        return [
            post
            for post in between(self.outbound, since, until)
            if post.author_handle in OWN and post.source == "chirp"
            if post.parent_id and not MACHINE.search(post.text)
        ]

    def unanswered(self, posts: list[Post]) -> list[Post]:
        """Those whose thread holds no answer by a person of the own brand."""
        answered = {post.conversation_id for post in self.replies(BEGIN, self.end)}
        return [post for post in posts if post.post_id not in answered]


def between(posts: list[Post], since: datetime, until: datetime) -> list[Post]:
    return [post for post in posts if since <= post.created_at < until]


@pytest.fixture(scope="session")
def told() -> Told:
    return Told(HERE)


@pytest.fixture(scope="session", params=MOMENTS)
def other(request, tmp_path_factory) -> tuple[Told, datetime]:
    now = datetime.fromisoformat(request.param)
    folder = tmp_path_factory.mktemp("story")
    write(folder, now)
    return Told(folder), now
