"""A stand-in for Reddit: same rules, invented things."""

import json
import re

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=UTF-8"}


def submission(number, title, created, **fields):
    return {
        "name": f"t3_{number}",
        "id": number,
        "subreddit": "widgets",
        "author": "user_one",
        "author_fullname": "t2_9zz",
        "title": title,
        "selftext": "Anyone else?",
        "permalink": f"/r/widgets/comments/{number}/x/",
        "url": f"https://www.reddit.com/r/widgets/comments/{number}/x/",
        "created": float(created + 28_800),
        "created_utc": float(created),
        "edited": False,
        "score": 12,
        "upvote_ratio": 0.88,
        "num_comments": 0,
        "num_crossposts": 1,
        "over_18": False,
        "removed_by_category": None,
    } | fields


def comment(number, below, created, root=None, **fields):
    root = root or below
    return {
        "name": f"t1_{number}",
        "id": number,
        "subreddit": "widgets",
        "author": "lee",
        "author_fullname": "t2_8yy",
        "body": "Same here",
        "permalink": f"/r/widgets/comments/{root.removeprefix('t3_')}/x/{number}/",
        "parent_id": below,
        "link_id": root,
        "created_utc": float(created),
        "edited": False,
        "score": 3,
        "score_hidden": False,
        "replies": "",
    } | fields


def thing(data):
    return {"kind": data["name"][:2], "data": data}


def listed(things, after=None):
    data = {"after": after, "before": None, "modhash": None, "children": things}
    return {"kind": "Listing", "data": data}


class FrontPage:
    """Gives tokens for the application; lists newest first; cuts trees at a number and a depth.

    shown: comments of one branch that a tree shows; depth: levels that it shows.
    """

    def __init__(self, *things, page_size=100, reachable=1000, shown=100, depth=10):
        self.things = list(things)
        self.page_size = page_size
        self.reachable = reachable
        self.shown = shown
        self.depth = depth
        self.token = "token-1"
        self.limits = {"X-Ratelimit-Remaining": "99.0", "X-Ratelimit-Reset": "300"}
        self.before = {}

    def __call__(self, request: Request) -> Reply:
        if request.path == "/api/v1/access_token":
            given = {"access_token": self.token, "token_type": "bearer", "expires_in": 86400}
            return Reply(json.dumps({**given, "scope": "*"}), headers=JSON)
        if refusal := self.before.pop(request.path, None):
            return refusal
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return Reply('{"message": "Unauthorized", "error": 401}', 401, JSON)
        return Reply(json.dumps(self._answer(request)), headers={**JSON, **self.limits})

    def _answer(self, request):
        if request.path == "/api/info":
            asked = request.query["id"].split(",")
            return listed([thing(one) for one in self.things if one["name"] in asked])
        if request.path == "/api/morechildren":
            wanted = {f"t1_{number}" for number in request.query["children"].split(",")}
            found = [thing(one) for one in self.things if one["name"] in wanted]
            return {"json": {"errors": [], "data": {"things": found}}}
        if match := re.fullmatch(r"/comments/(\w+)", request.path):
            root = f"t3_{match[1]}"
            head = [thing(one) for one in self.things if one["name"] == root]
            below = request.query.get("comment")
            branch = [one for one in self.things if one["name"] == f"t1_{below}"]
            tree = [self._branch(one, 0) for one in branch] if below else self._tree(root, 1)
            return [listed(head), listed(tree)]
        return self._listing(request)

    def _listing(self, request):
        newest = sorted(self.things, key=lambda one: -one["created_utc"])
        if request.path == "/search":
            phrase = request.query["q"].strip('"').casefold()
            found = [
                one
                for one in newest
                if "title" in one and phrase in f"{one['title']} {one['selftext']}".casefold()
            ]
        else:
            name, kind = re.fullmatch(r"/r/(\w+)/(new|comments)", request.path).groups()
            has_title = kind == "new"
            mine = [one for one in newest if one["subreddit"].lower() == name.lower()]
            found = [one for one in mine if ("title" in one) == has_title]
        found = found[: self.reachable]
        names = [one["name"] for one in found]
        after = request.query.get("after")
        first = names.index(after) + 1 if after else 0
        size = min(self.page_size, int(request.query["limit"]))
        shown = found[first : first + size]
        more = shown[-1]["name"] if first + size < len(found) else None
        return listed([thing(one) for one in shown], more)

    def _tree(self, below, level):
        replies = [one for one in self.things if one.get("parent_id") == below]
        if replies and level > self.depth:
            return [self._more(below, [])]
        tree = [self._branch(one, level) for one in replies[: self.shown]]
        left = [one["id"] for one in replies[self.shown :]]
        return [*tree, self._more(below, left)] if left else tree

    def _branch(self, one, level):
        replies = self._tree(one["name"], level + 1)
        return thing(one | {"replies": listed(replies) if replies else ""})

    def _more(self, parent, children):
        data = {"name": "t1__", "id": "_", "parent_id": parent, "children": children, "count": 0}
        return {"kind": "more", "data": data}
