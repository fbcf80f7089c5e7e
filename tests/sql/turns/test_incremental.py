"""However posts arrive, the tables end as if everything had come at once."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ingest.config_file import parse_config
from ingest.loading.load import load
from ingest.mention import Engagement, Post
from sql.derive.conversations import rebuild
from sql.warehouse import open_file
from tests import oracle
from tests.build import START, minutes, prepared

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CONFIG = parse_config(
    {
        "brands": {
            "acme": {
                "handles": ["acme"],
                "own_accounts": ["acme"],
                "time_zone": "Europe/Berlin",
                "hours": {"mon": "09:00-12:00", "tue": "22:00-02:00"},
                "targets": {"first_reply_minutes": 60, "clock": "business"},
            },
            "bolt": {"own_accounts": ["boltcare"]},
        }
    }
)
IDS = [f"p{n}" for n in range(9)]
TEXTS = ["@acme my order is late", "acme and bolt, both slow", "what a day", "hello?"]
REPLIES = ["Thanks, we are on it.", "Please tell us more ^AB"]


def examples(count):
    """Every try loads a database: a failing example is shown as it is found, not made smaller."""
    return settings(
        max_examples=count,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )


@st.composite
def posts(draw, post_id):
    """One post: any author, any parent (missing, later, itself, a circle), any clock."""
    author = draw(st.sampled_from(["pat", "kim", "acme", "boltcare", None]))
    is_brand = author in ("acme", "boltcare")
    at = minutes(draw(st.integers(0, 40))) + timedelta(seconds=draw(st.sampled_from([0, 0, 3])))
    removed = draw(st.sampled_from([None, None, None, 30]))
    return Post(
        source="x",
        post_id=post_id,
        created_at=at,
        text=draw(st.sampled_from(REPLIES if is_brand else TEXTS)),
        author_id=author,
        parent_id=draw(st.sampled_from([None, *IDS, "missing"])),
        conversation_id=draw(st.sampled_from([None, None, None, "thread", "p0"])),
        kind=draw(st.sampled_from(["post", "post", "review", "repost"])),
        removed_at=None if removed is None else at + timedelta(minutes=removed),
        observed_at=NOW,
    )


@st.composite
def arrivals(draw):
    """Posts cut into batches in any order, some of them seen earlier in another state."""
    final = [draw(posts(post_id)) for post_id in IDS[: draw(st.integers(2, len(IDS)))]]
    sightings = list(final)
    for post in final:
        if draw(st.booleans()):
            sightings.append(draw(earlier(post)))
        if draw(st.integers(0, 4)) == 0:
            sightings.append(
                Engagement(source="x", post_id=post.post_id, observed_at=NOW, share_count=7)
            )
    order = draw(st.permutations(sightings))
    size = draw(st.integers(1, len(order)))
    return final, [order[i : i + size] for i in range(0, len(order), size)]


@st.composite
def earlier(draw, post):
    """The same post as it was read the day before: other words, another time, other counts."""
    draw_at = draw(st.integers(0, 40))
    return Post(
        source="x",
        post_id=post.post_id,
        created_at=minutes(draw_at),
        text=draw(st.sampled_from(TEXTS)),
        author_id=post.author_id,
        like_count=3,
        observed_at=NOW - timedelta(days=1),
    )


@contextmanager
def database():
    """Tables, views and the configuration's settings, nothing else."""
    with TemporaryDirectory() as folder:
        file = prepared(Path(folder), CONFIG) / "work.duckdb"
        with closing(open_file(file, read_only=False)) as con:
            yield con


def arrive(con, batch, run_id):
    con.begin()
    load(con, batch, config=CONFIG, run_id=run_id, now=NOW)
    con.commit()


