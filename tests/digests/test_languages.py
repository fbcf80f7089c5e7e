"""Digests, briefs and alerts in every language: nothing of them is left in English."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from string import Formatter

import pytest
from PIL import ImageFont

from digests import brief, post_brief
from digests.audiences import AUDIENCES
from digests.html import page
from digests.making import make
from digests.pdf import pdf
from digests.pictures import BANDS, FONT
from digests.said import Said
from digests.subject import subject
from digests.text import text
from notify.message import words
from notify.planning import Message
from sql.deliveries import ALERT, ESCALATION, OVER
from sql.sent_pages import PAGES, SentPage
from tests.wording.test_said import OTHERS, written
from wording.numbers import compact, duration
from wording.said import ENGLISH, catalog, say, short_day, speaking

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
URL = "https://earshot.example"
WHEELCHAIR = "chirp:914560028088861655"
BEGUN = datetime(2026, 9, 30, 15, 30, tzinfo=UTC)
# Two words of English at least: one may be a name, or mean the same elsewhere.
_PART = re.compile(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")


@pytest.fixture(scope="module", params=OTHERS)
def language(request):
    with speaking(request.param):
        yield request.param


@pytest.fixture(scope="module")
def english(language):
    """What stands in English texts between their values, and in none of the language's own."""
    own = "\n".join(catalog(language).values())
    parts = {
        part.strip(" .,:;()“”")
        for key in written()
        for part, _, _, _ in Formatter().parse(key.partition("##")[0])
    }
    return {part for part in parts if _PART.search(part) and part not in own}


def check(told, english):
    """Without posts, which speak as they please, and addresses."""
    ours = re.sub(r"https?://\S+|[„«].*?[“»]", "", told, flags=re.DOTALL)
    assert not {part for part in english if part in ours}


def check_digest(digest, language, english):
    """Every form of it."""
    assert digest.language == language
    said = replace(
        digest,
        sections=[replace(one, lines=[*map(unquoted, one.lines)]) for one in digest.sections],
    )
    check(text(said), english)
    assert f'<html lang="{language}">' in page(said)
    check(re.sub(r"<[^>]+>", " ", page(said)), english)
    assert f"/Lang({language})".encode() in pdf(said)


def unquoted(line):
    return replace(line, quote="“" if line.quote else "")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("days", [1, 7])
def test_a_digest_is_whole_in_every_language(sample_reader, language, english, audience, days):
    about = subject(sample_reader, "tavornay", days, URL)
    first = make(about, audience, None, NOW)
    said = Said(
        made_at=NOW,
        known_until=first.known_until,
        seen_until=datetime(2026, 9, 20, tzinfo=UTC),
        period=first.period,
        version="v1",
        figures={name: {"value": 5.0, "n": 5.0} for name in first.figures},
    )

    check_digest(first, language, english)
    check_digest(make(about, audience, said, NOW), language, english)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_sent_is_whole_in_every_language(sample_reader, language, english, name):
    kept = {"topic": "lost_or_damaged", "kind": "post", "audience": "under 100"}
    for filters in ({}, kept):
        view = SentPage(
            page=name, brand="tavornay", period="28d", filters=filters, address={}, every="week",
            at=480, zone="UTC", tell=["anna"], who="kim", said_at=NOW, batch_id="b",
        )  # fmt: skip
        about = subject(sample_reader, "tavornay", 7, URL, view=view)
        check_digest(make(about, view.audience, None, NOW), language, english)


def test_briefs_are_whole_in_every_language(sample_reader, language, english):
    source = brief.source_of(subject(sample_reader, "tavornay", 7, URL))
    strange = {"de": "ein Beitrag, der", "es": "una publicación que"}[language]
    told = brief.make(source, None, NOW)
    post = post_brief.make(source, WHEELCHAIR, NOW)

    assert strange in post.title
    for one in (told, post, brief.make(replace(source, sees_all=False), None, NOW)):
        check_digest(one, language, english)


@pytest.mark.parametrize(
    ("kind", "subject_", "level", "value", "about"),
    [
        ("spike", "mentions since 2026-09-30T15:30Z", 3, 8, {"measure": "mentions"}),
        ("viral", WHEELCHAIR, 70, 91, {"post_id": WHEELCHAIR}),
        ("silence", WHEELCHAIR, 10_000, 123_456, {"post_id": WHEELCHAIR}),
        ("overdue", WHEELCHAIR, 10_000, 123_456, {"post_id": WHEELCHAIR}),
        ("health", "2026-09-29", 40, 31.4, {}),
        ("quiet", "chirp since 2026-09-30T15:30Z", 6, 7, {}),
        ("issue", "wheelchair since 2026-09-30", 10, 14, {"post_id": WHEELCHAIR}),
    ],
)
def test_messages_are_whole_in_every_language(
    sample_reader, language, english, kind, subject_, level, value, about
):
    one = Message(
        **({"measure": None, "post_id": None} | about),
        message_id="m", thread="t" * 20, person="anna", channel=1, part=ALERT, is_critical=True,
        planned_at=NOW, due_at=NOW, rule_name="Rule 1", brand="tavornay", kind=kind,
        subject=subject_, happened_at=BEGUN, alerted_at=NOW, level=level, observed_value=value,
    )  # fmt: skip
    for batch in ([one, one], [replace(one, part=ESCALATION)], [replace(one, part=OVER)]):
        told = words(sample_reader, batch, URL)
        check(f"{told.title}\n{told.body}", english)


def test_english_is_found_where_it_is_left(sample_reader, language, english):
    """The check itself: an English digest fails it."""
    about = subject(sample_reader, "tavornay", 7, URL)
    with speaking(ENGLISH):
        left = make(about, "support", None, NOW)

    with pytest.raises(AssertionError):
        check(text(left), english)


def test_pictures_have_letters_for_every_language(language):
    """Months, spans of waiting and figures; what a font lacks it draws as a box."""
    font = ImageFont.truetype(FONT, 28)
    box = bytes(font.getmask("\u0378"))
    days = "".join(short_day(date(2026, month, 21)) for month in range(1, 13))
    written = {*days, *"".join(map(say, BANDS)), *compact(1_234_567), *duration(200_000.0)}

    assert not {sign for sign in written if bytes(font.getmask(sign)) == box}
