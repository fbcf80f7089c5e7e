"""Who to answer first: by people, harm and growth, with the alert level above all."""

import math
from datetime import timedelta

import pytest

from tests.build import answers, rows
from tests.sql.growth.viral_build import BORN, said, seen, take_in

ANGRY = "@acme worst service ever, you broke my guitar, refund me"
GLAD = "@acme wonderful crew, I love it so much! Which flight was it?"
LATE = BORN + timedelta(days=8)


@pytest.fixture(scope="module")
def queue(tmp_path_factory):
    """Six who wait: 15 % of the followers have read each, one is shared."""
    folder = tmp_path_factory.mktemp("queue")
    usual = [said(f"u{n}", followers=200, text="acme opens at nine") for n in range(9)]
    take_in(
        folder,
        [
            *usual,
            answers("voice", 0, None, text="We are open."),
            said("old", born=LATE - timedelta(days=5), text=ANGRY, followers=1000),
            said("loud", born=LATE, text=ANGRY, followers=50_000),
            said("quiet", born=LATE, text=ANGRY, followers=1000),
            said("glad", born=LATE, text=GLAD, followers=50_000),
            said("unknown", born=LATE, text=ANGRY, followers=None),
            said("spreads", born=LATE, text=ANGRY, followers=1000),
            *seen({0.5: 900, 1: 4000}, post_id="spreads", born=LATE),
        ],
    )
    found = rows(
        folder,
        "select * from reply_queue('acme') "
        "order by priority desc, sla_status, waiting_seconds desc",
    )
    return {one["turn_id"].removeprefix("x:"): one for one in found}


def test_the_worst_stand_first(queue):
    """At the alert level; then by people times harm; of two alike the older one."""
    assert ["spreads", "loud", "glad", "old", "quiet", "unknown"] == list(queue)


def test_a_post_at_the_alert_level_takes_the_upper_half(queue):
    assert [True] + [False] * 5 == [one["is_at_alert_level"] for one in queue.values()]
    assert queue["spreads"]["priority"] > 50 > queue["loud"]["priority"]


def test_the_priority_follows_from_the_parts_that_are_shown(queue):
    """50,000 followers are 7,500 people; of unknown followers 100 people are taken."""
    loud = queue["loud"]
    assert (7500, 0) == (loud["estimated_audience"], loud["audience_per_hour"])
    assert 50 * math.log10(1 + loud["harm"] * 7500) / 7 == pytest.approx(loud["priority"])
    unknown = queue["unknown"]
    assert unknown["estimated_audience"] is None
    assert 50 * math.log10(1 + unknown["harm"] * 100) / 7 == pytest.approx(unknown["priority"])


def test_the_next_hour_counts_a_hundred_people_a_share(queue):
    """3,100 shares in half an hour: 6,200 an hour; all who have read it by then count."""
    spreads = queue["spreads"]
    assert 620_000 == pytest.approx(spreads["audience_per_hour"])
    hurt = spreads["harm"] * (spreads["estimated_audience"] + 620_000)
    assert 50 + 50 * math.log10(1 + hurt) / 7 == pytest.approx(spreads["priority"])


def test_how_long_somebody_has_waited_is_no_cost_of_the_next_hour(queue):
    assert queue["old"]["priority"] == queue["quiet"]["priority"]
    assert queue["old"]["waiting_seconds"] > queue["quiet"]["waiting_seconds"]
