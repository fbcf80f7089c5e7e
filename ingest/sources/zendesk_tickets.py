"""What is kept of a ticket: its public comments, and of people only what a figure needs.

Addresses, places, devices and attachments are left behind here, before anything is stored, and
requesters have a made-up id in place of their number and name.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from ingest.errors import SourceRejected
from ingest.sources.connector import Item
from ingest.sources.refusals import Missing
from ingest.sources.zendesk_api import NAMED, listed
from ingest.web.asking import Api
from ingest.web.client import Client

TICKET = ("id", "subject", "status", "created_at", "updated_at")
COMMENT = ("id", "created_at")
STAFF = ("agent", "admin")
RATED = ("good", "bad")


class People:
    """Who wrote, as far as it is told; asked for once in a pass."""

    def __init__(self, client: Client, api: Api) -> None:
        self._client, self._api = client, api
        self._known: dict[int, dict[str, Any]] = {}

    def learn(self, users: Any) -> None:
        """Take up the users that came with an answer."""
        for user in users if isinstance(users, list) else ():
            if isinstance(user, dict) and type(user.get("id")) is int:
                self._known[user["id"]] = user

    def ask(self, ids: set[int]) -> None:
        """Ask for those who are not known yet; where nobody may know them they stay unknown."""
        wanted = sorted(number for number in ids if number > 0 and number not in self._known)
        for first in range(0, len(wanted), NAMED):
            asked = ",".join(map(str, wanted[first : first + NAMED]))
            path = "api/v2/users/show_many.json"
            try:
                told = self._client.get_json(self._api, path, params={"ids": asked}).data
            except SourceRejected:
                return
            self.learn(told.get("users") if isinstance(told, dict) else None)

    def author(self, number: Any, requester: Any) -> Item:
        """Id, role, and of staff the name; without a role whoever asks is the customer."""
        known = self._known.get(number, {}) if type(number) is int else {}
        guess = "end-user" if number == requester else "agent"
        role = known.get("role") if isinstance(known.get("role"), str) else guess
        if role not in STAFF:
            return {"id": made_up(self._api, number), "role": role}
        return {"id": f"zendesk:{number}", "role": role, "name": known.get("name")}


def made_up(api: Api, number: Any) -> str:
    """The same for the same person of the same Zendesk; nobody's number."""
    return "person-" + hashlib.sha256(f"{api.base_url}\0{number}".encode()).hexdigest()[:16]


def told_by(client: Client, api: Api, ticket: Item, people: People) -> Iterator[Item]:
    """Yield what stands in a ticket: each public comment, the rating, or that it was deleted.

    Raises:
        SourceError: as the client raises it.
    """
    shown = _shown(ticket, people)
    if ticket.get("status") == "deleted":
        yield {"ticket": shown}
        return
    try:
        comments = list(_comments(client, api, ticket, people))
    except Missing:  # gone meanwhile: the next export says so
        return
    people.ask({one["author_id"] for one in comments if type(one.get("author_id")) is int})
    for number, comment in enumerate(comments):
        if comment.get("public") is not True:
            continue  # what colleagues note for each other is nobody else's business
        author = people.author(comment.get("author_id"), ticket.get("requester_id"))
        said = {
            **{key: comment.get(key) for key in COMMENT},
            "text": comment.get("plain_body") or comment.get("body"),
            "is_opening": number == 0,
            "via": _via(comment),
        }
        yield {"ticket": shown, "comment": said, "author": author}
    if (rating := _rating(client, api, ticket)) is not None:
        yield {"ticket": shown, "rating": rating}


def _shown(ticket: Item, people: People) -> Item:
    requester = people.author(ticket.get("requester_id"), ticket.get("requester_id"))
    return {**{key: ticket.get(key) for key in TICKET}, "requester": requester, "via": _via(ticket)}


def _comments(client: Client, api: Api, ticket: Item, people: People) -> Iterator[Item]:
    path = f"api/v2/tickets/{ticket.get('id')}/comments.json"
    for found, told in listed(client, api, path, "comments", {"include": "users"}):
        people.learn(told.get("users"))
        yield from found


def _rating(client: Client, api: Api, ticket: Item) -> Item | None:
    """What the customer thought of the help, with its time; None where nothing was said."""
    told = ticket.get("satisfaction_rating")
    if not isinstance(told, dict) or told.get("score") not in RATED:
        return None
    rating = {"score": told["score"], "comment": told.get("comment"), "created_at": None}
    if type(told.get("id")) is int:
        path = f"api/v2/satisfaction_ratings/{told['id']}.json"
        try:
            full = client.get_json(api, path).data
        except SourceRejected:  # not every plan has them
            return rating
        inner = full.get("satisfaction_rating") if isinstance(full, dict) else None
        rating["created_at"] = inner.get("created_at") if isinstance(inner, dict) else None
    return rating


def _via(item: Item) -> str | None:
    """The channel alone: beside it stand addresses and numbers of people."""
    via = item.get("via")
    channel = via.get("channel") if isinstance(via, dict) else None
    return channel if isinstance(channel, str) else None
