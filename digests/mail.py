"""A digest as a mail with its picture in it, by the standard library; other addresses get text."""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

from digests.digest import Digest
from digests.html import CID, page
from digests.text import text
from notify.message import Words
from notify.people import Person
from notify.sending import MAIL, Told, tell

SECONDS = 20.0


def send(person: Person, channel: int, digest: Digest, *, message_id: str) -> Told:
    """Send a digest to one of a person's addresses.

    Args:
        person: who is told.
        channel: which of the person's addresses, from 1.
        digest: what it says.
        message_id: the same for the same digest, by which a receiver knows one that came twice.
    """
    if channel > len(person.to):
        return Told(is_done=False, problem=f"{person.key} has no address {channel} any more")
    address = person.to[channel - 1]
    scheme = address.partition("://")[0].lower()
    if scheme not in MAIL:
        words = Words(digest.title, text(digest))
        return tell(person, channel, words, message_id=message_id, thread=message_id)
    named = f"address {channel} of {person.key} ({scheme})"
    post = _box(address)
    if post is None:
        return Told(is_done=False, problem=f"{named} is no address of Apprise")
    try:
        _deliver(post, digest, message_id)
    except (smtplib.SMTPException, OSError) as error:
        # What servers say may hold the address; its kind is enough to go on.
        return Told(is_done=False, problem=f"not taken by {named}: {type(error).__name__}")
    return Told(is_done=True, problem="")


def _box(address: str) -> Any:
    """The address as Apprise reads it: host, port, user, password, from, to, mode."""
    import apprise  # noqa: PLC0415 - takes longer to import than most commands take

    return apprise.Apprise.instantiate(address, suppress_exceptions=True)


def _deliver(post: Any, digest: Digest, message_id: str) -> None:
    with _connected(post) as server:
        if post.user and post.password:
            server.login(post.user, post.password)
        for name, to in post.targets:
            letter = written(digest, message_id, digest.made_at)
            letter["From"] = formataddr((post.from_addr[0] or "Earshot", post.from_addr[1]))
            letter["To"] = formataddr((name or "", to))
            server.send_message(letter, to_addrs=[to, *sorted(post.cc), *sorted(post.bcc)])


def _connected(post: Any) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not post.verify_certificate:  # verify=no of the address
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if post.secure_mode == "ssl":
        return smtplib.SMTP_SSL(post.smtp_host, post.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(post.smtp_host, post.port, timeout=SECONDS)
    if post.secure_mode == "starttls":
        server.starttls(context=context)
    return server


def written(digest: Digest, message_id: str, at: datetime) -> EmailMessage:
    """The mail without its addresses: plain text, HTML, and the picture that the HTML shows."""
    letter = EmailMessage()
    letter["Subject"] = " ".join(digest.title.split())
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{message_id}@earshot>"
    letter["X-Earshot-Message"] = message_id
    letter.set_content(text(digest))
    letter.add_alternative(page(digest, is_mail=True), subtype="html")
    if digest.picture:
        html = letter.get_body(("html",))
        assert isinstance(html, EmailMessage)  # noqa: S101 - as it was added
        html.add_related(digest.picture.png, "image", "png", cid=f"<{CID}>", filename="picture.png")
    return letter
