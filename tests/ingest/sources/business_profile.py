"""A stand-in for Google Business Profile: accounts, places, reviews, and their quirks."""

import json

from tests.ingest.sources.play_console import JSON, Tokens, refused
from tests.ingest.web.server import Reply, Request

PLACE = "accounts/1/locations/2"


def written(review_id, words, at, stars="ONE", place=PLACE, **fields):
    """A review; without words it is stars alone."""
    review = {
        "name": f"{place}/reviews/{review_id}",
        "reviewId": review_id,
        "reviewer": {"displayName": "Uli", "profilePhotoUrl": "https://photo.example/uli"},
        "starRating": stars,
        "createTime": at,
        "updateTime": at,
    }
    return review | ({"comment": words} if words else {}) | fields


class Profile:
    """Lists places and their reviews, those changed last first."""

    def __init__(self, page_size=50):
        self.page_size = page_size
        self.places = {"accounts/1": [{"name": "locations/2", "title": "Acme Berlin"}]}
        self.reviews: dict[str, list[dict]] = {PLACE: []}
        self.tokens = Tokens()
        self.refusals: dict[str, Reply] = {}
        self.forgotten: set[str] = set()

    def __call__(self, request: Request) -> Reply:
        if request.path == "/token":
            return self.tokens(request)
        if not self.tokens.knows(request):
            return refused(401, None, "Invalid Credentials", "UNAUTHENTICATED")
        path = request.path.lstrip("/")
        if path in self.refusals:
            return self.refusals[path]
        found = self._found(path, request.query)
        return found if isinstance(found, Reply) else Reply(json.dumps(found), headers=JSON)

    def _found(self, path, query):
        if path == "accounts":
            return {"accounts": [{"name": name, "type": "PERSONAL"} for name in self.places]}
        account, _, rest = path.partition("/locations")
        if account in self.places and not rest:
            if "readMask" not in query:
                return refused(400, None, "readMask is required", "INVALID_ARGUMENT")
            return self._paged("locations", self.places[account], query)
        place, _, review = path.partition("/reviews")
        if place in self.reviews and not review:
            every = sorted(self.reviews[place], key=lambda one: one["updateTime"], reverse=True)
            answer = self._paged("reviews", every, query)
            return answer if isinstance(answer, Reply) else answer | {"averageRating": 3.9}
        for one in self.reviews.get(place, ()):
            if one["name"] == path:
                return one
        return refused(404, None, "Requested entity was not found.", "NOT_FOUND")

    def _paged(self, field, entries, query):
        token = query.get("pageToken", "T0")
        if token in self.forgotten:
            return refused(400, None, "Invalid page token", "INVALID_ARGUMENT")
        first = int(token[1:])
        shown = entries[first : first + self.page_size]
        more = {"nextPageToken": f"T{first + self.page_size}"}
        answer = {field: shown} if shown else {}
        return answer | (more if first + self.page_size < len(entries) else {})
