"""Whether people ask less after a day: the story's help page is found, placebo dates are not."""

import re
from datetime import date, timedelta

import pytest

from tests.build import asks, publish_all, row, rows

DAY = 24 * 60
HELP_PAGE = date(2026, 7, 20)
ASKED = "select * from after_article('tavornay', $words, $day)"
CABIN = "cabin\nkabine\ncabine\ncabina\nhandgepäck"


def told(reader, words, day=HELP_PAGE):
    return reader.query(ASKED, {"words": words, "day": day}).iloc[0]


@pytest.fixture(scope="module")
def help_page(sample_reader):
    return told(sample_reader, CABIN)


def test_the_help_page_of_the_story_is_found_and_its_placebo_dates_are_not(help_page):
    assert "fewer" == help_page["verdict"]
    assert 20 == help_page["placebo_count"]
    assert help_page["placebo_changed"] <= 1
    assert help_page["difference_high"] < 0


def test_the_counts_are_those_of_another_computation(sample_reader, help_page):
    """Plain Python over the posts: question mark outside links, eight weeks, no spike of all."""
    posts = sample_reader.query(
        "select created_at, local_date, concat_ws(' ', title, text) as said from mentions "
        "where brand = 'tavornay' and direction = 'inbound' and kind <> 'repost'"
    )
    spikes = sample_reader.query(
        "select started_at, last_at from spike_episodes where brand = 'tavornay' and topic = ''"
    )
    counts = {"before": [0, 0], "after": [0, 0], "spike": [0, 0]}
    for at, local, said in posts.itertuples(index=False):
        away = (local.date() if hasattr(local, "date") else local) - HELP_PAGE
        if not re.search("[?¿？؟]", re.sub(r"https?://\S+", " ", said)):
            continue
        if not timedelta(weeks=-8) <= away < timedelta(weeks=8):
            continue
        spiked = ((spikes["started_at"] <= at) & (at < spikes["last_at"])).any()
        side = counts["spike" if spiked else "before" if away < timedelta(0) else "after"]
        side[0] += 1
        side[1] += any(word in said.lower() for word in CABIN.split("\n"))

    assert counts["before"] == [help_page["before_count"], help_page["before_asked"]]
    assert counts["after"] == [help_page["after_count"], help_page["after_asked"]]
    assert counts["spike"][0] == help_page["spike_count"]


@pytest.mark.parametrize("words", ["refund", "pets", "seat", "check-in\ncheck in"])
def test_words_that_the_page_does_not_touch_do_not_change(sample_reader, words):
    assert "same" == told(sample_reader, words)["verdict"]


def test_two_of_twenty_placebo_dates_make_it_chance(sample_reader):
    """After the summer sale nobody asks about it, on whatever day one looks."""
    found = told(sample_reader, "sale")

    assert found["difference_high"] < 0
    assert (20, 2) == (found["placebo_count"], found["placebo_changed"])
    assert "same" == found["verdict"]


def test_what_is_never_said_is_too_few_and_no_word_finds_nothing(sample_reader):
    for words in ("zeppelin", "", "\n"):
        found = told(sample_reader, words)

        assert "few" == found["verdict"]
        assert 0 == found["before_asked"] + found["after_asked"]


def test_a_question_is_a_question_mark_outside_links_and_no_repost(tmp_path):
    posts = [
        asks("plain", DAY, text="@acme is my bag too big?", author="a"),
        asks("other", DAY, text="@acme when do you open?", author="b"),
        asks("link", DAY, text="@acme my bag https://acme.example/?bag", author="c"),
        asks("told", DAY, text="@acme my bag is too big", author="d"),
        asks("again", DAY, text="@acme is my bag too big?", author="e", kind="repost"),
    ]
    publish_all(tmp_path, posts, until=2 * DAY)
    found = rows(tmp_path, "select post_id, is_hit from asked('acme', 'BAG') order by post_id")

    assert [("x:other", False), ("x:plain", True)] == [
        (one["post_id"], one["is_hit"]) for one in found
    ]


def test_the_day_itself_is_after_and_a_short_history_is_untried(tmp_path):
    """Thirty people the day before, thirty on the day, who do not ask any more."""
    posts = [
        asks(f"{n}-{at}", at * DAY + n, author=f"p{n}-{at}", text=f"@acme {said}?")
        for n in range(30)
        for at, said in ((1, "my bag"), (2, "my seat"))
    ]
    publish_all(tmp_path, posts, until=4 * DAY)
    found = row(
        tmp_path,
        "select * from after_article('acme', 'bag', "
        "(select max(local_date) from asked('acme', 'bag')))",
    )

    assert (30, 30) == (found["before_count"], found["before_asked"])
    assert (30, 0) == (found["after_count"], found["after_asked"])
    assert "untried" == found["verdict"]
    assert 0 == found["placebo_count"]
