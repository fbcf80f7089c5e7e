"""Response times: the worked cases of the definitions, and an oracle on real conversations."""

import csv
from collections import Counter, defaultdict
from datetime import datetime

import pytest

from ingest.config_file import parse_config
from ingest.mention import Post
from tests import oracle
from tests.build import ACME, answers, asks, load_heard, minutes, row, rows
from tests.places import PUBLIC

TWCS = PUBLIC / "twcs_dev.csv"
SUMMARY = "select * from response_summary('acme', null, null)"


def cohort(answered, waiting, until):
    """Turns answered after so many minutes, and turns that began so long before `until`."""
    for n, wait in enumerate(answered):
        yield asks(f"q{n}", 0, author=f"p{n}")
        yield answers(f"a{n}", wait, f"q{n}")
    for n, wait in enumerate(waiting):
        yield asks(f"w{n}", until - wait, author=f"o{n}")


def test_the_longest_wait_is_of_those_who_are_counted_as_waiting(tmp_path):
    """One waits for two hours, one will never be answered after eight days."""
    until = 8 * 24 * 60
    load_heard(tmp_path, cohort([5], [until, 120], until), until=until)
    found = row(tmp_path, "select * from unanswered_summary('acme')")

    assert (found["open_count"], found["never_count"]) == (1, 1)
    assert found["longest_seconds"] == 2 * 60 * 60


def test_open_turns_raise_the_median(tmp_path):
    """Case 1: answered-only says 15 minutes, Kaplan-Meier 30."""
    load_heard(tmp_path, cohort([5, 10, 15, 20, 30], [60] * 5, 60), until=60)

    summary = row(tmp_path, SUMMARY)

    assert (10, 5, 5) == tuple(summary[f"{n}_count"] for n in ("turn", "answered", "open"))
    assert 15 * 60 == summary["answered_only_median_seconds"]
    assert 30 * 60 == summary["median_seconds"]
    assert 16 * 60 == summary["answered_only_mean_seconds"]


def test_turns_censored_before_the_end_weigh_only_while_they_are_known(tmp_path):
    """Case 2: answered at 10 and 40, open at 20 and 30."""
    load_heard(tmp_path, cohort([10, 40], [20, 30], 40), until=40)

    summary = row(tmp_path, SUMMARY)

    assert 25 * 60 == summary["answered_only_median_seconds"]
    assert 40 * 60 == summary["median_seconds"]


def test_a_median_that_the_curve_does_not_reach_is_no_number(tmp_path):
    """Case 3: six of eleven open, S(30) = 6/11."""
    load_heard(tmp_path, cohort([5, 10, 15, 20, 30], [60] * 6, 60), until=60)

    summary = row(tmp_path, SUMMARY)
    curve = rows(tmp_path, "select * from response_curve('acme', null, null)")

    assert summary["median_seconds"] is None
    assert summary["p90_seconds"] is None
    assert 5 / 11 == pytest.approx(curve[4]["answered_share"], abs=1e-12)
    assert 5 / 11 == pytest.approx(summary["share_1h"], abs=1e-12)
    assert summary["share_4h"] is None, "nobody is known for four hours"


def test_business_hours_stop_over_the_weekend(tmp_path):
    """Case 4: Friday 18:00 to Monday 09:30 in Berlin is 63.5 h of wait, 0.5 h of business wait."""
    hours = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00")
    waits = business_case(tmp_path, hours, "2026-03-13T18:00+01:00", "2026-03-16T09:30+01:00")

    assert (63.5 * 3600, 0.5 * 3600) == waits


def test_business_hours_are_right_across_the_clock_change(tmp_path):
    """Case 4: Sunday 2026-03-29 01:30 to 03:30 local is one hour."""
    waits = business_case(
        tmp_path, {"sun": "00:00-24:00"}, "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00"
    )

    assert (3600, 3600) == waits


def test_a_reply_in_the_same_closed_period_has_no_business_wait(tmp_path):
    waits = business_case(
        tmp_path, {"mon": "09:00-17:00"}, "2026-03-14T10:00+01:00", "2026-03-15T12:00+01:00"
    )

    assert (26 * 3600, 0) == waits