def tables(con):
    """Everything derived, in an order of its own."""
    found = {}
    for name, left_out in (
        ("posts", "run_id, first_seen_at"),
        ("turn_facts", ""),
        ("automated_texts", ""),
        ("post_counts", ""),
    ):
        exclude = f"exclude ({left_out})" if left_out else ""
        sql = (
            f"select cast(t as varchar) as r from (select * {exclude} from {name}) as t order by 1"
        )
        found[name] = [row for (row,) in con.execute(sql).fetchall()]
    return found


def compare_batches_with_all_at_once(arrived):
    _, batches = arrived
    with database() as stepwise, database() as at_once:
        for number, batch in enumerate(batches):
            arrive(stepwise, batch, f"run{number}")
        arrive(at_once, [record for batch in batches for record in batch], "all")

        expected = tables(at_once)
        assert expected == tables(stepwise)
        rebuild(stepwise)
        assert expected == tables(stepwise)


def compare_with_the_oracle(arrived):
    final, _ = arrived
    final = [p for p in final if p.kind != "repost"]
    with database() as con:
        arrive(con, [in_thread(post) for post in final], "all")
        found = con.execute(
            "select turn_id, post_count, epoch(answered_at), epoch(removed_at), "
            "business_wait_seconds from turn_facts where brand = 'acme' order by turn_id"
        ).fetchall()
    assert expected_turns(final) == found


def in_thread(post):
    """Help-desk manner: whoever answers in the thread owns it, and every post speaks to it."""
    is_brand = post.author_id == "acme"
    return Post(
        source="x",
        post_id=post.post_id,
        created_at=post.created_at,
        text="What a day" if not is_brand else f"Reply to {post.post_id} of a person",
        author_id=post.author_id or "nobody",
        parent_id=post.parent_id,
        brand="acme",
        is_outbound=is_brand,
        is_addressed=None if is_brand else True,
        removed_at=post.removed_at,
        observed_at=NOW,
    )


def expected_turns(final):
    parents = {p.post_id: p.parent_id if p.parent_id != p.post_id else None for p in final}
    roots = oracle.roots_of(parents)
    expected = []
    for root in set(roots.values()):
        said = [
            oracle.Said(
                p.post_id,
                p.created_at.timestamp(),
                p.author_id or f"whoever wrote {p.post_id}",  # nobody is not one person
                parents[p.post_id],
                is_brand=p.author_id == "acme",
                removed_at=p.removed_at and p.removed_at.timestamp(),
            )
            for p in final
            if roots[p.post_id] == root
        ]
        for turn in oracle.turns_of(said):
            removed = turn.removed_at
            answered = None if removed is not None else turn.answered_at
            expected.append(
                (
                    f"x:{turn.turn_id}",
                    len(turn.posts),
                    answered,
                    removed,
                    business_wait(turn.started_at, answered if removed is None else removed),
                )
            )
    return sorted(expected)


def business_wait(start, end):
    if end is None:
        return None
    hours = {0: [(540, 720)], 1: [(1320, 120)]}
    moments = [datetime.fromtimestamp(at, UTC) for at in (start, end)]
    return oracle.business_seconds(*moments, "Europe/Berlin", hours)


@examples(5)
@given(arrivals())
def test_any_order_of_arrival_ends_in_the_same_tables(arrived):
    """Late, early, edited, circular: batch by batch equals all at once, and equals a rebuild."""
    compare_batches_with_all_at_once(arrived)


@pytest.mark.long
@examples(200)
@given(arrivals())
def test_any_of_many_orders_of_arrival_ends_in_the_same_tables(arrived):
    compare_batches_with_all_at_once(arrived)


@examples(6)
@given(arrivals())
def test_turns_equal_the_oracle(arrived):
    """Turns, status and answers as plain Python reads the same conversations."""
    compare_with_the_oracle(arrived)


@pytest.mark.long
@examples(200)
@given(arrivals())
def test_turns_of_many_conversations_equal_the_oracle(arrived):
    compare_with_the_oracle(arrived)


def test_start_is_a_monday():
    """The hours of the configuration above are met by the generated times."""
    assert START.weekday() == 0
