"""Texts → a table of what is read out of them, each different text read once."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from ingest.brand import Brand
from ingest.reading.copies import with_story
from ingest.reading.enrich import Enricher
from ingest.reading.matching import Matcher
from ingest.reading.scorer import Scorer

# post_id, text, declared language, key of the brand that the source names, rating, story
TextRow = tuple[str, str, str | None, str | None, float | None, str | None]
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


class TextReader:
    """Reads texts with one scorer, and looks for the names of brands in them."""

    def __init__(self, brands: Sequence[Brand], scorer: Scorer) -> None:
        self._enricher = Enricher(brands, scorer)
        self._matcher = Matcher(brands)

    def read(self, rows: Sequence[TextRow]) -> pa.Table:
        """What is read out of each text, one row per post, in order; columns are those of READ."""
        places: dict[tuple[Any, ...], int] = {}
        asked = [places.setdefault(row[1:], len(places)) for row in rows]
        with _uncollected():
            found = self._read(list(places))
        if len(places) < len(rows):
            found = found.take(pa.array(asked))
        ids = pa.array([row[0] for row in rows], pa.string())
        return found.add_column(0, READ.field("post_id"), ids)

    def _read(self, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
        texts, langs, given, ratings, stories = (list(column) for column in zip(*rows, strict=True))
        matched = [self._matcher.match(text) for text in texts]
        keys = [
            key or (named[0] if named else None)
            for key, (named, _) in zip(given, matched, strict=True)
        ]
        enriched = self._enricher.enrich(texts, langs, keys, ratings)
        columns: dict[str, list[Any]] = {}
        for name in READ.names[1 : READ.names.index("topics")]:
            columns[name] = [getattr(reading, name) for reading in enriched]
        columns["topics"] = [list(reading.topics) for reading in enriched]
        bands = [
            with_story(one.copy_bands, story) for one, story in zip(enriched, stories, strict=True)
        ]
        for n, values in enumerate(zip(*bands, strict=True), 1):
            columns[f"copy_band_{n}"] = list(values)
        columns["matched_brands"] = [named for named, _ in matched]
        columns["addressed_brands"] = [addressed for _, addressed in matched]
        return pa.table(columns, schema=pa.schema(list(READ)[1:]))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that reading makes is a circle; looking for some takes a twelfth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
