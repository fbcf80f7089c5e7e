"""Puts the sample story into a warehouse, with its own configuration."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.config_file import load_config
from ingest.loading.load import finish
from ingest.passes.load_files import FileOptions, load_file
from notify import alert_log
from sample_data import generate
from sql import maintenance


def tell_story(data: Path) -> int:
    """Write the story up to now and load it in the place of an older one; the number of posts.

    Raises:
        WarehouseError: there is something other than the sample story.
    """
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder)
        generate.write(story, datetime.now(UTC))
        return maintenance.replace_demo(data, lambda con: load_story(con, story))


def load_story(con: duckdb.DuckDBPyConnection, story: Path) -> int:
    """Load a written story in the writer's transaction, its alerts included; the number of posts.

    Raises:
        FileNotFoundError: no story was written in the folder.
    """
    config, count = load_config(story / "earshot.toml"), 0
    for path, entry in generate.files(story):
        done = load_file(con, path, FileOptions(**entry), config=config, command="demo")
        count += done.loaded.post_count
    finish(con)
    alert_log.evaluate(con, story, datetime.now(UTC))
    return count
