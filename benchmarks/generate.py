"""Invented mentions in any number, written through the derivation that loading uses.

Two years of conversations of four posts: someone asks, the brand answers three of four after a
log-normal wait (median 40 minutes) or somebody else comments, the customer comes back, the brand
answers six of ten. A quarter of the conversations only talk about the brand. One own brand has
40 % of the mentions, four competitors share the rest. The texts are short and of a small
vocabulary; what loading reads out of texts is set here, everything that threads decide is derived.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest.config import Config
from ingest.config_file import parse_config
from ingest.loading.settings import write_settings
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql.derive.conversations import refresh
from sql.derive.steps import step
from sql.derive.volume import rebuild_volume
from sql.warehouse import WORK, open_file, writer

START = datetime(2024, 11, 1, tzinfo=UTC)
END = START + timedelta(days=731)
CHUNK = 500_000
SOURCES = ("forum", "social", "video", "reviews")
HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-20:00")
BRANDS = {
    "acme": {"time_zone": "Europe/Berlin", "hours": HOURS},
    "bolt": {"time_zone": "Europe/London", "hours": HOURS},
    "crisp": {"time_zone": "America/New_York"},
    "dune": {"time_zone": "America/New_York", "hours": HOURS},
    "ember": {},
}
POSTS = """
create or replace temp table drawn_delta as
with

threads as (

    select
        range as thread,
        hash(range) as dice,
        $start::timestamptz + to_microseconds(
            cast((range + (hash(range, 1) % 1000) / 1000.0) * $step as bigint)
        ) as asked_at
    from range($first, $last)

),

drawn as (

    select
        thread,
        asked_at,
        list_extract(['acme', 'acme', 'bolt', 'crisp', 'dune', 'ember', 'acme', 'acme', 'bolt',
            'crisp', 'dune', 'ember', 'acme', 'acme', 'bolt', 'crisp', 'dune', 'ember', 'acme',
            'acme'], 1 + cast(dice % 20 as integer)) as brand,
        list_extract($sources, 1 + cast((dice >> 8) % 4 as integer)) as source,
        'u' || ((dice >> 12) % 400000) as customer,
        (dice >> 24) % 100 < 75 as is_answered,
        (dice >> 32) % 100 < 60 as is_answered_again,
        (dice >> 40) % 4 = 0 as is_talk,
        2400 * exp(1.5 * sqrt(-2 * ln(((hash(thread, 2) % 999999) + 1) / 1e6))
            * cos(6.283185307 * (hash(thread, 3) % 1000000) / 1e6)) as wait_seconds
    from threads

),

said as (

    select
        drawn.*,
        place,
        case
            when place = 1 and is_answered and not is_talk then 'brand'
            when place = 3 and is_answered and is_answered_again and not is_talk then 'brand'
            when place in (0, 2) then 'customer'
            else 'other'
        end as speaker,
        hash(thread, place, 4) as words,
        date_trunc('second', asked_at + to_seconds(list_extract(
            [0.0, wait_seconds, 1.6 * wait_seconds + 600, 2.2 * wait_seconds + 700], place + 1
        ))) as created_at
    from drawn
    cross join (select unnest([0, 1, 2, 3]) as place)

)

select
    source || ':' || lpad(cast(4 * thread + place + 1000000000000 as varchar), 16, '0') as post_id,
    source,
    created_at as observed_at,
    created_at as first_seen_at,
    case when place = 0 then 'post' else 'reply' end as kind,
    case when speaker = 'brand' then 'Hi, sorry about that. ' else '' end
    || array_to_string(list_transform(
        range(8 + cast(words % 9 as integer)),
        lambda i: list_extract($words, 1 + cast(hash(words, i) % len($words) as integer))
    ), ' ')
    || case when speaker = 'brand' then ' ^' || list_extract(['AB', 'CD', 'EF'],
        1 + cast(words % 3 as integer)) else '' end as text,
    created_at,
    false as is_brand_by_thread,
    false as is_declared_outbound,
    false as author_is_bot,
    case
        when place > 0
            then source || ':' || lpad(
                cast(4 * thread + (case when place = 2 and speaker = 'customer' then 1 when
                    place = 3 then 2 else 0 end) + 1000000000000 as varchar), 16, '0'
            )
    end as parent_id,
    not is_talk and place in (0, 2) as is_declared_addressed,
    case speaker when 'brand' then brand when 'customer' then customer
        else 'o' || (words % 400000) end as author_id,
    case when speaker <> 'brand' then cast(pow(10, 1 + (words % 500) / 100.0) as bigint) end
        as author_followers,
    'https://example.org/' || (4 * thread + place) as url,
    case when speaker <> 'brand' then cast(words % 40 as bigint) end as like_count,
    case when speaker <> 'brand' then cast(words % 7 as bigint) end as share_count,
    'run0' as run_id,
    'en' as lang,
    case when speaker <> 'brand' then ((words >> 16) % 2000) / 1000.0 - 1 end as sentiment,
    case
        when speaker = 'brand' then null
        when (words >> 16) % 2000 < 800 then 'negative'
        when (words >> 16) % 2000 < 1300 then 'neutral'
        else 'positive'
    end as polarity,
    case when speaker <> 'brand' then 'invented' end as scorer,
    case when speaker <> 'brand' then '1' end as scorer_version,
    speaker = 'customer' and (words >> 30) % 3 = 0 as has_complaint_word,
    (words >> 34) % 5 = 0 as is_question,
    case (words >> 38) % 4 when 0 then ['billing'] when 1 then ['delivery', 'staff'] else [] end
        as topics,
    case when place = 0 then [brand] else [] end as matched_brands,
    cast([] as varchar[]) as addressed_brands
