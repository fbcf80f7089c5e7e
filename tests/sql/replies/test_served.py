"""Who gets answered: groups beside their likes, a planted bias found, none where there is none."""

from contextlib import closing

import duckdb
import pytest

from benchmarks import turnaround as invented
from tests.build import answers, asks, load_heard, publish_all, rows, work

# Who is answered is drawn by a hash; `bias` is what 1,000 followers and more are ahead.
TURNS = """
insert into turn_facts by name
select
    'acme' as brand, 't' || n as turn_id, 't' || n as conversation_id, 'p' || (n // 2) as author_id,
    'x' as source, 'en' as lang, [] as topics,
    timestamptz '2026-07-01 00:00Z' + to_minutes(n * 10) as started_at,
    timestamptz '2026-07-01 00:00Z' as last_post_at, date '2026-07-01' as local_date,
    0 as hour_of_week, 1 as post_count, 1 as turn_number, 'complaint' as reply_reason,
    false as is_selected, true as is_complaint, followers as author_followers,
    case when hash(n, $seed) % 1000 < 500 + case when followers >= 1000 then $bias else 0 end
        then started_at + interval 1 hour end as answered_at,
    case when answered_at is not null then 3600.0 end as wait_seconds,
    0.0 as started_business_seconds, started_at + interval 1 hour as due_at
from (
    select n, 5 * 10 ** cast(1 + hash(n // 2, $seed, 'f') % 4 as integer) as followers
    from range(4000) as rows_of(n)
)
"""
ASKED = "select group_value, verdict from served_by_tier('acme', null, null, 'followers')"


def verdicts(con, seed, bias):
    con.execute("delete from turn_facts")
    con.execute(TURNS, {"seed": seed, "bias": bias})
    return dict(con.execute(ASKED).fetchall())


@pytest.fixture(scope="module")
def con():
    with closing(duckdb.connect()) as made:
        invented.prepared(made)
        yield made


def test_a_bias_of_ten_points_is_found(con):
    """Of five draws of four thousand turns: the loud more often, or the quiet less, in each."""
    for seed in range(5):
        found = verdicts(con, seed, 100)
        assert "same" != found["10,000 and more"] or "same" != found["1,000 to 9,999"]
        assert "more" not in (found["under 100"], found["100 to 999"])


def test_where_followers_are_shuffled_nothing_is_found(con):
    """Four groups in each of twenty draws: at 99 % about one of eighty."""
    found = [verdict for seed in range(20) for verdict in verdicts(con, 100 + seed, 0).values()]

    assert len(found) == 80
    assert sum(verdict != "same" for verdict in found) <= 3


# Who is answered and in which language they write is drawn by a hash; `bias` is how many more of a
# thousand are answered who name nobody else.
DRAWN = """
update turn_facts
set
    lang = ['en', 'de', 'es'][cast(1 + hash(turn_id, $seed, 'lang') % 3 as integer)],
    answered_at = case
        when
            hash(turn_id, $seed) % 1000
            < 400 + case when turn_id like 'x:0-%' then $bias else 0 end
            then started_at + interval 1 hour
    end
"""
WAITED = "update turn_facts set wait_seconds = case when answered_at is not null then 3600.0 end"


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """900 turns of 450 people, of which a third each name nobody, one and two others."""
    data = tmp_path_factory.mktemp("named")
    posts = [
        asks(f"{n % 3}-{n}", n, author=f"p{n // 2}", text=f"@acme{' @kim @bo'[: 5 * (n % 3)]} late")
        for n in range(900)
    ]
    load_heard(data, posts, until=9 * 24 * 60)
    with work(data) as con:
        yield con


def by(con, dimension, seed, bias):
    con.execute(DRAWN, {"seed": seed, "bias": bias})
    con.execute(WAITED)
    asked = f"select group_value, verdict from served_by_tier('acme', null, null, '{dimension}')"
    return dict(con.execute(asked).fetchall())


def test_whoever_names_bystanders_is_told_apart_where_they_are_served_otherwise(named):
    """Twenty points more for those who name nobody; as many turns open as each share is of."""
    for seed in range(3):
        found = by(named, "named", seed, 200)
        assert "more" == found["nobody else"]
        assert "more" not in (found["one other"], found["two or more"])
    opened = {
        value: named.execute(
            "select count(*) from drill_through_turns('acme', null, null, "
            "turn_facets := map {'named': $1})",
            [value],
        ).fetchone()[0]
        for value in ("nobody else", "one other", "two or more", "unknown")
    }

    assert {"nobody else": 300, "one other": 300, "two or more": 300, "unknown": 0} == opened


@pytest.mark.parametrize("dimension", ["named", "lang"])
def test_where_answers_are_shuffled_no_group_is_told_apart(named, dimension):
    """Three groups in each of twenty draws: at 99 % hardly one of sixty."""
    found = [
        verdict for seed in range(20) for verdict in by(named, dimension, 50 + seed, 0).values()
    ]

    assert 60 == len(found)
    assert sum(verdict != "same" for verdict in found) <= 3


def test_whom_a_post_answers_is_no_bystander(tmp_path):
    """And answers to other customers are compared with their likes alone."""
    posts = [asks("q", 0, author="kim")]
    posts += [
        asks(f"r{n}", 1 + n, author=f"r{n}", parent_id="q", text="@kim same, acme is the worst")
        for n in range(30)
    ]
    posts += [
        asks(f"o{n}", 50 + n, author=f"o{n}", text="acme is the worst, ask @bo") for n in range(30)
    ]
    publish_all(tmp_path, posts, until=3 * 24 * 60, voice=True)
    found = {
        row["group_value"]: row
        for row in rows(tmp_path, "select * from served_by_tier('acme', null, null, 'named')")
    }

    assert (31, 30) == (found["nobody else"]["turn_count"], found["one other"]["turn_count"])
    # The one who asks by the brand's handle and those who answer have no likes among the others.
    assert [0, 0] == [row["matched_count"] for row in found.values()]


def test_a_group_is_compared_with_its_likes_only(tmp_path):
    """Found by listening is no like of said to the brand; a turn of an hour is not known yet."""
    day = 24 * 60
    posts = []
    for n in range(30):
        posts += [
            asks(f"q{n}", n, author=f"c{n}", author_followers=50),
            answers(f"a{n}", n + 9, f"q{n}"),
        ]
    posts += [
        asks(
            f"o{n}",
            n,
            author=f"o{n}",
            text="acme is the worst, my order is late",
            author_followers=5000,
        )
        for n in range(30)
    ]
    posts.append(asks("late", 2 * day - 60, author="late", author_followers=50))
    publish_all(tmp_path, posts, until=2 * day)
    found = {
        row["group_value"]: row
        for row in rows(tmp_path, "select * from served_by_tier('acme', null, null, 'followers')")
    }

    assert (31, 30, 30) == tuple(
        found["under 100"][f"{n}_count"] for n in ("turn", "known", "answered")
    )
    # Nobody of either group is like anybody of the other.
    assert {"few"} == {row["verdict"] for row in found.values()}
    assert 1 == found["under 100"]["share_24h"]


def test_the_story_serves_every_tier_alike(sample_reader):
    found = sample_reader.query(
        "select verdict from served_by_tier('tavornay', null, null, 'followers')"
    )

    assert {"same"} == set(found["verdict"])
