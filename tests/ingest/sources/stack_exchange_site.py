"""A stand-in for a Stack Exchange site: same rules, invented threads."""

import gzip
import json
import re

from tests.ingest.web.server import Reply, Request

GZIP = {"Content-Type": "application/json; charset=utf-8", "Content-Encoding": "gzip"}
FILTER = "!nKzQURF6Y5"


def person(number, name):
    return {
        "user_id": number,
        "account_id": number * 10,
        "display_name": name,
        "reputation": 120,
        "user_type": "registered",
        "link": f"https://stackoverflow.com/users/{number}",
    }


def question(number, title, markdown, created, **fields):
    return {
        "question_id": number,
        "title": title,
        "body_markdown": markdown,
        "owner": person(5, "Ana &amp; Bo"),
        "creation_date": created,
        "last_activity_date": created,
        "score": 1,
        "answer_count": len(fields.get("answers", ())),
        "comment_count": len(fields.get("comments", ())),
        "view_count": 14,
        "is_answered": False,
        "tags": ["csv"],
        "link": f"https://stackoverflow.com/questions/{number}/x",
        "content_license": "CC BY-SA 4.0",
    } | fields


def answer(number, question_id, markdown, created, **fields):
    return {
        "answer_id": number,
        "question_id": question_id,
        "body_markdown": markdown,
        "owner": person(7, "Kim"),
        "creation_date": created,
        "last_activity_date": created,
        "score": 2,
        "is_accepted": False,
        "link": f"https://stackoverflow.com/a/{number}",
        "content_license": "CC BY-SA 4.0",
    } | fields


def comment(number, post_id, markdown, created, *, post_type="question", **fields):
    return {
        "comment_id": number,
        "post_id": post_id,
        "post_type": post_type,
        "body_markdown": markdown,
        "owner": person(9, "lee"),
        "creation_date": created,
        "edited": False,
        "score": 0,
        "link": f"https://stackoverflow.com/questions/{post_id}/x#comment{number}_{post_id}",
        "content_license": "CC BY-SA 4.0",
    } | fields


def error(name, message, status=400, number=400):
    body = {"error_id": number, "error_name": name, "error_message": message}
    return Reply(gzip.compress(json.dumps(body).encode()), status, GZIP)


def below(post, key):
    return [one for one in post.get(key, ()) if isinstance(one, dict)]


class Site:
    """Searches by phrase and tag, oldest activity first; shows threads whole to those who ask so.

    knows_filters: makes filters; without it answers and comments are asked for by themselves.
    knows_min: understands `min`; without it every search begins at the beginning.
    says_more: names has_more.
    """

    def __init__(self, *questions, page_size=100):
        self.questions = list(questions)
        self.page_size = page_size
        self.knows_filters = self.knows_min = self.says_more = True
        self.more = {"quota_max": 300, "quota_remaining": 290}
        self.before = {}

    def __call__(self, request: Request) -> Reply:
        if refusal := self.before.pop(request.path, None):
            return refusal
        if request.path == "/filters/create":
            if {*request.query} & {"site", "page", "pagesize"}:
                return error("bad_parameter", "not expected here")
            made = [{"filter": FILTER, "filter_type": "safe", "included_fields": []}]
            told = error("no_method", "this method cannot be called", 404, 404)
            return self._wrapped(made, request) if self.knows_filters else told
        if request.path.startswith("/search/"):
            return self._wrapped(self._found(request.query), request)
        kind, ids, below = re.fullmatch(r"/(\w+)/([\d;]+)/?(\w*)", request.path).groups()
        asked = {int(number) for number in ids.split(";")}
        return self._wrapped(self._asked(kind, asked, below, request.query["filter"]), request)

    @property
    def answers(self):
        return [one for thread in self.questions for one in below(thread, "answers")]

    @property
    def comments(self):
        said = [*self.questions, *self.answers]
        return [one for post in said for one in below(post, "comments")]

    def _found(self, query):
        phrase = query.get("q", "").strip('"').casefold()
        tags = {*query.get("tagged", "").split(";")} - {""}
        found = [
            thread
            for thread in self.questions
            if (not tags or tags & {*thread["tags"]})
            and phrase in json.dumps(thread, ensure_ascii=False).casefold()
            and (not self.knows_min or int(query["min"]) <= thread["last_activity_date"])
        ]
        found.sort(key=lambda thread: thread["last_activity_date"])
        keys = ("question_id", "title", "tags", "creation_date", "last_activity_date")
        return [
            {key: thread[key] for key in keys} | {"item_type": "question", "excerpt": "…"}
            for thread in found
        ]

    def _asked(self, kind, asked, below, filter_):
        if below == "answers":
            return self._shown([o for o in self.answers if o["question_id"] in asked], filter_)
        if below == "comments":
            return self._shown([one for one in self.comments if one["post_id"] in asked], filter_)
        held = {"questions": self.questions, "answers": self.answers, "comments": self.comments}
        key = f"{kind.removesuffix('s')}_id"
        return self._shown([one for one in held[kind] if one[key] in asked], filter_)

    def _shown(self, posts, filter_):
        if filter_ == FILTER:
            return posts
        hidden = ("answers", "comments", "body_markdown", "comment_count")
        return [
            {key: value for key, value in post.items() if key not in hidden}
            | {"body": f"<p>{post['body_markdown']}</p>"}
            for post in posts
        ]

    def _wrapped(self, items, request):
        number = int(request.query.get("page", 1)) - 1
        size = min(self.page_size, int(request.query.get("pagesize", 30)))
        body = {"items": items[number * size :][:size]} | self.more
        if self.says_more:
            body["has_more"] = len(items) > (number + 1) * size
        return Reply(gzip.compress(json.dumps(body).encode()), headers=GZIP)
