"""What is read out of texts, as rows beside the posts they belong to."""

import os
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from ingest.brand import Brand
from ingest.loading.side_by_side import read_side_by_side
from ingest.loading.staging import insert_arrow
from ingest.loading.text_table import READ, TextReader, TextRow
from ingest.reading.linear.model import Linear
from ingest.reading.scorer import Scorer
from sql.derive.steps import run_stage
from sql.rows import scalar
from sql.warehouse import THREADS

READ_CHUNK = 10_000
# Fewer are read before the processes have learned their words.
MANY = 50_000
TEXTS = (
    "select post_id, coalesce(title || '. ', '') || text, declared_lang, given_brand, rating, "
    "story from unread where n between ? and ? order by n"
)


def read_texts(con: duckdb.DuckDBPyConnection, brands: Mapping[str, Brand], scorer: Scorer) -> None:
    """Leave `readings`: what is read out of every new, changed or re-read text."""
    run_stage(con, "read")
    insert_columns = READ.empty_table()
    con.register("arrow_rows", insert_columns)
    con.execute("create or replace temp table readings as select * from arrow_rows")
    con.unregister("arrow_rows")
    count = int(scalar(con, "select coalesce(max(n), 0) from unread"))
    if count:
        for table in _tables(_chunks(con, count), list(brands.values()), scorer, count):
            insert_arrow(con, "readings", table)


def _chunks(con: duckdb.DuckDBPyConnection, count: int) -> Iterator[list[TextRow]]:
    for first in range(1, count + 1, READ_CHUNK):
        yield con.execute(TEXTS, [first, first + READ_CHUNK - 1]).fetchall()


def _tables(
    chunks: Iterator[list[TextRow]], brands: Sequence[Brand], scorer: Scorer, count: int
) -> Iterator[pa.Table]:
    """By one process, or by several where that pays and the scorer is one of ours to copy."""
    processes = min(THREADS, os.cpu_count() or 1)
    if count >= MANY and processes > 1 and isinstance(scorer, Linear):
        yield from read_side_by_side(chunks, brands, scorer, processes=processes)
        return
    reader = TextReader(brands, scorer)
    for rows in chunks:
        yield reader.read(rows)
