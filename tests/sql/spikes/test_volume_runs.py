"""From posts to spikes: run by run, in any order, as if all had come at once."""

from datetime import timedelta
from itertools import pairwise

from ingest.config_file import parse_config
from ingest.loading.load import load
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql.derive.volume import rebuild_volume, refresh_volume, touch_volume
from tests.build import rows, work
from tests.sql.spikes.volume_build import at, burst, hours, spikes, steady

ACME = parse_config({"brands": {"acme": {"own_accounts": ["acme"]}}})


def said(n, moment, *, text="acme is fine today", author=None, **more):
    return Post(
        source="x",
        post_id=f"p{n}",
        created_at=moment,
        text=text,
        author_id=author or f"a{n}",
        brand="acme",
        **more,
    )


def crisis(bills=40, minutes=1):
    """Three a quarter for ten days, then bills charged twice, told by eight people."""
    posts = [
        said(f"{n}.{i}", moment, rating=5)
        for n, (moment, count) in enumerate(steady(10).items())
        for i in range(count)
    ]
    posts += [
        said(
            f"c{n}",
            at(9, 12) + timedelta(minutes=minutes * n),
            text="acme billed me twice, I want a refund, this is a scam",
            author=f"angry{n % 8}",
            rating=1,
        )
        for n in range(bills)
    ]
    return posts


def take_in(data, posts, since, until):
    with work(data) as con:
        load(con, posts, config=ACME, run_id=until.isoformat(), now=until)
        touch_volume(con)
        succeeded(con, "x", kind="file", run_id="r", since=since, until=until, at=until)
        refresh_volume(con)


def test_posts_become_spikes_with_their_topic_and_authors(tmp_path):
    """From the record to the view: complaints, their topic, and how many people wrote them."""
    take_in(tmp_path, crisis(), at(0), at(10))

    found = spikes(tmp_path)

    topics = {s["topic"] for s in found if s["measure"] == "complaints"}
    whole = next(s for s in found if s["measure"] == "complaints" and s["topic"] is None)
    assert len(topics) > 1
    assert at(9, 12).timestamp() == whole["started"]
    assert (40, 8) == (whole["observed_count"], whole["author_count"])
    assert "mentions" in {s["measure"] for s in found}


def flood(others=0):
    """Ten quiet days, then an hour in which one account posts every minute, and others join."""
    moment = at(9, 12)
    posts = [post for post in crisis(0) if post.created_at < at(10)]
    posts += [
        said(f"f{n}", moment + timedelta(minutes=n), author="bot", rating=5) for n in range(60)
    ]
    return posts + [
        said(f"o{n}", moment + timedelta(minutes=n / 2), author=f"o{n}", rating=5)
        for n in range(others)
    ]


def test_what_one_account_posts_is_named_and_no_alarm(tmp_path):
    """A rule of the lowest level tells of it only once others join: twelve of 288 a day do not."""
    for others, is_one in ((0, True), (12, True), (120, False)):
        data = tmp_path / str(others)
        take_in(data, flood(others), at(0), at(10))

        (found,) = rows(data, "select is_one_account, severity from spikes where topic is null")
        alerts = rows(data, "select * from alert_moments('acme', 'spike', 1)")

        assert (is_one, not is_one) == (found["is_one_account"], bool(alerts))
        assert found["severity"] == (1 if is_one else 3)


def test_a_language_that_is_not_scored_is_counted_and_complains_by_rating_only(tmp_path):
    """Without any sentiment there are mentions and no complaints, and a burst is still seen."""
    posts = [
        said(f"{n}.{i}", moment, text="acme ist heute leider wieder geschlossen")
        for n, (moment, count) in enumerate(burst(steady(10), 9, 12, [30] * 4).items())
        for i in range(count)
    ]
    take_in(tmp_path, posts, at(0), at(10))

    assert ["mentions"] == [one["measure"] for one in spikes(tmp_path)]
    assert {0} == {one["observed_count"] for one in hours(tmp_path, "complaints").values()}


VIEWS = (
    """
    select brand, topic, source, epoch(slot_at) as at, mention_count, complaint_count, author_count
    from volume_slots order by all
    """,
    """
    select brand, measure, epoch(hour_at) as at, observed_count, is_gap, is_spike, expected_count,
    expected_low, expected_high from volume_by_hour order by all
    """,
    """
    select * exclude (started_at, detected_at, peak_at, last_at), epoch(started_at) as s,
    epoch(detected_at) as d, epoch(peak_at) as p, epoch(last_at) as e
    from spike_episodes order by all
    """,
)


def state(con):
    cleaned = []
    for sql in VIEWS:
        found = con.execute(sql).fetchall()
        cleaned.append(
            [tuple(round(v, 6) if isinstance(v, float) else v for v in row) for row in found]
        )
    return cleaned


def assert_rebuild_changes_nothing(data):
    with work(data) as con:
        added_up = state(con)
        rebuild_volume(con)
        slots, drawn, episodes = state(con)
    assert slots == added_up[0]
    assert drawn == added_up[1]
    assert episodes == added_up[2]
    assert len(episodes) > 0


def test_runs_add_up_to_a_rebuild(tmp_path):
    """Loaded in pieces, the crisis cut through the middle, the outcome is the same."""
    posts = crisis(160, 3)
    cuts = [at(0), at(4), at(9, 12.4), at(9, 12.7), at(9, 18), at(10)]
    for since, until in pairwise(cuts):
        batch = [post for post in posts if since <= post.created_at < until]
        take_in(tmp_path, batch, since, until)

    assert_rebuild_changes_nothing(tmp_path)


def test_late_moved_and_changed_posts_end_where_a_rebuild_ends(tmp_path):
    """Some come late, one turns out to be of another hour, some are no complaints after all."""
    posts = crisis()
    late = [post for n, post in enumerate(posts) if n % 50 == 7]
    take_in(tmp_path, [post for post in posts if post not in late], at(0), at(10))
    again = {"rating": 5, "observed_at": at(11)}
    softened = [said(f"c{n}", at(9, 12) + timedelta(minutes=n), **again) for n in range(3)]
    moved = said("30.0", at(2, 3), **again)
    take_in(tmp_path, [*late, *softened, moved], at(0), at(10))

    assert_rebuild_changes_nothing(tmp_path)


def test_a_run_without_news_draws_the_hours_that_were_watched(tmp_path):
    """Nothing came: that is a zero, and not an hour that nobody looked at."""
    take_in(tmp_path, crisis(), at(0), at(10))
    take_in(tmp_path, [], at(10), at(10, 3))

    drawn = hours(tmp_path)

    assert (0, False) == (drawn[at(10, 2)]["observed_count"], drawn[at(10, 2)]["is_gap"])
