"""Pages over histories that are out of the ordinary: nothing breaks, nothing alarms, no false word.

Each history is loaded once in a run; every page is drawn from it.
"""

import os
from functools import partial
from pathlib import Path

import pytest

from ingest.mention import Engagement
from tests.build import answers, asks, minutes, once, publish_all, rows
from tests.dashboard.conftest import run, troubles, words

DAY = 1440
TEXTS = (
    "@acme my order is late",
    "@acme thank you, great service",
    "@acme do you open on Sunday?",
    "my acme kettle is broken",
    "@acme where is my refund, still waiting",
)
# Of one sense in five languages without a scorer, so that no text is a copy of another.
FOREIGN = (
    "@acme サービスが最悪です、返金してください",
    "@acme mein Paket ist schon wieder nicht angekommen",
    "@acme où est mon remboursement, c'est une honte",
    "@acme покажите где мой заказ",
    "@acme dónde está mi pedido, llevo dos semanas",
)
PAGES = (
    *("overview", "sentiment", "spikes", "live_risk", "response_desk", "replies"),
    *("mentions", "author", "sources", "data_health", "methods"),
)


def history(number, minutes_apart, *, texts=TEXTS, counts=lambda _: {}, read=lambda _: ()):
    """Posts of different people at a steady pace, a third of them answered within 1.5 hours."""
    for n in range(number):
        at = n * minutes_apart
        text = f"{texts[n % len(texts)]} {n}"
        yield asks(f"p{n}", at, author=f"a{n}", text=text, **counts(n))
        for later, found in read(n):
            yield Engagement(source="x", post_id=f"p{n}", observed_at=minutes(at + later), **found)
        if n % 3 == 0:
            yield answers(f"r{n}", at + 90, f"p{n}")


def falling(n):
    """What five readings find, an hour apart: fewer each time."""
    return [
        (5 + 60 * hour, {"like_count": 90 - 20 * hour, "share_count": 40 - 9 * hour})
        for hour in range(5)
    ]


HISTORIES = {
    "ten posts a month": partial(history, 60, 3 * DAY),
    "three days": partial(history, 40, 100),
    "only unscored languages": partial(history, 60, 600, texts=FOREIGN),
    "a billion views": partial(
        history,
        60,
        600,
        counts=lambda n: {"view_count": 10**9 if n == 57 else 100 + n, "share_count": 1},
        read=lambda n: [(65, {"view_count": 10**9 + 5 if n == 57 else 130 + n, "share_count": 1})],
    ),
    "counts that fall": partial(history, 60, 600, read=falling),
}


@pytest.fixture(params=HISTORIES)
def odd(request, monkeypatch):
    """A warehouse of one of the histories, which the app reads; its name."""
    records = HISTORIES[request.param]
    name = "odd-" + request.param.replace(" ", "-")
    folder = once(name, lambda data: publish_all(data, records()))
    monkeypatch.setenv("EARSHOT_DATA", str(folder))
    return request.param


def test_every_page_opens_on_it_without_an_alarm(odd):
    """Nothing runs, nothing spreads, no figure is nonsense."""
    for page in PAGES:
        app = run(page)
        said = words(app)

        assert not app.exception, page
        assert [] == troubles(app), page
        assert "A spike is running" not in said, page
        assert not any(word in said.lower().split() for word in ("nan", "none%", "inf")), page
        if page == "spikes":
            assert "No spike in " in said
            assert "Running now 0" in said
        if page == "live_risk":
            assert "At the alert level 0" in said or "Growth needs share counts" in said


@pytest.mark.parametrize("odd", ["only unscored languages"], indirect=True)
def test_of_languages_that_nothing_scores_sentiment_and_complaints_are_unknown(odd):
    """Not zero, and not "no complaints"."""
    overview, sentiment = words(run()), words(run("sentiment"))

    assert "Sentiment is unknown, and so is who complains." in overview
    for page in (overview, sentiment):
        assert "Complaint rate –" in page
        assert "Net sentiment –" in page
        assert "No complaints in this period" not in page
    assert "No scorer reads these languages" in sentiment
    spikes = words(run("spikes"))
    assert "Not known: nothing of the seven days to" in spikes
    assert "No complaint is new" not in spikes


@pytest.mark.parametrize("odd", ["only unscored languages"], indirect=True)
def test_of_languages_that_nothing_scores_no_day_is_without_complaints(odd):
    """Nor healthy because of it: what could not be judged is no part of brand health."""
    folder = Path(os.environ["EARSHOT_DATA"])
    days = rows(folder, "select * from sentiment_by_group('acme', null, null, 'brand')")
    parts = rows(folder, "select * from health_components where brand = 'acme'")

    assert len(days) > 20
    assert {None} == {one["complaint_share"] for one in days}
    assert len(parts) > 20
    assert {(None, None)} == {(one["angry_count"], one["complaint_rate"]) for one in parts}


@pytest.mark.parametrize("odd", ["three days"], indirect=True)
def test_three_days_are_compared_with_nothing(odd):
    said = words(run())

    assert "The compared period has no scored mention, so nothing can be compared." in said
    assert "points)" not in said


@pytest.mark.parametrize("odd", ["ten posts a month"], indirect=True)
def test_ten_posts_a_month_are_too_few_to_tell(odd):
    """Figures stand with their n, none is called better or worse."""
    assert "too few to tell" in words(run())


@pytest.mark.parametrize("odd", ["counts that fall"], indirect=True)
def test_of_counts_that_fall_the_highest_is_told_as_seen_so_far(odd):
    assert "40 shares so far" in words(run("live_risk"))
