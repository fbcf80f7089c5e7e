"""Records → temp tables: the one place where Python rows become SQL rows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from ingest.authors import identified
from ingest.mention import Engagement, Post, Record, Reject
from sql.rows import scalar

CHUNK = 20_000
TIME = pa.timestamp("us", tz="UTC")

POSTS = pa.schema(
    [
        ("source", pa.string()),
        ("post_id", pa.string()),
        ("created_at", TIME),
        ("text", pa.string()),
        ("parent_id", pa.string()),
        ("conversation_id", pa.string()),
        ("conversation_source", pa.string()),
        ("is_dated_by_change", pa.bool_()),
        ("brand", pa.string()),
        ("brand_by_thread", pa.bool_()),
        ("is_outbound", pa.bool_()),
        ("is_addressed", pa.bool_()),
        ("kind", pa.string()),
        ("author_id", pa.string()),
        ("author_handle", pa.string()),
        ("author_name", pa.string()),
        ("author_followers", pa.int64()),
        ("author_is_bot", pa.bool_()),
        ("title", pa.string()),
        ("lang", pa.string()),
        ("url", pa.string()),
        ("story", pa.string()),
        ("rating", pa.float64()),
        ("given_polarity", pa.string()),
        ("like_count", pa.int64()),
        ("share_count", pa.int64()),
        ("reply_count", pa.int64()),
        ("view_count", pa.int64()),
        ("removed_at", TIME),
        ("edited_at", TIME),
        ("observed_at", TIME),
    ]
)
ENGAGEMENT = pa.schema(
    [
        ("source", pa.string()),
        ("post_id", pa.string()),
        ("observed_at", TIME),
        ("like_count", pa.int64()),
        ("share_count", pa.int64()),
        ("reply_count", pa.int64()),
        ("view_count", pa.int64()),
    ]
)
REJECTS = pa.schema(
    [
        ("reject_id", pa.string()),
        ("source", pa.string()),
        ("format", pa.string()),
        ("reason", pa.string()),
        ("payload", pa.string()),
        ("place", pa.string()),
    ]
)
TABLES = {"staged_posts": POSTS, "staged_engagement": ENGAGEMENT, "staged_rejects": REJECTS}


def stage(con: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> None:
    """Write records into the temp tables of TABLES, in the order they come, chunk by chunk.

    Every row has a `seq` that counts through its table.
    """
    for table, schema in TABLES.items():
        _create(con, table, schema)
    for chunk in _chunks(records):
        posts = [identified(record) for record in chunk if isinstance(record, Post)]
        engagement = [record for record in chunk if isinstance(record, Engagement)]
        rejects = [_reject_row(record) for record in chunk if isinstance(record, Reject)]
        _insert(con, "staged_posts", _columns(posts, POSTS))
        _insert(con, "staged_engagement", _columns(engagement, ENGAGEMENT))
        _insert(con, "staged_rejects", pa.Table.from_pylist(rejects, schema=REJECTS))


def reject_id(source: str, format_: str, payload: str) -> str:
    """The same payload refused twice is one reject."""
    return hashlib.sha256(f"{source}\0{format_}\0{payload}".encode()).hexdigest()[:24]


def insert_arrow(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append the rows of an Arrow table, columns by name."""
    con.register("arrow_rows", rows)
    con.execute(f"insert into {table} by name select * from arrow_rows")  # noqa: S608
    con.unregister("arrow_rows")


def _create(con: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema) -> None:
    con.register("arrow_rows", schema.empty_table())
    con.execute(
        f"create or replace temp table {table} as "  # noqa: S608
        "select *, cast(null as bigint) as seq from arrow_rows"
    )
    con.unregister("arrow_rows")


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    if not rows.num_rows:
        return
    first = int(scalar(con, f"select count(*) from {table}"))  # noqa: S608
    seq = pa.array(range(first, first + rows.num_rows), pa.int64())
    insert_arrow(con, table, rows.append_column("seq", seq))


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    iterator = iter(records)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _columns(records: list[Any], schema: pa.Schema) -> pa.Table:
    columns = {name: [getattr(record, name) for record in records] for name in schema.names}
    try:
        return pa.table(columns, schema=schema)
    except UnicodeEncodeError:
        whole = {name: [_whole(value) for value in values] for name, values in columns.items()}
        return pa.table(whole, schema=schema)


def _whole(value: Any) -> Any:
    """Half a surrogate pair, as cut JSON has it, is no character: it becomes U+FFFD."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _reject_row(reject: Reject) -> Mapping[str, Any]:
    # Not escaped: half a character is no JSON for the database, and _whole mends it.
    payload = json.dumps(reject.payload, ensure_ascii=False, sort_keys=True, default=_plain)
    return {
        "reject_id": reject_id(reject.source, reject.format, _essence(reject.payload)),
        "source": reject.source,
        "format": reject.format,
        "reason": reject.reason,
        "payload": payload,
        "place": reject.place,
    }


def _essence(payload: Any) -> str:
    """The payload without how the file was read: trying again differently is the same reject."""
    if isinstance(payload, dict):
        payload = {name: value for name, value in payload.items() if not name.startswith("_")}
    return json.dumps(payload, ensure_ascii=True, sort_keys=True, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
