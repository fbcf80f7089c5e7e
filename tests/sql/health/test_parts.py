"""The parts of brand health and the share of voice, by worked tables."""

import pytest

from ingest.config_file import parse_config
from tests.build import ACME, answers, asks, load_all, row, rows, work

DAY = 24 * 60


def test_a_part_without_data_is_left_out_and_the_rest_share_its_weight(tmp_path):
    """First day: no baseline, no snapshots, so sentiment (30) and target (25) are all there is."""
    load_all(
        tmp_path,
        [asks("q", 0, text="@acme great, love it! When do you open?"), answers("a", 5, "q")],
    )

    day = row(tmp_path, "select * from brand_health_by_day where brand = 'acme'")

    assert (100.0, 100.0, None, None, None) == tuple(
        day[f"{name}_part"]
        for name in (
            "net_sentiment",
            "answered_in_target",
            "complaint_rate",
            "silence",
            "viral_risk",
        )
    )
    assert (2, 100.0) == (day["part_count"], day["brand_health"])
    assert 100 * 30 / 55 == pytest.approx(day["net_sentiment_contribution"])


def test_a_day_as_bad_as_usual_scores_half_on_complaints(tmp_path):
    """As many people at the same rate: 50; twice: (5 / 3)² and 37.5; none: (1 / 3)² and 75."""
    complaints = [
        asks(
            f"d{day}n{n}",
            day * DAY + n,
            author=f"p{day}{n}",
            rating=1 if n < bad else 5,
            kind="review",
        )
        for day, bad in enumerate((2, 2, 2, 2, 2, 2, 2, 2, 4, 0))
        for n in range(8)
    ]
    load_all(tmp_path, complaints)
    with work(tmp_path) as con:
        # The same words said by people who know nothing of each other.
        con.execute("update posts set copy_group = null")

    found = rows(
        tmp_path,
        "select complaint_rate_part as part from brand_health_by_day order by local_date",
    )

    assert [None] * 7 == [r["part"] for r in found[:7]]
    assert [50.0, 37.5, 75.0] == pytest.approx([r["part"] for r in found[7:]])


def test_weights_come_from_the_configuration(tmp_path):
    entry = ACME.brands["acme"].model_dump(exclude={"key", "hours"})
    config = parse_config(
        {
            "brands": {"acme": entry},
            "health": {
                "net_sentiment": 0,
                "answered_in_target": 1,
                "complaint_rate": 0,
                "silence": 0,
                "viral_risk": 0,
            },
        }
    )
    load_all(tmp_path, [asks("q", 0), answers("a", 90, "q")], config=config)

    assert 0.0 == row(tmp_path, "select brand_health from brand_health_by_day")["brand_health"]


def test_share_of_voice_counts_own_and_competitors(tmp_path):
    config = parse_config(
        {
            "brands": {
                "acme": {"handles": ["acme"], "own_accounts": ["acme"]},
                "bolt": {"names": ["Bolt"], "role": "competitor"},
            }
        }
    )
    load_all(
        tmp_path,
        [
            *(asks(f"a{n}", n, author=f"p{n}", author_followers=1000) for n in range(3)),
            asks("b", 5, text="bolt again", author="z"),
            # What a brand says of itself is no voice of others.
            *(asks(f"own{n}", 6 + n, text="News of acme", author="acme") for n in range(5)),
        ],
        config=config,
    )

    found = rows(
        tmp_path, "select * exclude (week_date) from share_of_voice_by_week order by brand"
    )

    assert [("acme", 3, 0.75, 450.0, 1.0, 0.0), ("bolt", 1, 0.25, None, None, 1.0)] == [
        (
            r["brand"],
            r["mention_count"],
            r["mention_share"],
            r["audience"],
            r["audience_share"],
            r["unknown_audience_share"],
        )
        for r in found
    ]


def test_a_turn_that_only_its_answer_made_counts_nowhere(tmp_path):
    """It is answered by definition: counted, it would lift what is answered in target."""
    load_all(tmp_path, [asks("q", 0, text="what a day"), answers("a", 5, "q")], until=60)

    day = row(tmp_path, "select * from brand_health_by_day")

    assert (None, 0) == (day["answered_in_target_part"], day["answered_in_target_contribution"])
