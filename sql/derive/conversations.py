"""Conversations, mentions and turns, brought up to date for what a batch touches."""

import duckdb

from sql.derive.copies import join_copies
from sql.derive.order import ORDER
from sql.derive.steps import count, run_stage, step
from sql.rows import scalar

# A pointer doubles its reach every round: forty rounds pass any thread that is not a circle.
DOUBLINGS = 40
# Whether brands wrote, and nothing is kept of it.
UNREAD = """
    select
        not exists (select 1 from reply_texts)
        and exists (select 1 from posts where direction = 'outbound' and not is_automated)
"""


def refresh(con: duckdb.DuckDBPyConnection) -> None:
    """Derive everything that depends on threads, for the conversations that a batch touches.

    Expects the temp table `delta` (new and changed posts, the columns of posts that stand before
    the thread's) and `extra_conversations` (conversation_id) of the same connection, inside the
    caller's transaction. The outcome equals a derivation of everything from nothing, whatever
    the order of arrival.
    """
    if scalar(con, UNREAD):
        run_stage(con, "replies_anew")
        _read_replies(con)
    _refresh(con)


def _refresh(con: duckdb.DuckDBPyConnection) -> None:
    run_stage(con, "relabel")
    if not count(con, "delta") and not count(con, "extra_conversations"):
        run_stage(con, "untouched")
        return
    while True:
        run_stage(con, "threads", after={"label": _label, "brands": _climb})
        if not count(con, "more_conversations"):
            break
        con.execute("insert into extra_conversations select * from more_conversations")
    run_stage(con, "posts")
    find_turns(con)
    step(con, ORDER["turns"][-1])
    run_stage(con, "replies")
    _read_replies(con)


def _read_replies(con: duckdb.DuckDBPyConnection) -> None:
    """Read those of `reply_posts`: where there are none, planning how would cost most."""
    if count(con, "reply_posts"):
        run_stage(con, "replies_read")


def rederive(con: duckdb.DuckDBPyConnection, conversations: str) -> None:
    """Derive some conversations again from the posts as they are held now.

    Args:
        con: inside the caller's transaction.
        conversations: a query for their conversation_id.
    """
    run_stage(con, "anew")
    con.execute(f"insert into extra_conversations {conversations}")
    refresh(con)


def rebuild(con: duckdb.DuckDBPyConnection) -> None:
    """Derive everything from the posts as delivered, as if nothing had been derived before."""
    con.execute("update posts set post_key = null")  # the keys are derived too
    run_stage(con, "anew")
    join_copies(con, anew=True)
    con.execute("insert into extra_conversations select distinct conversation_id from posts")
    con.execute("delete from automated_texts")
    con.execute("delete from turn_facts")
    con.execute("delete from reply_texts")
    _refresh(con)
    run_stage(con, "counts_anew")


def _climb(con: duckdb.DuckDBPyConnection) -> None:
    _double(con, "climb", "found")


def _label(con: duckdb.DuckDBPyConnection) -> None:
    _double(con, "chain", "label")
    circular = con.execute(
        "select post_id, parent_id from work where post_id in "
        "(select post_id from chain where label is null)"
    ).fetchall()
    if circular:
        labels = list(_circle_labels(dict(circular)).items())
        con.executemany("update chain set label = $2 where post_id = $1", labels)


def _double(con: duckdb.DuckDBPyConnection, table: str, goal: str) -> None:
    """Follow `up` until `goal` is known; what never ends stays null.

    Every round writes the table anew: DuckDB takes ten times as long to update text in place.
    """
    for _ in range(DOUBLINGS):
        if not scalar(con, f"select count(*) from {table} where {goal} is null and up is not null"):  # noqa: S608
            return
        con.execute(
            f"create or replace temp table {table} as "  # noqa: S608
            f"select behind.post_id, coalesce(behind.{goal}, ahead.{goal}) as {goal}, ahead.up "
            f"from {table} as behind left join {table} as ahead "
            f"on case when behind.{goal} is null then behind.up end = ahead.post_id"
        )


def _circle_labels(parents: dict[str, str]) -> dict[str, str]:
    """Posts that reply to each other in a circle share the circle's smallest id."""
    labels: dict[str, str] = {}
    for start in sorted(parents):
        path: dict[str, None] = {}
        node = start
        while node not in labels and node not in path:
            path[node] = None
            node = parents[node]
        circle = list(path)[list(path).index(node) :] if node in path else []
        label = min(circle) if circle else labels[node]
        labels.update(dict.fromkeys(path, label))
    return labels


def find_turns(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the temp table `turns_final`: the turns of `final_rows`, which are whole threads."""
    posts, cut, rows, _ = ORDER["turns"]
    step(con, posts)
    turn = 0
    while count(con, "pending"):
        turn += 1
        step(con, cut, {"turn": turn})
    step(con, rows)
