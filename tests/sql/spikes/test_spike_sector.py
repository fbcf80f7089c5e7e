"""Us or everybody: the part of a spike that others had in its hours, by hand and in the story."""

from datetime import timedelta

import pytest

from tests.build import START, work

ASKED = "select * from spike_sector('acme', 'complaints', timestamptz '2026-03-02 09:15:00+00')"


def told(data, others):
    """Of two hours with 60 complaints of ours where 10 are usual, and what others had in them.

    Args:
        data: an empty folder.
        others: by brand what was observed in each hour; 5 are usual, between 2 and 8.
    """
    with work(data) as con:
        con.execute(
            "insert into spike_episodes by name select 'acme' as brand, 'complaints' as measure, "
            "'' as topic, $1::timestamptz as started_at, $2::timestamptz as last_at, "
            "$1::timestamptz as detected_at, $1::timestamptz as peak_at, true as is_running, "
            "60 as observed_count, 10.0 as expected_count, 9.0 as peak_score",
            [START + timedelta(minutes=15), START + timedelta(hours=2)],
        )
        seen = {"acme": (30, 30), **others}
        for brand, counts in seen.items():
            for hour, observed in enumerate(counts):
                con.execute(
                    "insert into volume_hours values ($1, 'complaints', $2, $3, 5, 2, 8, $4)",
                    [brand, START + timedelta(hours=hour), observed, observed is None],
                )
        return con.execute(ASKED).df().iloc[0]


@pytest.mark.parametrize(
    ("others", "share", "low", "high"),
    [
        # Three times their usual, 10 of 10 expected twice over: 20 of our 50 above usual.
        ({"zorv": (15, 15)}, 0.4, 0.4 - 0.2 * 18**0.5 / 10, 0.4 + 0.2 * 18**0.5 / 10),
        ({"zorv": (35, 35), "quex": (30, 30)}, 1.0, 1.0, 1.0),
        ({"zorv": (1, 2)}, 0.0, 0.0, 0.0),
    ],
)
def test_what_others_grew_by_is_the_sectors_part(tmp_path, others, share, low, high):
    row = told(tmp_path, others)

    assert (60, 10.0, 50.0) == (row["observed_count"], row["expected_count"], row["excess_count"])
    assert len(others) == row["other_brand_count"]
    assert (share, low, high) == pytest.approx(
        tuple(row[f"sector_share{end}"] for end in ("", "_low", "_high"))
    )


def test_fewer_than_five_expected_tell_nothing(tmp_path):
    told(tmp_path, {"zorv": (15, 15)})
    with work(tmp_path) as con:
        con.execute("update volume_hours set expected_count = 2.4 where brand = 'zorv'")
        row = con.execute(ASKED).df().iloc[0]

    assert (1, 4.8) == (row["other_brand_count"], row["other_expected_count"])
    assert row[["other_times", "sector_share", "sector_share_low"]].isna().all()


@pytest.mark.parametrize("others", [{}, {"zorv": (None, None)}])
def test_where_nobody_else_is_known_nothing_is_said(tmp_path, others):
    row = told(tmp_path, others)

    assert 0 == row["other_brand_count"]
    shares = ["sector_share", "sector_share_low", "sector_share_high"]
    assert row[["other_times", *shares]].isna().all()


@pytest.mark.parametrize(
    ("day", "least", "most"), [("2026-08-01", 0.7, 1.0), ("2026-09-12", 0, 0.1)]
)
def test_the_storm_was_everybodys_and_the_billing_fault_ours(sample_reader, day, least, most):
    rows = sample_reader.query(
        "select measure, started_at from spikes where brand = 'tavornay' and topic is null "
        "and started_at::date = $1::date",
        [day],
    )
    shares = [
        sample_reader.query(
            "select sector_share from spike_sector('tavornay', $1, $2)",
            [row["measure"], row["started_at"]],
        ).iloc[0]["sector_share"]
        for _, row in rows.iterrows()
    ]

    assert 2 == len(shares)
    assert all(least <= share <= most for share in shares)
