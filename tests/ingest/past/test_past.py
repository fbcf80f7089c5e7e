"""A warehouse that is taken back to a moment equals the version that was kept then."""

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest.config_file import parse_config
from ingest.loading.erase import erase_for_good
from ingest.loading.load import finish, load
from ingest.loading.past import make_past
from ingest.loading.source_state import failed, log_run, succeeded
from ingest.mention import Engagement, Post
from notify import alert_log
from sample_data import generate
from sql import feedback, past
from sql.errors import TimeUnknown, WarehouseFull
from sql.reader import Reader
from sql.warehouse import PAST, open_file, published, writer
from tests.build import copied, once
from tests.commands.door import earshot
from tests.ingest.past.past_build import differences, tell_until

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVERY = timedelta(hours=7)
PASSES = 10
FAILED = 6  # this pass brings nothing
CONFIG = parse_config(
    {
        "brands": {
            "acme": {"handles": ["acme"], "own_accounts": ["acme"], "time_zone": "Europe/Berlin"},
            "bolt": {"role": "competitor", "names": ["bolt"]},
        },
        "alerts": [{"name": "loud", "brand": "acme", "kind": "silence", "level": 500}],
    }
)
TEXTS = (
    "@acme my parcel is late and nobody answers",
    "@acme thank you, that was quick",
    "@acme where is the shop in Leeds?",
    "acme lost my guitar, what a shame",
    "bolt is cheaper than acme",
)


def passed(number):
    return BEGIN + number * EVERY


def brought(number):
    """Eight posts of the hours before a pass, answers, and one that was found a pass too late."""
    at = passed(number)
    for n in range(8):
        key, age = f"p{number}-{n}", timedelta(minutes=10 + 45 * n)
        counts = {"share_count": n, "like_count": 2 * n, "observed_at": at} if n % 2 else {}
        yield Post(
            source="x",
            post_id=key,
            created_at=at - age,
            text=f"{TEXTS[(n + number) % 5]} {'abcdefgh'[n]}{number}",
            author_id=f"a{n}",
            author_followers=100 * n * n,
            **counts,
        )
        if n % 3 == 0 and number:
            yield Post(
                source="x",
                post_id=f"r{number}-{n}",
                created_at=at - timedelta(minutes=5 + n),
                text=f"Sorry! We look into it {number}.",
                author_id="acme",
                parent_id=f"p{number - 1}-{n}",
            )
    late = at - timedelta(hours=9)
    yield Post(
        source="x", post_id=f"late{number}", created_at=late, text=TEXTS[3], author_id="slow"
    )
    if number:  # a post that grows, and one that its author takes back
        known = {"source": "x", "observed_at": at}
        yield Engagement(post_id="p0-7", share_count=40 * number, like_count=9, **known)
        if number in (4, 5):
            yield Post(
                post_id="p1-2",
                created_at=passed(1) - timedelta(minutes=100),
                text=f"{TEXTS[3]} c1",
                author_id="a2",
                removed_at=passed(4) - timedelta(minutes=30),
                **known,
            )


def run(data, number):
    """One pass, as the schedule does it."""
    at = passed(number)
    note = {"command": "ingest", "started_at": at, "ended_at": at}
    with writer(data) as con:
        if number == FAILED:
            failed(con, "x", kind="rss", run_id=f"run{number}", error="away", at=at)
            log_run(con, f"run{number}", "x", outcome="failed", message="away", **note)
            return
        done = load(con, brought(number), config=CONFIG, run_id=f"run{number}", now=at)
        # After a failure the time before the next pass is a gap.
        since = at - EVERY if number in (0, FAILED + 1) else None
        succeeded(con, "x", kind="rss", run_id=f"run{number}", since=since, until=at, at=at)
        log_run(con, f"run{number}", "x", outcome="ok", loaded=done, **note)
        finish(con)
        alert_log.give(con, data, at)


def live(folder):
    """Ten passes; the version after each is kept beside them, people speak in between."""
    (folder / "data").mkdir()
    (folder / "kept").mkdir()
    for number in range(PASSES):
        if number in (3, 7):
            said = "positive" if number == 3 else "negative"
            label = feedback.Action(
                kind="label", subject="x:p1-0", brand="acme", field="polarity", value=said,
                is_confirmation=False, origin="browse", who="mia",
                said_at=passed(number) - timedelta(minutes=1),
            )  # fmt: skip
            feedback.record(folder / "data", [label])
        run(folder / "data", number)
        newest = folder / "data" / published(folder / "data")
        shutil.copy(newest, folder / "kept" / f"{number}.duckdb")


@pytest.fixture(scope="session")
def lived(shared_folder):
    return once("lived", live)


@pytest.fixture(scope="module")
def data(lived, tmp_path_factory):
    """To read and to make copies in: what one test made is there for the next."""
    return copied(lived / "data", tmp_path_factory.mktemp("past") / "data")


@pytest.fixture
def own(data, tmp_path):
    return copied(data, tmp_path / "data")


def made(data, moment):
    return make_past(
        data, moment, evaluate_alerts=lambda con, then: alert_log.give(con, data, then)
    )


def unlike(data, kept, moment, brands=("acme",)):
    done = made(data, moment)
    with (
        closing(open_file(data / done.name, read_only=True)) as one,
        closing(open_file(kept, read_only=True)) as other,
    ):
        return differences(one, other, moment, brands)


def asked(data, name, sql):
    return past.PastReader(data, name).query(sql).to_dict("records")


