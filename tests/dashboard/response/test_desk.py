"""The Response desk: one clock at a time, every figure with its posts, nothing past the curve."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.mentions.queries import mention_count
from dashboard.response import feedback, queries
from dashboard.ui import query, who
from ingest.config_file import parse_config
from sql import access
from sql.access import Asker, NotPermitted
from sql.feedback import Action, everything
from tests.build import answers, asks, publish_all, published_once
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.ui.test_query import scope_of
from wording import clocks

# Monday to Friday, nine to five, in Berlin.
BERLIN = parse_config(
    {
        "brands": {
            "acme": {
                "handles": ["acme"],
                "own_accounts": ["acme"],
                "time_zone": "Europe/Berlin",
                "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00"),
            }
        }
    }
)
DAY = 24 * 60
# Minutes from Monday 2026-03-02 09:00 UTC to Friday 2026-03-13 18:00 in Berlin, the definitions'
# worked case; its answer comes on Monday at 09:30.
FRIDAY = 11 * DAY + 8 * 60
MONDAY = FRIDAY + int(63.5 * 60)


@pytest.fixture
def scope(story):
    """The sample story's own brand over 28 days."""
    return scope_of(query.version())


@pytest.fixture
def weekend(data):
    """Twelve people wrote on Friday evening and were answered on Monday, a minute apart."""
    posts = [asks(f"p{n}", FRIDAY, author=f"a{n}") for n in range(12)]
    replies = [answers(f"r{n}", MONDAY + n, f"p{n}", text=f"Sorry, number {n}") for n in range(12)]
    return published_once("weekend", data, posts + replies, config=BERLIN, until=MONDAY + 60)


@pytest.mark.parametrize(
    ("clock", "expected"), [("calendar time", "2.6 d"), ("business hours", "35 min")]
)
def test_the_clock_in_the_address_is_the_clock_of_every_wait(weekend, clock, expected):
    """The weekend of the definitions: 63.5 hours and a little, half an hour of business and it."""
    app = run("response_desk", clock=clock, show="figures")
    table = next(one.value for one in app.table if "Answered" in one.value)
    other = ({"calendar time", "business hours"} - {clock}).pop()
    told = [line for line in words(app).splitlines() if line.startswith("How many had an answer")]

    assert expected == table["Share or wait"].iloc[4]
    assert [True] == [clock in line and other not in line for line in told]


def test_a_business_wait_is_never_told_in_days():
    """A business day has no fixed length: 63.5 hours on the clock stay hours."""
    assert "64 h" == clocks.wait(63.5 * 3600, clocks.BUSINESS)
    assert "2.6 d" == clocks.wait(63.5 * 3600, clocks.CALENDAR)


def test_a_percentile_past_the_curve_is_not_a_number(data):
    """The definitions' third case: six of eleven still open after an hour."""
    posts = [asks(f"p{n}", 0, author=f"a{n}") for n in range(11)]
    replies = [
        answers(f"r{n}", wait, f"p{n}", text=f"Sorry {n}")
        for n, wait in enumerate((5, 10, 15, 20, 30))
    ]
    publish_all(data, posts + replies, until=60)
    app = run("response_desk", show="figures")
    shown = {metric.label: metric.value for metric in app.metric}
    table = next(one.value for one in app.table if "Answered" in one.value)

    assert "45%" == shown["Answered in time"]
    assert "not reached (> 60 min)" == table["Share or wait"].iloc[4]


def test_a_brand_that_was_never_heard_has_no_queue_and_no_figure(data):
    """Only its customers were loaded: the page says why it is empty, the Overview says so too."""
    publish_all(data, [asks(f"p{n}", n, author=f"a{n}") for n in range(12)], until=90)
    desk, overview = run("response_desk"), run()
    shown = {metric.label: metric.value for metric in overview.metric}

    assert "Nobody knows who was answered" in words(desk)
    assert [] == list(desk.metric)
    assert ["–", "–"] == [shown[name] for name in ("Answered in time", "Waiting now")]
    assert "due yet" not in words(overview)
    assert "Nothing needs attention" not in words(overview)
    assert "nothing by the brand itself is loaded" in words(overview)


