"""A stand-in for a Chatwoot: same rules, invented conversations, with what must not be kept."""

import json
import re

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
PRIVATE = ("kim@customer.example", "+49301234", "81.2.69.142", "secret-file")
CONTACT = {
    "id": 9,
    "name": "Kim Customer",
    "email": "kim@customer.example",
    "phone_number": "+49301234",
    "additional_attributes": {"created_at_ip": "81.2.69.142"},
    "type": "contact",
}
AGENT = {"id": 5, "name": "Ada Agent", "email": "ada@acme.example", "type": "user"}
BOT = {"id": 2, "name": "Helper", "type": "agent_bot"}
INCOMING, OUTGOING, ACTIVITY, TEMPLATE = range(4)


def message(number, content, at, kind=INCOMING, sender=CONTACT, **fields):
    return {
        "id": number,
        "content": content,
        "inbox_id": 3,
        "message_type": kind,
        "content_type": "text",
        "content_attributes": {},
        "status": "sent",
        "created_at": at,
        "private": False,
        "source_id": None,
        "sender": sender,
        "attachments": [{"data_url": "https://x.example/secret-file.png"}],
    } | fields


def conversation(number, *messages, **fields):
    return {
        "id": number,
        "uuid": f"u-{number}",
        "account_id": 1,
        "inbox_id": 3,
        "status": "open",
        "meta": {"sender": CONTACT, "channel": "Channel::Email", "assignee": AGENT},
        "additional_attributes": {"initiated_at": {}, "ip": "81.2.69.142"},
        "created_at": messages[0]["created_at"] if messages else 0,
        "last_activity_at": max((one["created_at"] for one in messages), default=0),
        "all": list(messages),
    } | fields


def bare(one):
    return {key: value for key, value in one.items() if key != "all"}


class Chat:
    """Lists conversations, the one active last first; a page of messages from the newest back."""

    def __init__(self, *conversations, page_size=25, shown=20):
        self.conversations = list(conversations)
        self.page_size = page_size
        self.shown = shown
        self.before = {}

    def __call__(self, request: Request) -> Reply:
        if request.headers.get("api_access_token") != "t0ken-of-the-chat":
            return Reply('{"errors": ["You need to sign in or sign up before continuing."]}', 401)
        inner = request.path.removeprefix("/api/v1/accounts/1/")
        if refusal := self.before.pop(inner, None):
            return refusal
        if inner == "conversations":
            return Reply(json.dumps(self._list(int(request.query["page"]))), headers=JSON)
        name, list_ = re.fullmatch(r"conversations/(\d+)(/messages)?", inner).groups()
        number, held = int(name), {one["id"]: one for one in self.conversations}
        if number not in held:
            return Reply('{"error": "Resource could not be found"}', 404, JSON)
        if not list_:
            return Reply(json.dumps(bare(held[number])), headers=JSON)
        before = int(request.query.get("before", 10**9))
        found = [one for one in held[number]["all"] if one["id"] < before]
        told = {"meta": {"labels": []}, "payload": found[-self.shown :]}
        return Reply(json.dumps(told), headers=JSON)

    def _list(self, number):
        latest = sorted(self.conversations, key=lambda one: -one["last_activity_at"])
        shown = latest[(number - 1) * self.page_size : number * self.page_size]
        told = [bare(one) for one in shown]
        return {"data": {"meta": {"all_count": len(latest)}, "payload": told}}