def test_every_figure_is_that_of_the_version_kept_then(data, lived):
    """Cell by cell, an hour after a pass: nothing new was known by then."""
    assert [] == unlike(data, lived / "kept" / "4.duckdb", passed(4) + timedelta(hours=1))


# What comes after the last pass is not known.
MOMENTS = [(n, 0) for n in range(PASSES)] + [(n, 5) for n in range(PASSES - 1)] + [(0, 2)]


@pytest.mark.long
@pytest.mark.parametrize(("number", "hours"), MOMENTS)
def test_every_figure_is_that_of_the_version_kept_at_twenty_moments(data, lived, number, hours):
    """The same for every pass and the time after it."""
    kept = lived / "kept" / f"{number}.duckdb"

    assert [] == unlike(data, kept, passed(number) + timedelta(hours=hours))


def test_what_was_known_later_is_not_there(data):
    """A late post, a count, a label, a removal, a pass: each from its own moment on."""
    before, after = (made(data, passed(4) + timedelta(hours=hours)).name for hours in (-1, 1))
    posts = "select post_id from posts where post_id = 'x:late4'"
    shares = "select share_count from mentions where post_id = 'x:p0-7'"
    removed = "select removed_at is null as stands from mentions where post_id = 'x:p1-2'"
    label = "select polarity, labelled_by from mentions where post_id = 'x:p1-0'"
    known = "select epoch(observed_until) as until, failure_count from sources"

    assert [] == asked(data, before, posts)
    assert [{"post_id": "x:late4"}] == asked(data, after, posts)
    assert [{"share_count": 120}] == asked(data, before, shares)
    assert [{"share_count": 160}] == asked(data, after, shares)
    assert [{"stands": True}] == asked(data, before, removed)
    assert [{"stands": False}] == asked(data, after, removed)
    assert [{"polarity": "positive", "labelled_by": "mia"}] == asked(data, after, label)
    assert [{"until": passed(3).timestamp(), "failure_count": 0}] == asked(data, before, known)


def test_a_failure_stands_until_the_next_success(data):
    name = made(data, passed(FAILED) + timedelta(hours=1)).name
    found = asked(data, name, "select failure_count, last_error from freshness_by_source")

    assert [{"failure_count": 1, "last_error": "away"}] == found


def test_before_the_first_pass_posts_count_from_their_own_time(data):
    """Reconstructed: nobody listened then, and what was read back later says when it was."""
    moment = passed(0) - timedelta(hours=3)
    found = asked(data, made(data, moment).name, "select created_at from mentions")

    assert found
    assert all(one["created_at"] <= moment for one in found)


def test_a_moment_that_is_not_known_is_refused(data):
    for moment in (BEGIN - timedelta(days=30), passed(PASSES)):
        with pytest.raises(TimeUnknown):
            made(data, moment)


def test_a_copy_is_made_once_until_something_of_then_changes(own):
    """New posts change nothing of what was known; erasing deletes every copy."""
    moment = passed(4) + timedelta(hours=1)
    first = made(own, moment)
    with writer(own) as con:
        more = Post(source="x", post_id="new", created_at=passed(11), text="acme!", author_id="a1")
        load(con, [more], config=CONFIG, run_id="later", now=passed(11))
    again = made(own, moment)

    assert not again.is_new
    assert first.name == again.name
    erase_for_good(own, posts=(), authors=["a1"])
    assert [] == list((own / PAST).glob("*.duckdb"))
    anew = made(own, moment)
    assert anew.is_new
    assert anew.name != first.name
    assert [] == asked(own, anew.name, "select 1 from posts where author_id = 'a1'")
    assert [] == asked(
        own, anew.name, "select 1 from posts where erased_at is not null and text <> ''"
    )


def test_copies_take_a_bounded_part_of_the_disk(own, monkeypatch):
    """Those that were asked for longest ago go first; the newest stays, however large."""
    held = made(own, passed(4) + timedelta(hours=1))
    newest = made(own, passed(2))
    size = (own / newest.name).stat().st_size
    monkeypatch.setattr(past.shutil, "disk_usage", lambda _: SimpleNamespace(free=15 * size))
    assert past.kept(own, held.name)  # asked for again
    third = made(own, passed(1))

    left = {f"{PAST}/{path.name}" for path in (own / PAST).glob("*.duckdb")}
    assert third.name in left
    assert newest.name not in left
    monkeypatch.setattr(past.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(WarehouseFull):
        made(own, passed(3))


def test_the_command_makes_one(data):
    done = earshot("as-of", passed(0).isoformat(), "--data", data, cwd=data)
    known = past.name_of(Reader(data), passed(0))

    assert 0 == done.returncode, done.stderr
    assert str(data / known) in done.stdout
    assert passed(0) == past.moment_of(known)
    assert earshot("as-of", "2020-01-01T00:00Z", "--data", data, cwd=data).returncode == 2


@pytest.mark.long
@pytest.mark.parametrize("day", range(20))
def test_the_story_equals_what_its_files_told_by_then(sample_data, tmp_path, day):
    """Twenty moments, the outage among them: every metric, cell by cell."""
    moment = datetime(2026, 6, 9, 11, 20, tzinfo=UTC) + day * timedelta(days=5, hours=19)
    data = copied(sample_data, tmp_path / "data")
    with writer(tmp_path / "then") as con:
        tell_until(con, Path(generate.__file__).parent, moment, tmp_path)
    kept = tmp_path / "then" / published(tmp_path / "then")

    assert [] == unlike(data, kept, moment, ("tavornay",))
