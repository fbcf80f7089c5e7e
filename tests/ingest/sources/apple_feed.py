"""A stand-in for the App Store's public feeds: forms of address, pages, quirks, invented people."""

import json
import re

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "text/javascript; charset=utf-8"}
FORMS = (
    r"/(?P<cc>\w\w)/rss/customerreviews/page=(?P<page>\d+)/id=(?P<app>\d+)/sortby=mostrecent/json",
    r"/(?P<cc>\w\w)/rss/customerreviews/id=(?P<app>\d+)/sortBy=mostRecent/page=(?P<page>\d+)/json",
    r"/(?P<cc>\w\w)/rss/customerreviews/id=(?P<app>\d+)/sortBy=mostRecent/json",
    r"/(?P<cc>\w\w)/rss/customerreviews/id=(?P<app>\d+)/json",
)
APP = {"im:name": {"label": "Acme Notes"}, "id": {"label": "https://apps.apple.com/us/app/id9"}}


def written(number, stars, text, at, **fields):
    labels = {
        "updated": at,
        "im:rating": str(stars),
        "im:version": "8.4.1",
        "id": str(number),
        "title": f"Review {number}",
        "im:voteSum": "0",
        "im:voteCount": "0",
    } | fields
    return {
        "author": {
            "uri": {"label": f"https://itunes.apple.com/us/reviews/id{number % 1000}"},
            "name": {"label": f"person{number}"},
            "label": "",
        },
        "content": {"label": text, "attributes": {"type": "text"}},
        **{name: {"label": value} for name, value in labels.items()},
    }


class Apple:
    """Reviews by country; shows says which forms of the address show any, with_app that of old."""

    def __init__(self, shows=(0, 1, 2, 3), app="9"):
        self.reviews: dict[str, list] = {}
        self.shows = set(shows)
        self.app = app
        self.with_app = False

    def __call__(self, request: Request) -> Reply:
        for form, pattern in enumerate(FORMS):
            if match := re.fullmatch(pattern, request.path):
                return self._answer(form, **match.groupdict())
        return Reply(status=404)

    def _answer(self, form, cc, app, page="1"):
        number = int(page)
        if cc not in self.reviews or app != self.app or number > 10:
            return Reply("Bad request", status=400)
        every = sorted(self.reviews[cc], key=lambda one: one["updated"]["label"], reverse=True)
        shown = every[50 * (number - 1) : 50 * number] if form in self.shows else []
        if self.with_app and shown:
            shown = [APP, *shown]
        feed = {"author": {"name": {"label": "iTunes Store"}}, "title": {"label": "iTunes Store"}}
        if shown:
            feed["entry"] = shown if len(shown) > 1 else shown[0]
        return Reply(json.dumps({"feed": feed}), headers=JSON)
