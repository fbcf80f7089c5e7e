"""Stage → merge → read texts → derive: records become rows in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import duckdb

from ingest.brand import Brand
from ingest.config import Config
from ingest.loading.erase import without_erased
from ingest.loading.loaded import Loaded
from ingest.loading.readings import read_texts
from ingest.loading.scoring import reread_by, scorer_in_use
from ingest.loading.settings import stored_brands, write_brand, write_settings
from ingest.loading.staging import stage
from ingest.mention import Record
from ingest.reading.matching import needles
from ingest.reading.scorer import Scorer
from sql.derive.conversations import refresh
from sql.derive.copies import join_copies
from sql.derive.growth import refresh_viral, touch_viral
from sql.derive.merge import merge, write_delta
from sql.derive.steps import count, run_stage
from sql.derive.volume import TOUCHED, refresh_volume, touch_volume
from sql.rows import one
from sql.warehouse import THREADS

# Of posts, or of quarters of an hour to be judged. Below it a second thread of DuckDB costs a run
# a fifth to a third more CPU time, for planning takes most of it, and ten posts take longer.
MANY = 10_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def load(
    con: duckdb.DuckDBPyConnection,
    records: Iterable[Record],
    *,
    config: Config,
    run_id: str,
    now: datetime,
    own_accounts: Mapping[str, Sequence[str]] | None = None,
    scorer: Scorer | None = None,
    is_undoable: bool = False,
) -> Loaded:
    """Load records and bring everything that depends on them up to date.

    The same records twice change nothing. Brands that no configuration knows are added with
    defaults.

    What depends on time as well as on posts (hourly volume, spikes, growth) is only noted here:
    call finish() once the spans that were watched are recorded.

    Args:
        con: from `writer()`; its transaction holds all of this.
        records: posts, engagement and rejects in any order; read once, in chunks.
        config: written to the tables first.
        run_id: kept with every changed row.
        now: aware; when posts count as first seen.
        own_accounts: brand → accounts that answer for it, beyond the configuration.
        scorer: reads the texts; None opens the one that the configuration names. Give one to the
            loads of one run: what a run may ask of it is counted over all of them.
        is_undoable: what it replaces is kept, so that it can be taken back.
    """
    changed_names = write_settings(con, config, now)
    stage(con, without_erased(con, records))
    spans = _spans(con)
    merge(con, now=now, observed_at=max((until for _, until in spans.values()), default=now))
    brands = _brands(con, config, now, own_accounts or {}, changed_names)
    _reread(con, changed_names)
    with nullcontext(scorer) if scorer else scorer_in_use(con, config) as reader:
        reread_by(con, reader, config)
        read_texts(con, brands, reader)
    write_delta(con, run_id)
    _take_threads(con, "delta")
    join_copies(con)
    refresh(con)
    touch_volume(con)
    loaded = _counts(con, run_id, now, spans)
    if is_undoable:
        run_stage(con, "keep_load", {"run_id": run_id, "now": now})
    touch_viral(con)
    return loaded


def finish(con: duckdb.DuckDBPyConnection) -> None:
    """Bring volume, spikes and growth up to date for all that was loaded in this transaction."""
    con.execute(TOUCHED)
    _take_threads(con, "volume_touched")
    refresh_volume(con)
    refresh_viral(con)


def _take_threads(con: duckdb.DuckDBPyConnection, work: str) -> None:
    """As many threads as a table of so many rows is worth."""
    con.execute(f"set threads = {THREADS if count(con, work) >= MANY else 1}")


def apply_config(con: duckdb.DuckDBPyConnection, config: Config, *, now: datetime) -> None:
    """Bring everything up to the configuration without loading anything."""
    load(con, (), config=config, run_id="config", now=now)


def _spans(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[datetime, datetime]]:
    rows = con.execute(
        "select source, epoch_us(min(created_at)), epoch_us(greatest(max(created_at), "
        "max(observed_at), max(removed_at), max(edited_at))) from staged_posts group by source"
    ).fetchall()
    return {source: (_moment(first), _moment(last)) for source, first, last in sorted(rows)}


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def _brands(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    now: datetime,
    own_accounts: Mapping[str, Sequence[str]],
    changed: dict[str, set[str]],
) -> dict[str, Brand]:
    """Every known brand; names that only the batch gives are matched to one or added."""
    brands = stored_brands(con)
    aliases = {
        alias.casefold(): brand.key
        for brand in brands.values()
        for alias in (*brand.own_accounts, *brand.names, brand.name, brand.key)
    }
    given = con.execute(
        "select given_brand, list(distinct lower(coalesce(author_handle, author_id))) filter "
        "(where is_declared_outbound) from merged where given_brand is not null "
        "group by given_brand order by given_brand"
    ).fetchall()
    for name, accounts in given:
        key = aliases.get(name.casefold(), name)
        if key != name:
            con.execute("update merged set given_brand = ? where given_brand = ?", [key, name])
        wanted = [a for a in (*(accounts or ()), *own_accounts.get(name, ())) if a]
        held = brands.get(key)
        missing = set(wanted) - {a.lower() for a in held.own_accounts} if held else set(wanted)
        if held is None or missing:
            brand = _with_accounts(held, key, sorted(missing))
            entry = config.brands.get(key)
            write_brand(
                con, brand, config.cutoffs, now, entry=entry, is_configured=entry is not None
            )
            changed[key] = changed.get(key, set()) | missing | (set() if held else {name})
            brands[key] = brand
    return brands


def _with_accounts(held: Brand | None, key: str, accounts: Sequence[str]) -> Brand:
    if held is None:
        return Brand(key=key, name=key, handles=(key,), own_accounts=tuple(accounts))
    return held.model_copy(update={"own_accounts": (*held.own_accounts, *accounts)})


def _reread(con: duckdb.DuckDBPyConnection, changed: Mapping[str, set[str]]) -> None:
    """Look again at what a changed entry may alter.

    Leaves `reread_posts`, the held posts whose texts name what changed, and in
    `extra_conversations` those of every changed brand.
    """
    names = sorted({name.lower() for names in changed.values() for name in names})
    run_stage(con, "reread")
    if changed:
        con.execute(
            "insert into extra_conversations select distinct conversation_id from posts "
            "where brand in (select unnest(?)) or lower(author_handle) in (select unnest(?)) "
            "or lower(author_id) in (select unnest(?)) or (author_id is null "
            "and author_handle is null and lower(trim(author_name)) in (select unnest(?)))",
            [sorted(changed), names, names, names],
        )
    if names:
        # What the batch writes anyway is read with it.
        con.execute("update merged set is_text_changed = true where is_changed")
        con.execute(
            # Not inserted into the empty one: see sql/derive/turn_posts.sql.
            "create or replace temp table reread_posts as select posts.* from posts where exists "
            "(select 1 from (select letters_alike(unnest(?)) as letters) as n where "
            "contains(letters_alike(coalesce(posts.title, '') || ' ' || posts.text), n.letters)) "
            "and posts.post_id not in (select post_id from merged where is_changed) "
            "qualify row_number() over (partition by posts.post_id order by posts.rowid) = 1",
            [needles(names)],
        )


def _counts(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    now: datetime,
    spans: Mapping[str, tuple[datetime, datetime]],
) -> Loaded:
    run_stage(con, "append", {"run_id": run_id, "now": now})
    new, changed, same, snapshots, rejected, replaced, ids = one(con, "select * from load_counts")
    return Loaded(new, changed, same, snapshots, rejected, spans, replaced, tuple(ids or ()))
