"""What a digest says is what the views say, with the page behind every number."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from dashboard.mentions.facets import FACETS
from digests.audiences import AUDIENCES
from digests.html import page
from digests.making import make
from digests.said import Said
from digests.subject import subject
from digests.text import text
from tests.places import ROOT

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
URL = "https://earshot.example"
PAGES = set(re.findall(r'url_path="([a-z-]+)"', (ROOT / "dashboard" / "app.py").read_text()))
FRAME = {"brand", "period", "spike", "post"}


class Parsed(HTMLParser):
    """Links, pictures and elements of a document."""

    def __init__(self, html):
        super().__init__()
        self.links, self.pictures, self.elements = [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.elements.add(tag)
        self.links += [named["href"]] if tag == "a" else []
        self.pictures += [named["src"]] if tag == "img" else []


@pytest.fixture(scope="session", params=[*((name, 7) for name in AUDIENCES), ("support", 1)])
def asked(request, sample_reader):
    """A digest of the sample story, and what it is about."""
    audience, days = request.param
    about = subject(sample_reader, "tavornay", days, URL)
    return about, make(about, audience, None, NOW)


def test_every_link_leads_to_a_page_with_filters_that_it_knows(asked):
    _, digest = asked
    ours = [one for one in Parsed(page(digest)).links if one.startswith(URL)]

    assert len(ours) > 8
    for link in ours:
        parts = urlsplit(link)
        query = {key: value for key, (value,) in parse_qs(parts.query).items()}
        assert parts.path.strip("/") in PAGES
        assert query["brand"] == "tavornay"
        assert query.keys() <= FRAME | FACETS.keys()
        for key in query.keys() - FRAME:
            facet = FACETS[key]
            assert query[key] in (facet.allowed or (query[key],))
            facet.parse(query[key])


def test_it_is_short_and_whole(asked):
    """Two minutes are about 500 words; the rules come after them. Nothing is fetched."""
    _, digest = asked
    parsed = Parsed(page(digest))
    words, _, _ = text(digest).partition("How these are counted")

    assert len(re.sub(r"https?://\S+", "", words).split()) < 560
    assert len(digest.numbers) <= 6
    assert not parsed.elements & {"script", "link", "iframe", "form", "svg"}
    assert [one[:22] for one in parsed.pictures] == ["data:image/png;base64,"]
    assert Image.open(BytesIO(digest.picture.png)).size == (1200, 400)


def test_numbers_are_those_of_the_views(sample_reader):
    """The week up to where the brand is known: what its pages show."""
    about = subject(sample_reader, "tavornay", 7, URL)
    span = about.asked.span
    of = {"brand": "tavornay", "since": span.since, "until": span.until}
    (told,) = sample_reader.query(
        "select mention_count, complaint_share, net_sentiment "
        "from period_summary($brand, $since, $until)",
        of,
    ).to_dict("records")
    (waits,) = sample_reader.query("select * from unanswered_summary('tavornay')").to_dict(
        "records"
    )
    shown = {one.name: one for one in make(about, "executive", None, NOW).numbers}

    assert shown["mentions"].value == told["mention_count"]
    assert shown["complaint_rate"].value == told["complaint_share"]
    assert shown["net_sentiment"].value == told["net_sentiment"]
    assert shown["overdue_now"].value == waits["overdue_count"]
    assert shown["complaint_rate"].text == f"{told['complaint_share']:.0%}"
    assert f"n = {told['mention_count']}" in shown["complaint_rate"].below


def test_a_topic_counts_what_its_link_opens(sample_reader):
    about = subject(sample_reader, "tavornay", 7, URL)
    lines = make(about, "marketing", None, NOW).sections[0].lines
    headings = [one for one in lines if not one.quote]

    assert len(headings) == 3
    assert len(lines) == 12
    for heading in headings:
        query = parse_qs(urlsplit(heading.link).query)
        facets = {key: query[key][0] for key in ("direction", "complaint", "about")}
        span = about.asked.span
        rows = sample_reader.query(
            "select count(*) as n from drill_through($brand, $since, $until, facets := $facets)",
            {"brand": "tavornay", "since": span.since, "until": span.until, "facets": facets},
        )
        assert f": {rows['n'].iloc[0]} complaints" in heading.text


def test_a_day_is_the_last_whole_one(sample_reader):
    about = subject(sample_reader, "tavornay", 1, URL)

    assert str(about.asked.span.first) == str(about.asked.span.last) == "2026-09-29"
    assert (about.asked.span.until - about.asked.span.since).total_seconds() == 24 * 3600
    assert "day=2026-09-29" in about.link_of("mentions")
    assert "day=" not in about.link_of("overdue_now")


def test_what_was_said_and_is_another_number_today_is_restated(sample_reader):
    """The last digest said 500 mentions of the same week; its posts were all there by then."""
    about = subject(sample_reader, "tavornay", 7, URL)
    now = make(about, "executive", None, NOW)
    said = Said(
        made_at=NOW,
        known_until=now.known_until,
        seen_until=NOW.replace(year=2030),
        period=now.period,
        version="v1",
        figures={**now.figures, "mentions": {"value": 500.0, "n": 500.0}},
    )
    again = make(about, "executive", said, NOW)
    lines = {one.title: one.lines for one in again.sections}["What was restated?"]

    assert len(lines) == 2
    assert lines[0].text == (
        "Mentions of 24 Sep – 30 Sep 2026: 500 was said (n = 500), it is 527 today (n = 527)."
    )
    assert "texts were read again" in lines[1].text
    rate = f"last digest: {now.figures['complaint_rate']['value']:.0%}"
    assert {one.since_last for one in again.numbers} >= {"last digest: 500", rate}

    # Kept in words, as older versions did.
    older = replace(said, figures=now.figures, period="24 Sep to 30 Sep")
    same = make(about, "executive", older, NOW)
    assert "(24 Sep to 30 Sep) stand" in same.sections[-1].lines[0].text
    same = make(about, "executive", replace(said, figures=now.figures), NOW)
    assert "stand as they were said" in same.sections[-1].lines[0].text
