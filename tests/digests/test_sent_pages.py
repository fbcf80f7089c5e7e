"""“Send me this page”: its figures with its filters, to whom it may go, and taken back again."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from commands.digest_delivery import deliver_digests, may_ask, newly_due
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from sql import deliveries, feedback, sent_pages
from sql.sent_pages import SentPage
from tests.build import asks, published_same
from tests.dashboard.conftest import run, words
from tests.digests.post_office import PostOffice
from tests.digests.test_digest import Parsed
from tests.digests.test_sending import posts

BRANDS = {
    "acme": {"handles": ["acme"], "own_accounts": ["acme"]},
    "bolt": {"handles": ["bolt"], "own_accounts": ["bolt"]},
}
SAID = datetime(2026, 2, 20, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = timedelta(minutes=5)


def config(*to, **more):
    people = {"anna": {"to": list(to or ["json://127.0.0.1:1"])} | more.pop("anna", {})}
    return parse_config({"brands": BRANDS, "people": people, **more})


def wish(**more):
    asked = {
        "page": "mentions",
        "brand": "acme",
        "period": "28d",
        "filters": {"words": "terrible"},
        "address": {"text": ["terrible"]},
        "every": "week",
        "at": 480,
        "zone": "UTC",
        "tell": ["anna"],
        "who": "kim",
        "said_at": SAID,
    }
    return SentPage(**asked | more)


@pytest.fixture
def data(tmp_path):
    more = [asks(f"q{n}", n, author=f"a{n}", text="@acme it is late") for n in range(3)]
    published_same(tmp_path / "data", posts(*more), config=config(), until=60)
    return tmp_path / "data"


def test_figures_and_links_keep_the_filters_and_the_period(data):
    """One of four mentions holds the word; the picture would be of all, so there is none."""
    feedback.record(data, [wish().action()])
    with PostOffice() as office:
        settings = config(office.address)
        asked = newly_due()
        assert asked(data, settings, MONDAY)
        for when in (MONDAY, MONDAY + LATER, MONDAY + timedelta(hours=23)):
            assert deliver_digests(data, settings, when) == 0
    (letter,) = office.letters
    told = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    links = [urlsplit(one) for one in Parsed(html).links if one.startswith("http://127.0.0.1")]
    (post, *_), figures = _split(parse_qs(one.query) for one in links)

    assert letter["Subject"].startswith("acme: Mentions, ")
    assert "only text terrible. Sent every week" in told
    assert "\nMentions: 1 (" in told
    assert "never again" in told
    assert "it is late" not in told
    assert "Share of voice: not known: share_of_voice is of the whole brand" in told
    assert post["text"] == ["terrible"]
    assert {(*one["text"], *one["period"], *one["brand"]) for one in figures} == {
        ("terrible", "28d", "acme")
    }
    assert Parsed(html).pictures == []


def _split(queries):
    """Links to one post, and all others."""
    found = list(queries)
    return [one for one in found if "post" in one], [one for one in found if "post" not in one]


@pytest.mark.parametrize(
    ("own", "asked", "whole", "subject"),
    [
        (None, None, {}, "acme: Mentions, "),
        (None, None, {"language": "es"}, "acme: Menciones, "),
        (None, "de", {"language": "es"}, "acme: Erwähnungen, "),
        ("es", "de", {}, "acme: Menciones, "),
    ],
)
def test_it_is_in_the_language_of_whoever_reads(data, own, asked, whole, subject):
    """Their own, else that of who asked, else that of the file."""
    feedback.record(data, [wish(language=asked).action()])
    with PostOffice() as office:
        person = {"anna": {"language": own}} if own else {}
        assert deliver_digests(data, config(office.address, **person, **whole), MONDAY) == 0
    (letter,) = office.letters

    assert letter["Subject"].startswith(subject)


def test_a_language_that_there_is_not_is_named_with_those_that_there_are():
    for more, place in (({"language": "fr"}, "language"), ({"anna": {"language": "fr"}}, "people")):
        with pytest.raises(ConfigError, match=rf"{place}[^']*: 'fr' is none of en, de, es"):
            config(**more)


@pytest.mark.parametrize("page", sent_pages.PAGES)
def test_every_page_says_its_own_figures(data, page):
    feedback.record(data, [wish(page=page, filters={}, address={}).action()])
    with PostOffice() as office:
        assert deliver_digests(data, config(office.address), MONDAY) == 0
    (letter,) = office.letters
    told = letter.get_body(("plain",)).get_content()

    assert f"The page {sent_pages.PAGES[page]}. Sent every week" in told
    assert f"/{page}?brand=acme&period=28d" in told
    assert "no figure is called" not in told


def test_what_was_taken_back_is_not_sent(data):
    """Also where it was planned before."""
    batch = feedback.record(data, [wish().action()])
    assert deliver_digests(data, config(), MONDAY) == 1
    feedback.undo(data, batch, who="kim", now=MONDAY)
    with PostOffice() as office:
        assert deliver_digests(data, config(office.address), MONDAY + LATER) == 0
    (one,) = deliveries.newest_digests(data, "acme")

    assert office.letters == []
    assert (one.state, one.problem) == ("skipped", "taken back")


def test_nobody_is_told_about_a_brand_that_is_not_theirs(data):
    feedback.record(data, [wish().action()])
    with PostOffice() as office:
        settings = config(office.address, anna={"brands": ["bolt"]})
        assert deliver_digests(data, settings, MONDAY) == 0
    (one,) = deliveries.newest_digests(data, "acme")

    assert office.letters == []
    assert (one.state, one.problem[:46]) == (
        "skipped",
        "anna may be told about other brands only: bran",
    )
    for key, entry in (
        ("digests", {"for": "support"}),
        ("alerts", {"name": "Loud", "kind": "silence", "level": 5}),
    ):
        with pytest.raises(ConfigError, match="may be told about bolt only"):
            config(
                anna={"brands": ["bolt"]}, **{key: [entry | {"brand": "acme", "tell": ["anna"]}]}
            )


@pytest.mark.parametrize(
    ("who", "role", "brands", "days", "said"),
    [
        ("kim", "lead", [], 400, ""),
        ("KIM", "admin", ["acme"], 400, ""),
        ("kim", "analyst", [], 1, "no lead any more"),
        ("kim", "viewer", [], 1, "no lead any more"),
        ("kim", "admin", ["bolt"], 1, "may not see acme any more"),
        ("staff", "admin", [], 30, ""),  # let in by a group, which nobody can ask about now
        ("staff", "admin", [], 31, "asked for again"),
    ],
)
def test_a_role_that_ended_sends_nothing_more(who, role, brands, days, said):
    grant = {"who": [who], "role": role, "brands": brands}
    settings = config(access={"trusted_header": "X-User", "grants": [grant]})
    why = may_ask(settings, wish(), SAID + timedelta(days=days))

    assert said in why
    assert bool(said) == bool(why)


def test_a_page_is_asked_for_where_it_is_seen(data, monkeypatch):
    """With what stands in the address; and how it went is shown."""
    monkeypatch.setenv("EARSHOT_DATA", str(data))
    app = run("mentions", text="terrible", period="7d", lang="de")
    assert app.button(key="send-page").disabled
    app.multiselect(key="send-to").set_value(["anna"]).run()
    app.button(key="send-page").click().run()
    (kept,) = sent_pages.asked(data)

    assert (kept.page, kept.brand, kept.period, kept.every) == ("mentions", "acme", "7d", "week")
    assert (kept.filters, kept.address) == ({"words": "terrible"}, {"text": ["terrible"]})
    assert (kept.tell, kept.at, kept.zone, kept.language) == (["anna"], 480, "UTC", "de")
    assert not app.exception

    deliver_digests(data, config(), MONDAY + timedelta(days=7))  # nobody listens there
    shown = run("live_risk")
    (row,) = next(one.value for one in shown.dataframe if "What" in one.value.columns).to_dict(
        "records"
    )
    assert (row["Who"], row["What"]) == ("anna (1)", "page: Mentions")
    assert row["State"].startswith("tried again")
    assert "not taken by address 1 of anna" in row["Problem"]

    app.button(key=f"send-no-more-{kept.batch_id}").click().run()
    assert sent_pages.asked(data) == []


@pytest.mark.parametrize(
    ("page", "asked", "said"),
    [
        ("methods", {}, "no figures of a brand to send"),
        ("mentions", {"period": "dates"}, "choose a period that moves on"),
    ],
)
def test_what_cannot_be_sent_says_why(data, monkeypatch, page, asked, said):
    monkeypatch.setenv("EARSHOT_DATA", str(data))

    assert said in words(run(page, **asked))
