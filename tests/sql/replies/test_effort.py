"""What answering took: exact where one hand keeps a pace, and the story's call centre beside it."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from ingest.config_file import parse_config
from tests.build import answers, asks, load_posts, row, rows

HOUR, DAY = 60, 24 * 60
ANGRY = "@acme worst service ever, my order is late and broken"
EFFORT = "select * from response_against_effort('acme', null, null, 'all')"


def paced(number, pace, *, by="KM", begin=0, name="k"):
    """Customers, and one hand that answers each, so many minutes after the one before."""
    return [
        post
        for n in range(number)
        for post in (
            asks(f"{name}{n}", begin + pace * n - 5, author=f"{name}{n}", author_followers=5000),
            answers(
                f"a{name}{n}", begin + pace * n, f"{name}{n}", text=f"Your parcel is found. ^{by}"
            ),
        )
    ]


def priced(cost):
    entry = {"handles": ["acme"], "own_accounts": ["acme"]}
    if cost:
        entry["person_hour"] = {"cost": cost, "currency": "EUR"}
    return parse_config({"brands": {"acme": entry}})


def test_one_hand_at_a_fixed_pace_is_told_exactly(tmp_path):
    """Beside it another hand that is slower than twenty minutes, and a machine that costs nothing.

    Thirty replies, ten minutes each: five person-hours, six an hour. The second hand's gaps are no
    handling time, its replies are work of the same length.
    """
    machine = [
        post
        for n in range(3)
        for post in (
            asks(f"m{n}", n, author=f"m{n}"),
            answers(f"am{n}", n, f"m{n}", text="We have received your message, thank you."),
        )
    ]
    load_posts(tmp_path, paced(30, 10) + machine, until=10 * DAY)
    found = row(tmp_path, EFFORT)

    assert (600, 600, 600) == tuple(
        found[f"handling_{name}"] for name in ("seconds", "low", "high")
    )
    assert (6, 5, 29) == tuple(
        found[name] for name in ("replies_per_person_hour", "person_hours", "gap_count")
    )
    assert (3, 0) == (found["automated_count"], found["unsigned_count"])
    hours = rows(
        tmp_path,
        "select reply_count, person_hours, handling_seconds from desk_effort order by hour_at",
    )
    assert [6, 6, 6, 6, 6] == [hour["reply_count"] for hour in hours]
    assert {1} == {hour["person_hours"] for hour in hours}

    # Twenty-one replies have twenty gaps between them, twenty are one too few.
    until = "select handling_seconds from response_against_effort('acme', null, {}, 'all')"
    assert [600, None] == [
        row(tmp_path, until.format(f"timestamptz '2026-03-02 {at}Z'"))["handling_seconds"]
        for at in ("12:21", "12:20")
    ]

    load_posts(tmp_path, paced(3, 20, by="QV", begin=2 * DAY, name="q"), until=10 * DAY)
    both = row(tmp_path, EFFORT)
    assert (29, 600, 33, 5.5, 2) == tuple(
        both[name]
        for name in (
            "gap_count", "handling_seconds", "reply_count", "person_hours", "responder_count",
        )
    )  # fmt: skip


def test_what_goes_on_is_one_piece_of_work(tmp_path):
    """In the same conversation within ten minutes; under twenty it was work, from then on a pause.

    A period that begins between the two knows what came before it.
    """
    passed = {"A": 10, "B": 11, "C": 19, "D": 20}
    posts = [
        post
        for name, minutes in passed.items()
        for post in (
            asks(name, 0, author=name),
            answers(f"1{name}", 5, name, text=f"We look into it. ^{name}"),
            answers(f"2{name}", 5 + minutes, name, text=f"It is found and leaves today. ^{name}"),
        )
    ]
    load_posts(tmp_path, posts, until=DAY)
    asked = "select * from reply_gaps('acme', {}, null) order by responder, replied_at"
    found = rows(tmp_path, asked.format("null"))
    later = rows(tmp_path, asked.format("timestamptz '2026-03-02 09:06Z'"))
    told = [(one["is_more"], one["gap_seconds"]) for one in found]

    assert [(False, None)] * 4 == told[::2]
    assert [(True, None), (False, 660), (False, 1140), (False, None)] == told[1::2]
    assert found[1::2] == later


def test_what_an_hour_costs_scales_money_only(tmp_path):
    """Without it there is none; a new one derives nothing of the brand anew."""
    load_posts(tmp_path, paced(30, 10), config=priced(None), until=10 * DAY)
    free, held = row(tmp_path, EFFORT), "select settings_hash from brands"
    before = rows(tmp_path, held)
    found = {}
    for cost in (20, 40):
        load_posts(tmp_path, [], config=priced(cost), until=10 * DAY)
        found[cost] = row(tmp_path, EFFORT)

    assert (None, 100, 200) == tuple(one["cost"] for one in (free, found[20], found[40]))
    assert {"EUR"} == {one["currency"] for one in found.values()}
    for one in found.values():
        assert free | {"cost": one["cost"], "currency": "EUR"} == one
    assert before == rows(tmp_path, held)


def test_spared_silence_by_hand(tmp_path):
    """750 people; ten like it waited a week, one was answered after eight hours: 153.45 h on.

    One that was answered as soon, and one that nobody watched for seven days, are no comparison.
    """
    posts = [asks(f"o{n}", n, author=f"o{n}", text=ANGRY) for n in range(10)]
    for n, wait in enumerate([HOUR, HOUR, 8 * HOUR]):
        posts += [
            asks(f"q{n}", n, author=f"q{n}", text=ANGRY, author_followers=5000 if n < 2 else None),
            answers(f"a{n}", n + wait, f"q{n}"),
        ]
    posts.append(asks("young", 5 * DAY, author="young", text=ANGRY))
    load_posts(tmp_path, posts, until=10 * DAY)
    found = rows(tmp_path, "select * from spared_silence('acme', null, null) order by turn_id")
    like = (10 * 168 + 8) / 11

    assert [11, 11, 10] == [one["like_count"] for one in found]
    assert [750 * (like - 1)] * 2 == pytest.approx([one["spared_hours"] for one in found[:2]])
    assert found[2]["spared_hours"] is None  # nobody knows who could read it
    # Without the first of them, nine that waited for longer than eight hours are too few.
    few = rows(
        tmp_path,
        "select * from spared_silence('acme', timestamptz '2026-03-02 09:01Z', null) "
        "order by turn_id",
    )
    assert [10, 0] == [one["like_count"] for one in few]
    assert few[1]["like_seconds"] is None


def test_the_storys_call_centre_is_cheap_fast_and_red(sample_reader):
    """Least work per reply, most in time, and of all weeks shown the only ones that are lower."""
    weeks = sample_reader.query(
        "select * from response_against_effort('tavornay', null, null, 'week') "
        "where handling_seconds is not null and in_time_share is not null"
    ).set_index("group_value")
    two = ["2026-08-24", "2026-08-31"]

    assert two == sorted(weeks["handling_seconds"].nsmallest(2).index)
    assert two == sorted(weeks["in_time_share"].nlargest(2).index)
    assert two == sorted(weeks[weeks["is_lower"].fillna(value=False)].index)
    assert weeks["cost"].isna().all()


@pytest.mark.parametrize(("dimension", "facet"), [("band", "week_band"), ("part", "day_band")])
def test_four_hours_open_the_answers_that_they_are_of(sample_reader, dimension, facet):
    named = {"since": datetime(2026, 8, 1, tzinfo=UTC), "until": datetime(2026, 9, 20, tzinfo=UTC)}
    hours = sample_reader.query(
        "select group_value, answered_count from response_against_effort("
        "'tavornay', $since, $until, $dimension) where answered_count > 0",
        named | {"dimension": dimension},
    )
    begin, counted = hours.sort_values("answered_count").iloc[-1]
    opened = sample_reader.query(
        "select count(*) as n from drill_through_turns("
        "'tavornay', $since, $until, turn_facets := $facets)",
        named | {"facets": {facet: begin, "complaint": "yes", "status": "answered"}},
    )

    assert opened.iloc[0]["n"] == counted > 20


def test_several_dimensions_at_once_are_what_each_is_alone(sample_reader):
    period = "'tavornay', timestamptz '2026-08-01', timestamptz '2026-09-20'"
    names = ["all", "band", "part", "week"]
    together = sample_reader.query(
        f"select * from efforts({period}, $names) order by dimension, group_value",
        {"names": names},
    )

    for name, found in together.groupby("dimension"):
        alone = sample_reader.query(
            f"select * from response_against_effort({period}, '{name}') order by group_value"
        )
        of_it = found.drop(columns="dimension").reset_index(drop=True)
        pd.testing.assert_frame_equal(
            *(one.astype(object).where(one.notna(), None) for one in (of_it, alone)), rtol=1e-9
        )
    assert names == sorted(set(together["dimension"]))
    # A reply, a turn and an answer are in one group of each dimension.
    counted = ["reply_count", "automated_count", "gap_count", "due_count", "answered_count"]
    sums = together.groupby("dimension")[counted].sum()
    assert (sums == sums.loc["all"]).all(axis=None)
    assert (sums.loc["all"] > 20).all()
