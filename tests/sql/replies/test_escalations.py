"""Complaints that went wider: what counts as wider, and what became of the first contact."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import dashboard.replies
from ingest.loading.erase import erase_for_good
from sql.reader import Reader
from tests.build import answers, asks, publish_all, rows

DAY = 24 * 60
STEPS = (Path(dashboard.replies.__file__).parent / "escalation_steps.sql").read_text()
ANGRY = "@acme worst service ever, my order is late and broken"
STOCK = "Hi, we are sorry for any inconvenience caused and passed it on to the team."


def chain(n, later, *, at=DAY, reply=None, first=None, **more):
    """A complaint by author n, maybe answered, and what they wrote a day later elsewhere."""
    posts = [asks(f"q{n}", 0, author=f"c{n}", text=ANGRY, **(first or {}))]
    if reply:
        posts.append(answers(f"a{n}", 10, f"q{n}", text=reply))
    return [*posts, asks(f"l{n}", at, author=f"c{n}", text=later, **more)]


def chains(data):
    found = rows(data, "select * from escalations('acme', null, null)")
    return {
        row["turn_id"].removeprefix("x:q"): (row["failure"], row["kind"])
        for row in found
        if row["turn_id"].startswith("x:q")
    }


def test_what_is_wider(tmp_path):
    """A hundred shares, or a thousand people and ten times as many; or who has power is named."""
    few, many = {"author_followers": 1000}, {"author_followers": 1000, "view_count": 1500}
    posts = [
        *chain(0, "@acme still broken", share_count=100),
        *chain(1, "@acme still broken", share_count=99),
        *chain(2, "@acme still broken", first=few, **many),
        *chain(3, "@acme still broken", first=few, **(many | {"view_count": 1499})),
        *chain(4, "@acme I have written to the ombudsman"),
        # Later than 30 days, a repost, and the same conversation are none.
        *chain(5, "@acme still broken", at=30 * DAY + 1, share_count=500),
        *chain(6, "@acme still broken", share_count=500, kind="repost"),
        *chain(7, "@acme still broken", share_count=500, parent_id="q7"),
        *chain(8, "@acme still broken", at=30 * DAY, share_count=500),
        # Advice to another customer calls on nobody, and is wider where it is wider; the same
        # words to the brand, or to a post of one's own, do call.
        asks("other", 10, author="other", text="Acme lost my parcel"),
        *chain(9, "@other write to the regulator", parent_id="other"),
        *chain("w", "@other write to the regulator", parent_id="other", share_count=100),
        answers("said", 10, None, text="We are open."),
        *chain("s", "I write to the regulator", parent_id="said"),
        asks("own", 15, author="co", text="Acme lost my parcel"),
        *chain("o", "I write to the regulator", parent_id="own"),
    ]
    publish_all(tmp_path, posts, until=70 * DAY, voice=True)

    assert {
        "0": "wider",
        "1": None,
        "2": "wider",
        "3": None,
        "4": "named",
        "5": None,
        "6": None,
        "7": None,
        "8": "wider",
        "9": None,
        "w": "wider",
        "s": "named",
        "o": "named",
    } == {name: kind for name, (_, kind) in chains(tmp_path).items()}


def test_what_became_of_the_first_contact(tmp_path):
    posts = [
        *chain(0, "thanks"),
        *chain(1, "thanks", reply="The parcel leaves our depot at 14:30 today."),
        # Twins that make the next one a stock phrase.
        *chain(2, "thanks", reply=STOCK),
        *chain(3, "thanks", reply=STOCK),
        *chain(4, "thanks", reply=STOCK),
        # Answered, and the next turn left alone.
        *chain(5, ANGRY, at=20, reply="We look at door four for you.", parent_id="q5"),
        asks("q6", 0, author="c6", text=ANGRY),
        answers("a6", 3 * DAY, "q6", text="Somebody repaired the ramp in the meantime."),
    ]
    publish_all(tmp_path, posts, until=70 * DAY)
    found = {name: failure for name, (failure, _) in chains(tmp_path).items()}

    assert ("unanswered", "answered", "dropped", "late") == tuple(found[n] for n in "0156")
    assert "generic" in {found[n] for n in "234"}


def test_who_is_erased_vanishes_with_the_chain(tmp_path):
    posts = chain(0, "@acme still broken", share_count=500)
    publish_all(tmp_path, posts, until=70 * DAY, voice=True)
    before = chains(tmp_path)
    erase_for_good(tmp_path, posts=[], authors=["c0"])

    assert {"0": ("unanswered", "wider")} == before
    assert {} == chains(tmp_path)


def test_one_id_on_two_sources_is_two_people(tmp_path):
    """Neither a step of the chain nor what its author wrote is a stranger's post."""
    posts = chain(0, "@acme still broken", share_count=500)
    stranger = replace(asks("s", 2 * DAY, author="c0", text="@acme lovely"), source="hackernews")
    publish_all(tmp_path, [*posts, stranger], until=70 * DAY, voice=True)
    with closing(Reader(tmp_path)) as reader:
        steps = reader.query(STEPS, {"brand": "acme", "turn_id": "x:q0"})
        wrote = reader.query(
            "select post_id from drill_through('acme', null, null, facets := $facets)",
            {"facets": {"author": "x:c0"}},
        )

    assert ["x:q0", "x:l0"] == list(steps["post_id"])
    assert {"x:q0", "x:l0"} == set(wrote["post_id"])


def test_the_storys_song_is_traced_to_the_stock_phrase(sample_reader):
    """The claim, a template eleven minutes later, "That is a template" unanswered, the song."""
    found = sample_reader.query(
        "select chains.*, posts.text from escalations('tavornay', null, null) as chains "
        "inner join posts on chains.later_post_id = posts.post_id "
        "where later_shares > 10000 order by started_at"
    )

    assert ["generic", "unanswered"] == list(found["failure"])
    assert found["text"].str.contains("I wrote them a song").all()
    assert found["lead_hours"].between(361, 363).all()


def test_after_stock_phrases_the_story_went_wider_more_often_than_after_answers(sample_reader):
    found = sample_reader.query("select * from escalation_rates('tavornay', null, null)")
    shares = found.set_index("failure")["wider_share"]

    assert shares["generic"] > 3 * shares["answered"]
    assert found.set_index("failure").loc["generic", "later_audience"] > 1_000_000