def test_business_hours_may_cross_midnight(tmp_path):
    """Saturday 21:00 to Sunday 01:30 with hours 22:00 to 02:00: three and a half of them."""
    waits = business_case(
        tmp_path, {"sat": "22:00-02:00"}, "2026-03-14T21:00+01:00", "2026-03-15T01:30+01:00"
    )

    assert (4.5 * 3600, 3.5 * 3600) == waits


def test_a_brand_without_hours_is_always_open(tmp_path):
    """Both clocks say the same."""
    waits = business_case(tmp_path, None, "2026-03-14T21:00+01:00", "2026-03-15T01:30+01:00")

    assert (4.5 * 3600, 4.5 * 3600) == waits


def business_case(data, hours, asked, answered):
    config = parse_config(
        {
            "brands": {
                "acme": {
                    "handles": ["acme"],
                    "own_accounts": ["acme"],
                    "time_zone": "Europe/Berlin",
                    "hours": hours,
                }
            }
        }
    )
    moments = [datetime.fromisoformat(text) for text in (asked, answered)]
    load_heard(
        data,
        [
            Post(source="x", post_id="q", created_at=moments[0], text="@acme help", author_id="p"),
            Post(
                source="x",
                post_id="a",
                created_at=moments[1],
                text="Hello",
                author_id="acme",
                parent_id="q",
            ),
        ],
        config=config,
    )
    turn = row(data, "select wait_seconds, business_wait_seconds from turns")
    return turn["wait_seconds"], turn["business_wait_seconds"]


def test_estimated_audience_falls_with_size(tmp_path):
    """Case 5, and unknown followers stay unknown."""
    people = {"a": 5_000, "b": 100_000, "c": 1_000_000, "d": 10_000_000, "e": None}
    load_heard(
        tmp_path, [asks(k, 0, author=k, author_followers=n) for k, n in people.items()], until=60
    )

    found = rows(tmp_path, "select turn_id, estimated_audience from unanswered order by turn_id")

    expected = [750, 15_000, 141_818, 600_000, None]
    rounded = [r["estimated_audience"] and round(r["estimated_audience"]) for r in found]
    assert expected == rounded


def test_sla_counts_open_turns_past_their_target_as_missed(tmp_path):
    """Case 6: met 1, missed 2, pending 1."""
    load_heard(tmp_path, cohort([30, 90], [10, 70], 90), until=90)

    found = rows(tmp_path, "select sla_status, count(*) as n from turns group by 1 order by 1")

    assert [("met", 1), ("missed", 2), ("pending", 1)] == [(r["sla_status"], r["n"]) for r in found]


def test_a_nudge_does_not_reset_the_clock_and_an_answer_ends_the_turn(tmp_path):
    load_heard(
        tmp_path,
        [
            asks("q1", 0),
            asks("q2", 10, parent_id="q1"),
            answers("a1", 20, "q2"),
            asks("q3", 30, parent_id="a1"),
        ],
        until=60,
    )

    found = rows(
        tmp_path,
        "select turn_id, post_count, status, wait_seconds / 60 as wait from turns order by 1",
    )

    assert [
        {"turn_id": "x:q1", "post_count": 2, "status": "answered", "wait": 20.0},
        {"turn_id": "x:q3", "post_count": 1, "status": "open", "wait": 30.0},
    ] == found


def test_a_machine_does_not_stop_the_clock(tmp_path):
    """Three equal replies within five seconds of their parents are a machine's, wherever."""
    posts = []
    for n in range(3):
        posts += [asks(f"q{n}", n, author=f"p{n}")]
        posts += [
            answers(f"auto{n}", n + 0.05, f"q{n}", text=f"@p{n} Thanks, we got your message #{n}!")
        ]
        load_heard(tmp_path, posts[-2:], until=30)
        status = {r["status"] for r in rows(tmp_path, "select status from turns")}
        assert ({"open"} if n == 2 else {"answered"}) == status


def test_a_post_that_only_its_answer_makes_a_turn_stays_out_of_the_curve(tmp_path):
    load_heard(
        tmp_path, [asks("q", 0, text="what a day"), answers("a", 5, "q"), asks("w", 0, author="b")]
    )

    summary = row(tmp_path, SUMMARY)

    assert (1, 1) == (summary["turn_count"], summary["selected_count"])


INBOUND = "select needs_reply from mentions where direction = 'inbound'"


