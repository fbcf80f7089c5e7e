"""Where turns end, targets are met and bands begin: at the limit itself and beside it."""

from datetime import timedelta

import pytest

from tests.build import answers, asks, load_heard, minutes, row, rows

SECOND = timedelta(seconds=1) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("nudged", "turns"), [(30, [2]), (30 + SECOND, [1, 1])], ids=["at the answer", "after it"]
)
def test_a_nudge_at_the_moment_of_the_answer_belongs_to_the_turn(tmp_path, nudged, turns):
    """Whoever writes while the answer is being sent has not begun anew."""
    load_heard(
        tmp_path,
        [asks("q", 0), answers("a", 30, "q"), asks("n", nudged, parent_id="q")],
        until=120,
    )

    found = rows(tmp_path, "select post_count from turns order by started_at")

    assert turns == [one["post_count"] for one in found]


@pytest.mark.parametrize(
    ("answered", "status"),
    [(60 - SECOND, "met"), (60, "met"), (60 + SECOND, "missed")],
    ids=["before", "at", "after"],
)
def test_an_answer_at_the_target_itself_meets_it(tmp_path, answered, status):
    load_heard(tmp_path, [asks("q", 0), answers("a", answered, "q")], until=120)

    assert status == row(tmp_path, "select sla_status from turns")["sla_status"]
    expected = (0, 1) if status == "missed" else (1, 0)
    assert expected == tuple(
        row(
            tmp_path,
            "select count(*) filter (where sla_status = 'met') as met, "
            "count(*) filter (where sla_status = 'missed') as missed from turns",
        ).values()
    )


@pytest.mark.parametrize(
    ("known", "status"), [(60, "pending"), (60 + SECOND, "missed")], ids=["at", "after"]
)
def test_an_open_turn_is_missed_once_it_is_past_its_target(tmp_path, known, status):
    load_heard(tmp_path, [asks("q", 0)], until=known)

    found = row(
        tmp_path,
        "select turns.sla_status, epoch(unanswered.due_at) as due from turns "
        "inner join unanswered using (turn_id)",
    )

    assert (status, minutes(60).timestamp()) == (found["sla_status"], found["due"])


HOUR, DAY = 60, 24 * 60


BANDS = [
    (HOUR - SECOND, "< 1 h"),
    (HOUR, "1–4 h"),
    (4 * HOUR - SECOND, "1–4 h"),
    (4 * HOUR, "4–24 h"),
    (DAY - SECOND, "4–24 h"),
    (DAY, "1–7 d"),
    (7 * DAY, "1–7 d"),
    (7 * DAY + SECOND, "> 7 d"),
]


@pytest.fixture(scope="module")
def bands(tmp_path_factory):
    """Post → band, of posts that have waited as long as BANDS says."""
    data = tmp_path_factory.mktemp("bands")
    posts = [asks(f"{n}", 8 * DAY - waited, author=f"a{n}") for n, (waited, _) in enumerate(BANDS)]
    load_heard(data, posts, until=8 * DAY)
    found = rows(data, "select turn_id, age_band from unanswered")
    return {one["turn_id"]: one["age_band"] for one in found}


@pytest.mark.parametrize("number", range(len(BANDS)), ids=str)
def test_bands_begin_where_their_names_say(bands, number):
    """An hour is in the band that begins with one; after seven days nobody counts on an answer."""
    assert BANDS[number][1] == bands[f"x:{number}"]


def test_nobody_waits_for_an_answer_to_what_was_taken_back(tmp_path):
    load_heard(tmp_path, [asks("q", 0, removed_at=minutes(20)), asks("w", 1, author="b")], until=60)

    assert ["x:w"] == [one["turn_id"] for one in rows(tmp_path, "select turn_id from unanswered")]


def test_a_share_is_told_only_as_far_as_the_curve_goes(tmp_path):
    """Nobody has been watched for longer than half an hour."""
    posts = [asks("q", 0), answers("a", 5, "q"), *(asks(f"o{n}", 0, author=f"o{n}") for n in "ab")]
    load_heard(tmp_path, posts, until=30)

    found = row(tmp_path, "select * from response_summary('acme', null, null)")

    assert (1 / 3, None) == (pytest.approx(found["share_15m"]), found["share_1h"])
