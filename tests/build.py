"""Short ways to fill a warehouse in a test."""

from datetime import UTC, datetime, timedelta
from itertools import count

from ingest.config import parse_config
from ingest.loading.load import finish, load
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql.reader import Reader
from sql.warehouse import writer

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACME = parse_config({"brands": {"acme": {"handles": ["acme"], "own_accounts": ["acme"]}}})
_runs = count()


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


def load_all(data, records, *, config=ACME, until=None, now=None):
    """Load records as one run; the source is known `until` minutes after START."""
    run_id = f"run{next(_runs)}"
    moment = now or datetime(2026, 11, 1, tzinfo=UTC)
    with writer(data) as con:
        loaded = load(con, list(records), config=config, run_id=run_id, now=moment)
        end = loaded.observed_until if until is None else minutes(until)
        if end is not None:
            succeeded(con, "x", kind="file", run_id=run_id, since=end, until=end, at=moment)
        finish(con)
    return loaded


def rows(data, sql, *params):
    """Rows of a query on the published version, as dictionaries."""
    reader = Reader(data)
    frame = reader.query(sql, params)
    reader.close()
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.to_dict("records")


def row(data, sql, *params):
    found = rows(data, sql, *params)
    assert len(found) == 1, found
    return found[0]
