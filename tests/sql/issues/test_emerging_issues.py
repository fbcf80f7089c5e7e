"""Emerging issues from posts as they are loaded, and in the sample story."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from sql import feedback
from sql.feedback import Action
from tests.build import load_posts, row, rows, work
from tests.sql.spikes.spike_build import post

END = datetime(2026, 6, 30, 12, tzinfo=UTC)
CONFIG = parse_config(
    {
        "brands": {
            "acme": {
                "handles": ["acme"],
                "own_accounts": ["acme"],
                "products": ["Acme Anvil", "Acme Hammer"],
            }
        }
    }
)
SEEN = (
    "delivery was slow again",
    "lovely paper around the box",
    "what does shipping cost",
    "anvil cracked on the first day",
)
PLACES = ("town", "our house", "a yard", "my cellar", "some street", "her office", "Rome")


def usual():
    """Four posts on each of 70 days, of four kinds, by 80 people who write every 20 days."""
    for day in range(70):
        for n, text in enumerate(SEEN):
            at = END - timedelta(days=day, hours=n + 1)
            more = {"author_id": f"u{day % 20}-{n}", "conversation_id": f"u{day}"}
            yield post(f"u{day}-{n}", at, f"@acme {text} in {PLACES[day % 7]} of {day}", **more)


def told(name, texts, *, hours=30, **more):
    """One post each, by different people unless it is said by whom."""
    for n, text in enumerate(texts):
        at = END - timedelta(hours=hours - n)
        yield post(f"{name}{n}", at, text, **({"author_id": f"{name}{n}"} | more))


def things(name, count=9):
    """Words that are nobody else's."""
    return [f"{name}{letter * 4}" for letter in "abcdefghi"[:count]]


def said():
    bought = [f"{one} {one[::-1]} x{one}" for one in things("q", 6)]
    angry = [f"@acme you charged me for {one}, charged twice, a scandal" for one in bought]
    yield from usual()
    yield from told("twice", angry)
    yield from told("flood", [f"@acme bad saddle {one}" for one in things("f")], author_id="solo")
    yield from told("copy", ["@acme your lantern is broken and nobody of you ever answers"] * 9)
    yield from told("rt", [f"RT the balloon {one}" for one in things("r")], kind="repost")
    yield from told("tag", [f"#acmeglow with {one}, awful glitter" for one in things("t")])
    yield from told("name", [f"Ask Wilma why acme is useless with {one}" for one in things("n")])
    yield from told("fair", [f"Love the discount on {one}, thanks @acme" for one in things("d")])
    yield from told("new", [f"@acme hammer cracked on {one}" for one in things("h", 4)])
    yield post("own", END - timedelta(days=3), "Shine with #AcmeGlow", author_id="acme")
    yield post("wilma", END - timedelta(days=9), "@acme hello", author_name="Wilma Stone")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("issues")
    load_posts(folder, list(said()), config=CONFIG, now=END)
    return folder


@pytest.fixture(scope="module")
def issues(data):
    return asked(data)


@pytest.fixture(scope="module")
def words(issues):
    """All words that are listed."""
    return {word for term in issues for word in term.split()}


def asked(data, until="null"):
    """Issues by each of their terms."""
    found = rows(data, f"select * from emerging_issues('acme', until := {until})")
    return {term: one for one in found for term in (one["term"], *one["other_terms"])}


def test_what_six_people_complain_of_for_the_first_time_is_new(issues):
    """With its words, its people, its first post and three of them to quote."""
    found = issues["charged"]

    assert {"twice", "charged twice", "scandal"} <= {found["term"], *found["other_terms"]}
    assert ("new", True, 6, 6) == tuple(
        found[key] for key in ("kind", "is_issue", "person_count", "mention_count")
    )
    assert [0] * 12 + [6] == list(found["week_counts"])
    assert "x:ptwice0" == found["first_post_id"]
    assert 3 == len({one for one in found["quote_ids"] if one.startswith("x:ptwice")})
    assert 0 == found["usual_week_count"]
    assert found["times_low"] > 1
    assert 18 == found["lead_hours"]  # from 6 in the morning to the end of the day


