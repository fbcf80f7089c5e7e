"""Short ways to fill a warehouse in a test."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import duckdb
import filelock

from ingest.config import parse_config
from ingest.loading.load import finish, load
from ingest.loading.settings import write_settings
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql import schema
from sql.feedback_exchange import exchange
from sql.warehouse import WORK, open_file, writer

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
ACME = parse_config({"brands": {"acme": {"handles": ["acme"], "own_accounts": ["acme"]}}})
_runs = count()


class Templates:
    """Closed databases to start from, each built once in a test run; copied, never opened.

    Attributes:
        folder: shared by all workers of the run; set before the first test.
    """

    folder: Path

    @classmethod
    def of(cls, config=None) -> Path:
        """Tables and views, and where a configuration is given its settings."""
        key = "empty" if config is None else settings_key(config)
        path = cls.folder / f"template-{key}.duckdb"
        with filelock.FileLock(path.with_suffix(".lock")):
            if not path.exists():
                scrap = path.with_suffix(".tmp")
                with closing(open_file(scrap, read_only=False)) as con:
                    schema.apply(con)
                    if config is not None:
                        write_settings(con, config, NOW)
                scrap.rename(path)
        return path


def settings_key(config):
    return hashlib.sha256(config.model_dump_json().encode()).hexdigest()[:16]


def minutes(n):
    return START + timedelta(minutes=n)


def asks(post_id, at, *, author="pat", text="@acme my order is late", **more):
    """A customer's post, `at` minutes after START."""
    return Post(
        source="x", post_id=post_id, created_at=minutes(at), text=text, author_id=author, **more
    )


def answers(post_id, at, parent, *, text="Sorry! We look into it.", **more):
    """A reply by the brand's own account."""
    more = {"author_id": "acme", **more}
    return Post(
        source="x", post_id=post_id, created_at=minutes(at), text=text, parent_id=parent, **more
    )


def prepared(data, config=None):
    """The folder, holding an empty work.duckdb unless there is one already."""
    data.mkdir(parents=True, exist_ok=True)
    if not (data / WORK).exists():
        shutil.copyfile(Templates.of(config), data / WORK)
    return data


@contextmanager
def work(data) -> Iterator[duckdb.DuckDBPyConnection]:
    """What `writer()` lends, without a lock and without publishing: for whom rows() is enough."""
    with closing(open_file(prepared(data) / WORK, read_only=False)) as con:
        con.begin()
        exchange(con, data)
        yield con
        con.commit()


def load_all(data, records, *, config=ACME, until=None, now=NOW, opened=work):
    """Load records as one run; the source is known `until` minutes after START."""
    run_id = f"run{next(_runs)}"
    with opened(prepared(data, ACME if config is ACME else None)) as con:
        loaded = load(con, list(records), config=config, run_id=run_id, now=now)
        end = loaded.observed_until if until is None else minutes(until)
        if end is not None:
            succeeded(con, "x", kind="file", run_id=run_id, since=end, until=end, at=now)
        finish(con)
    return loaded


# For the dashboard, a Reader and the command line, which see only what is published.
publish_all = partial(load_all, opened=writer)


def rows(data, sql, *params):
    """Rows of a query on the folder's newest state, published or not, as dictionaries."""
    with closing(open_file(data / WORK, read_only=True)) as con:
        frame = con.execute(sql, params).df()
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.to_dict("records")


def row(data, sql, *params):
    found = rows(data, sql, *params)
    assert len(found) == 1, found
    return found[0]
