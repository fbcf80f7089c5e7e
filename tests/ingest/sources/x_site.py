"""X's API as its documents describe it, over posts of a test's own; it counts what it charges."""

import json
from datetime import UTC, datetime, timedelta

from tests.ingest.web.server import Reply

EPOCH_MS = 1_288_834_974_657
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
JSON = {"Content-Type": "application/json"}


def id_at(moment, number=0):
    """An id as X makes them: its time, and a number."""
    return str((int(moment.timestamp() * 1000) - EPOCH_MS) << 22 | number)


def post(text, minutes_ago=60.0, author="77", number=0, **more):
    at = NOW - timedelta(minutes=minutes_ago)
    own = id_at(at, number)
    return {
        "id": own,
        "text": text,
        "created_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "author_id": author,
        "conversation_id": own,
        "lang": "en",
        "edit_history_tweet_ids": [own],
        "public_metrics": {
            "retweet_count": 1,
            "reply_count": 0,
            "like_count": 4,
            "quote_count": 0,
            "bookmark_count": 0,
            "impression_count": 210,
        },
    } | more


def reply(text, to, **more):
    found = post(text, **more)
    found["conversation_id"] = to["conversation_id"]
    found["referenced_tweets"] = [{"type": "replied_to", "id": to["id"]}]
    found["in_reply_to_user_id"] = to["author_id"]
    return found


def user(number, handle, followers=250):
    counts = {"followers_count": followers, "following_count": 9, "tweet_count": 8}
    return {"id": number, "username": handle, "name": handle.title(), "public_metrics": counts}


def problem(status, title, detail="no", kind="about:blank"):
    body = {"title": title, "detail": detail, "type": kind, "status": status}
    return Reply(json.dumps(body), status=status, headers=JSON)


class Site:
    """Answers like X; charged holds the ids of the posts and users it returned.

    Attributes:
        deleted: ids that it has no more.
        spelling: "tweet" or "post", the one it understands.
        page: posts of a page at most.
        oldest: ids before are too old for the search's since_id.
        jobs: what a compliance job's status is told to be, one look after the other; None: X takes
            no jobs.
        uploaded: what was put for the newest job.
    """

    def __init__(self, posts=(), users=(), spelling="tweet", page=100):
        self.posts = list(posts)
        self.users = list(users)
        self.spelling = spelling
        self.page = page
        self.deleted = set()
        self.oldest = "0"
        self.trouble = None
        self.charged = []
        self.jobs = None
        self.reason = "deleted"
        self.files_url = None
        self.uploaded = None

    def __call__(self, request):
        if request.path.startswith("/files/"):
            return self._file(request)
        return self._api(request)

    def _api(self, request):
        if request.headers.get("authorization") != "Bearer t0ken-of-acme":
            return problem(401, "Unauthorized")
        if self.trouble and (refusal := self.trouble(request)):
            return refusal
        other = {"tweet": "post.fields", "post": "tweet.fields"}[self.spelling]
        if other in request.query:
            return problem(400, "Invalid Request", f"The query parameter [{other}] is not one")
        if request.path in ("/users", "/tweets"):
            things = self.users if request.path == "/users" else self.posts
            return self._lookup(things, request)
        is_job = request.path.startswith("/compliance/jobs")
        return self._job(request) if is_job else self._list(request)

    def _job(self, request):
        """As of X's quick start: made, and then looked at by its id."""
        if self.jobs is None:
            return problem(403, "Client Forbidden")
        if request.method == "POST" and json.loads(request.body) != {"type": f"{self.spelling}s"}:
            return problem(400, "Invalid Request", "type")
        host = self.files_url or f"http://{request.headers['host']}"
        body = {
            "id": "1372966999991541762",
            "type": f"{self.spelling}s",
            "status": "created" if request.method == "POST" else self.jobs.pop(0),
            "upload_url": f"{host}/files/submission?Signature=s3cret",
            "download_url": f"{host}/files/download?Signature=s3cret",
        }
        return Reply(json.dumps({"data": body}), headers=JSON)

    def _file(self, request):
        """What storage does, which knows nobody: whoever has the address may."""
        if "authorization" in request.headers:
            return problem(400, "Invalid Request", "one kind of credentials is enough")
        if request.method == "PUT":
            self.uploaded = request.body.decode().split()
            return Reply("")
        gone = [one for one in self.uploaded if one in self.deleted]
        about = {"action": "delete", "reason": self.reason, "redacted_at": "2026-11-03T00:00:00Z"}
        return Reply("".join(json.dumps({"id": one} | about) + "\n" for one in gone))

    def _lookup(self, things, request):
        asked = request.query["ids"].split(",")
        found = [one for one in things if one["id"] in asked and one["id"] not in self.deleted]
        self.charged += [one["id"] for one in found]
        missing = [one for one in asked if one not in [each["id"] for each in found]]
        errors = [
            {
                "value": one,
                "resource_id": one,
                "resource_type": "tweet",
                "title": "Not Found Error",
                "type": "https://api.twitter.com/2/problems/resource-not-found",
            }
            for one in missing
        ]
        body = {"data": found} if found else {}
        return Reply(json.dumps(body | ({"errors": errors} if errors else {})), headers=JSON)

    def _list(self, request):
        query = request.query
        low, high = int(query.get("since_id", 0)), int(query.get("until_id", 2**63))
        if "search" in request.path and low and low < int(self.oldest):
            return problem(400, "Invalid Request", "'since_id' must be newer than 7 days")
        begin = datetime.fromisoformat(query.get("start_time", "2000-01-01T00:00:00Z"))
        found = [
            one
            for one in self.posts
            if low < int(one["id"]) < high
            and datetime.fromisoformat(one["created_at"]) >= begin
            and self._belongs(one, request)
        ]
        found.sort(key=lambda one: -int(one["id"]))
        size = min(self.page, int(query["max_results"]))
        start = int(query.get("next_token") or query.get("pagination_token") or "0")
        shown = found[start : start + size]
        self.charged += [one["id"] for one in shown]
        meta = {"result_count": len(shown)}
        if shown:
            meta |= {"newest_id": shown[0]["id"], "oldest_id": shown[-1]["id"]}
        if start + size < len(found):
            meta["next_token"] = str(start + size)
        return Reply(json.dumps(({"data": shown} if shown else {}) | {"meta": meta}), headers=JSON)

    def _belongs(self, one, request):
        if "search" in request.path:
            return "acme" in one["text"].lower()
        _, number, name = request.path.strip("/").split("/")
        is_own = one["author_id"] == number
        return is_own if name == "tweets" else not is_own and "@acme" in one["text"]
