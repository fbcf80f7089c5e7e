"""What must not raise an alarm: gaps, silence, trickles, history that arrives late."""

from datetime import timedelta

import pytest

from tests.build import rows
from tests.sql.growth.viral_build import BORN, risk, said, seen, take_in
from tests.sql.spikes.volume_build import at, burst, hours, judge, like_people, spikes, steady

QUESTION = "which strings does acme sell?"
ANGRY = "@acme worst service ever, you broke my guitar, refund me"


def test_a_gap_is_blank_and_teaches_nothing(tmp_path):
    """A week in which nothing was fetched: no zeros, no alarm when it comes back."""
    counts = steady(20) | steady(13, start=27)
    judge(tmp_path, counts, watched=[(at(0), at(20)), (at(27), at(40))])

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert (True, None) == (drawn[at(23)]["is_gap"], drawn[at(23)]["observed_count"])
    assert (False, 12) == (drawn[at(28)]["is_gap"], drawn[at(28)]["observed_count"])
    assert 12 == pytest.approx(drawn[at(27, 5)]["expected_count"], rel=1e-6)


def test_a_silent_week_is_no_quiet_week(tmp_path):
    """The fetches went well and brought nothing; when the source speaks again, nobody is woken."""
    counts = steady(20) | steady(13, start=27)
    judge(tmp_path, counts, watched=[(at(0), at(40))])

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert (False, 0) == (drawn[at(23)]["is_gap"], drawn[at(23)]["observed_count"])
    assert 10 < drawn[at(28, 5)]["expected_count"]


def test_one_mention_a_month_is_no_spike(tmp_path):
    judge(tmp_path, {at(30 * n, 11): 1 for n in range(8)})

    assert [] == spikes(tmp_path)


def test_ten_mentions_a_month_three_days_and_a_source_that_fades_are_no_spikes(tmp_path):
    """Bad input is defined: nothing to compare with is no expectation, and less is no alarm.

    Three days expect from the second on; what a source loses is expected for a fortnight, and what
    comes back to the old level within it is as usual.
    """
    judge(tmp_path / "few", {at(3 * n, (5 * n) % 24): 1 for n in range(40)})
    judge(tmp_path / "young", steady(3))
    fading = steady(20) | steady(4, 1, start=20) | steady(10, 3, start=24)
    judge(tmp_path / "fading", fading)

    for case in ("few", "young", "fading"):
        assert [] == spikes(tmp_path / case), case
    young = hours(tmp_path / "young")
    assert young[at(1)]["expected_count"] is None
    assert 12 == pytest.approx(young[at(2, 20)]["expected_count"])


def test_four_at_once_are_too_few_and_five_are_enough(tmp_path):
    """The minimum count, for a brand that hardly anybody speaks of."""
    quiet = {at(0, 11): 1}
    judge(tmp_path / "four", burst(dict(quiet), 37, 8, [2, 2]), watched=[(at(0), at(40))])
    judge(tmp_path / "five", burst(dict(quiet), 37, 8, [3, 2]), watched=[(at(0), at(40))])

    assert [] == spikes(tmp_path / "four")
    assert [at(37, 8).timestamp()] == [s["started"] for s in spikes(tmp_path / "five")]


def test_seven_about_one_topic_are_too_few_and_eight_are_enough(tmp_path):
    """A brand has a dozen of them: 2.4 + 1 is asked, 7 score 3.34 against nothing and 8 3.58."""
    quiet, all_day = {at(0, 11): 1}, {"watched": [(at(0), at(40))], "topic": "staff"}
    judge(tmp_path / "seven", burst(dict(quiet), 37, 8, [4, 3]), **all_day)
    judge(tmp_path / "eight", burst(dict(quiet), 37, 8, [4, 4]), **all_day)

    assert [None] == [s["topic"] for s in spikes(tmp_path / "seven")]
    assert ["staff", None] == [s["topic"] for s in spikes(tmp_path / "eight")]


