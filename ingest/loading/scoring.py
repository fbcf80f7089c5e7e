"""Which scorer reads the texts, and which held ones it has to read again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
from pydantic import TypeAdapter

from ingest.config import Config, Cutoffs
from ingest.reading.linear.versions import Versions
from ingest.reading.scorer import Scorer
from ingest.reading.scorers.options import LinearOptions, ScorerOptions
from ingest.reading.scorers.registry import opened
from sql.derive.order import ORDER
from sql.derive.steps import sql_of, step
from sql.rows import scalar

# Another word whenever a text leaves more than before: then everything held is read again.
READING = "copies"
TASK = "polarity"  # as learned models are kept
_OPTIONS: TypeAdapter[ScorerOptions] = TypeAdapter(ScorerOptions)


@contextmanager
def scorer_in_use(con: duckdb.DuckDBPyConnection, config: Config) -> Iterator[Scorer]:
    """Lend the scorer of the configuration: for the kind linear what was learned last.

    A command without any configuration file reads with the scorer that read before it.

    Raises:
        ConfigError: its model, its extra or its key is missing.
    """
    options, cutoffs = _chosen(con, config)
    learned = Versions(con, TASK).current() if options.kind == "linear" else None
    if learned:
        yield learned
    else:
        with opened(options, cutoffs) as scorer:
            yield scorer


def reread_by(con: duckdb.DuckDBPyConnection, scorer: Scorer, config: Config) -> None:
    """Add to `reread_posts` the held posts whose score is another scorer's, and note the scorer.

    One that a run may ask only so much gets the newest of them at every run, until all are its
    own; any other reads everything held once.
    """
    who = f"{scorer.name} {scorer.version}, {READING}"
    some, everything = ORDER["rescore"]
    if scorer.texts_per_run is not None:
        con.execute(
            sql_of(some),
            [scorer.name, scorer.version, sorted(scorer.languages), scorer.texts_per_run],
        )
    elif _noted(con).get("who") != who:
        step(con, everything)
    _note(con, who, *_chosen(con, config))


def _chosen(con: duckdb.DuckDBPyConnection, config: Config) -> tuple[ScorerOptions, Cutoffs]:
    if config.scorer is not None:
        return config.scorer, config.cutoffs
    held = _noted(con)
    if not held:
        return LinearOptions(), config.cutoffs
    return _OPTIONS.validate_python(held["options"]), Cutoffs.model_validate(held["cutoffs"])


def _noted(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the last run noted; empty before the first."""
    text = scalar(con, "select scorer from warehouse_state")
    return dict(json.loads(text)) if text else {}


def _note(
    con: duckdb.DuckDBPyConnection, who: str, options: ScorerOptions, cutoffs: Cutoffs
) -> None:
    noted = {
        "who": who,
        "options": options.model_dump(mode="json"),
        "cutoffs": cutoffs.model_dump(mode="json"),
    }
    con.execute("update warehouse_state set scorer = ?", [json.dumps(noted)])
