"""What a reader sees: pages, filters, and what is said when something is missing or broken."""

import re

import pandas as pd
import pytest

from dashboard.sentiment import trend_cards
from tests.build import asks, publish_all
from tests.dashboard.conftest import run, troubles, words

PAGES = (
    "overview",
    "sentiment",
    "spikes",
    "live_risk",
    "response_desk",
    "replies",
    "mentions",
    "author",
    "sources",
    "data_health",
    "methods",
)
HOSTILE = (
    "![](https://evil.example/p.png) [bank](https://evil.example) <script>alert(1)</script> # x"
)


@pytest.mark.parametrize("page", ["overview", "response_desk"])
@pytest.mark.parametrize("period", ["7d", "all"])
def test_page_is_drawn_for_every_period(story, page, period):
    app = run(page, period=period)

    assert not app.exception
    assert [] == troubles(app)


@pytest.mark.parametrize("page", PAGES)
def test_page_is_drawn_for_three_mentions(few, page):
    """Small numbers break charts more easily than large ones."""
    app = run(page)

    assert not app.exception
    assert [] == troubles(app)


@pytest.mark.parametrize("said", ["osterlune", "Osterlune"])
def test_a_link_names_a_brand_by_its_key_or_its_name(story, said):
    """Messages and tools name keys; the widget writes names."""
    app = run(brand=said)

    assert app.caption[0].value.startswith("Osterlune · ")
    assert app.query_params["brand"] in ("Osterlune", ["Osterlune"])


def test_another_brand_than_the_one_that_was_asked_for_is_told(story):
    app = run(brand="nobody")

    assert app.warning[0].value.startswith("There is no brand “nobody” here")
    assert app.caption[0].value.startswith("Tavornay · ")


def test_the_link_of_a_message_leads_to_its_alert(story):
    """The one that is not the newest is chosen, for "I have it"."""
    rule, post = "A post runs away", "chirp:914560028088861655"
    app = run("live_risk", brand="tavornay", alert=rule, take=post)

    assert app.selectbox(key="marked").value == (rule, post)
    assert app.header[0].value == "You were told of this"
    app.button(key="told-take").click().run()
    assert app.button(key="told-take").disabled
    assert "Taken: nobody else is called for it." in words(app)


def test_the_link_of_a_message_about_no_alert_of_the_period_says_so(few):
    app = run("live_risk", alert="A post runs away", take="x:gone")

    assert "No such alert was given in this period" in words(app)


def test_the_default_is_the_first_own_brand_and_28_days(story):
    app = run()

    assert "28d" == app.segmented_control(key="period").value
    assert app.multiselect(key="brand").value == [app.multiselect(key="brand").options[0].lower()]


def test_a_filter_in_the_address_is_the_filter_of_the_page(few):
    app = run("mentions", text="nothing says this")

    assert "nothing says this" == app.text_input(key="text").value
    assert "No mentions here" in words(app)


def test_what_finds_nothing_is_named_and_can_be_taken_away(story):
    """Not the period is to blame where a link asks for a conversation that there is not."""
    app = run("mentions", conversation="chirp:0", source="farestars")

    assert r"no mention for conversation chirp\:0 and source farestars, at any time" in words(app)
    next(button for button in app.button if button.label == "Clear filters").click().run()
    assert "No mentions here" not in words(app)


def test_a_filter_takes_several_values(story):
    """They widen each other; a value that there is not is told and left out."""
    app = run("mentions", source=["farestars", "appshelf", "nowhere"], language="en")

    assert ["farestars", "appshelf"] == app.multiselect(key="source").value
    assert "only farestars or appshelf · in English" in app.caption[0].value
    assert "The link asks for source “nowhere”, which there is not." == app.toast[0].value


@pytest.mark.parametrize("page", ["overview", "spikes", "live_risk"])
def test_a_headline_that_no_filter_narrows_says_so(story, page):
    said = "of the whole brand, whatever the filters above keep"

    assert said not in words(run(page))
    assert said in words(run(page, source="farestars"))


def test_nothing_is_called_better_while_a_spike_runs(story):
    """Complaints are rarer than before beyond chance, and green only once the spike is over."""
    change = pd.Series({"complaint_change": -0.1, "complaint_verdict": "better"})

    assert ("−10.0 pts", "better") == trend_cards.change_of(change, "complaint", is_calm=True)
    assert ("−10.0 pts", "same") == trend_cards.change_of(change, "complaint", is_calm=False)
    for page in ("overview", "sentiment"):
        assert "A spike is running: fewer than before is no all-clear." in words(run(page))


def test_any_days_can_be_picked(story):
    app = run(period="dates", dates=["2026-09-10", "2026-09-20"], compare="nothing")

    assert "10 Sep – 20 Sep 2026 · " in app.caption[0].value