def test_every_group_opens_as_many_posts_as_it_says(scope):
    """The link beside a source, a language, a topic, a responder leads to just its turns."""
    found, expected = {}, {}
    facets = {"source": "turn_source", "lang": "turn_lang", "topic": "turn_topic"}
    for dimension, facet in facets.items():
        for _, row in queries.groups(scope, dimension, "calendar").iterrows():
            found[facet, row["group_value"]] = row["turn_count"]
    for _, row in queries.responders(scope, "calendar").head(5).iterrows():
        found["responder", row["responder"]] = row["answered_count"]
    for key, value in found:
        chosen = {key: value} | ({"turn_status": "answered"} if key == "responder" else {})
        expected[key, value] = mention_count(scope, chosen)

    assert expected == found
    assert len(found) > len(facets) + 5


def test_weeks_add_up_to_the_three_numbers(scope):
    """Met, missed and pending by week are those of the period, and attainment is theirs."""
    weeks, whole = queries.weeks(scope), queries.targets_by_source(scope)
    due = weeks["met_count"] + weeks["missed_count"]

    for name in ("met_count", "missed_count", "pending_count"):
        assert whole[name].sum() == weeks[name].sum() > 0
    assert list(weeks["met_count"] / due) == pytest.approx(list(weeks["attainment_share"]))


def test_the_five_loudest_are_the_five_loudest(scope, sample_reader):
    """Silence names its largest contributors, and its total is the sum over all complaints."""
    rows = sample_reader.query(
        "select silence_hours from silence_by_turn where brand = $1 and started_at >= $2 "
        "and started_at < $3",
        [scope.brand.key, scope.span.since, scope.span.until],
    )
    known = rows["silence_hours"].dropna()

    assert list(known.nlargest(5)) == pytest.approx(list(queries.loudest(scope)["silence_hours"]))
    assert known.sum() == pytest.approx(queries.silence(scope)["silence_hours"])


def test_the_file_has_every_turn_and_cannot_calculate(data):
    """Both waits, target and audience of each turn; what would be a formula is text."""
    posts = [asks("p1", 0, text="=HYPERLINK(1) @acme is late", author="+pat"), asks("p2", 5)]
    publish_all(data, [*posts, answers("r1", 30, "p1")], until=60)
    scope = replace(scope_of("v1"), version="v2")
    found = list(csv.DictReader(io.StringIO(queries.turns_csv(scope).decode("utf-8-sig"))))
    first = next(row for row in found if row["turn_id"] == "x:p1")

    assert 2 == len(found)
    assert ["1800.0", "1800.0", "met"] == [
        first[name] for name in ("wait_seconds", "business_wait_seconds", "sla_status")
    ]
    assert [] == [value for row in found for value in row.values() if value[:1] in set("=+@")]


@pytest.fixture
def waits(data):
    """Ana asks twice and waits for two hours; Ben, whom thousands follow, for one."""
    posts = [
        asks("p1", 0, author="ana", author_name="Ana"),
        asks("p2", 30, author="ana", author_name="Ana", parent_id="p1", text="@acme hello??"),
        asks("p3", 59, author="ben", author_name="Ben", author_followers=90_000),
        asks("p4", 1, author="cas"),
        answers("r4", 5, "p4"),
    ]
    publish_all(data, posts, until=120)
    return data


def case(app, turn):
    """Names of the buttons that a case has, without those of its conversation."""
    told = {one.key: one for one in app.button}
    return {key.removesuffix(f"-{turn}"): one for key, one in told.items() if key.endswith(turn)}


