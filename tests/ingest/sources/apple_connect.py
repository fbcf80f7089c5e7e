"""A stand-in for App Store Connect: reviews with answers apart, pages, limits, signed tokens."""

import json

from cryptography.exceptions import InvalidSignature

from tests.ingest.web.keys import opened
from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json"}


def refused(status, code, detail="no"):
    error = {"id": "1", "status": str(status), "code": code, "title": "No", "detail": detail}
    return Reply(json.dumps({"errors": [error]}), status=status, headers=JSON)


def written(review_id, words, at, answer=None, **attributes):
    """answer: text, time and state of the developer's."""
    review = {
        "type": "customerReviews",
        "id": review_id,
        "attributes": {
            "rating": 2,
            "title": "Sync lost",
            "body": words,
            "reviewerNickname": "jo_r",
            "createdDate": at,
            "territory": "USA",
            **attributes,
        },
        "relationships": {"response": {"links": {"related": "https://apple.example"}}},
    }
    if answer:
        review["relationships"]["response"]["data"] = {
            "type": "customerReviewResponses",
            "id": f"r-{review_id}",
        }
    return review, answer


class Connect:
    """Takes tokens signed with its key; newest reviews first."""

    def __init__(self, key, app="9", page_size=10):
        self.key = key
        self.app = app
        self.page_size = page_size
        self.reviews = []
        self.refusals: list[Reply] = []
        self.url = ""
        self.forgotten = False

    def __call__(self, request: Request) -> Reply:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            _, claims = opened(token, self.key)
        except (InvalidSignature, ValueError):
            return refused(401, "NOT_AUTHORIZED")
        if claims["aud"] != "appstoreconnect-v1" or claims.get("iss", "team-1") != "team-1":
            return refused(401, "NOT_AUTHORIZED")
        if self.refusals:
            return self.refusals.pop()
        if request.path == f"/v1/apps/{self.app}/customerReviews":
            return self._page(int(request.query.get("cursor", "0")))
        for review, answer in self.reviews:
            if request.path == f"/v1/customerReviews/{review['id']}":
                included = self._included([(review, answer)])
                return Reply(json.dumps({"data": review, "included": included}), headers=JSON)
        return refused(404, "NOT_FOUND", "There is no resource of this type with that id")

    def _page(self, first):
        if first and self.forgotten:
            return refused(400, "PARAMETER_ERROR.INVALID", "the cursor is not valid")
        every = sorted(self.reviews, key=lambda one: one[0]["attributes"]["createdDate"])[::-1]
        shown = every[first : first + self.page_size]
        links = {"self": self.url}
        if first + self.page_size < len(every):
            path = f"/v1/apps/{self.app}/customerReviews"
            links["next"] = f"{self.url}{path}?cursor={first + self.page_size}&include=response"
        included = self._included(shown)
        body = {"data": [one for one, _ in shown], "links": links}
        return Reply(json.dumps(body | ({"included": included} if included else {})), headers=JSON)

    def _included(self, shown):
        return [
            {
                "type": "customerReviewResponses",
                "id": f"r-{review['id']}",
                "attributes": {
                    "responseBody": answer[0],
                    "lastModifiedDate": answer[1],
                    "state": answer[2],
                },
            }
            for review, answer in shown
            if answer
        ]
