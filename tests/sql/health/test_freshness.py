"""How much of a source was watched, what came, and what a gap hides."""

from datetime import timedelta

import pytest

from ingest.config_file import parse_config
from ingest.loading.load import finish, load
from ingest.loading.source_state import succeeded
from tests.build import NOW, START, asks, row, rows, work

BRANDS = parse_config({"brands": {"acme": {"own_accounts": ["acme"]}, "bolt": {"names": ["Bolt"]}}})


def watched(data, spans, posts=()):
    """One run for each span of hours after START; the posts come with the first."""
    for number, (since, until) in enumerate(spans):
        with work(data) as con:
            load(con, posts if number == 0 else (), config=BRANDS, run_id=f"r{number}", now=NOW)
            succeeded(
                con,
                "x",
                kind="file",
                run_id=f"r{number}",
                since=START + timedelta(hours=since),
                until=START + timedelta(hours=until),
                at=NOW,
            )
            finish(con)
    return row(data, "select * from freshness_by_source")


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([(0, 2), (2, 5)], []),
        ([(0, 3), (1, 5)], []),
        ([(0, 2), (3, 5)], [1.0]),
        ([(0, 1), (2, 3), (4, 5)], [1.0, 1.0]),
    ],
    ids=["touching", "overlapping", "apart", "twice apart"],
)
def test_a_gap_is_what_no_span_covers(tmp_path, spans, gaps):
    found = watched(tmp_path, spans)

    hours = rows(
        tmp_path,
        "select (epoch(until_at) - epoch(since_at)) / 3600 as n from observation_gaps order by 1",
    )
    assert gaps == [one["n"] for one in hours]
    assert (len(gaps), sum(gaps)) == (found["gap_count"], found["gap_hours"])


def test_spans_that_touch_are_one(tmp_path):
    watched(tmp_path, [(0, 2), (2, 5)])

    assert 1 == row(tmp_path, "select count(*) as n from observed_spans")["n"]


def test_what_a_gap_hides_is_expected_at_the_usual_rate(tmp_path):
    """Three posts in four hours watched, one hour of gap: 3.75; about two brands it is one post."""
    posts = [asks(f"p{n}", n, text="acme and Bolt are slow", author=f"a{n}") for n in range(3)]
    found = watched(tmp_path, [(0, 2), (3, 5)], posts)

    assert 6 == row(tmp_path, "select count(*) as n from mentions")["n"]
    assert (3, 3.75) == (found["loaded_count"], found["expected_count"])
