"""Viral risk and queue on the sample story, against what a reader of the posts would say."""

import pytest

SONG = "m.text like 'My grandmother carried%' and m.kind = 'post'"
HOSTILE = "(m.is_complaint or m.polarity = 'negative')"
ALARMS = "alert_moments('tavornay', 'viral', 70)"
FINALS = """
    select post_id, max(share_count) as share_count, min(age_hours) as age_hours
    from viral_growth group by post_id
"""


@pytest.fixture
def count(sample_reader):
    return lambda sql: sample_reader.query(sql).iloc[0].tolist()


def test_the_song_is_known_before_it_is_picked_up(count):
    """Somebody with two million followers does that two days later."""
    hours, risk = count(
        "select (epoch(a.alerted_at) - epoch(m.created_at)) / 3600, a.observed_value "
        f"from {ALARMS} as a inner join mentions as m on a.post_id = m.post_id "
        f"where m.brand = 'tavornay' and {SONG}"
    )

    assert hours < 1
    assert risk >= 70


def test_hostile_posts_that_travel_are_alarmed(count):
    """Of those shared 300 times nine in ten; what the brand answered within minutes waits not."""
    share, number = count(
        "select avg(cast(a.post_id is not null as integer)), count(*) "
        f"from ({FINALS}) as f inner join mentions as m on f.post_id = m.post_id "
        f"left join {ALARMS} as a on f.post_id = a.post_id "
        f"where m.brand = 'tavornay' and m.direction = 'inbound' and {HOSTILE} "
        "and f.share_count >= 300"
    )

    assert number >= 10
    assert share >= 0.9


def test_most_alarms_are_worth_waking_somebody(count):
    """Three in five end at a hundred shares or more."""
    share, number = count(
        "select avg(cast(f.share_count >= 100 as integer)), count(*) "
        f"from {ALARMS} as a inner join ({FINALS}) as f on a.post_id = f.post_id"
    )

    assert number >= 15
    assert share >= 0.6


def test_scores_tell_posts_apart(count):
    """No more than two posts of a hundred share theirs with another of the brand."""
    (share,) = count(
        "select max(tied) from (select avg(cast(n > 1 as integer)) as tied from ("
        "select brand, count(*) over (partition by brand, viral_risk) as n from viral_risk "
        "where viral_risk is not null) as counted group by brand) as tied"
    )

    assert share <= 0.02


def test_who_waits_in_a_wheelchair_comes_first(sample_reader):
    """On the board and in the queue, far above the next."""
    queue = sample_reader.query(
        "select m.text, q.priority from reply_queue('tavornay') as q "
        "inner join mentions as m on q.brand = m.brand and q.turn_id = m.post_id "
        "order by q.priority desc limit 2"
    )
    board = sample_reader.query(
        "select title_or_text from live_risk where brand = 'tavornay' "
        "order by harmful_audience desc nulls last limit 1"
    )

    assert "I use a wheelchair" in queue["text"][0]
    assert queue["priority"][0] > 2 * queue["priority"][1]
    assert "I use a wheelchair" in board["title_or_text"][0]
