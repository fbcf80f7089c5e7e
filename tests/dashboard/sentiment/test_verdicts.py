"""Better, worse, the same, too few, carried by one post: where a verdict begins, what is said."""

import pandas as pd
import pytest

from dashboard.sentiment import driver_cards, queries
from dashboard.ui import findings, query
from tests import voices
from tests.build import asks, publish_all
from tests.dashboard.ui.test_query import scope_of

GLAD = "@acme thank you so much, great service"
ANGRY = "@acme worst service ever"
GERMAN = "@acme Das Paket ist gestern endlich angekommen, aber der Karton war ganz offen"
TALE = "@acme my grandmother's guitar came back from you in three pieces, worst service ever"
PIANO = "@acme the piano came without legs, the man at the door laughed, worst service ever"
DAY = 24 * 60
# Nobody waits and nobody is answered: what is said is about the posts.
NOBODY = pd.Series({"turn_count": 0, "open_count": 0})


def told(data, before, now):
    """What is said of a week of texts against the week before."""
    posts = [
        asks(f"{week}{n}", week * 7 * DAY + n, text=text, author=f"{week}{n}", brand="acme")
        for week, texts in enumerate((before, now))
        for n, text in enumerate(texts)
    ]
    publish_all(data, posts, until=10 * DAY)
    return scope_of(query.version(), period="7d")


def verdicts(scope):
    found = queries.period_change(scope, scope.before)
    return found["net_verdict"], found["complaint_verdict"]


def titles(scope):
    """What the two pages say of it."""
    summary = queries.period_summary(scope, scope.span)
    change = queries.period_change(scope, scope.before)
    overview = findings.conclusion(summary, change, None, None, NOBODY)
    return driver_cards.conclusion(scope, summary, change, is_calm=True).title, overview.title


@pytest.mark.parametrize(("before", "now"), [(29, 30), (30, 29)])
def test_below_thirty_voices_on_either_side_nothing_is_called_worse(data, before, now):
    """All glad, then all angry: as clear as it can be, but for one post."""
    scope = told(data, [GLAD] * before, [ANGRY] * now)
    found = queries.period_change(scope, scope.before)

    assert ("few", "few") == verdicts(scope)
    assert (-2, 1) == (found["net_change"], found["complaint_change"])
    assert "too few voices to tell" in titles(scope)[0]


def test_an_unscored_mention_is_a_mention_and_no_score(data):
    """Thirty mentions of which one cannot be scored: enough to count, too few to call."""
    scope = told(data, [*[GLAD] * 29, GERMAN], [*[ANGRY] * 29, GERMAN])

    assert ("few", "worse") == verdicts(scope)


# Whoever reads these posts would say the same: the texts are all there is.
SO, SO_LATER = [ANGRY] * 20 + [GLAD] * 20, [ANGRY] * 22 + [GLAD] * 18
ENDINGS = {
    "worse": ([GLAD] * 30, [ANGRY] * 30, "worse than before", "Sentiment is lower"),
    "better": ([ANGRY] * 30, [GLAD] * 30, "better than before", "Sentiment is higher"),
    "same": (SO, SO_LATER, "no change beyond chance", "As before: no change beyond chance"),
    "carried": (
        SO,
        [*SO, *(f"RT @fan{n}: {TALE}" for n in range(304))],
        "one post and its 303 copies",
        "one post and its 303 copies",
    ),
    "answered": (SO, [ANGRY] * 40 + [TALE] * 50, "worse than before", "Sentiment is lower"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_sentence_says_what_a_reader_of_the_posts_would(data, ending):
    """Both pages; a change that copies only add to is one, as it is there without them."""
    before, now, said, said_above = ENDINGS[ending]
    scope = told(data, before, now)
    on_page, above = titles(scope)

    assert said in on_page
    assert said_above in above
    assert verdicts(scope)[0] == {"answered": "worse"}.get(ending, ending)


def test_the_margin_is_newcombes(data):
    """Of 40, 20 and then 22 are angry: a tenth of a point, where chance alone makes 0.42."""
    scope = told(data, SO, SO_LATER)
    found = queries.period_change(scope, scope.before)
    now = voices.interval([-1] * 22 + [1] * 18, range(40), [False] * 40, -1)
    before = voices.interval([-1] * 20 + [1] * 20, range(40), [False] * 40, -1)

    assert -0.1 == pytest.approx(found["net_change"])
    assert voices.reach(now, before) == pytest.approx(found["net_margin"], rel=1e-5)


def test_what_would_change_the_headline(data):
    """By hand: 40 balanced; then as many, four copies of one angry text and two of another."""
    scope = told(data, SO, [*SO, *[TALE] * 4, *[PIANO] * 2])
    rows = queries.headline_cases(scope).set_index("case_name")

    assert [-6 / 46, -2 / 42, 2 / 46, -2 / 42, -6 / 46] == pytest.approx(list(rows["change"]))
    assert {(4, True)} == set(zip(rows["largest_count"], rows["largest_is_copied"], strict=True))
    assert queries.loudest_post(scope, int(rows["largest_voice"].iloc[0]))["text"].item() == TALE
