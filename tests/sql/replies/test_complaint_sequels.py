"""What else followed a complaint: another one, or a competitor gained."""

import pandas as pd
import pytest

from ingest.config_file import parse_config
from sql import permitted
from sql.access import Asker
from tests.build import asks, publish_all, rows

DAY = 24 * 60
BRANDS = {
    "acme": {"handles": ["acme"], "own_accounts": ["acme"]},
    "bolt": {"name": "Bolt", "handles": ["bolt"], "role": "competitor"},
    "sister": {"name": "Sister", "handles": ["sister"]},
}
ANGRY = "@acme worst service ever, my order is late and broken"


def chain(name, later, *, at=DAY, **more):
    """A complaint, and what its author wrote a day later."""
    first = asks(f"q{name}", 0, author=f"c{name}", text=ANGRY)
    return [first, asks(f"l{name}", at, author=f"c{name}", text=later, **more)]


@pytest.fixture(scope="module")
def sequels(tmp_path_factory):
    """Of each complaint whether its author complained again, and how they were gained."""
    data = tmp_path_factory.mktemp("sequels")
    lovely = "great service by Bolt, they were so kind, thank you"
    posts = [
        *chain("again", "@acme terrible, now the refund is missing as well"),
        *chain("thread", "@acme terrible, the refund is missing as well", parent_id="qthread"),
        *chain("month", ANGRY, at=30 * DAY),
        *chain("late", ANGRY, at=30 * DAY + 1),
        *chain("fine", "@acme thank you, all is well now"),
        *chain("goes", "@acme so you do nothing. Switching to Bolt after this."),
        *chain("same", "@acme nothing? Switching to Bolt.", parent_id="qsame"),
        *chain("never", "@acme I would never switch to Bolt, but this is bad"),
        *chain("sister", "moving to Sister after this"),
        *chain("praise", lovely),
        *chain("both", f"{lovely}. Far better than Acme"),
        *chain("reply", "@bolt great, thank you so much", parent_id="elsewhere"),
        *chain("stars", "Bolt delivers", kind="review", rating=4),
        *chain("three", "Bolt was great, thank you", kind="review", rating=3),
        *chain("repost", lovely, kind="repost"),
    ]
    publish_all(data, posts, config=parse_config({"brands": BRANDS}), until=70 * DAY, voice=True)
    found = rows(data, "select * from complaint_sequels('acme', null, null)")
    return {
        row["turn_id"].removeprefix("x:q"): (row["again_post_id"] is not None, row["gained_kind"])
        for row in found
        if row["turn_id"].startswith("x:q")
    }


def test_another_complaint_elsewhere_within_thirty_days_is_one_again(sequels):
    again = {name for name, (is_again, _) in sequels.items() if is_again}

    assert {"again", "month"} <= again
    assert not again & {"thread", "late", "fine", "same", "praise"}


def test_a_competitor_gains_whoever_says_so_or_praises_it_alone(sequels):
    gained = {name: kind for name, (_, kind) in sequels.items() if kind}

    assert gained == {"goes": "said", "same": "said", "praise": "praised", "stars": "praised"}


def test_the_story_has_its_rates_beside_those_of_good_answers(sample_reader):
    """Whoever reads those that say it one by one agrees."""
    found = sample_reader.query("select * from complaint_sequel_rates('tavornay', null, null)")
    whole = sample_reader.query("select * from escalation_rates('tavornay', null, null)")
    said = sample_reader.query(
        "select distinct posts.text "
        "from complaint_sequels('tavornay', null, null) as sequels "
        "inner join posts on sequels.gained_post_id = posts.post_id "
        "and sequels.gained_brand = posts.brand where sequels.gained_kind = 'said'"
    )["text"]

    shares = found.set_index("failure")
    counts = shares[["complaint_count", "again_count", "gained_count"]]
    assert counts.loc["all"].equals(counts.drop("all").sum())
    assert dict(zip(whole["failure"], whole["complaint_count"], strict=True)) == (
        counts["complaint_count"].drop("all").to_dict()
    )
    assert (shares["again_low"] <= shares["again_share"]).all()
    assert (shares["gained_share"] < shares["again_share"]).all()
    assert len(said) > 8
    assert said.str.contains("Switching to|Should have booked with").all()


def test_of_a_competitor_that_somebody_may_not_see_nothing_is_told():
    """The row is of the brand, and stays; what it tells of the other goes."""
    told = pd.DataFrame(
        {"turn_id": ["a", "b"], "gained_brand": ["bolt", None], "gained_at": [1, 2]}
    )
    reader = Asker(name="kim", role="viewer", brands=frozenset({"acme"}))
    found = permitted.kept(reader, "complaint_sequels", {"brand": "acme"}, told)

    assert list(found["turn_id"]) == ["a", "b"]
    assert found["gained_brand"].isna().all()
    assert found["gained_at"].isna().all()
    assert (
        permitted.kept(
            Asker(name="kim", role="viewer", brands=frozenset({"acme", "bolt"})),
            "complaint_sequels",
            {"brand": "acme"},
            told,
        )["gained_brand"].to_list()[0]
        == "bolt"
    )
