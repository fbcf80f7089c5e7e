"""Brand health adds up, leaves out what it does not know, and shows its parts."""

import pytest
from pandas.testing import assert_frame_equal


def test_contributions_add_up_to_health(sample_reader):
    """To the last digit, every day of every brand; so the change between days adds up too."""
    days = sample_reader.query("select * from brand_health_by_day")
    parts = [name for name in days.columns if name.endswith("_contribution")]

    assert 5 == len(parts)
    known = days["brand_health"].notna()
    assert known.sum() > 300
    assert days.loc[known, parts].sum(axis=1).to_list() == pytest.approx(
        days.loc[known, "brand_health"].to_list(), abs=1e-9
    )
    assert days.loc[known, "brand_health"].between(-1e-9, 100 + 1e-9).all()


def test_the_story_moves_every_part_and_falls_in_its_crises(sample_reader):
    """In its worst days, nine or more of them, nobody who read the posts would call it well."""
    days = sample_reader.query(
        "select brand_health_by_day.* from brand_health_by_day inner join brands using (brand) "
        "where brands.role = 'own'"
    )
    parts = days[[name for name in days.columns if name.endswith("_part")]]

    assert (parts.quantile(0.9) - parts.quantile(0.1) > 15).all()
    assert (days["brand_health_low"] < days["brand_health"]).all()
    assert (days["brand_health"] < days["brand_health_high"]).all()
    usual = days["brand_health"].median()
    assert 45 < usual < 60
    assert (days["brand_health"] < usual / 2).sum() >= 9


def test_health_from_a_day_on_is_the_health_of_those_days(sample_reader):
    """What is read of the days before is enough, wherever the first day lies."""
    for day in ("2026-07-06", "2026-09-01", "2026-09-28"):
        since = sample_reader.query(
            f"select * from brand_health_since(date '{day}') order by brand, local_date"
        )
        whole = sample_reader.query(
            f"select * from brand_health_by_day where local_date >= '{day}' "
            "order by brand, local_date"
        )

        assert len(whole)
        assert_frame_equal(whole, since)


def test_parts_add_up_to_the_change_of_the_days_that_are_shown(sample_reader):
    days = sample_reader.query(
        "select * from brand_health_by_day where brand = 'tavornay' and brand_health is not null"
    ).set_index("local_date")
    now, before = days["2026-08-17":"2026-09-13"], days["2026-07-20":"2026-08-16"]
    starts = ", ".join(
        f"(select day_start(date '{day}', time_zone) from brands where brand = 'tavornay')"
        for day in ("2026-08-17", "2026-09-14", "2026-07-20", "2026-08-17")
    )
    found = sample_reader.query(f"select * from brand_health_moved('tavornay', {starts})").iloc[0]
    summary = sample_reader.query(f"select * from brand_health_summary('tavornay', {starts})")
    change = sample_reader.query(f"select * from brand_health_change('tavornay', {starts})")

    assert found["brand_health"] == pytest.approx(now["brand_health"].mean())
    assert found["held_count"] > found["day_count"] == len(now) == len(before) == 28
    parts = change.set_index("part_name")
    for name in parts.index:
        of_now, of_then = (side[f"{name}_contribution"].mean() for side in (now, before))
        assert found[f"{name}_now"] == parts["points_now"][name] == pytest.approx(of_now)
        assert found[f"{name}_moved"] == pytest.approx((of_now - of_then) / 100)
        assert found[f"{name}_moved"] == parts["contribution"][name]
    assert parts["contribution"].sum() * 100 == pytest.approx(found["health_change"])
    assert len(parts) == 5
    assert {name: found[name] for name in ("health_low", "change_reach", "health_verdict")} == {
        name: summary.iloc[0][name] for name in ("health_low", "change_reach", "health_verdict")
    }
