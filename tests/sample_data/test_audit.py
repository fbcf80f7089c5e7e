"""Each scene of the story, and the card that shows it first, with its date and its size.

Dates and sizes are the storyteller's own: when a scene begins, how many posts it adds, how far a
post travels. What follows a first post (nudges, replies) is not counted in them, so a spike may be
up to twice as large; what comes late fades into the usual, so it may be half.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from dashboard.overview import queries as overview
from dashboard.response import queries as response
from dashboard.risk import queries as risk
from dashboard.sentiment import queries as sentiment
from dashboard.spikes import queries as spikes
from dashboard.ui import periods, query
from sample_data.arrivals import SCENES
from sample_data.generate import COMMITTED_END
from sample_data.scripted import LIVE_AGE, LIVE_POSTS
from sample_data.spread import WAVES
from sample_data.story import HOUR, Story
from tests.dashboard.ui.test_query import scope_of

STORY = Story.until(COMMITTED_END)
SONG = "I wrote them a song"
WHEELCHAIR = "I use a wheelchair"
# From the scene's beginning: who speaks of it needs a while, and a quarter of an hour is counted
# as a whole.
SOON = timedelta(hours=2.5)
LOUD = (
    ("sale", "tavornay", "mentions"),
    ("release", "tavornay", "complaints"),
    ("strike", "brindlewing", "mentions"),
    ("storm", "tavornay", "complaints"),
    ("storm", "brindlewing", "complaints"),
    ("storm", "osterlune", "mentions"),
    ("billing", "tavornay", "complaints"),
    ("picked_up", "tavornay", "mentions"),
    ("points", "osterlune", "mentions"),
)


@pytest.fixture
def scope(sample_data, monkeypatch):
    """The own brand's last 28 days, as the pages open."""
    monkeypatch.setenv("EARSHOT_DATA", str(sample_data))
    return scope_of(query.version())


def at(scene):
    return datetime.fromtimestamp(STORY[scene], UTC)


def seen_after(scope, scene, brand, days):
    """The seven days that a reader has before them so many days after a scene began."""
    scope = replace(scope, brand=replace(scope.brand, key=brand))
    zone = scope.brand.zone
    day = at(scene).astimezone(zone).replace(hour=0, minute=0) + timedelta(days=days)
    span = periods.current("7d", day.astimezone(UTC), scope.brand.earliest, zone)
    return replace(scope, span=span, before=periods.compared(span, periods.PREVIOUS, zone))


def size(scene, brand, measure="mentions"):
    """How many first posts the storyteller adds from a scene's beginning on."""
    return sum(
        one.size
        for one in SCENES
        if one.brand == brand
        and scene in (one.key, one.start, *(["picked_up"] if one.start else []))
        and (measure == "mentions" or "complaint" in one.moods)
    )


@pytest.mark.parametrize(("scene", "brand", "measure"), LOUD)
def test_a_loud_scene_is_the_first_spike_of_its_week(scope, scene, brand, measure):
    """The Spikes page two days later: above all others, since the scene began, as large."""
    first = spikes.episodes(seen_after(scope, scene, brand, 2)).iloc[0]

    assert measure == first["measure"]
    assert pd.isna(first["topic"])
    assert abs(first["started_at"] - at(scene)) <= SOON
    assert 0.5 <= first["excess_count"] / size(scene, brand, measure) <= 2


def test_what_happens_now_comes_first_on_every_page(scope, told):
    """Overview, Spikes, Live risk, Response desk: the wheelchair user, her hour and her shares."""
    [post] = [post for post in told.posts if WHEELCHAIR in post.text and post.kind == "post"]
    began = COMMITTED_END - timedelta(seconds=LIVE_AGE)
    board = risk.live_risk(scope.version, "tavornay").iloc[0]
    queue = response.unanswered(scope, never=False).iloc[0]
    loudest = response.loudest_silence(scope)
    running = spikes.episodes(scope)
    running = running[running["is_running"] & running["topic"].isna()]
    carried = spikes.spike_posts(scope, spikes.episode(running.iloc[0]))

    assert began == post.created_at
    assert (post.post_id, began, "answer") == (
        board["post_id"].removeprefix("chirp:"),
        board["created_at"],
        board["next_step"],
    )
    assert told.snapshots[post.post_id][-1].share_count == board["share_count"]
    assert LIVE_AGE == queue["waiting_seconds"] == loudest["waiting_seconds"]
    assert WHEELCHAIR in queue["text"]
    assert WHEELCHAIR in loudest["text"]
    assert ["complaints", "mentions"] == list(running["measure"])
    assert (running["started_at"] - began > -timedelta(hours=1)).all()
    assert (running["excess_count"].between(LIVE_POSTS / 2, LIVE_POSTS * 2)).all()
    assert WHEELCHAIR in carried.iloc[0]["title_or_text"]


