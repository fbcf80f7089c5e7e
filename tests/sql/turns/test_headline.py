"""The headline of response times: shares that do not jump, and nothing where nobody can know."""

import statistics

import pytest

from tests.build import answers, asks, load_all, load_posts, rows

DAY = 24 * 60
ALL = ("timestamptz '2026-01-01'", "timestamptz '2027-01-01'")


def headline(data, population="addressed", turn_order="all"):
    found = rows(
        data,
        f"select * from response_headline('acme', {', '.join(ALL)}) "
        f"where population = '{population}' and turn_order = '{turn_order}'",
    )
    return found[0] if found else None


def cohort(waits, open_count):
    """Turns that began together: some answered after so many minutes, some never."""
    posts = [asks(f"p{n}", 0, author=f"a{n}") for n in range(len(waits) + open_count)]
    replies = [answers(f"r{n}", wait, f"p{n}", text=f"Sorry {n}") for n, wait in enumerate(waits)]
    return posts + replies


def test_what_nobody_is_known_to_have_waited_for_is_not_claimed(tmp_path):
    """The definitions' first case: half within the target, and after an hour nobody knows more."""
    load_posts(tmp_path, cohort([5, 10, 15, 20, 30], 5), until=60)

    found = headline(tmp_path)

    assert (10, 5, 5, 0.5) == (
        found["turn_count"],
        found["answered_count"],
        found["open_count"],
        found["target_share"],
    )
    assert [None] * 4 == [
        found[name] for name in ("share_24h", "never_share", "mean_24h_seconds", "mean_24h_low")
    ]


def test_shares_and_mean_without_censoring_are_those_of_a_count(tmp_path):
    """Everybody is known for ten days: the mean is that of min(wait, 24 h)."""
    waits = [5, 10, 15, 20, 30, 30 * 60]
    load_posts(tmp_path, cohort(waits, 4), until=10 * DAY)

    found = headline(tmp_path)

    cut = [60.0 * min(wait, DAY) for wait in [*waits, *[10 * DAY] * 4]]
    assert (0.5, 0.5, 0.4) == pytest.approx(
        (found["target_share"], found["share_24h"], found["never_share"])
    )
    assert statistics.fmean(cut) == pytest.approx(found["mean_24h_seconds"])
    assert statistics.pstdev(cut) / 10**0.5 == pytest.approx(found["mean_24h_error"])
    assert 4 == found["never_count"]


def test_an_answer_at_the_target_is_within_it(tmp_path):
    load_posts(tmp_path, cohort([60, 61], 0), until=2 * 60)

    assert headline(tmp_path)["target_share"] == pytest.approx(0.5)


def test_where_nobody_was_answered_the_interval_is_wilsons(tmp_path):
    """Nobody of ten: 0 % with 0 to 28 %, as Wilson has it; not 0 to 0."""
    hello = answers("hello", 0, None, text="We open a shop.")
    load_posts(tmp_path, [*cohort([], 10), hello], until=8 * DAY)

    found = headline(tmp_path)

    assert 0 == found["target_share"] == found["target_share_low"]
    assert 0.2775 == pytest.approx(found["target_share_high"], abs=1e-4)
    assert (1, DAY * 60) == (found["never_share"], found["mean_24h_seconds"])


def test_first_and_next_turns_are_two_figures(tmp_path):
    """A person who writes again after the answer has a next turn; a stranger there a first one."""
    posts = [
        asks("p1", 0),
        answers("r1", 5, "p1"),
        asks("p2", 10, parent_id="r1", text="@acme still late"),
        asks("p3", 20, author="z", parent_id="p1", text="@acme mine too"),
    ]
    load_posts(tmp_path, posts, until=60)

    assert [3, 2, 1] == [
        headline(tmp_path, turn_order=name)["turn_count"] for name in ("all", "first", "next")
    ]


def test_whoever_is_found_by_listening_is_another_population(tmp_path):
    lament = {"text": "acme lost my parcel, terrible service", "author": "far"}
    posts = [*cohort([5], 1), asks("far", 0, **lament)]
    load_posts(tmp_path, posts, until=60)

    assert [2, 1, 3] == [
        headline(tmp_path, name)["turn_count"] for name in ("addressed", "found", "all")
    ]


@pytest.mark.parametrize(
    ("waits", "open_count", "is_stable"),
    [
        ([*range(10, 50)], 0, True),
        # Half within minutes, the others on the next day: the median falls on the plateau.
        ([*range(1, 21), *range(1200, 1220)], 0, False),
        ([*range(1, 21)], 21, False),
    ],
)
def test_a_median_on_a_plateau_is_not_stable(tmp_path, waits, open_count, is_stable):
    load_posts(tmp_path, cohort(waits, open_count), until=8 * DAY)

    found = headline(tmp_path)

    assert is_stable == found["is_median_stable"]
    assert (found["median_seconds"] is not None) == (open_count <= len(waits))


def test_without_the_brands_own_voice_nothing_is_claimed_of_its_answers(tmp_path):
    """Only its customers were loaded: no figure, no queue, no part of health; then it speaks."""
    load_all(tmp_path, cohort([], 3), until=2 * 60)
    asked = (
        "select has_own_posts, (select count(*) from turns) as turns, "
        "(select count(*) from unanswered) as waiting, "
        "(select max(answered_in_target) from health_components) as part, "
        "(select turn_count from response_summary('acme', null, null)) as summed from known_brands"
    )

    silent = rows(tmp_path, asked)
    load_all(tmp_path, [answers("r0", 30, "p0")], until=2 * 60)

    assert [(False, 0, 0, None, 0)] == [tuple(row.values()) for row in silent]
    assert [(True, 3, 2, pytest.approx(100 / 3), 3)] == [
        tuple(row.values()) for row in rows(tmp_path, asked)
    ]


def change(data, *, now, before):
    return rows(data, f"select * from response_change('acme', {now}, {before})")[0]


def test_a_change_of_the_share_is_called_one_beyond_chance_only(tmp_path):
    """40 of 50 in time against 20 of 50: 40 points more; the margin is that of two shares."""
    early = cohort([*[5] * 20, *[90] * 30], 0)
    late = [
        asks(f"q{n}", 5 * DAY, author=f"b{n}", text=f"@acme where is parcel {n}?")
        for n in range(50)
    ]
    late += [
        answers(f"s{n}", 5 * DAY + (5 if n < 40 else 90), f"q{n}", text=f"Sorry, {n} it is")
        for n in range(50)
    ]
    load_posts(tmp_path, early + late, until=6 * DAY)
    days = [f"timestamptz '2026-03-0{day}'" for day in (2, 5, 9)]

    found = change(tmp_path, now=f"{days[1]}, {days[2]}", before=f"{days[0]}, {days[1]}")

    margin = 1.959964 * (0.8 * 0.2 / 50 + 0.4 * 0.6 / 50) ** 0.5
    assert (0.4, margin) == pytest.approx((found["target_change"], found["target_margin"]))
    assert ("better", "better") == (found["target_verdict"], found["mean_verdict"])
