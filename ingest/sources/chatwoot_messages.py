"""What is kept of a message: its words, and of people only what a figure needs.

Addresses, numbers, places and attachments of customers are left behind here, before anything is
stored, and they have a made-up id in place of their number and name.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.sources.connector import Item
from ingest.web.asking import Api

KINDS = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}
MESSAGE = ("id", "content", "content_type", "created_at")


def kept(api: Api, conversation: Item, found: Iterable[Item]) -> Iterator[Item]:
    """Yield what customers can see of messages; notes among colleagues and events are left out."""
    customer = _customer(api, conversation)
    for message in found:
        kind = _kind(message)
        if message.get("private") is not False or kind == "activity":
            continue
        attributes = message.get("content_attributes")
        attributes = attributes if isinstance(attributes, dict) else {}
        yield {
            "conversation_id": conversation.get("id"),
            "message": {
                **{key: message.get(key) for key in MESSAGE},
                "message_type": kind,
                "deleted": attributes.get("deleted") is True,
                "in_reply_to": attributes.get("in_reply_to"),
                "csat": _csat(attributes, customer),
            },
            "sender": _sender(api, message, kind, customer),
        }


def _kind(message: Item) -> Any:
    """Numbers here, words in older answers."""
    kind = message.get("message_type")
    return KINDS.get(kind, kind) if type(kind) is int else kind


def _sender(api: Api, message: Item, kind: Any, customer: Item) -> Item:
    """A customer without name; of staff and machines id, name and what they are."""
    if kind == "incoming":
        told = _told(message, "contact")
        return customer if told is None else {"id": _made_up(api, told), "type": "contact"}
    sender = message.get("sender")
    sender = sender if isinstance(sender, dict) else {}
    what = str(sender.get("type") or message.get("sender_type") or "").lower().replace("_", "")
    number = sender.get("id", message.get("sender_id"))
    if not what:
        return {"id": "chatwoot:system", "type": "system", "name": None}
    if what != "user":
        return {"id": f"chatwoot:{what}:{number}", "type": what, "name": None}
    return {"id": f"chatwoot:user:{number}", "type": "user", "name": sender.get("name")}


def _told(message: Item, what: str) -> Any:
    """Number of a sender of a kind; None where the message does not tell it."""
    sender = message.get("sender")
    if isinstance(sender, dict) and sender.get("id") is not None:
        return sender["id"]
    is_one = str(message.get("sender_type")).lower() == what
    return message.get("sender_id") if is_one else None


def _customer(api: Api, conversation: Item) -> Item:
    meta = conversation.get("meta")
    sender = meta.get("sender") if isinstance(meta, dict) else None
    number = sender.get("id") if isinstance(sender, dict) else None
    return {"id": None if number is None else _made_up(api, number), "type": "contact"}


def _csat(attributes: Item, customer: Item) -> Item | None:
    """What the customer thought of the help; None where nothing was said."""
    submitted = attributes.get("submitted_values")
    told = submitted.get("csat_survey_response") if isinstance(submitted, dict) else None
    if not isinstance(told, dict) or told.get("rating") is None:
        return None
    feedback = told.get("feedback_message")
    return {"rating": told["rating"], "feedback": feedback, "author_id": customer["id"]}


def _made_up(api: Api, number: Any) -> str:
    """The same for the same person of the same Chatwoot; nobody's number."""
    return "person-" + hashlib.sha256(f"{api.base_url}\0{number}".encode()).hexdigest()[:16]