def test_the_queue_is_first_and_asks_for_no_figure(waits, monkeypatch):
    """The worst first, with how long, the target in words and a sign, and the open conversation."""

    def broken(*_, **__):
        raise AssertionError("the figures were asked for")

    monkeypatch.setattr(queries, "headline", broken)
    monkeypatch.setattr(queries, "response_summary", broken)
    app = run("response_desk")
    told = [one.proto.body for one in app.get("html") if one.proto.body.startswith("<span")]
    waited = [one.removesuffix("</span>") for one in told if "waits" in one]

    assert [] == troubles(app)
    assert ["Ben", "Ana"] == [one.label for one in app.button if one.key.startswith("case-")]
    assert "2 of 2 who wait are past the target" == app.warning[0].proto.title
    # In the list, and of the open case beside it.
    assert [f"<span>waits {n}" for n in ("1 h 01 min", "2 h 00 min", "1 h 01 min")] == waited
    assert '<span class="earshot-late">! overdue by 1 min 00 s</span>' in told
    assert "people have read it" in words(app)
    assert "I take it" == case(app, "x:p3")["take"].label
    assert "hello??" not in words(app)
    case(app, "x:p1")["case"].click().run()
    assert "x:p1" in app.query_params["turn"]
    assert "I take it" == case(app, "x:p1")["take"].label
    assert "hello??" in words(app)


def test_a_case_is_taken_once_and_everybody_sees_by_whom(waits):
    first, second = (run("response_desk", turn="x:p1") for _ in range(2))
    first.text_input(key="reader-name").input("Mia").run()
    case(first, "x:p1")["take"].click().run()
    assert "give" in case(first, "x:p1")
    second.text_input(key="reader-name").input("Kim").run()
    seen = [one.value for one in second.get("badge")] + [one.value for one in second.markdown]
    assert [one for one in seen if "Taken by Mia" in one]
    assert "take" not in case(second, "x:p1")
    assert b",Mia\n" in feedback.queue_csv(scope_of(query.version(), period="all"), never=False)
    case(first, "x:p1")["give"].click().run()

    assert "take" in case(first, "x:p1")


def test_who_takes_a_case_gives_it_back_and_a_lead_any(waits):
    """A viewer takes none; of two who take it at once the first has it."""
    scope = scope_of(query.version(), period="all")
    people = {name: Asker(name=name, role=name, brands=None) for name in access.ROLES}
    other = Asker(name="kim", role="analyst", brands=None)
    for reader in (people["analyst"], other):
        with who.reading(reader):
            query.say([Action(kind=feedback.TAKEN, subject="x:p1", brand="acme", field="turn",
                              value="yes", who="", said_at=datetime.now(UTC))])  # fmt: skip
    word = feedback.heard(scope, ["x:p1"]).taken["x:p1"]
    assert "analyst" == word.who
    with who.reading(other), pytest.raises(NotPermitted, match="a lead"):
        feedback.give_back(word)
    with who.reading(people["viewer"]), pytest.raises(NotPermitted):
        feedback.take(scope, "x:p3")
    for name, back in ((("lead"), "kim"), ("admin", None)):
        with who.reading(people[name]):
            feedback.give_back(feedback.heard(scope, ["x:p1"]).taken["x:p1"])
        held = feedback.heard(scope, ["x:p1"]).taken.get("x:p1")
        assert back == (held and held.who)


def test_what_needs_no_reply_says_so_at_once_and_leaves_with_the_next_run(waits):
    """All posts of the turn, and nobody else's; taken back it waits again."""
    app = run("response_desk", turn="x:p1")
    case(app, "x:p1")["needless"].click().run()
    said = {(one.subject, one.field, one.value) for one in everything(waits, "label")}
    assert {("x:p1", "reply", "no"), ("x:p2", "reply", "no")} == said
    assert "needed" in case(app, "x:p1")
    publish_all(waits, [], until=120)
    app = run("response_desk", turn="x:p1")
    assert ["Ben"] == [one.label for one in app.button if one.key.startswith("case-")]
    assert "waits no longer" in words(app)
    (batch,) = {one.batch_id for one in everything(waits, "label")}
    query.take_back(batch, "mia")
    publish_all(waits, [], until=120)

    assert ["Ben", "Ana"] == [
        one.label for one in run("response_desk").button if one.key.startswith("case-")
    ]


def test_who_waits_longest_can_be_asked_four_ways(story):
    """Source, topic, language and responder; responders are labelled as answered only."""
    for by in ("source", "topic", "language", "responder"):
        app = run("response_desk", by=by)

        assert [] == [error.value for error in app.error]
        assert ("Of what was answered only" in words(app)) == (by == "responder")