def test_a_year_delivered_at_once_is_history(tmp_path):
    """A new source brings a year of posts in one batch: no alarm, in the past or now."""
    judge(tmp_path, steady(30, start=335))
    judge(tmp_path, like_people(365, 900), source="y")

    assert [] == spikes(tmp_path)


def test_a_new_source_is_no_spike(tmp_path):
    """Ten times the volume begins to be watched: it is compared once it has a history."""
    judge(tmp_path, steady(40))
    judge(tmp_path, steady(20, 30, start=20), source="y")

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert 132 == drawn[at(20, 5)]["observed_count"]
    assert 132 == pytest.approx(drawn[at(39)]["expected_count"], rel=1e-6)
    assert 170 > drawn[at(23)]["expected_high"]


def test_a_small_source_that_fails_does_not_blind_a_large_one(tmp_path):
    judge(tmp_path, steady(30, 9))
    judge(tmp_path, steady(20, 1), source="y")
    drawn = hours(tmp_path)
    assert (False, 36) == (drawn[at(22)]["is_gap"], drawn[at(22)]["observed_count"])
    assert 36 == pytest.approx(drawn[at(22)]["expected_count"], rel=1e-6)

    judge(tmp_path / "large", steady(20, 9))
    judge(tmp_path / "large", steady(30, 1), source="y")
    assert hours(tmp_path / "large")[at(22)]["is_gap"]


def alarms(data):
    """What any kind of rule, at its usual level, would have told."""
    return [
        (kind, one["subject"])
        for kind in ("spike", "viral", "silence")
        for one in rows(data, f"select subject from alert_moments('acme', '{kind}', null)")
    ]


def ordinary():
    """Forty finished posts that nobody shared."""
    for n in range(40):
        born = BORN - timedelta(days=40 - n)
        yield said(f"o{n}", born=born, followers=1000 + n, text=QUESTION)
        yield from seen({1: 0, 2: 0, 170: 0}, post_id=f"o{n}", born=born)


@pytest.mark.parametrize(
    ("shares", "counted"),
    [({0.5: 5, 1: 3, 1.5: 0, 2: 4}, 5), ({1: 3, 2: 3, 9: 0}, 3)],
    ids=["falls and rises", "falls to nothing"],
)
def test_a_counter_that_falls_is_no_alarm(tmp_path, shares, counted):
    """What rises again after a fall is not new growth; the highest count seen stays."""
    take_in(tmp_path, [*ordinary(), said(text=QUESTION), *seen(shares)])

    assert (counted, counted) == (
        risk(tmp_path)["share_count"],
        risk(tmp_path)["projected_share_count"],
    )
    assert [] == alarms(tmp_path)


def test_snapshots_twice_and_out_of_order_are_no_alarm(tmp_path):
    """Two shares, told six times in three batches, are two shares that stand still."""
    snapshots = seen({2: 2, 0.5: 2, 1: 2})
    first = [*ordinary(), said(text=QUESTION), *snapshots]
    for batch in (first, snapshots[::-1], snapshots):
        take_in(tmp_path, batch)

    assert (2, 0) == (risk(tmp_path)["share_count"], risk(tmp_path)["shares_per_hour"])
    assert [] == alarms(tmp_path)


def test_a_billion_followers_and_no_share_are_no_alarm(tmp_path):
    """However many may read it: the threshold is passed, and nothing is to come."""
    take_in(tmp_path, [*ordinary(), said(followers=10**9, text=QUESTION), *seen({0.5: 0, 1: 0})])

    found = risk(tmp_path)

    assert (60_000_000, True) == (found["estimated_audience"], found["is_passed"])
    assert found["viral_risk"] < 3
    assert [] == alarms(tmp_path)


def test_the_same_post_that_is_shared_by_thousands_is_one(tmp_path):
    """The alarm is not simply off."""
    take_in(tmp_path, [*ordinary(), said(text=ANGRY), *seen({0.5: 900, 1: 4000})])

    assert ("viral", "x:p") in alarms(tmp_path)