def test_nonsense_in_the_address_falls_back_to_the_defaults(few):
    """Values that no widget or facet allows are ignored, not obeyed and not an error."""
    app = run("mentions", period="5 years", brand="'; drop", polarity="ugly", day="2026-99-99")

    assert not app.exception
    assert "28d" == app.segmented_control(key="period").value
    assert "3 mentions" in words(app)


def test_clear_filters_brings_the_mentions_back(few):
    app = run("mentions", text="nothing says this")
    next(button for button in app.button if button.label == "Clear filters").click().run()

    assert "3 mentions" in words(app)


def test_an_empty_warehouse_says_what_fills_it(data):
    app = run()

    assert not app.exception
    assert "Nothing to show yet" in words(app)
    assert "earshot demo" in app.code[0].value


def test_a_damaged_version_ends_in_a_clear_message(few):
    """With no version left that can be read, the page says so and what to do."""
    for version in few.glob("v*.duckdb"):
        version.write_bytes(b"not a database")
    app = run()

    assert not app.exception
    assert "earshot restore" in words(app)


def test_with_one_version_damaged_the_one_before_is_shown_and_said(few):
    publish_all(few, [asks("late", 60, author="z")], until=180)
    newest = few / (few / "CURRENT").read_text().strip()
    newest.write_bytes(b"not a database")
    app = run("mentions")

    assert "3 mentions" in words(app)
    assert any("damaged" in error.value for error in app.error)


def test_a_new_version_shows_with_the_next_run(few):
    """A published run needs neither a restart nor an expired cache."""
    app = run("mentions")
    publish_all(few, [asks("late", 60, author="z")], until=180)
    app.run()

    assert "4 mentions" in words(app)


@pytest.mark.parametrize(
    ("hours", "kind"),
    [(0.1, None), (5, "warning"), (30, "error")],
    ids=["fresh", "late", "too late"],
)
def test_old_data_is_called_old(live, hours, kind):
    """What no source has told for hours is not in the figures, and the page says since when."""
    live(hours)
    app = run("data_health")
    told = {name: [one.value for one in app.get(name)] for name in ("warning", "error")}

    assert {kind} - {None} == {name for name, texts in told.items() if texts}


def test_a_loaded_file_is_never_late(few):
    """It was never promised to go on."""
    app = run("data_health")

    assert [] == [one.value for one in (*app.warning, *app.error)]


def test_a_failing_source_needs_attention(live):
    live(0.1, error="503 from the server")
    app = run()

    assert "x delivers nothing" in words(app)


def test_hostile_words_are_shown_as_text(data):
    """In a mention's body raw and inert, everywhere else with every sign escaped."""
    post = asks("p1", 0, text=f"@acme {HOSTILE}", title=HOSTILE, author_name=HOSTILE)
    publish_all(data, [post], until=60)
    app = run("mentions")
    marked = [one.value for kind in ("markdown", "caption", "badge") for one in app.get(kind)]

    assert f"@acme {HOSTILE}" in [one.value for one in app.text]
    assert not any("](https" in text or re.search(r"(?<!\\)<script", text) for text in marked)


def test_a_card_that_fails_fails_alone(story, monkeypatch):
    """The others are drawn, and the card names a reference that the log knows."""

    def broken(*_):
        raise ValueError("no such shape")

    monkeypatch.setattr(trend_cards, "counts_by_hour", broken)
    app = run()

    assert not app.exception
    assert 1 == len(troubles(app))
    assert "Reference" in troubles(app)[0]
    assert "no such shape" not in words(app)
    assert "Most-shared posts" in words(app)


def test_the_sample_story_says_that_it_is_invented(data):
    """And a warehouse with anything else in it does not."""
    publish_all(data, [asks("p1", 0)], until=60)

    assert "Invented sample story" not in words(run())


def test_definitions_show_the_sql_that_was_asked_and_what_it_asks(story):
    """The statement with the reader's values in it, then the file of the metric."""
    shown = [
        code.value
        for code in run("methods", term="other_rules").expander(key="sql-other_rules").code
    ]

    assert shown[0].startswith("select * from response_summary('tavornay', timestamptz '")
    assert "answered_only_median_seconds" in shown[1]


def test_the_csv_cannot_calculate(data):
    """What a spreadsheet would take for a formula begins with a quote."""
    publish_all(data, [asks("p1", 0, text="=HYPERLINK(1) @acme", brand="acme")], until=60)
    app = run("mentions")

    assert ["Excel", "CSV"] == [button.label for button in app.get("download_button")]


def test_the_caption_names_the_zone_that_days_are_cut_in(few):
    assert "UTC" in words(run())
