"""A load that is taken back leaves the warehouse as if it had never been."""

from contextlib import closing

import duckdb
import pytest

from ingest.config import Config
from ingest.errors import LoadError
from ingest.loading.erase import erase_for_good
from ingest.loading.unload import undoable_loads, unload
from ingest.passes.load_files import FileOptions, import_file
from sql.derive.columns import MERGED, READ
from sql.derive.rebuild import rebuild_all
from sql.schema import statement
from tests.build import copied, once, prepared, rows
from tests.places import ROOT

HEAD = "post_id,created_at,author_handle,parent_id,like_count,observed_at,text\n"
FIRST = HEAD + (
    "1,2026-10-12T10:00Z,kim,,3,2026-10-12T12:00Z,@acme where is my parcel?\n"
    "2,2026-10-12T10:30Z,acme,1,,2026-10-12T12:00Z,Sorry Kim - on its way\n"
    "x,yesterday,kim,,,,refused\n"
)
SECOND = HEAD + (
    "1,2026-10-12T10:00Z,kim,,9,2026-10-13T12:00Z,@acme where is my parcel? It is late and awful\n"
    "2,2026-10-12T10:30Z,acme,1,,2026-10-12T12:00Z,Sorry Kim - on its way\n"
    "3,2026-10-13T09:00Z,pat,,,,@acme terrible service\n"
    "y,tomorrow,pat,,,,refused\n"
)
# Whatever figures depend on; runs, and what loads keep for themselves, tell of both.
TABLES = {
    "posts": "* exclude (run_id, first_seen_at)",
    "turn_facts": "*",
    "post_counts": "*",
    "engagement": "*",
    # Sums over other parts of the posts differ in their last digits.
    "volume_hours": "* replace (round(expected_count, 6) as expected_count, "
    "round(expected_low, 6) as expected_low, round(expected_high, 6) as expected_high)",
    "volume_slots": "*",
    "volume_sources": "*",
    "spike_marks": "*",
    "spike_episodes": "* replace (round(expected_count, 6) as expected_count, "
    "round(peak_score, 6) as peak_score, round(usual_day_count, 6) as usual_day_count)",
    "viral_growth": "*",
    "viral_samples": "*",
    "viral_curves": "*",
    "automated_texts": "*",
    "reply_texts": "*",
    "brand_voices": "*",
    "sources": "source, observed_until",
    "observations": "source, since_at, until_at",
    "rejects": "* exclude (run_id, seen_at)",
    "brands": "brand, names",
    "own_accounts": "*",
}


def load(data, name, text, brand="acme"):
    path = data.parent / name
    path.write_text(text, encoding="utf-8")
    said = {"brand": brand, "own_accounts": [brand], "source": "forum"}
    return import_file(data, path, FileOptions(**said), config=Config())


def fill(folder):
    prepared(folder / "data")
    load(folder / "data", "first.csv", FIRST)


@pytest.fixture
def data(tmp_path):
    """A warehouse into which FIRST was loaded."""
    return copied(once("unload-first", fill), tmp_path) / "data"


def state(data):
    return {
        table: rows(
            data,
            f"select row::varchar as told from (select {columns} from {table}) as row order by 1",
        )
        for table, columns in TABLES.items()
    }


def test_what_it_brought_is_gone_and_what_it_replaced_is_back(data):
    """Derived tables too: turns, volume, engagement, spans, rejects."""
    before = state(data)
    done = load(data, "second.csv", SECOND)
    between = state(data)
    taken = unload(data, done.run_id)

    assert between != before
    assert before == state(data)
    assert (1, 1, 0, 1) == (
        taken.removed_count,
        taken.restored_count,
        taken.kept_count,
        taken.rejected_count,
    )


def test_the_first_load_leaves_the_later_ones_posts(data):
    """What both brought is the later one's from then on; taken back too, nothing is left."""
    first = undoable_loads(data)[0]["run_id"]
    second = load(data, "second.csv", SECOND).run_id
    taken = unload(data, first)

    assert (0, 2) == (taken.removed_count, taken.kept_count)
    assert ["forum:1", "forum:2", "forum:3"] == [
        one["post_id"] for one in rows(data, "select post_id from posts order by post_id")
    ]

    unload(data, second)

    assert [] == [one for table in TABLES for one in rows(data, f"select * from {table}")]
    assert [] == undoable_loads(data)


TOLD = (
    "@{brand} my parcel is late and nobody answers, what an awful service this is",
    "@{brand} my parcel is late and nobody answers, what an awful service that is",
    "Sorry to hear that! Please send us a direct message with your order number.",
    "{brand} is fine",
)


SPANS = ((1, 5), (4, 9), (8, 14))  # days of October that each draw is about


def drawn(dice, brand, days):
    """A file of posts, answers, copies and counts; other draws hold some of the same posts."""
    lines = [HEAD.rstrip("\n")]
    for number in sorted(dice.sample(range(60), 25)):
        is_own = dice.random() < 0.4
        at = f"2026-10-{dice.randint(*days):02}T{dice.randint(0, 23):02}:{number:02}Z"
        parent = dice.choice(["", str(dice.randrange(60))])
        shares = dice.choice(["", str(dice.randint(1, 90))])
        seen = f"2026-10-{dice.randint(15, 28)}T12:00Z"
        text = TOLD[2] if is_own else dice.choice(TOLD).format(brand=brand)
        author = brand if is_own else f"a{dice.randrange(9)}"
        lines.append(f'{number},{at},{author},{parent},{shares},{seen},"{text}"')
    return "\n".join(lines).replace("like_count", "share_count", 1)


@pytest.mark.parametrize("taken", [0, 2])
def test_what_is_left_is_as_if_derived_from_nothing(tmp_path, dice, taken):
    """Of three loads that share posts, threads, copies and machine-like answers one is undone."""
    data = prepared(tmp_path / "data")
    brands = ["acme", "acme", dice.choice(["acme", "bolt"])]
    loads = [
        load(data, f"{number}.csv", drawn(dice, brand, days), brand).run_id
        for number, (brand, days) in enumerate(zip(brands, SPANS, strict=True))
    ]
    unload(data, loads[taken])
    left = state(data)
    rebuild_all(data)

    assert left == state(data)


def test_what_was_erased_meanwhile_does_not_come_back(data):
    """The words that a load replaced are forgotten with those that it brought."""
    done = load(data, "second.csv", SECOND)
    erase_for_good(data, posts=["forum:1"], authors=[])
    unload(data, done.run_id)

    assert [{"text": "", "author_handle": None}] == rows(
        data, "select text, author_handle from posts where post_id = 'forum:1'"
    )


def test_all_that_a_post_says_is_kept():
    """A column that posts have from a source or a text has its place among the replaced ones."""
    with closing(duckdb.connect()) as con:
        con.execute(statement(ROOT / "sql" / "tables" / "replaced_posts.sql"))
        told = con.execute("select column_name from (describe replaced_posts)").fetchall()

    assert {*MERGED, *READ, "run_id", "replaced_run_id"} == {name for (name,) in told}


def test_a_load_that_is_not_there(data):
    with pytest.raises(LoadError, match="no load 'nothing' can be taken back"):
        unload(data, "nothing")
