"""A stand-in for a Zendesk: same rules, invented tickets, with all that must not be kept."""

import json
import re

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
PRIVATE = ("81.2.69.142", "Berlin", "kim@customer.example", "+49 30 1234", "<b>", "secret-file")
CUSTOMER, AGENT = 20978392, 365


def person(number, name, role):
    contact = {"email": "kim@customer.example", "phone": "+49 30 1234"}
    return {"id": number, "name": name, "role": role, **contact}


PEOPLE = {
    CUSTOMER: person(CUSTOMER, "Kim Customer", "end-user"),
    AGENT: person(AGENT, "Ada Agent", "agent"),
    366: person(366, "Bo Boss", "admin"),
}


def comment(number, author, body, at, **fields):
    source = {"from": {"address": "kim@customer.example", "name": "Kim Customer"}}
    return {
        "id": number,
        "type": "Comment",
        "author_id": author,
        "body": body,
        "html_body": f"<b>{body}</b>",
        "plain_body": body,
        "public": True,
        "attachments": [{"file_name": "secret-file.png"}],
        "via": {"channel": "email", "source": source},
        "metadata": {
            "system": {"client": "x", "ip_address": "81.2.69.142", "location": "Berlin"},
            "custom": {},
        },
        "created_at": at,
    } | fields


def ticket(number, subject, at, *comments, **fields):
    return {
        "id": number,
        "url": f"https://acme.zendesk.com/api/v2/tickets/{number}.json",
        "subject": subject,
        "raw_subject": subject,
        "description": comments[0]["body"] if comments else "",
        "requester_id": CUSTOMER,
        "submitter_id": CUSTOMER,
        "brand_id": 1,
        "status": "open",
        "priority": None,
        "recipient": "kim@customer.example",
        "via": {"channel": "email", "source": {"from": {"address": "kim@customer.example"}}},
        "satisfaction_rating": {"score": "unoffered"},
        "created_at": at,
        "updated_at": at,
        "comments": list(comments),
    } | fields


class Desk:
    """Exports what changed since a position, by cursor; by time where it knows no cursors.

    tickets: in the order of their changes; a changed one is appended anew.
    An archived one is left out of lists, as Zendesk leaves out old ones.
    names: says who wrote beside comments. lists: pages "by number" or "by cursor".
    """

    def __init__(self, *tickets, page_size=100):
        self.tickets = list(tickets)
        self.page_size = page_size
        self.knows_cursors = self.names = self.knows_ratings = True
        self.lists = "by number"
        self.before = {}

    def __call__(self, request: Request) -> Reply:
        if refusal := self.before.pop(request.path, None):
            return refusal
        told = self._answer(request)
        if told is None:
            body = json.dumps({"error": "RecordNotFound", "description": "Not found"})
            return Reply(body, 404, JSON)
        return Reply(json.dumps(told), headers=JSON)

    def ticket(self, number):
        return {one["id"]: one for one in self.tickets}.get(number)

    def _answer(self, request):
        path, query = request.path, request.query
        if path == "/api/v2/incremental/tickets/cursor.json":
            return self._by_cursor(query) if self.knows_cursors else None
        if path == "/api/v2/incremental/tickets.json":
            return self._by_time(int(query["start_time"]), request)
        if path == "/api/v2/tickets/show_many.json":
            wanted = [self.ticket(int(number)) for number in query["ids"].split(",")]
            hidden = ("deleted", "archived")
            there = [self._bare(one) for one in wanted if one and one["status"] not in hidden]
            return {"tickets": there, "count": len(there), "next_page": None}
        if path == "/api/v2/users/show_many.json":
            return {"users": [PEOPLE[int(n)] for n in query["ids"].split(",") if int(n) in PEOPLE]}
        if match := re.fullmatch(r"/api/v2/satisfaction_ratings/(\d+).json", path):
            rating = {"id": int(match[1]), "created_at": "2026-11-02T11:30:00Z"}
            return {"satisfaction_rating": rating} if self.knows_ratings else None
        number, comments = re.fullmatch(r"/api/v2/tickets/(\d+)(/comments)?.json", path).groups()
        return self._shown(self.ticket(int(number)), comments, request)

    def _bare(self, one):
        return {key: value for key, value in one.items() if key != "comments"}

    def _by_cursor(self, query):
        first = int(query["cursor"].removeprefix("at-")) if "cursor" in query else 0
        size = min(self.page_size, int(query["per_page"]))
        shown = self.tickets[first : first + size]
        return {
            "tickets": [self._bare(one) for one in shown],
            "after_cursor": f"at-{first + len(shown)}",
            "after_url": "https://acme.zendesk.com/…",
            "before_cursor": None,
            "before_url": None,
            "end_of_stream": first + size >= len(self.tickets),
        }

    def _by_time(self, start, request):
        shown = [one for one in self.tickets if one["changed"] >= start][: self.page_size]
        end = max((one["changed"] for one in shown), default=start)
        is_last = not shown or end >= max(one["changed"] for one in self.tickets)
        return {
            "tickets": [self._bare(one) for one in shown],
            "count": len(shown),
            "end_time": end,
            "end_of_stream": is_last,
            "next_page": f"{request.path}?start_time={end}",
        }

    def _shown(self, one, comments, request):
        if one is None or one["status"] == "deleted":
            return None
        return self._comments(one, request) if comments else {"ticket": self._bare(one)}

    def _comments(self, one, request):
        first = int(request.query.get("from", 0))
        shown = one["comments"][first : first + self.page_size]
        more = first + self.page_size < len(one["comments"])
        host = f"http://{request.headers['host']}{request.path}"
        follow = f"{host}?include=users&from={first + self.page_size}" if more else None
        told = {"comments": shown, "count": len(one["comments"])}
        if self.lists == "by number":
            told |= {"next_page": follow, "previous_page": None}
        else:
            told |= {"meta": {"has_more": more}, "links": {"next": follow, "prev": None}}
        if self.names:
            ids = {c["author_id"] for c in shown}
            told["users"] = [PEOPLE[n] for n in sorted(ids) if n in PEOPLE]
        return told
