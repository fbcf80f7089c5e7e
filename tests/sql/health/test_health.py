"""Brand health adds up, leaves out what it does not know, and shows its parts."""

import pytest


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
