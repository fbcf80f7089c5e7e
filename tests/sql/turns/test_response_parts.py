"""Response figures apart by source, topic, person and hour: they agree with the whole."""

import pytest

from ingest.mention import Engagement
from tests.build import answers, asks, load_heard, minutes, row, rows
from tests.sql.turns.test_response import cohort


def test_one_group_equals_the_summary(tmp_path):
    """A single source: its line is the summary's, interval included."""
    load_heard(tmp_path, cohort([5, 10, 15, 20, 30], [60] * 5, 60), until=60)

    group = row(tmp_path, "select * from response_by_group('acme', null, null, 'source')")
    summary = row(tmp_path, "select * from response_summary('acme', null, null)")

    for name in ("turn_count", "answered_count", "open_count", "median_seconds"):
        assert summary[name] == group[name], name
    assert summary["median_low_seconds"] == group["median_low_seconds"]
    assert summary["median_high_seconds"] == group["median_high_seconds"]
    assert ("x", 0.5) == (group["group_value"], group["unanswered_share"])


def test_groups_of_the_sample_story_equal_its_summaries(sample_reader):
    """Every source by itself, as the narrowed summary says."""
    groups = sample_reader.query(
        "select * from response_by_group('tavornay', null, null, 'source', clock := 'business')"
    )

    for group in groups.to_dict("records"):
        summary = sample_reader.query(
            "select * from response_summary('tavornay', null, null, clock := 'business', "
            "filters := map {'source': ?})",
            [group["group_value"]],
        ).iloc[0]
        assert group["turn_count"] == summary["turn_count"]
        assert group["median_seconds"] == pytest.approx(summary["median_seconds"], nan_ok=True)


def test_responders_are_signatures_else_accounts(tmp_path):
    posts = []
    for n, text in enumerate(["Hello ^AB", "Hi there -Anna", "Done *Tom", "No name here"]):
        posts += [asks(f"q{n}", 0, author=f"p{n}"), answers(f"a{n}", 5, f"q{n}", text=text)]
    load_heard(tmp_path, posts)

    found = rows(
        tmp_path,
        "select responder, met_count from response_by_responder('acme', null, null) order by 1",
    )

    assert ["AB", "Anna", "Tom", "acme"] == [r["responder"] for r in found]
    assert {1} == {r["met_count"] for r in found}


def test_coverage_counts_the_unanswered_as_waiting_longest(tmp_path):
    """Of five turns of one hour two are answered: half never were, so no median."""
    load_heard(tmp_path, cohort([5, 90], [], 90), until=200)
    load_heard(tmp_path, [asks(f"n{i}", 1, author=f"n{i}") for i in range(3)], until=200)

    hour = row(tmp_path, "select * from coverage_by_hour('acme', null, null)")

    assert (9, 5, 1, 4, 3) == tuple(
        hour[name]
        for name in ("hour_of_week", "turn_count", "met_count", "missed_count", "open_count")
    )
    assert hour["median_seconds"] is None
    assert (0.2, 0.6) == (hour["attainment_share"], hour["unanswered_share"])


def test_the_backlog_is_what_was_open_then(tmp_path):
    """A late answer does not rewrite the hours before it; the target is an hour."""
    load_heard(
        tmp_path, [asks("q", 0), answers("a", 150, "q"), asks("w", 70, author="b")], until=190
    )

    found = rows(
        tmp_path, "select open_count, overdue_count from backlog_by_hour('acme', null, null)"
    )

    assert [(1, 0), (2, 1), (1, 1), (1, 1)] == [
        (r["open_count"], r["overdue_count"]) for r in found
    ]


def test_the_backlog_has_gaps_where_nobody_watched(sample_reader):
    found = sample_reader.query(
        "select is_gap, open_count is null as unknown, count(*) as n "
        "from backlog_by_hour('tavornay', null, null) group by all order by all"
    )

    assert [False, True] == found["is_gap"].tolist()
    assert [False, True] == found["unknown"].tolist()
    assert found["n"].iloc[1] == pytest.approx(48, abs=1), "the story's outage of two days"


def test_silence_is_audience_times_hours_of_complaints(tmp_path):
    load_heard(
        tmp_path,
        [
            asks("q", 0, rating=1, kind="review", author_followers=5000),
            asks("r", 0, rating=5, kind="review", author="b", author_followers=5000),
        ],
        until=120,
    )

    found = row(tmp_path, "select turn_id, waiting_hours, silence_hours from silence_by_turn")

    assert {"turn_id": "x:q", "waiting_hours": 2.0, "silence_hours": 1500.0} == found


def test_reach_before_reply_comes_from_the_polls_before_the_answer(tmp_path):
    polls = [
        Engagement(source="x", post_id="q", observed_at=minutes(at), view_count=views)
        for at, views in ((1, 10), (20, 80), (60, 100))
    ]
    load_heard(tmp_path, [asks("q", 0), answers("a", 30, "q"), *polls])

    found = row(tmp_path, "select views_before, views_total, reached_share from reach_before_reply")

    assert {"views_before": 80, "views_total": 100, "reached_share": 0.8} == found


def test_reach_of_those_who_wait_is_never_averaged_in(tmp_path):
    """Two answered after 80 and 40 of 100 views, three who wait: the median is of two, 60 %."""
    polls = [
        Engagement(source="x", post_id=post, observed_at=minutes(at), view_count=views)
        for post, first in (("q0", 80), ("q1", 40), ("q2", 5), ("q3", 5), ("q4", 5))
        for at, views in ((20, first), (60, 100))
    ]
    posts = [asks(f"q{n}", n, author=f"p{n}") for n in range(5)]
    load_heard(tmp_path, [*posts, answers("a0", 30, "q0"), answers("a1", 31, "q1"), *polls])

    found = row(tmp_path, "select * from reach_summary('acme', null, null)")

    assert (2, 3) == (found["answered_count"], found["waiting_count"])
    assert 0.6 == pytest.approx(found["reached_median"])