def test_one_person_copies_and_reposts_are_no_people(words):
    """Nine posts each: by one author, of one wording, and passed on."""
    assert not {"saddle", "lantern", "balloon"} & words


def test_a_campaigns_own_words_and_peoples_names_are_hidden(words):
    assert {"glitter", "useless"} <= words
    assert not {"acmeglow", "wilma"} & words


def test_another_name_of_a_product_is_no_new_issue(words):
    """The anvil cracked every day; now it is called hammer."""
    assert not {"hammer", "anvil", "cracked"} & words


def test_what_people_like_is_no_issue(issues):
    assert (False, 9) == (issues["discount"]["is_issue"], issues["discount"]["person_count"])


def test_the_mentions_that_it_counts_open(data, issues):
    """Copies and reposts too: as many as are counted."""
    for term, end, count in {
        (one["term"], f"{one['last_date']:%Y-%m-%d}", one["mention_count"])
        for one in issues.values()
    }:
        facets = f"map {{'term': '{term}', 'days_to': '{end}', 'direction': 'inbound'}}"
        sql = f"select count(*) as n from drill_through('acme', null, null, facets := {facets})"
        assert count == row(data, sql)["n"], term


def test_before_it_was_said_nothing_is_listed(data):
    assert not asked(data, "timestamptz '2026-06-27 12:00Z'")


def say(data, state, minute):
    said = Action(
        kind="issue",
        subject="twice",
        brand="acme",
        field="state",
        value=state,
        who="pat",
        said_at=END + timedelta(minutes=minute),
    )
    return feedback.record(data, [said])


def test_a_person_says_how_it_stands_and_takes_it_back(data, issues):
    """The last word counts; taken back the one before it does."""
    assert issues["twice"]["state"] is None
    say(data, "watching", 1)
    batch = say(data, "known", 2)
    with work(data):
        pass
    assert "known" == asked(data)["twice"]["state"]

    feedback.undo(data, batch, who="pat", now=END)
    with work(data):
        pass
    assert "watching" == asked(data)["twice"]["state"]


STORY = "select * from emerging_issues('tavornay', until := $1)"


def listed(reader, until):
    found = reader.query(STORY, [until])
    return {term: row for _, row in found.iterrows() for term in (row["term"], *row["other_terms"])}


def test_the_storys_double_billing_is_listed_before_its_spike_is_known(sample_reader):
    """Three people by 08:58 on the first morning: a quarter of an hour before the spike of billing.

    The spike of all mentions is known at 09:00.
    """
    until = datetime(2026, 8, 4, 8, 59, tzinfo=UTC)
    (known,) = sample_reader.query(
        "select min(epoch(detected_at)) as at from spikes where brand = 'tavornay' "
        "and started_at between '2026-08-04 07:00Z' and '2026-08-04 12:00Z'"
    )["at"]

    found = listed(sample_reader, until)["billed twice"]

    assert until.timestamp() < known
    assert ("new", True, 3) == (found["kind"], found["is_issue"], found["person_count"])


def test_the_storys_check_in_trouble_is_listed_in_the_first_week_of_the_app(sample_reader):
    """App 5.0 came on 30 June: people tell of it on the first evening, and then of check-in."""
    first, week = (
        listed(sample_reader, datetime(2026, *day, 22, tzinfo=UTC)) for day in ((6, 30), (7, 6))
    )

    assert {"new app", "crashed"} <= set(first)
    assert {"can't check", "pass gone"} <= set(week)
    assert "new" == week["can't check"]["kind"]


def test_quiet_weeks_of_the_story_list_nothing(sample_reader):
    for day in ((7, 18), (8, 25), (9, 9)):
        assert {} == listed(sample_reader, datetime(2026, *day, 22, tzinfo=UTC))
