"""A stand-in for GitHub's REST API: same rules, invented issues."""

import hashlib
import json
import re

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
API = "https://api.github.com"
SITE = "https://github.com"


def user(number, login, kind="User"):
    return {"login": login, "id": number, "node_id": f"U_{number}", "type": kind}


def issue(number, title, at, repository="acme/sdk", **fields):
    return {
        "id": 5000 + number,
        "node_id": f"I_{number}",
        "number": number,
        "title": title,
        "body": "Since 2.0",
        "user": user(1, "octo"),
        "state": "open",
        "comments": 0,
        "created_at": at,
        "updated_at": at,
        "repository_url": f"{API}/repos/{repository}",
        "html_url": f"{SITE}/{repository}/issues/{number}",
        "author_association": "NONE",
        "reactions": {"total_count": 0, "+1": 0, "-1": 0, "heart": 0, "laugh": 0},
    } | fields


def comment(number, below, at, repository="acme/sdk", **fields):
    place = f"{SITE}/{repository}/issues/{below}#issuecomment-{number}"
    return {
        "id": number,
        "node_id": f"IC_{number}",
        "issue_url": f"{API}/repos/{repository}/issues/{below}",
        "html_url": place,
        "body": "Same here",
        "user": user(2, "lee"),
        "created_at": at,
        "updated_at": at,
        "author_association": "NONE",
        "reactions": {"total_count": 0, "+1": 0, "heart": 0},
    } | fields


class Hub:
    """Lists what changed since a time, oldest change first, a page at a time; searches phrases.

    knows_since: without it every listing begins at the beginning.
    """

    def __init__(self, issues=(), comments=(), page_size=100):
        self.issues = list(issues)
        self.comments = list(comments)
        self.page_size = page_size
        self.knows_since = True
        self.before = {}
        self.lost = set()

    def __call__(self, request: Request) -> Reply:
        if refusal := self.before.pop(request.path, None):
            return refusal
        if any(request.path.startswith(f"/repos/{name}/") for name in self.lost):
            return self._missing(404)
        if request.path == "/search/issues":
            return self._search(request)
        repository, inner = re.fullmatch(r"/repos/([^/]+/[^/]+)/issues(.*)", request.path).groups()
        if single := re.fullmatch(r"/comments/(\d+)|/(\d+)", inner):
            return self._single(repository, *single.groups())
        if inner == "":
            found = [one for one in self.issues if self._stands_in(one, repository)]
        else:
            below = re.fullmatch(r"/comments|/(\d+)/comments", inner)[1]
            place = f"/repos/{repository}/issues/{below or ''}"
            found = [
                one
                for one in self.comments
                if (one["issue_url"].endswith(place) if below else place in one["issue_url"])
            ]
        return self._page(self._since(found, request.query.get("since", "")), request)

    def _stands_in(self, one, repository):
        return one["repository_url"].endswith(f"/repos/{repository}")

    def _since(self, found, since):
        known = [one for one in found if not self.knows_since or one["updated_at"] >= since]
        return sorted(known, key=lambda one: one["updated_at"])

    def _single(self, repository, comment_id, number):
        if comment_id:
            found = [one for one in self.comments if one["id"] == int(comment_id)]
        else:
            mine = [one for one in self.issues if self._stands_in(one, repository)]
            found = [one for one in mine if one["number"] == int(number)]
        return Reply(json.dumps(found[0]), headers=JSON) if found else self._missing(410)

    def _missing(self, status):
        return Reply(json.dumps({"message": "Not Found", "status": str(status)}), status, JSON)

    def _search(self, request):
        asked = re.fullmatch(
            r'"(.+)" in:title,body,comments is:(issue|pull-request) updated:>=(\S+)',
            request.query["q"],
        )
        phrase, kind, since = asked.groups()
        found = [
            one
            for one in self.issues
            if ("pull_request" in one) == (kind == "pull-request")
            and phrase.casefold() in json.dumps([one["title"], one["body"]]).casefold()
        ]
        found = self._since(found, since)
        return self._page(found, request, {"total_count": len(found), "incomplete_results": False})

    def _page(self, found, request, wrapper=None):
        number = int(request.query.get("page", 1))
        size = min(self.page_size, int(request.query.get("per_page", 30)))
        shown = found[(number - 1) * size : number * size]
        body = json.dumps(wrapper | {"items": shown} if wrapper else shown)
        etag = f'W/"{hashlib.sha256(body.encode()).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        headers = {**JSON, "ETag": etag}
        if number * size < len(found):
            kept = "".join(f"{k}={v}&" for k, v in request.pairs if k not in ("page", "q"))
            q = request.query.get("q")
            kept += f"q={q.replace(' ', '+').replace(chr(34), '%22')}&" if q else ""
            headers["Link"] = f'<{request.path}?{kept}page={number + 1}>; rel="next"'
        return Reply(body, headers=headers)
