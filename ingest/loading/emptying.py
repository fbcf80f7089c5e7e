"""Taking words and authors out of posts that stay where they are and count as before."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb

from sql.derive.conversations import rederive
from sql.derive.steps import run_stage

CONVERSATIONS = (
    "select distinct conversation_id from posts where post_id in (select post_id from emptied)"
)
WORDS = """
    update posts
    set text = '', title = null, url = null, story = null, erased_at = coalesce(erased_at, $1),
        removed_at = case when $2 then coalesce(removed_at, $1) else removed_at end
    where post_id in (select post_id from emptied)
"""
# Where the account of the brand leaves its post, that it is the brand's stays.
AUTHORS = """
    update posts
    set
        is_declared_outbound
            = posts.is_declared_outbound or posts.direction is not distinct from 'outbound',
        given_brand = case
            when posts.direction = 'outbound' then coalesce(posts.given_brand, posts.brand)
            else posts.given_brand
        end,
        signature = null,
        author_id = emptied.nobody,
        author_handle = null,
        author_name = null,
        author_followers = case when $1 then posts.author_followers end
    from emptied
    where posts.post_id = emptied.post_id and not emptied.keeps_author
"""
# Whoever has finished posts keeps what they teach; of whoever has none any more nothing is known.
SAMPLES = """
    update viral_samples set author_id = emptied.nobody
    from emptied
    where viral_samples.post_id = emptied.post_id and not emptied.keeps_author
"""
TEACHERS = """
    delete from viral_authors
    where (source, author_id) not in (
        select (source, author_id) from viral_samples where author_id is not null
    )
"""

# Nor does what a load of a file replaced come back when that load is undone.
REPLACED = "delete from replaced_posts where post_id in (select post_id from emptied)"


def somebody_else() -> str:
    """A name made by chance, which leads back to nobody."""
    return f"erased-{secrets.token_hex(8)}"


def name_emptied(
    con: duckdb.DuckDBPyConnection, posts: Sequence[str], names: Mapping[str, str | None]
) -> None:
    """Leave the temp table `emptied` (post_id, nobody, keeps_author).

    Args:
        con: from `writer()`.
        posts: source:id.
        names: by post, who wrote it from now on, None where nobody knew; a post that is not in it
            keeps its author.
    """
    con.execute(
        "create or replace temp table emptied as select unnest(?::varchar[]) as post_id, "
        "unnest(?::varchar[]) as nobody, unnest(?::boolean[]) as keeps_author",
        [list(posts), [names.get(post) for post in posts], [post not in names for post in posts]],
    )


def empty(
    con: duckdb.DuckDBPyConnection, *, now: datetime, is_removed: bool, keeps_followers: bool
) -> None:
    """Take words and authors out of the posts of `emptied`.

    Args:
        con: from `writer()`.
        now: aware.
        is_removed: the posts are gone where they stood, and not only here: nobody waits for an
            answer to them, so their conversations are derived again.
        keeps_followers: how many people followed the author stays, a count like others.
    """
    con.execute(WORDS, [now, is_removed])
    con.execute(AUTHORS, [keeps_followers])
    con.execute(SAMPLES)
    con.execute(TEACHERS)
    con.execute(REPLACED)
    if is_removed:
        rederive(con, CONVERSATIONS)
        run_stage(con, "touch_volume")
    con.execute("update warehouse_state set unswept_since = coalesce(unswept_since, ?)", [now])