def test_a_removed_post_is_censored_at_its_removal(tmp_path):
    load_heard(tmp_path, [asks("q", 0, removed_at=minutes(20))], until=60)

    turn = row(tmp_path, "select status, wait_seconds, sla_status from turns")

    assert {"status": "removed", "wait_seconds": 1200.0, "sla_status": None} == turn
    assert not row(tmp_path, INBOUND)["needs_reply"]


def test_other_rules_are_shown_by_their_names(tmp_path):
    """Fastest 90 % leaves out one of ten; under 24 h leaves out a two-day wait."""
    waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 2880]
    load_heard(tmp_path, cohort(waits, [], 2880))

    summary = row(tmp_path, SUMMARY)

    assert 5 * 60 == pytest.approx(summary["fastest90_mean_seconds"])
    assert 5 * 60 == pytest.approx(summary["under_24h_mean_seconds"])


@pytest.mark.skipif(not TWCS.exists(), reason=f"{TWCS} is absent")
def test_summary_of_real_brands_equals_an_independent_computation(tmp_path):
    """The ten largest brands of the public conversations, to 1e-6; of what asks for a reply."""
    with TWCS.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    load_all_twcs(tmp_path, lines)
    asked = rows(tmp_path, "select post_id, reply_reason from mentions where reply_reason > ''")
    needed = {one["post_id"].removeprefix("x:"): one["reply_reason"] for one in asked}
    largest = Counter(x["author_id"] for x in lines if x["inbound"] == "False").most_common(10)

    for brand, _ in largest:
        summary = row(tmp_path, "select * from response_summary(?, null, null)", brand)
        expected = independent_summary(lines, brand, needed)
        for name, value in expected.items():
            assert value == pytest.approx(summary[name], abs=1e-6), (brand, name)


def load_all_twcs(data, lines):
    def posts():
        for x in lines:
            is_brand = x["inbound"] == "False"
            yield Post(
                source="x",
                post_id=x["tweet_id"],
                created_at=moment(x),
                text=x["text"],
                parent_id=x["in_response_to_tweet_id"] or None,
                brand=x["author_id"] if is_brand else None,
                brand_by_thread=not is_brand,
                is_outbound=is_brand,
                is_addressed=None if is_brand else True,
                author_id=x["author_id"],
            )

    load_heard(data, posts(), config=ACME)


def moment(line):
    return datetime.strptime(line["created_at"], "%a %b %d %H:%M:%S %z %Y")


def independent_summary(lines, brand, needed):
    roots = oracle.roots_of({x["tweet_id"]: x["in_response_to_tweet_id"] or None for x in lines})
    threads = defaultdict(list)
    for x in lines:
        threads[roots[x["tweet_id"]]].append(x)
    until = max(moment(x) for x in lines).timestamp()
    waits = []
    for thread in threads.values():
        if any(x["author_id"] == brand and x["inbound"] == "False" for x in thread):
            said = [
                oracle.Said(
                    x["tweet_id"],
                    moment(x).timestamp(),
                    x["author_id"],
                    x["in_response_to_tweet_id"] or None,
                    is_brand=x["inbound"] == "False",
                )
                for x in thread
                if x["author_id"] == brand or x["tweet_id"] in needed
            ]
            waits += [
                (turn.wait(until), turn.answered_at is not None)
                for turn in oracle.turns_of(said)
                if {needed[post] for post in turn.posts} != {"answered"}
            ]
    curve = oracle.kaplan_meier(waits)
    answered = sorted(wait for wait, is_answered in waits if is_answered)
    low, high = oracle.quantile_limits(curve, 0.5)
    return {
        "turn_count": len(waits),
        "answered_count": len(answered),
        "open_count": len(waits) - len(answered),
        "median_seconds": oracle.quantile(curve, 0.5),
        "median_low_seconds": low,
        "median_high_seconds": high,
        "p90_seconds": oracle.quantile(curve, 0.9),
        "share_15m": oracle.share_within(curve, 900),
        "share_1h": oracle.share_within(curve, 3600),
        "share_4h": oracle.share_within(curve, 14400),
        "share_24h": oracle.share_within(curve, 86400),
        "answered_only_median_seconds": oracle.median(answered),
        "answered_only_mean_seconds": sum(answered) / len(answered),
    }
