"""How likely a post hurts: by its text, its reactions, its author, and by what was known when."""

from datetime import timedelta

import pytest

from tests.build import rows
from tests.sql.growth.viral_build import BORN, said, seen, take_in

ANGRY = "@acme worst service ever, you broke my guitar, refund me"
GLAD = "acme is wonderful, I love it so much"
SILENT = "acme hat meinen Koffer verloren und niemand meldet sich seit gestern bei mir"
HARM = """
    select viral_growth.age_hours, harm.*
    from viral_harm as harm inner join viral_growth using (post_id, observed_at)
"""


def reaction(name, hours, text=ANGRY, **more):
    return said(name, born=BORN + timedelta(hours=hours), text=text, parent_id="p", **more)


@pytest.fixture(scope="module")
def harm(tmp_path_factory):
    """Post → age of the snapshot → what is said of its harm."""
    data = tmp_path_factory.mktemp("harm")
    names = {"p": SILENT, "angry": ANGRY, "glad": GLAD, "silent": SILENT, "waits": SILENT}
    names |= {"was answered": SILENT, "long ago": SILENT}
    records = [said(name, text=text, author_id=f"by {name}") for name, text in names.items()]
    records += [s for name in names for s in seen({1: 4, 2: 6, 4: 7}, post_id=name)]
    records += [
        reaction("bad", 1.5),
        reaction("good", 2, GLAD),
        reaction("worse", 3),
        # None of these is an opinion of others that has been scored.
        reaction("own", 1.2, author_id="by p"),
        reaction("passed on", 1.2, kind="repost"),
        reaction("brand", 1.2, author_id="acme"),
        reaction("unread", 1.2, SILENT),
        reaction("too late", 5),
    ]
    for name, days in (("waits", 29), ("was answered", 29), ("long ago", 31)):
        born = BORN - timedelta(days=days)
        records += [said(f"before {name}", born=born, text=ANGRY, author_id=f"by {name}")]
    at = BORN - timedelta(days=28)
    reply = {"author_id": "acme", "parent_id": "before was answered"}
    records += [said("sorry", born=at, text="So sorry!", **reply)]
    take_in(data, records)
    found = {name: {} for name in names}
    for one in rows(data, HARM):
        if (name := one["post_id"].removeprefix("x:")) in found:
            found[name][one["age_hours"]] = one
    return found


def test_reactions_count_as_far_as_they_were_there(harm):
    """One that is as old as the snapshot was there."""
    counts = {age: (one["negative_count"], one["reaction_count"]) for age, one in harm["p"].items()}

    assert {1: (0, 0), 2: (1, 2), 4: (2, 3)} == counts


def test_an_unscored_text_says_nothing(harm):
    """Even chances; what others say of it moves them: (2 + 2) / (1 + 3) to (2 / 3)."""
    assert 0.5 == harm["silent"][4]["harm"] == harm["p"][1]["harm"]
    assert 0.6 == pytest.approx(harm["p"][4]["harm"])


def test_a_complaint_hurts_and_praise_does_not(harm):
    assert harm["angry"][4]["harm"] > 0.9
    assert harm["glad"][4]["harm"] < 0.3


def test_an_author_who_still_waits_raises_it(harm):
    """For thirty days, and not once the complaint is answered."""
    told = {name: harm[name][4] for name in ("waits", "was answered", "long ago")}

    assert [True, False, False] == [one["has_open_complaint"] for one in told.values()]
    assert [pytest.approx(0.731, abs=0.001), 0.5, 0.5] == [one["harm"] for one in told.values()]
