"""Hostile words in what leaves the machine: digests as HTML, PDF, mail and text, and alerts."""

import re
import zlib
from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from digests.digest import Digest, Line, Number, Section
from digests.html import page
from digests.mail import written
from digests.pdf import pdf
from digests.text import text
from notify.message import Words, quoted
from notify.people import Person
from notify.sending import tell
from tests.digests.post_office import PostOffice
from tests.hostile.corpus import CORPUS
from tests.hostile.test_hostile import is_obeyed
from wording.safety import link, plain

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
# What digests are made of; nothing that runs, loads, submits or frames.
ELEMENTS = {"html", "head", "meta", "title", "body", "div", "p", "h1", "h2", "a", "b", "img"}
ATTRIBUTES = {
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "style",
    "href",
    "dir",
    "src",
    "alt",
    "width",
    "type",
    "color",
}


class Elements(HTMLParser):
    """Elements, attributes and addresses of a document, as a browser takes them."""

    def __init__(self, html):
        super().__init__()
        self.names, self.attributes, self.addresses = set(), set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name in ("href", "src")}


@pytest.fixture(scope="module")
def digest():
    """Each text as a quotation, the sentence beside it, its source and its link; and as figures."""
    lines = [Line(plain(one, 60), one, plain(one, 200), link(one) or "") for one in CORPUS]
    numbers = [Number("mentions", one[:200], one[:200], one[:200], one, one[:200])
               for one in CORPUS]  # fmt: skip
    every = " ".join(plain(one, 60) for one in CORPUS)
    return Digest(
        audience="support", brand="acme", title=every, question=every, period="p",
        conclusion=(every, every), numbers=numbers, sections=[Section(every, lines)], picture=None,
        link="https://earshot.example/overview", unwatched=every, version="v", made_at=NOW,
        known_until=NOW, seen_until=NOW, days=7, language="en",
    )  # fmt: skip


@pytest.mark.parametrize("is_mail", [False, True])
def test_html_holds_no_element_or_address_of_theirs(digest, is_mail):
    found = Elements(page(digest, is_mail=is_mail))

    assert found.names <= ELEMENTS
    assert found.attributes <= ATTRIBUTES
    assert [one for one in found.addresses if not one.startswith(("http://", "https://"))] == []


def test_pdf_holds_no_action_but_links(digest):
    written_out = pdf(digest)
    whole = written_out + b"".join(
        zlib.decompressobj().decompress(part)
        for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", written_out, re.DOTALL)
        if part[:1] == b"\x78"
    )
    outside = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", written_out)

    assert whole.startswith(b"%PDF")
    for action in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/SubmitForm", b"/AA"):
        assert action not in outside
    for address in re.findall(rb"/URI \(((?:\\.|[^\\()])*)\)", written_out):
        assert address.startswith((b"http://", b"https://"))


def test_a_mail_has_only_headers_of_ours(digest):
    letter = written(digest, "id", NOW)
    letter["To"] = "anna@acme.example"
    heads = {name.lower() for name, _ in letter.items()}

    assert heads == {
        *("subject", "date", "message-id", "x-earshot-message", "to"),
        *("mime-version", "content-type"),
    }
    assert "\n" not in letter["Subject"]
    assert letter.as_bytes()


def test_the_plain_part_is_shown_and_not_obeyed(digest):
    quoted_lines = [one for one in text(digest).splitlines() if one.startswith("- “")]

    assert len(quoted_lines) == len(CORPUS)  # no text begins a line of its own
    assert not is_obeyed("\n".join(quoted_lines))


def test_an_alert_quotes_them_harmlessly_and_arrives_as_text():
    """Over a real mail server: whatever part of the letter is HTML has none of their elements."""
    said = [
        quoted(pd.Series({"author_handle": one[:200], "author_name": one[:200], "title": None,
                          "text": one, "url": one[:500], "author_followers": None}))
        for one in CORPUS
    ]  # fmt: skip
    with PostOffice() as office:
        anna = Person(key="anna", to=[office.address], quiet=None, zone=ZoneInfo("UTC"))
        told = tell(anna, 1, Words("Loud", "\n".join(said)), message_id="m", thread="t")
    (letter,) = office.letters

    assert told.is_done, told.problem
    assert not is_obeyed("".join(said))
    assert all("\n" not in one for one in said)
    for part in letter.walk():
        if part.get_content_type() == "text/html":
            assert Elements(part.get_content()).names <= {"html", "head", "body", "br", "p"}
