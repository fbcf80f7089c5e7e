"""Live truth: what was shown while people still waited is near what later proved true."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from benchmarks import replay
from sql.reader import Reader

pytestmark = pytest.mark.skipif(
    not replay.TWCS.exists(), reason="the public conversations are not at hand"
)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    data = tmp_path_factory.mktemp("twcs")
    replay.fill(data, replay.posts())
    return replay.turns(data)


@pytest.mark.parametrize("hours", replay.HOURS)
def test_the_median_shown_is_within_a_quarter_of_the_later_truth(held, hours):
    """On average over snapshots with a tenth of the cohort open; answered-only is far off."""
    outcome = replay.replay(held, hours)

    assert outcome.shown_count >= 10
    assert outcome.error <= 0.25
    assert outcome.answered_only_error > 2 * outcome.error


def test_a_median_not_yet_reached_is_later_longer_than_what_was_known(held):
    """Where nothing is shown, those open by then had waited less than the later median."""
    silent = [
        (cohort.median(held.until), now, cohort)
        for hours in replay.HOURS
        for now, cohort in replay.snapshots(held, hours)
        if cohort.median(now) is None
    ]
    kept = [
        truth is None or truth > cohort.answered_only_median(now)
        for truth, now, cohort in silent
        if cohort.answered_only_median(now) is not None
    ]

    assert len(silent) > 50
    assert sum(kept) / len(kept) > 0.95


@pytest.mark.parametrize(("moment", "hours"), [("2017-10-31T22:20", 2), ("2017-11-26T02:00", 24)])
def test_the_replay_shows_what_the_view_showed(held, moment, hours, tmp_path):
    """A warehouse that knows nothing after a moment says what the replay says of it."""
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    known = [post for post in replay.posts() if post.created_at <= now]
    replay.fill(tmp_path, known, until=now)
    since = datetime.fromtimestamp(now.timestamp() - hours * 3600, UTC)

    with closing(Reader(tmp_path)) as reader:
        summary = reader.query("select * from response_summary('desk', ?, ?)", [since, now]).iloc[0]
    cohort = held.within(since.timestamp(), now.timestamp())

    assert summary["turn_count"] == len(cohort.started)
    assert summary["open_count"] == (cohort.answered > now.timestamp()).sum()
    assert cohort.median(now.timestamp()) == summary["median_seconds"]
    assert cohort.answered_only_median(now.timestamp()) == summary["answered_only_median_seconds"]
