"""Short ways to fill a warehouse in a test."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import duckdb
import filelock

from ingest.config_file import parse_config
from ingest.loading.load import finish, load
from ingest.loading.settings import write_settings
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql import feedback, schema
from sql.feedback_exchange import exchange
from sql.warehouse import WORK, open_file, writer

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
ACME = parse_config({"brands": {"acme": {"handles": ["acme"], "own_accounts": ["acme"]}}})
_runs = count()
_ORIGINALS: dict[Path, Path] = {}


class Run:
    """What the tests of one run share.

    Attributes:
        folder: the same for all workers; set before the first test.
    """

    folder: Path


def once(name, fill):
    """A folder that is filled once in a run, by whichever worker comes first; to read or to copy.

    Args:
        name: of the folder.
        fill: called with an empty folder of another name.
    """
    folder = Run.folder / name
    with filelock.FileLock(Run.folder / f"{name}.lock"):
        if not folder.exists():
            part = Path(tempfile.mkdtemp(dir=Run.folder))
            fill(part)
            part.rename(folder)
    _ORIGINALS[folder.resolve()] = folder
    return folder


def copied(folder, data):
    """Another folder with the same in it."""
    shutil.copytree(folder, data, dirs_exist_ok=True)
    _ORIGINALS[data.resolve()] = folder
    return data


def original(data):
    """The folder of `once` that a folder is, or was copied from; None of any other."""
    return _ORIGINALS.get(data.resolve())


def template(config=None):
    """A folder whose work.duckdb holds tables and views and, where one is given, settings."""
    text = "" if config is None else config.model_dump_json()
    return once(
        f"template-{hashlib.sha256(text.encode()).hexdigest()[:16]}", partial(_begin, config)
    )


def _begin(config, folder):
    if config is not None:
        copied(template(), folder)
    with closing(open_file(folder / WORK, read_only=False)) as con:
        schema.apply(con)
        if config is not None:
            write_settings(con, config, NOW)


def begun(path, *, read_only, **more):
    """`open_file`, where a new file begins as one that holds the tables and views.

    Building them takes half a second, and any process that a test starts does it.
    """
    if not read_only and path.parent.is_dir() and not path.exists():
        shutil.copyfile(template() / WORK, path)
    return open_file(path, read_only=read_only, **more)


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
    return data if (data / WORK).exists() else copied(template(config), data)


@contextmanager
def work(data) -> Iterator[duckdb.DuckDBPyConnection]:
    """What `writer()` lends, without a lock and without publishing: for whom rows() is enough."""
    with closing(open_file(prepared(data) / WORK, read_only=False)) as con:
        con.begin()
        exchange(con, data)
        yield con
        con.commit()


def load_all(
    data, records, *, config=ACME, until=None, now=NOW, opened=work, ending=finish, voice=False
):
    """Load records as one run; the source is known `until` minutes after START.

    With a voice the brand says something with the first of the records, unless a post of its own is
    held: nothing is claimed of the answers of a brand that was never heard.
    """
    # Of one process: a copy of what another one loaded may be loaded into.
    run_id, records = f"run{os.getpid()}-{next(_runs)}", list(records)
    with opened(prepared(data, ACME if config is ACME else None)) as con:
        loaded = load(con, records, config=config, run_id=run_id, now=now)
        if voice and _is_mute(con, config):
            first = min(one.created_at for one in records if isinstance(one, Post))
            said = answers("voice", 0, None, text="We are open.")
            load(con, [replace(said, created_at=first)], config=config, run_id=run_id, now=now)
        end = loaded.observed_until if until is None else minutes(until)
        if end is not None:
            succeeded(con, "x", kind="file", run_id=run_id, since=end, until=end, at=now)
        ending(con)
    return loaded


def _is_mute(con, config):
    """Whether a brand that names its accounts is held, and nothing of what it said."""
    held = con.execute(
        "select brand from brand_voices where not has_own_posts and brand = 'acme' "
        "and exists (select 1 from posts where direction = 'inbound' and source = 'x')"
    ).fetchall()
    return bool(held) and "acme" in config.brands["acme"].own_accounts


# For those who look neither at volume nor at growth, which are a third of a small load's work.
load_posts = partial(load_all, ending=lambda _: None)
# The same for those who look at answers and load none.
load_heard = partial(load_posts, voice=True)
# For the dashboard, a Reader and the command line, which see only what is published.
publish_all = partial(load_all, opened=writer)


def published_once(name, data, records, **more):
    """What publish_all() leaves in an empty folder, done once in a run and copied."""
    return copied(once(name, partial(publish_all, records=list(records), **more)), data)


def _same(fill, data, records, **more):
    """What a way of loading leaves, copied where a folder like this one was filled alike."""
    records = list(records)
    if any((data / name).exists() for name in (WORK, feedback.FILE)):
        fill(data, records, **more)
        return data
    said = repr([records, sorted((key, str(value)) for key, value in more.items())])
    kind = "published" if fill is publish_all else "loaded"
    name = f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
    return copied(once(name, partial(fill, records=records, **more)), data)


# For files whose tests begin with the same few posts: a load costs a hundred times its copy.
published_same = partial(_same, publish_all)
loaded_same = partial(_same, load_posts)


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
