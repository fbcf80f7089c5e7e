"""Tickets and conversations of help desks, each message a row of its own.

Docs    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
        https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations
        https://developers.chatwoot.com/api-reference/messages/get-messages
        https://developers.freshdesk.com/api/#tickets
Gaps    internal notes are private and left out
"""

import re
from collections.abc import Iterator
from typing import Any

from ingest.files.flat import get, objects
from ingest.web.html_text import plain_text

STAFF = ("admin", "team", "bot", "operator", "agent", "agent_bot")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")


def _words(text: Any) -> str:
    """Plain text of what may be HTML."""
    words = text if isinstance(text, str) else ""
    return plain_text(words) if _MARKUP.search(words) else words


def is_zendesk(ticket: dict[str, Any]) -> bool:
    """A ticket of a full export, with or without its comments."""
    has_who = bool({"requester_id", "requester"} & ticket.keys())
    return {"id", "created_at"} <= ticket.keys() and has_who and "description" in ticket and (
        "submitter_id" in ticket or "raw_subject" in ticket or "satisfaction_rating" in ticket
        or isinstance(ticket.get("comments"), list)
    )  # fmt: skip


def zendesk(ticket: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The ticket, and every public comment but the first, which is the ticket's own text."""
    who = str(ticket.get("requester_id") or get(ticket, "requester", "id") or "")
    yield {
        "post_id": ticket.get("id"),
        "conversation_id": ticket.get("id"),
        "created_at": ticket.get("created_at"),
        "title": ticket.get("subject") or ticket.get("raw_subject"),
        "text": _words(ticket.get("description")),
        "author_id": who,
        "author_name": get(ticket, "requester", "name"),
        "is_outbound": "false",
    }
    for comment in list(objects(ticket, "comments"))[1:]:
        if comment.get("public") in (True, None, "true"):
            author = str(comment.get("author_id") or "")
            yield {
                "post_id": f"{ticket.get('id')}-{comment.get('id')}",
                "parent_id": ticket.get("id"),
                "conversation_id": ticket.get("id"),
                "created_at": comment.get("created_at"),
                "text": comment.get("plain_body") or _words(comment.get("body")),
                "author_id": author,
                "kind": "reply",
                "is_outbound": "false" if author == who else "true",
            }


def is_freshdesk(ticket: dict[str, Any]) -> bool:
    """A ticket of the interface or of an account's export."""
    return {"id", "created_at", "requester_id"} <= ticket.keys() and (
        "description_text" in ticket or isinstance(ticket.get("conversations"), list)
    )


def freshdesk(ticket: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The ticket, and every public message on it."""
    yield {
        "post_id": ticket.get("id"),
        "conversation_id": ticket.get("id"),
        "created_at": ticket.get("created_at"),
        "title": ticket.get("subject"),
        "text": ticket.get("description_text") or _words(ticket.get("description")),
        "author_id": ticket.get("requester_id"),
        "author_name": get(ticket, "requester", "name"),
        "is_outbound": "false",
    }
    for message in objects(ticket, "conversations"):
        if message.get("private") not in (True, "true"):
            yield {
                "post_id": f"{ticket.get('id')}-{message.get('id')}",
                "parent_id": ticket.get("id"),
                "conversation_id": ticket.get("id"),
                "created_at": message.get("created_at"),
                "text": message.get("body_text") or _words(message.get("body")),
                "author_id": message.get("user_id"),
                "kind": "reply",
                "is_outbound": "false" if message.get("incoming") in (True, "true") else "true",
            }


def is_intercom(document: dict[str, Any]) -> bool:
    """A conversation."""
    return document.get("type") == "conversation" or (
        isinstance(document.get("conversation_parts"), dict)
        and isinstance(document.get("source"), dict)
    )


def intercom(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The first message, and every part that somebody said in public."""
    root = document.get("id")
    source = document.get("source") or document.get("conversation_message") or {}
    yield _intercom(source, {
        "post_id": root,
        "conversation_id": root,
        "created_at": document.get("created_at"),
        "title": _words(get(source, "subject")),
        "url": get(source, "url"),
    })  # fmt: skip
    parts = objects(document, "conversation_parts", "conversation_parts")
    for part in parts:
        is_said = part.get("part_type", "comment") in ("comment", "open", "close", "assignment")
        if is_said and _words(part.get("body")):
            yield _intercom(part, {
                "post_id": f"{root}-{part.get('id')}",
                "parent_id": root,
                "conversation_id": root,
                "created_at": part.get("created_at"),
                "kind": "reply",
            })  # fmt: skip


def _intercom(said: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    is_staff = get(said, "author", "type") in STAFF
    return row | {
        "text": _words(get(said, "body")),
        "author_id": get(said, "author", "id"),
        "author_name": get(said, "author", "name"),
        "author_is_bot": "true" if get(said, "author", "type") == "bot" else "false",
        "is_outbound": "true" if is_staff else "false",
    }


def is_chatwoot(message: dict[str, Any]) -> bool:
    """A message; conversations and pages of them only wrap these."""
    return {"content", "message_type", "created_at"} <= message.keys() and (
        "conversation_id" in message or "sender" in message
    )


def chatwoot(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The message, if a person wrote it: 0 comes in, 1 goes out, 2 is the program's, 3 a template.

    Interfaces give the type as a number, exports and hooks as a word.
    """
    kind = {"0": "incoming", "1": "outgoing", "3": "outgoing"}.get(
        str(message.get("message_type")), str(message.get("message_type"))
    )
    if kind in ("incoming", "outgoing") and message.get("private") not in (True, "true"):
        talk = message.get("conversation_id") or get(message, "conversation", "id")
        yield {
            "post_id": message.get("id"),
            "conversation_id": f"c{talk}" if talk else None,
            "created_at": message.get("created_at"),
            "text": message.get("content"),
            "author_id": get(message, "sender", "id") or message.get("sender_id"),
            "author_name": get(message, "sender", "name"),
            "author_is_bot": "true" if get(message, "sender", "type") == "agent_bot" else "false",
            "is_outbound": "true" if kind == "outgoing" else "false",
        }


SHAPES = (
    ("zendesk", is_zendesk, zendesk),
    ("freshdesk", is_freshdesk, freshdesk),
    ("intercom", is_intercom, intercom),
    ("chatwoot", is_chatwoot, chatwoot),
)
