"""A forum of our own that answers as Discourse does: its shapes, pages, errors; invented people."""

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
NOT_FOUND = {
    "errors": ["The requested URL or resource could not be found."],
    "error_type": "not_found",
}
QUERY = re.compile(r'"(.*)" after:(\S+) order:latest')


def stamp(moment):
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Forum:
    """Topics of posts.

    Attributes:
        posts: by id, as /posts/ID.json has them; deleted ones are not shown.
        titles: of the topics.
        shown: posts that a topic shows by itself.
        page_size: of listings and of searches.
        knows_after: whether the search heeds "after:".
        refuses: path → reply that is given in place of the answer.
    """

    def __init__(self, *, shown=20, page_size=30, knows_after=True):
        self.posts, self.titles, self.refuses = {}, {}, {}
        self.shown, self.page_size, self.knows_after = shown, page_size, knows_after

    def say(self, topic, at, words, *, name="kim", to=None, **more):
        """A post in a topic, which begins with it where there is none."""
        post_id = len(self.posts) + 9001
        number = 1 + sum(one["topic_id"] == topic for one in self.posts.values())
        self.titles.setdefault(topic, f"Topic {topic}")
        self.posts[post_id] = {
            "id": post_id,
            "name": name.title(),
            "username": name,
            "user_id": sum(map(ord, name)),
            "avatar_template": "/user_avatar/forum.example/kim/{size}/1_2.png",
            "created_at": stamp(at),
            "updated_at": stamp(at),
            "cooked": f"<p>{words}</p>",
            "post_number": number,
            "post_type": 1,
            "reply_to_post_number": to,
            "reply_count": 0,
            "reads": 9,
            "score": 2.0,
            "topic_id": topic,
            "topic_slug": f"topic-{topic}",
            "version": 1,
            "actions_summary": [],
            "admin": False,
            "moderator": False,
            "staff": False,
            "hidden": False,
            "user_deleted": False,
            "deleted_at": None,
            "post_url": f"/t/topic-{topic}/{topic}/{number}",
        } | more
        return post_id

    def __call__(self, request: Request) -> Reply:
        path = unquote(request.path)
        if path in self.refuses:
            return self.refuses[path]
        for pattern, answer in (
            (r"/(?:latest|c/.+/l/latest)\.json", self._listing),
            (r"/search\.json", self._search),
            (r"/t/(\d+)\.json", self._topic),
            (r"/t/(\d+)/posts\.json", self._more),
            (r"/posts/by_number/(\d+)/(\d+)\.json", self._by_number),
            (r"/posts/(\d+)\.json", self._post),
        ):
            if found := re.fullmatch(pattern, path):
                read = answer(request, *map(int, found.groups()))
                return Reply(json.dumps(read or NOT_FOUND), 200 if read else 404, JSON)
        return Reply("<h1>Not Found</h1>", status=404)

    def _there(self, topic=None):
        return [
            one
            for one in self.posts.values()
            if not one["deleted_at"] and topic in (None, one["topic_id"])
        ]

    def _head(self, topic):
        posts = self._there(topic)
        return {
            "id": topic,
            "title": self.titles[topic],
            "slug": f"topic-{topic}",
            "archetype": "regular",
            "posts_count": len(posts),
            "bumped_at": max(one["created_at"] for one in posts),
            "pinned": False,
            "views": 1000 + topic,
        }

    def _listing(self, request):
        heads = [self._head(topic) for topic in self.titles if self._there(topic)]
        heads.sort(key=lambda one: one["bumped_at"], reverse=True)
        first = int(request.query.get("page", "0")) * self.page_size
        told = {"topics": heads[first : first + self.page_size]}
        if len(heads) > first + self.page_size:
            told["more_topics_url"] = "/latest?page=1"
        return {"topic_list": told, "users": []}

    def _search(self, request):
        phrase, after = QUERY.fullmatch(request.query["q"]).groups()
        begin = after if self.knows_after else ""
        found = [
            one
            for one in self._there()
            if phrase.casefold() in one["cooked"].casefold() and one["created_at"][:10] >= begin
        ]
        found.sort(key=lambda one: one["created_at"], reverse=True)
        first = (int(request.query["page"]) - 1) * self.page_size
        page = found[first : first + self.page_size]
        names = ("id", "topic_id", "username", "created_at", "post_number")
        return {
            "posts": [{n: one[n] for n in names} | {"blurb": one["cooked"][:40]} for one in page],
            "topics": [self._head(topic) for topic in {one["topic_id"] for one in page}],
            "grouped_search_result": {
                "more_full_page_results": True if len(found) > first + len(page) else None,
                "error": None,
            },
        }

    def _topic(self, _, topic):
        posts = self._there(topic)
        if not posts:
            return None
        stream = {"posts": posts[: self.shown], "stream": [one["id"] for one in posts]}
        return self._head(topic) | {"post_stream": stream}

    def _more(self, request, topic):
        wanted = {int(value) for name, value in request.pairs if name == "post_ids[]"}
        return {
            "post_stream": {"posts": [one for one in self._there(topic) if one["id"] in wanted]}
        }

    def _by_number(self, _, topic, number):
        found = [one for one in self._there(topic) if one["post_number"] == number]
        return found[0] if found else None

    def _post(self, _, post_id):
        found = [one for one in self._there() if one["id"] == post_id]
        return found[0] if found else None


def ago(now: datetime, **time):
    return now - timedelta(**time)
