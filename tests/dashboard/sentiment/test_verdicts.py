"""Better, worse, the same or too few: where a verdict begins, and what it is about."""

import pytest

from dashboard.sentiment import queries
from dashboard.ui import query
from tests.build import asks, publish_all
from tests.dashboard.ui.test_query import scope_of

GLAD = "@acme thank you so much, great service"
ANGRY = "@acme worst service ever"
GERMAN = "@acme Das Paket ist gestern endlich angekommen, aber der Karton war ganz offen"
DAY = 24 * 60


def told(data, before, now):
    """What is said of a week of texts against the week before."""
    posts = [
        asks(f"{week}{n}", week * 7 * DAY + n, text=text, author=f"{week}{n}", brand="acme")
        for week, texts in enumerate((before, now))
        for n, text in enumerate(texts)
    ]
    publish_all(data, posts, until=10 * DAY)
    scope = scope_of(query.version(), period="7d")
    return queries.period_change(scope, scope.before)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [(30, 30, "worse"), (29, 30, "few"), (30, 29, "few")],
)
def test_below_thirty_on_either_side_nothing_is_called_worse(data, before, now, verdict):
    """All glad, then all angry: as clear as it can be."""
    found = told(data, [GLAD] * before, [ANGRY] * now)

    assert (verdict, verdict) == (found["net_verdict"], found["complaint_verdict"])
    assert (-2, 1) == (found["net_change"], found["complaint_change"])


def test_better_is_the_other_way_round(data):
    found = told(data, [ANGRY] * 30, [GLAD] * 30)

    assert ("better", "better") == (found["net_verdict"], found["complaint_verdict"])


def test_an_unscored_mention_is_a_mention_and_no_score(data):
    """Thirty mentions of which one cannot be scored: enough to count, too few to call."""
    found = told(data, [*[GLAD] * 29, GERMAN], [*[ANGRY] * 29, GERMAN])

    assert ("few", "worse") == (found["net_verdict"], found["complaint_verdict"])


def test_a_change_within_its_margin_is_the_same(data):
    """Of 40, 20 and then 22 are angry: a tenth of a point, where chance alone makes 0.43."""
    found = told(data, [ANGRY] * 20 + [GLAD] * 20, [ANGRY] * 22 + [GLAD] * 18)

    assert ("same", "same") == (found["net_verdict"], found["complaint_verdict"])
    assert -0.1 == pytest.approx(found["net_change"])
    variance = (1 - 0) / 40 + (1 - 0.1**2) / 40
    assert 1.959964 * variance**0.5 == pytest.approx(found["net_margin"], rel=1e-4)
