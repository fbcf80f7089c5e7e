"""What is left of erased words in the files of the folder, and when it is taken away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from sql.errors import WarehouseEmpty
from sql.reader import Reader
from sql.warehouse import WORK, forget_versions, sweep

# Writing millions of posts anew takes minutes, so passes do it once a day; a small file takes less
# time than the pass itself.
SMALL_BYTES = 64 * 2**20
AT_LATEST = timedelta(hours=20)
UNSWEPT = (
    "select epoch_us(unswept_since) as at from warehouse_state where unswept_since is not null"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def clear_remains(data: Path, *, now: datetime, is_thorough: bool = False) -> None:
    """After erasing: delete the older versions, and what is left in free blocks of the file.

    The file itself is written anew at once where it is small, else 20 hours after the erasure, with
    the first pass from then on.

    Args:
        data: the warehouse's folder.
        now: aware.
        is_thorough: write the file anew now, however large it is.

    Raises:
        WarehouseError: another writer is at work, or there is no room for a second copy.
    """
    since = _unswept(data)
    if since is None:
        return
    is_small = (data / WORK).stat().st_size <= SMALL_BYTES
    if is_thorough or is_small or now - since >= AT_LATEST:
        sweep(data)
    forget_versions(data)


def _unswept(data: Path) -> datetime | None:
    reader = Reader(data)
    try:
        rows = reader.rows(UNSWEPT)
    except (WarehouseEmpty, duckdb.BinderException):  # or a release published that noted nothing
        return None
    finally:
        reader.close()
    return EPOCH + timedelta(microseconds=int(rows[0][0])) if rows else None
