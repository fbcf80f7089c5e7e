"""What is read out of texts, as rows beside the posts they belong to."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from ingest.brand import Brand
from ingest.loading.staging import insert_arrow
from ingest.reading.copies import with_story
from ingest.reading.enrich import Enricher
from ingest.reading.matching import Matcher
from ingest.reading.scorer import Scorer
from sql.derive.steps import run_stage
from sql.rows import scalar

READ_CHUNK = 20_000
READ = pa.schema(
    [
        ("post_id", pa.string()),
        ("lang", pa.string()),
        ("sentiment", pa.float64()),
        ("polarity", pa.string()),
        ("certainty", pa.float64()),
        ("scorer", pa.string()),
        ("scorer_version", pa.string()),
        ("has_complaint_word", pa.bool_()),
        ("is_question", pa.bool_()),
        ("reply_cue", pa.string()),
        ("complaint_score", pa.float64()),
        ("topics", pa.list_(pa.string())),
        ("copy_band_1", pa.uint64()),
        ("copy_band_2", pa.uint64()),
        ("copy_band_3", pa.uint64()),
        ("copy_band_4", pa.uint64()),
        ("matched_brands", pa.list_(pa.string())),
        ("addressed_brands", pa.list_(pa.string())),
    ]
)


def read_texts(con: duckdb.DuckDBPyConnection, brands: Mapping[str, Brand], scorer: Scorer) -> None:
    """Leave `readings`: what is read out of every new, changed or re-read text."""
    run_stage(con, "read")
    insert_columns = READ.empty_table()
    con.register("arrow_rows", insert_columns)
    con.execute("create or replace temp table readings as select * from arrow_rows")
    con.unregister("arrow_rows")
    last = int(scalar(con, "select coalesce(max(n), 0) from unread"))
    if not last:
        return
    enricher = Enricher(brands.values(), scorer)
    matcher = Matcher(brands.values())
    for first in range(1, last + 1, READ_CHUNK):
        rows = con.execute(
            "select post_id, coalesce(title || '. ', '') || text, declared_lang, given_brand, "
            "rating, story from unread where n between ? and ? order by n",
            [first, first + READ_CHUNK - 1],
        ).fetchall()
        insert_arrow(con, "readings", _readings(rows, enricher, matcher))


def _readings(rows: list[Any], enricher: Enricher, matcher: Matcher) -> pa.Table:
    ids, texts, langs, given, ratings, stories = (
        list(column) for column in zip(*rows, strict=True)
    )
    matched = [matcher.match(text) for text in texts]
    keys = [
        key or (named[0] if named else None) for key, (named, _) in zip(given, matched, strict=True)
    ]
    enriched = enricher.enrich(texts, langs, keys, ratings)
    columns: dict[str, list[Any]] = {"post_id": ids}
    for name in READ.names[1 : READ.names.index("topics")]:
        columns[name] = [getattr(reading, name) for reading in enriched]
    columns["topics"] = [list(reading.topics) for reading in enriched]
    read = (with_story(one.copy_bands, story) for one, story in zip(enriched, stories, strict=True))
    bands = zip(*read, strict=True)
    for n, values in enumerate(bands, 1):
        columns[f"copy_band_{n}"] = list(values)
    columns["matched_brands"] = [named for named, _ in matched]
    columns["addressed_brands"] = [addressed for _, addressed in matched]
    return pa.table(columns, schema=READ)