from said
where created_at < $end::timestamptz
"""
POLLS = """
insert into engagement
select post_id, created_at + interval 1 hour, like_count, share_count, null, null
from delta
where like_count is not null and hash(post_id) % 5 = 0
order by created_at
"""
# A post about several brands is held as often; the file has it once.
EXPORT = """
copy (
    select distinct on (post_id)
        source,
        split_part(post_id, ':', 2) as post_id,
        split_part(parent_id, ':', 2) as parent_id,
        null as conversation_id,
        case when direction = 'inbound' then brand end as brand,
        kind,
        author_id,
        author_id as author_handle,
        null as author_name,
        author_followers,
        author_is_bot,
        title,
        text,
        lang,
        url,
        strftime(created_at, '%Y-%m-%dT%H:%M:%SZ') as created_at,
        rating,
        like_count,
        share_count,
        reply_count,
        view_count,
        removed_at
    from posts
    order by created_at
) to $path (header)
"""
# A small vocabulary is enough: nothing here reads the texts.
VOCABULARY = """
parcel order late broken thanks refund waiting again nobody answers phone app crashed bill twice
charged great quick help please account locked travel seat cancelled still the a my your it is was
not and with for since yesterday two weeks never lovely service team line
"""
WORDS = tuple(VOCABULARY.split())


def config() -> Config:
    """The configuration that the invented mentions are written under."""
    brands = {
        key: {
            "role": "own" if key == "acme" else "competitor",
            "handles": [key],
            "own_accounts": [key],
            **more,
        }
        for key, more in BRANDS.items()
    }
    return parse_config({"brands": brands})


def write_file(path: Path, count: int) -> None:
    """About count of the posts as a file that `earshot load --format posts` reads."""
    with TemporaryDirectory() as made:
        write(Path(made), count)
        with closing(open_file(Path(made) / WORK, read_only=True)) as con:
            con.execute(EXPORT, {"path": str(path)})


def build(data: Path, count: int) -> None:
    """Fill a new warehouse with about count posts and all that is derived of them; publish it."""
    write(data, count)
    with writer(data) as con:
        rebuild_volume(con)


def write(data: Path, count: int) -> None:
    """Fill a new warehouse with about count posts and their turns, volume left out."""
    threads = count // 4
    for first in range(0, threads, CHUNK // 4):
        with writer(data) as con:
            if not first:
                write_settings(con, config(), END)
            step(con, "no_delta")
            step(con, "reread")
            _draw(con, first, min(threads, first + CHUNK // 4), threads)
            refresh(con)
            for source in SOURCES:
                succeeded(con, source, kind="rss", run_id="run0", since=START, until=END, at=END)


def _draw(con: duckdb.DuckDBPyConnection, first: int, last: int, threads: int) -> None:
    params = {
        "start": START,
        "end": END,
        "step": (END - START).total_seconds() * 1e6 / threads,
        "first": first,
        "last": last,
        "sources": list(SOURCES),
        "words": list(WORDS),
    }
    con.execute(POSTS, params)
    # The columns of delta, filled at once: see sql/derive/turn_posts.sql.
    con.execute(
        "create or replace temp table delta as "
        "select * from delta union all by name select * from drawn_delta"
    )
    con.execute(POLLS)


def news(data: Path, count: int, run: int) -> Iterator[Post]:
    """What one run of ingest brings: half new threads, the rest answers to posts already held.

    Of the answers three quarters belong to posts of the last two days, the others to any time.
    """
    held = _held(data, count, run)
    for number in range(count):
        at = END + timedelta(minutes=run, seconds=number / count * 50)
        brand = list(BRANDS)[number % 5]
        source = SOURCES[number % 4]
        common = {"post_id": f"9{run:05d}{number:010d}", "created_at": at, "observed_at": at}
        if number < count // 2 or number - count // 2 >= len(held):
            text = f"@{brand} {WORDS[number % 40]} {WORDS[run % 40]} order {number} is late, why?"
            yield Post(source=source, author_id=f"u{number}", text=text, **common)
        else:
            post_id, parent_source, answers_for = held[number - count // 2]
            yield Post(
                source=parent_source,
                parent_id=post_id,
                author_id=answers_for,
                text=f"Thank you for waiting, number {number} is on its way. ^AB",
                **common,
            )


def _held(data: Path, count: int, run: int) -> list[tuple[str, str, str]]:
    """Held customers' posts to be answered: id without source, source, brand."""
    with duckdb.connect() as con:
        name = (data / "CURRENT").read_text(encoding="ascii").strip()
        con.execute(f"attach '{data / name}' as w (read_only)")
        pick = (
            "select split_part(turn_id, ':', 2), source, brand from w.turn_facts "
            "where answered_at is null {0} order by hash(turn_id, ?) limit ?"
        )
        since = END - timedelta(days=2)
        late = con.execute(pick.format("and started_at >= ?"), [since, run, count * 3 // 8])
        found = late.fetchall()
        return (
            found + con.execute(pick.format(""), [run, count - count // 2 - len(found)]).fetchall()
        )
