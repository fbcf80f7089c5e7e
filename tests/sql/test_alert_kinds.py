"""What an alert rule can watch stands once, in sql/views/alert_kinds.sql."""

from contextlib import closing

import duckdb
import pytest

from ingest.config import Cutoffs
from sql import schema
from sql.alert_kinds import alert_kinds


@pytest.fixture(scope="module")
def empty():
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        yield con


def test_levels_lie_within_their_limits():
    """What is proposed can be offered, and what is offered can be written in earshot.toml."""
    for one in alert_kinds().values():
        assert one.lowest_level <= one.offered_low <= one.default_level
        assert one.default_level <= one.offered_high <= one.highest_level
        assert (one.default_level - one.offered_low) % one.offered_step == 0


@pytest.mark.parametrize("kind", alert_kinds())
def test_every_kind_can_be_replayed(kind, empty):
    """An empty warehouse has no moment of any kind, and no rate."""
    (found,) = empty.execute("select * from alert_replay('acme', ?, null)", [kind]).fetchall()

    assert (0, None, None, 0, None, 0, None) == found


def test_cutoffs_have_one_default(empty):
    """The views fall back on what the configuration falls back on."""
    (found,) = empty.execute(
        "select alert_level, viral_quantile, viral_floor from cutoffs"
    ).fetchall()

    assert (Cutoffs().alert_level, Cutoffs().viral_quantile, Cutoffs().viral_floor) == found
