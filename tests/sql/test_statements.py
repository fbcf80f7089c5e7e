"""Statements that ask a metric: what stands in them, and that they run as they are written."""

from datetime import UTC, date, datetime

import pytest

from sql import statements


def test_a_macro_is_asked_with_what_it_needs_and_what_is_given():
    """Parameters with a default stand there only where there is a value for them."""
    given = frozenset({"brand", "since", "until", "filters", "words"})

    assert (
        "select * from response_curve($brand, $since, $until, filters := $filters)"
        == statements.select("response_curve", given)
    )


def test_a_view_is_narrowed_by_the_columns_that_are_given():
    given = frozenset({"brand", "post_id", "since"})
    asked = statements.select("viral_risk_by_snapshot", given, what="share_count", order="post_id")

    assert (
        "select share_count from viral_risk_by_snapshot "
        "where post_id = $post_id and brand = $brand order by post_id" == asked
    )


def test_a_page_of_rows_is_asked_by_its_limit():
    asked = statements.select("rejected", frozenset({"row_limit", "rows_before"}))

    assert "select * from rejected limit $row_limit offset $rows_before" == asked
    assert ["row_limit", "rows_before"] == statements.placed(asked)


def test_what_is_no_metric_is_not_asked():
    with pytest.raises(KeyError, match="posts"):
        statements.select("posts", frozenset())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (2.5, "2.5"),
        ("it's", "'it''s'"),
        (date(2026, 5, 1), "date '2026-05-01'"),
        (datetime(2026, 5, 1, 9, tzinfo=UTC), "timestamptz '2026-05-01 09:00:00+00:00'"),
        ({"source": "chirp"}, "map {'source': 'chirp'}"),
        ({}, "map {}"),
        (["it's", "b"], "['it''s', 'b']"),
    ],
)
def test_a_value_is_written_as_sql_writes_it(value, expected):
    assert expected == statements.literal(value)


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="a set is no value"):
        statements.literal({1})


def test_values_take_the_places_that_bear_their_names():
    asked = "select * from backlog($brand, $since, $until, step := $step)"
    values = {"brand": "acme", "since": None, "until": None, "step": "day", "more": 1}

    assert "select * from backlog('acme', null, null, step := 'day')" == statements.written_out(
        asked, values
    )
    with pytest.raises(KeyError, match="step"):
        statements.written_out(asked, {"brand": "acme", "since": None, "until": None})
