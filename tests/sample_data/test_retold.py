"""The story tells itself again so that it ends at any moment."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_retold_story_ends_now(other):
    """Whatever the minute: 120 days, the last post is fresh, nothing comes from the future."""
    told, now = other
    times = [post.created_at for post in told.posts]

    assert [] == told.rejects
    assert now - 15 * timedelta(minutes=1) < max(times) < now
    assert 119 * DAY < now - min(times) < 120 * DAY + timedelta(minutes=1)
    assert 18_000 <= len(told.posts) <= 24_000
    assert max(s[-1].observed_at for s in told.snapshots.values()) > now - timedelta(minutes=16)


def test_retold_story_keeps_the_hours_of_the_week(other):
    """Nights are quiet and weekends calmer on the brand's own clock, after any shift."""
    told, now = other
    begin = told.at("sale")
    local = [post.created_at.astimezone(LONDON) for post in told.inbound]
    night = sum(moment.hour in (2, 3, 4) for moment in local) / len(local)
    evening = sum(moment.hour in (17, 18, 19) for moment in local) / len(local)
    calm = Counter(
        moment.weekday() > 4 for moment in local if moment < begin or moment > now - 14 * DAY
    )

    assert night < 0.03
    assert evening > 0.15
    assert calm[True] / 2 < calm[False] / 5


def test_retold_story_keeps_its_scenes_on_their_weekdays(other):
    """The crisis begins on a Tuesday morning and the video on a Thursday evening, local time."""
    told, _ = other
    days = {event.label: event.date.weekday() for event in told.config.brands["tavornay"].events}
    begin = told.at("billing")
    crisis = told.first_posts(begin, begin + DAY)

    assert (1, 3) == (days["New payment partner"], days["Torvelline video"])
    assert (8, 50) == (begin.astimezone(LONDON).hour, begin.astimezone(LONDON).minute)
    assert len(crisis) > 150


def test_something_is_growing_and_somebody_is_waiting_at_the_end(other):
    """The live board has a post that grows, unanswered, and a handful of people wait overdue."""
    told, now = other
    fresh = {
        post_id: seen[-1].share_count - seen[-4].share_count
        for post_id, seen in told.snapshots.items()
        if len(seen) > 8 and seen[-1].observed_at > now - HOUR
    }
    fastest = told.by_id[max(fresh, key=fresh.get)]
    recent = told.first_posts(now - 2 * DAY, now)
    waiting = told.unanswered(recent)

    assert fresh[fastest.post_id] > 100
    assert "left me at gate" in fastest.text
    assert [fastest] == told.unanswered([fastest])
    assert sum(now - post.created_at > HOUR for post in waiting) >= 4
