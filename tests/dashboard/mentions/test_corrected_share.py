"""The negative share of a page, with the scorer's errors taken out."""

import pytest

from dashboard.mentions import queries
from dashboard.ui import query
from tests.build import publish_all
from tests.dashboard.ui.test_query import scope_of
from tests.sql.sentiment.test_measured_accuracy import check, fill


@pytest.fixture
def share(data):
    """Call with what was checked; answers with the page's share of 100 posts, 38 found negative."""

    def measured(*checked):
        fill(data, negative=38, positive=62)
        for found, truth, numbers in checked:
            check(data, found, truth, numbers)
        publish_all(data, [], until=120)
        return queries.negative_share(scope_of(query.version()))

    return measured


def test_the_errors_of_what_nobody_checked_are_taken_out(share):
    """Recall 0.8, specificity 0.9; of the 60 unchecked 20 are found negative: (1/3 - .1) / .7 are.

    People found 20 of their 40 negative, so 20 and 60 times a third of 100 are.
    """
    found = share(
        ("negative", "negative", range(16)),
        ("negative", "positive", range(16, 18)),
        ("positive", "positive", range(18)),
        ("positive", "negative", range(18, 22)),
    )

    assert (100, 40) == (found["scored_count"], found["negative_count"])
    assert 0.4 == pytest.approx(found["negative_share"])
    assert (20 + 60 * (20 / 60 - 0.1) / 0.7) / 100 == pytest.approx(
        found["negative_share_corrected"]
    )

    ends = found.filter(regex="_(low|high)$")  # of Wilson's interval, by its closed form
    corrected = found.filter(regex="_corrected_(low|high)$")
    assert [0.3094, 0.4980] == [round(end, 4) for end in ends.drop(corrected.index)]
    # By hand: 20 of 60 found, 16 of 20 and 18 of 20 right, is .0633 to .5717 of the 60, .162 below
    # and .143 above in the whole. The 40 that people told reach .4 * 1.96 * sqrt(.25 / 43.84), so
    # .059, either way; reaches add up as squares: .172 and .155.
    assert [0.2275, 0.5548] == [round(end, 4) for end in corrected]


def test_where_too_few_are_checked_nothing_is_corrected(share):
    found = share(("negative", "negative", range(9)), ("positive", "positive", range(30)))

    assert found["negative_share_corrected"] is None or found.isna()["negative_share_corrected"]