def test_the_post_that_travelled_furthest_is_the_song(scope, told):
    """Overview: the song, who picked it up, the wheelchair, the landing, as last polled."""
    rows = overview.most_shared(scope).head(4)
    marks = (SONG, "I have never wanted an apology", WHEELCHAIR, "announce the landing")
    whole = {topic: sum(count for _, count, _ in waves) for topic, waves in WAVES.items()}

    assert all(mark in text for mark, text in zip(marks, rows["title_or_text"], strict=True))
    assert list(rows["share_count"]) == [
        told.snapshots[post_id.removeprefix("chirp:")][-1].share_count
        for post_id in rows["post_id"]
    ]
    assert [at("video"), at("picked_up")] == list(rows["created_at"].head(2))
    assert 0.95 * whole["first"] < rows["share_count"].iloc[0] < whole["first"]


def test_the_song_is_told_from_its_post_to_its_late_answer(scope, told):
    """Live risk: warned within the half hour, answered after 88 hours, most of it over then."""
    warned = risk.early_warning(scope).iloc[0]
    steps = risk.post_timeline(scope, warned["post_id"]).set_index("step")
    seen = told.snapshots[warned["post_id"].removeprefix("chirp:")]
    before = [one.share_count for one in seen if one.observed_at <= at("answer")][-1]

    assert SONG in warned["title_or_text"]
    assert timedelta() < warned["passed_at"] - at("video") <= timedelta(minutes=30)
    assert [at("video"), at("answer")] == list(steps.loc[["posted", "first_reply"], "happened_at"])
    assert (STORY["answer"] - STORY["video"]) / HOUR == pytest.approx(
        steps.loc["first_reply", "hours_after"]
    )
    assert before / seen[-1].share_count == pytest.approx(warned["share_before_answer"], abs=0.01)


def test_the_song_moved_sentiment_and_so_did_the_end_of_double_billing(scope, told):
    """Sentiment: instruments first, billing last, and the song with its copies as the one voice."""
    moved = sentiment.change_by(scope, "topic")
    headline = sentiment.headline_cases(scope).iloc[0]
    voice = sentiment.loudest_post(scope, int(headline["largest_voice"])).iloc[0]

    assert ["instruments", "billing"] == [moved["topic"].iloc[0], moved["topic"].iloc[-1]]
    assert SONG in voice["text"]
    assert sum(SONG in post.text for post in told.inbound) == headline["largest_count"]


def test_the_best_days_are_those_of_the_new_routes(scope):
    """Sentiment: of four weeks the three days from the announcement on, and what it added."""
    days = sentiment.sentiment_by_day(scope, scope.span.since).set_index("local_date")
    best = days.nlargest(3, "net_sentiment").sort_index()
    usual = days[days.index < min(days.index) + timedelta(days=7)]["mention_count"].mean()
    announced = at("routes").date()

    assert [announced + timedelta(days=n) for n in range(3)] == [
        getattr(day, "date", lambda day=day: day)() for day in best.index
    ]
    assert 0.5 <= (best["mention_count"].sum() - 3 * usual) / size("routes", "tavornay") <= 2


def test_the_outage_is_a_gap_of_48_hours(scope):
    """Spikes: no line over the hours that nobody watched, and over all others one."""
    day = timedelta(days=1)
    hours = spikes.volume(scope, "mentions", at("outage") - day, at("outage_end") + day)
    dark = hours[hours["observed_count"].isna()]["hour_at"]

    assert 48 == len(dark)
    assert (at("outage"), at("outage_end") - timedelta(hours=1)) == (dark.min(), dark.max())


def test_the_call_centre_weeks_are_the_fastest(scope):
    """Response desk: half of the turns answered within minutes, as never before or after."""
    span = periods.current("90d", COMMITTED_END, scope.brand.earliest, scope.brand.zone)
    weeks = response.groups(replace(scope, span=span), "week", "business")
    weeks = weeks.set_index("group_value")["median_seconds"].nsmallest(2)
    monday = at("copying").date()

    assert [str(monday), str(monday + timedelta(days=7))] == list(weeks.index)
    assert weeks.iloc[0] < 600


def test_questions_about_cabin_bags_become_fewer(scope):
    """Mentions that say so, in the five weeks before the help page and the five after."""
    asked = replace(scope, filters={"words": "cabin bag"})
    page, weeks = at("help_page"), timedelta(weeks=5)
    spans = [replace(scope.span, since=s, until=s + weeks) for s in (page - weeks, page)]
    before, after = [sentiment.period_summary(asked, span)["mention_count"] for span in spans]

    assert after < 0.7 * before
