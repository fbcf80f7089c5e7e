"""A stand-in for Google: a token server, Google Play's list of reviews, and their quirks."""

import itertools
import json
import re
from urllib.parse import unquote

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=UTF-8"}
REVIEWS = re.compile(r"/applications/([\w.]+)/reviews(?:/(.+))?")


def refused(status, reason, message="no", word="PERMISSION_DENIED"):
    error = {"code": status, "message": message, "status": word}
    if reason:
        error["errors"] = [{"reason": reason, "message": message}]
    return Reply(json.dumps({"error": error}), status=status, headers=JSON)


class Tokens:
    """Gives a token for a refresh token or a signed assertion; forgets it where it is told to."""

    def __init__(self):
        self.numbers = itertools.count(1)
        self.newest = "none"
        self.forms = []

    def __call__(self, request: Request) -> Reply:
        self.forms.append(request.form)
        if request.form.get("refresh_token") == "withdrawn-token":
            return Reply('{"error": "invalid_grant"}', status=400, headers=JSON)
        self.newest = f"access-token-{next(self.numbers)}"
        return Reply(json.dumps({"access_token": self.newest, "expires_in": 3599}), headers=JSON)

    def knows(self, request: Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.newest}"


def review(review_id, text, seconds, stars=1, answer=None, **comment):
    written = {
        "text": text,
        "lastModified": {"seconds": str(seconds), "nanos": 120000000},
        "starRating": stars,
        "reviewerLanguage": "en",
        "thumbsUpCount": 0,
        **comment,
    }
    comments = [{"userComment": written}]
    if answer:
        said, at = answer
        comments.append({"developerComment": {"text": said, "lastModified": {"seconds": str(at)}}})
    return {"reviewId": review_id, "authorName": "Ida", "comments": comments}


class Play:
    """Lists the reviews of one app, newest first; page_size of a page."""

    def __init__(self, package="com.acme.notes", page_size=100):
        self.package = package
        self.page_size = page_size
        self.reviews: list[dict] = []
        self.tokens = Tokens()
        self.refusal: Reply | None = None
        self.forgotten: set[str] = set()

    def __call__(self, request: Request) -> Reply:
        if request.path == "/token":
            return self.tokens(request)
        if not self.tokens.knows(request):
            return refused(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
        if self.refusal:
            return self.refusal
        match = REVIEWS.fullmatch(request.path)
        if not match or match[1] != self.package:
            return refused(404, "applicationNotFound", "Package not found", "NOT_FOUND")
        return self._one(match[2]) if match[2] else self._page(request.query)

    def _one(self, review_id):
        found = [one for one in self.reviews if one["reviewId"] == unquote(review_id)]
        if not found:
            return refused(404, "reviewNotFound", "Review not found.", "NOT_FOUND")
        return Reply(json.dumps(found[0]), headers=JSON)

    def _page(self, query):
        token = query.get("token", "P0")
        if token in self.forgotten:
            return refused(400, "invalid", "Invalid token", "INVALID_ARGUMENT")
        first = int(token[1:])
        body = {"reviews": self.reviews[first : first + self.page_size]}
        if first + self.page_size < len(self.reviews):
            body["tokenPagination"] = {"nextPageToken": f"P{first + self.page_size}"}
        return Reply(json.dumps(body if body["reviews"] else {}), headers=JSON)
