"""The benchmark's short way of writing mentions ends where loading the same posts ends."""

from contextlib import closing

import duckdb
import pytest

from benchmarks import generate
from ingest.loading.load import load
from ingest.mention import Post
from sql.derive.columns import READ
from sql.derive.conversations import rebuild
from sql.reader import Reader
from sql.warehouse import published, writer

GIVEN = (
    "select distinct on (post_id) post_id, source, created_at, text, parent_id, "
    "is_declared_addressed, kind, author_id, author_followers, url, like_count, share_count, "
    "observed_at from posts order by post_id"
)
COUNT = 800


def without_source(post_id):
    return post_id.split(":", 1)[1] if isinstance(post_id, str) else None


def records(data):
    with closing(Reader(data)) as reader:
        rows = reader.query(GIVEN)
    rows = rows.astype(object).where(rows.notna(), None)
    for row in rows.to_dict("records"):
        addressed = row.pop("is_declared_addressed")
        ids = {name: without_source(row[name]) for name in ("post_id", "parent_id")}
        times = {name: row[name].to_pydatetime() for name in ("created_at", "observed_at")}
        yield Post(**{**row, **ids, **times}, is_addressed=addressed)


def load_the_same(data, short):
    """Load the posts, put the invented readings in the place of what was read, derive anew."""
    with writer(data) as con:
        load(con, records(short), config=generate.config(), run_id="r", now=generate.END)
    with writer(data) as con:
        con.execute(f"attach '{short / published(short)}' as short (read_only)")
        con.execute(
            f"update posts set {', '.join(f'{name} = other.{name}' for name in READ)} "
            "from (select distinct on (post_id) * from short.posts) as other "
            "where posts.post_id = other.post_id"
        )
        rebuild(con)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    short, whole = (tmp_path_factory.mktemp(name) for name in ("short", "whole"))
    generate.write(short, COUNT)
    load_the_same(whole, short)
    with duckdb.connect() as con:
        for name, data in (("short", short), ("whole", whole)):
            con.execute(f"attach '{data / published(data)}' as {name} (read_only)")
        yield con


@pytest.mark.parametrize("table", ["posts", "turn_facts"])
def test_the_short_way_ends_where_loading_ends(both, table):
    """Every row and column, but when and by which run it came."""
    kept = "* exclude (run_id, first_seen_at)" if table == "posts" else "*"
    rows = {
        name: both.execute(
            f"select cast(columns({kept}) as varchar) from {name}.{table} order by all"
        ).fetchall()
        for name in ("short", "whole")
    }

    assert rows["short"] == rows["whole"]
    assert len(rows["short"]) > COUNT / 4
