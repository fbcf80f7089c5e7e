"""A stand-in for Bluesky: a server that holds accounts and shows posts, with invented people.

Like the real development network it heeds no filter of a search and sends no rate headers.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
PASSWORD = "app-pass-word"
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
VIEW = "app.bsky.feed.defs#threadViewPost"


@dataclass
class Network:
    """One server and what it knows.

    Attributes:
        largest_page: whatever is asked for.
        ended: tokens that are not taken any more, with status 400.
        ended_refreshes: the same of those that refresh.
        loops: the cursor of a search leads to the same page again.
        empties: the first page of a search is empty, and has a cursor.
        lacks: methods that it does not know.
        blocked: posts that are not shown to the account that asks.
        home: address that the session's document names; None names none.
        logins: how often somebody logged in.
        reposts: what the brand reposted, each with the time when it did.
        now: when what people do happens, less minutes_ago.
    """

    largest_page: int = 100
    ended: set[str] = field(default_factory=set)
    ended_refreshes: set[str] = field(default_factory=set)
    loops: bool = False
    empties: bool = False
    lacks: tuple[str, ...] = ()
    blocked: set[str] = field(default_factory=set)
    home: str | None = None
    logins: int = 0
    sessions: int = 0
    posts: dict[str, dict] = field(default_factory=dict)
    notices: list[dict] = field(default_factory=list)
    reposts: list[tuple[dict, str]] = field(default_factory=list)
    followers: dict[str, int] = field(default_factory=dict)
    now: datetime = NOW

    # What people do.

    def post(self, name, text, minutes_ago=60, to=None, **more):
        """Further keys go into the record; "@brandcare.test" in a text is a mention."""
        did, number = did_of(name), len(self.posts) + 1
        at = stamp(self.now - timedelta(minutes=minutes_ago))
        record = {"$type": "app.bsky.feed.post", "text": text, "langs": ["en"], "createdAt": at}
        if to:
            root = to["record"].get("reply", {}).get("root", reference(to))
            record["reply"] = {"parent": reference(to), "root": root}
        if "@brandcare.test" in text:
            record["facets"] = [mention(text, "@brandcare.test", did_of("brandcare"))]
        post = {
            "uri": f"at://{did}/app.bsky.feed.post/3k{number:05d}",
            "cid": f"bafy{number}",
            "author": {"did": did, "handle": f"{name}.test", "displayName": name.title()},
            "record": record | more,
            "replyCount": 0,
            "repostCount": 0,
            "likeCount": 0,
            "quoteCount": 0,
            "indexedAt": at,
            "labels": [],
        }
        self.posts[post["uri"]] = post
        if to:
            to["replyCount"] += 1
        self._notify(post, to)
        return post

    def edit(self, post, text):
        post["record"] |= {"text": text}
        post["cid"] += "x"

    def delete(self, post):
        del self.posts[post["uri"]]

    def _notify(self, post, to):
        own = did_of("brandcare")
        embed = post["record"].get("embed", {}).get("record", {})
        is_quote = embed.get("uri", "").startswith(f"at://{own}/")
        is_reply = bool(to) and to["author"]["did"] == own
        reason = "quote" if is_quote else "reply" if is_reply else "mention"
        if is_quote or is_reply or "@brandcare.test" in post["record"]["text"]:
            known = {key: post[key] for key in ("uri", "cid", "author", "record", "indexedAt")}
            self.notices.append(known | {"reason": reason, "isRead": False, "labels": []})

    # What it answers.

    def __call__(self, request: Request) -> Reply:
        method = request.path.removeprefix("/xrpc/")
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if method.endswith("createSession"):
            return self._log_in(json.loads(request.body))
        if method.endswith("refreshSession"):
            if given in self.ended_refreshes or not given.startswith("refresh"):
                return refuse(400, "ExpiredToken", "Token has been revoked")
            return self._session()
        if given.startswith("access") and given not in self.ended:
            return self._answer(method, request)
        if given:
            return refuse(400, "ExpiredToken", "Token has expired")
        return refuse(401, "AuthMissing", "Authentication Required")

    def _answer(self, method, request):
        if method in self.lacks:
            return refuse(501, "MethodNotImplemented", "Method Not Implemented")
        return getattr(self, method.rsplit(".", 1)[-1])(request)

    def _log_in(self, body):
        if body != {"identifier": "brandcare.test", "password": PASSWORD}:
            return refuse(401, "AuthenticationRequired", "Invalid identifier or password")
        self.logins += 1
        return self._session()

    def _session(self):
        self.sessions += 1
        session = {
            "did": did_of("brandcare"),
            "handle": "brandcare.test",
            "accessJwt": f"access-token-{self.sessions}",
            "refreshJwt": f"refresh-token-{self.sessions}",
            "active": True,
        }
        if self.home:
            pds = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer"}
            session["didDoc"] = {"service": [pds | {"serviceEndpoint": self.home}]}
        return tell(session)

    def searchPosts(self, request):  # noqa: N802 - the platform's names
        wanted = request.query["q"]
        found = [p for p in self.posts.values() if wanted in p["record"]["text"]]
        if self.empties and "cursor" not in request.query:
            return tell({"posts": [], "cursor": "0"})
        return self.page("posts", found, request)

    def getAuthorFeed(self, request):  # noqa: N802
        found = [p for p in self.posts.values() if p["author"]["did"] == request.query["actor"]]
        feed = [{"post": p, "indexedAt": p["indexedAt"]} for p in found]
        reason = {"$type": "app.bsky.feed.defs#reasonRepost"}
        feed += [{"post": p, "indexedAt": at, "reason": reason} for p, at in self.reposts]
        return self.page("feed", feed, request)

    def listNotifications(self, request):  # noqa: N802
        like = {"uri": "at://did:plc:x/app.bsky.feed.like/3k1", "reason": "like", "record": {}}
        likes = [like | {"indexedAt": stamp(self.now)}]
        return self.page("notifications", [*self.notices, *likes], request)

    def getPosts(self, request):  # noqa: N802
        asked = [value for name, value in request.pairs if name == "uris"]
        if len(asked) > 25:
            return refuse(400, "InvalidRequest", "uris must not have more than 25 elements")
        shown = [self.posts[uri] for uri in asked if uri in self.posts and uri not in self.blocked]
        return tell({"posts": shown})

    def getProfiles(self, request):  # noqa: N802
        asked = [value for name, value in request.pairs if name == "actors"]
        if len(asked) > 25:
            return refuse(400, "InvalidRequest", "actors must not have more than 25 elements")
        names = [one.removeprefix("did:plc:").removesuffix(".test") for one in asked]
        return tell(
            {
                "profiles": [
                    {
                        "did": did_of(name),
                        "handle": f"{name}.test",
                        "followersCount": self.followers.get(name, 7),
                    }
                    for name in names
                    if name != "nobody"
                ]
            }
        )

    def getPostThread(self, request):  # noqa: N802
        uri = request.query["uri"]
        if uri in self.blocked:
            thread = {"$type": "app.bsky.feed.defs#blockedPost", "uri": uri, "blocked": True}
            return tell({"thread": thread})
        if uri not in self.posts:
            return refuse(400, "NotFound", f"Post not found: {uri}")
        return tell({"thread": self._above(uri) | {"replies": self._below(uri)}})

    def _above(self, uri):
        if uri not in self.posts:
            return {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri, "notFound": True}
        parent = self.posts[uri]["record"].get("reply", {}).get("parent")
        node = {"$type": VIEW, "post": self.posts[uri]}
        return node | ({"parent": self._above(parent["uri"])} if parent else {})

    def _below(self, uri):
        return [
            {"$type": VIEW, "post": post, "replies": self._below(post["uri"])}
            for post in self.posts.values()
            if post["record"].get("reply", {}).get("parent", {}).get("uri") == uri
        ]

    def page(self, name, found, request):
        found = sorted(found, key=lambda one: one.get("indexedAt") or one["post"]["indexedAt"])
        first = 0 if self.loops else int(request.query.get("cursor", 0))
        size = min(int(request.query.get("limit", 25)), self.largest_page)
        shown = found[::-1][first : first + size]
        more = {"cursor": str(first + size)} if first + size < len(found) else {}
        return tell({name: shown} | more)


def did_of(name):
    return f"did:plc:{name}"


def reference(post):
    return {"uri": post["uri"], "cid": post["cid"]}


def mention(text, shown, did):
    first = len(text.partition(shown)[0].encode())
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
    span = {"byteStart": first, "byteEnd": first + len(shown.encode())}
    return {"index": span, "features": [feature]}


def stamp(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%S}.036Z"


def tell(data):
    return Reply(json.dumps(data), headers=JSON)


def refuse(status, name, message):
    return Reply(json.dumps({"error": name, "message": message}), status=status, headers=JSON)
