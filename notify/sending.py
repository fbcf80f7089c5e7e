"""Telling somebody, through Apprise: mail, chats, webhooks and a hundred more."""

import logging
from dataclasses import dataclass
from urllib.parse import quote

from notify.message import Words
from notify.people import Person

MAIL, WEBHOOK = ("mailto", "mailtos"), ("json", "jsons", "xml", "xmls", "form", "forms")
SECONDS = 20.0  # for one service


@dataclass(frozen=True, slots=True)
class Told:
    """Whether everything that somebody is told by took a message, and what was said where not."""

    is_done: bool
    problem: str


def tell(person: Person, channel: int, words: Words, *, message_id: str, thread: str) -> Told:
    """Send one message to one of a person's addresses.

    Webhooks get `message_id` and `thread`, by which a receiver knows a message that came twice;
    mails of one thread refer to each other. Addresses hold secrets: they are named by number.
    """
    import apprise  # noqa: PLC0415 - takes longer to import than most commands take

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would log addresses
    asset = apprise.AppriseAsset(
        storage_mode="memory", secure_logging=True, app_id="Earshot", app_desc="Earshot"
    )
    if channel > len(person.to):
        return Told(is_done=False, problem=f"{person.key} has no address {channel} any more")
    address = person.to[channel - 1]
    one = apprise.Apprise(asset=asset)
    named = f"address {channel} of {person.key} ({address.partition('://')[0]})"
    if not one.add(_marked(address, message_id, thread)):
        return Told(is_done=False, problem=f"{named} is no address of Apprise")
    result = one.notify(
        title=words.title, body=words.body, body_format=apprise.NotifyFormat.TEXT, timeout=SECONDS
    )
    is_done = bool(result)
    return Told(is_done=is_done, problem="" if is_done else f"not taken by {named}")


def unread_channels(person: Person) -> list[int]:
    """The numbers, from 1, of those of a person's addresses that Apprise cannot read.

    An address whose variable is not set is none of them.
    """
    import apprise  # noqa: PLC0415 - takes longer to import than most commands take

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would log addresses
    return [
        number
        for number, address in enumerate(person.to, 1)
        if address and apprise.Apprise.instantiate(address, suppress_exceptions=True) is None
    ]


def _marked(address: str, message_id: str, thread: str) -> str:
    """The address with what lets receivers join and recognise messages."""
    scheme = address.partition("://")[0].lower()
    between = "&" if "?" in address else "?"
    if scheme in MAIL:
        reference = quote(f"<{thread}@earshot>")
        return f"{address}{between}+References={reference}&+X-Earshot-Message={message_id}"
    if scheme in WEBHOOK:
        return f"{address}{between}:message_id={message_id}&:thread={thread}"
    return address
