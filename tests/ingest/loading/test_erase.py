"""Who asks to be forgotten is forgotten, and does not come back."""

from datetime import UTC, datetime

from ingest.loading.erase import erase
from ingest.mention import Reject
from tests.build import answers, asks, load_posts, rows, work

NOW = datetime(2026, 11, 2, tzinfo=UTC)
THREAD = [
    asks("q", 0, author="Pat", author_handle="pat", author_name="Pat Doe", author_followers=9),
    asks("r", 1, author="Pat", parent_id="q", text="@acme hello? It is me, Pat"),
    answers("a", 5, "q"),
    asks("w", 0, author="kim"),
]


def test_words_and_names_go_and_counts_stay(tmp_path):
    refused = Reject(
        source="x", format="posts", reason="bad", payload={"author_handle": "pat"}, place="f:2"
    )
    load_posts(tmp_path, [*THREAD, refused])
    before = rows(tmp_path, "select brand, mention_count from sentiment_by_day")
    with work(tmp_path) as con:
        assert 2 == erase(con, posts=(), authors=["@PAT"], now=NOW)

    found = rows(
        tmp_path,
        "select text, author_name, author_followers, author_id like 'erased-%' as is_nobody, "
        "removed_at is not null as is_removed from mentions "
        "where post_id in ('x:q', 'x:r')",
    )
    gone = {
        "text": "",
        "author_name": None,
        "author_followers": None,
        "is_nobody": True,
        "is_removed": True,
    }
    assert [gone, gone] == found
    assert before == rows(tmp_path, "select brand, mention_count from sentiment_by_day")
    assert [] == rows(tmp_path, "select * exclude (payload) from rejected")
    assert 1 == rows(tmp_path, "select count(*) as n from mentions where author_id = 'kim'")[0]["n"]


def test_the_erased_do_not_come_back_with_the_next_file(tmp_path):
    load_posts(tmp_path, THREAD)
    with work(tmp_path) as con:
        erase(con, posts=["x:w"], authors=["pat"], now=NOW)

    load_posts(tmp_path, [*THREAD, asks("new", 9, author="pat")])

    texts = {r["post_id"]: r["text"] for r in rows(tmp_path, "select post_id, text from mentions")}
    assert {"x:q": "", "x:r": "", "x:w": ""} == {k: v for k, v in texts.items() if k != "x:a"}
