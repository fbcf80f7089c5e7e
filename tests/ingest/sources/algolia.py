"""A stand-in for Algolia's search of Hacker News: same rules, invented hits."""

import json
import re
from math import ceil

from tests.ingest.web.server import Reply, Request

REACHABLE = 1000
JSON = {"Content-Type": "application/json; charset=utf-8"}


def comment(number, text, created, **fields):
    return {
        "objectID": str(number),
        "_tags": ["comment", "author_pat", "story_45000000"],
        "author": "pat",
        "comment_text": text,
        "created_at_i": created,
        "parent_id": 45000000,
        "story_id": 45000000,
        "story_title": "Acme raises prices",
        "points": None,
        "children": [],
    } | fields


def story(number, title, created, **fields):
    return {
        "objectID": str(number),
        "_tags": ["story", "author_kim", f"story_{number}"],
        "author": "kim",
        "title": title,
        "created_at_i": created,
        "story_id": number,
        "points": 1,
        "num_comments": 0,
    } | fields


class Algolia:
    """Finds phrases and tags; pages through 1,000 hits of a query at most; newest first."""

    def __init__(self, hits, largest_page=1000):
        self.hits = hits
        self.largest_page = largest_page

    def __call__(self, request: Request) -> Reply:
        query = request.query
        if request.path.startswith("/items/"):
            return self._item(request.path.rpartition("/")[2])
        if "query" not in query:
            return self._page(self._tagged(query["tags"]), 0, int(query["hitsPerPage"]))
        low, high = map(int, re.findall(r"[<>]=?(\d+)", query["numericFilters"]))
        phrase = query["query"].strip('"').casefold()
        searched = query["restrictSearchableAttributes"].split(",")
        found = [
            hit
            for hit in self.hits
            if low < hit["created_at_i"] <= high
            and any(phrase in str(hit.get(name)).casefold() for name in searched)
        ]
        found.sort(key=lambda hit: -hit["created_at_i"])
        return self._page(found, int(query["page"]), int(query["hitsPerPage"]))

    def _item(self, number):
        """The item with its replies; a deleted one is none."""
        held = [hit for hit in self.hits if hit["objectID"] == number]
        if not held:
            return Reply('{"status":404,"error":"Not Found"}', status=404, headers=JSON)
        (hit,) = held
        kind = "comment" if "comment_text" in hit else "story"
        names = ("author", "title", "created_at_i", "parent_id", "story_id", "points")
        told = {name: hit.get(name) for name in names} | {
            "id": int(number),
            "type": kind,
            "text": hit.get(f"{kind}_text"),
            "children": [{"id": 1, "text": "a reply"}],
        }
        return Reply(json.dumps(told), headers=JSON)

    def _tagged(self, tags):
        """Comma is and, parentheses are or: `story,(story_1,story_2)`."""
        kind, wanted = re.fullmatch(r"(\w+),\((.+)\)", tags).groups()
        asked = {*wanted.split(",")}
        return [hit for hit in self.hits if kind in hit["_tags"] and asked & {*hit["_tags"]}]

    def _page(self, found, number, wished):
        size = min(wished, self.largest_page)
        first = number * size
        if first >= REACHABLE:
            told = "you can only fetch the 1000 hits for this query. paginationLimitedTo"
            return Reply(json.dumps({"hits": [], "nbHits": 0, "message": told}), headers=JSON)
        body = {
            "hits": found[first : min(first + size, REACHABLE)],
            "nbHits": len(found),
            "page": number,
            "nbPages": ceil(min(len(found), REACHABLE) / size),
            "hitsPerPage": size,
        }
        return Reply(json.dumps(body), headers=JSON)
