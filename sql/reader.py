"""The reading side of the warehouse: follow CURRENT, keep the last good version."""

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from sql import schema
from sql.errors import WarehouseDamaged, WarehouseEmpty, WarehouseError, WarehouseNewer
from sql.warehouse import THREADS, open_file, published, versions

if TYPE_CHECKING:  # a pass that asks for a few rows starts without it
    import pandas as pd

ATTEMPTS = 5
T = TypeVar("T")
DAMAGE = ("corrupt", "checksum", "invalidated", "could not read", "not a valid duckdb")


class Reader:
    """One per server process; safe to share between threads.

    Attributes:
        problem: why the newest version is not the one shown, None when it is.
    """

    def __init__(self, data: Path, *, threads: int = THREADS) -> None:
        self._data = data
        self._threads = threads
        self._guard = threading.Lock()
        self._con: duckdb.DuckDBPyConnection | None = None
        self._version = ""
        self._bad: set[str] = set()
        self.problem: str | None = None

    @property
    def version(self) -> str:
        """Name of the version that the next query reads; a new one is opened here.

        Raises:
            WarehouseEmpty: nothing has been published.
            WarehouseDamaged: no version on disk can be read.
        """
        with self._guard:
            self._follow()
            return self._version

    def query(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> "pd.DataFrame":
        """Run one statement on the newest good version and fetch all of it.

        Times come back as UTC. A version found damaged is left for the one before it.

        Args:
            sql: the statement.
            params: values for its parameters, in order, or by name; a mapping is bound as
                map(varchar, varchar).

        Raises:
            WarehouseEmpty: nothing has been published.
            WarehouseDamaged: no version on disk can be read.
            duckdb.Error: the statement itself is wrong.
        """
        return self._fetched(sql, params, lambda cursor: cursor.df())

    def rows(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows that `query` tells as a table, each by itself; null is None."""
        return self._fetched(sql, params, lambda cursor: cursor.fetchall())

    def _fetched(
        self,
        sql: str,
        params: Sequence[Any] | Mapping[str, Any] | None,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        while True:
            with self._guard:
                self._follow()
                if self._con is None:
                    raise WarehouseEmpty(f"{self._data}: nothing published")
                cursor, name = self._con.cursor(), self._version
            try:
                cursor.execute("set TimeZone = 'UTC'")
                return fetch(cursor.execute(sql, bound(params)))
            except duckdb.Error as error:
                if not _is_damage(error):
                    raise
                self._condemn(name, error)
            finally:
                cursor.close()

    def close(self) -> None:
        """Let go of the version; running queries end first."""
        with self._guard:
            self._con, self._version = None, ""

    def _follow(self) -> None:
        for _ in range(ATTEMPTS):
            newest = published(self._data)
            if newest is None:
                raise WarehouseEmpty(
                    f"{self._data}: nothing loaded yet; run `earshot demo`, `earshot load` or "
                    "`earshot ingest`"
                )
            if newest == self._version or (self._version and newest in self._bad):
                return
            if self._open(newest):
                return
        if not self._version:
            self._fall_back()

    def _open(self, name: str) -> bool:
        """Open a version; False when it is gone or damaged."""
        path = self._data / name
        if name in self._bad or not path.exists():
            return False
        try:
            con = open_file(path, read_only=True, threads=self._threads)
            schema.check(con)
        except (WarehouseDamaged, WarehouseNewer) as error:
            self._mark(name, error)
            return bool(self._version)
        self._con, self._version = con, name
        self.problem = None if name == published(self._data) else self.problem
        return True

    def _fall_back(self) -> None:
        for name in versions(self._data):
            if self._open(name):
                return
        raise WarehouseDamaged(
            f"{self._data}: no published version can be read ({self.problem}); "
            "restore a backup with `earshot restore FILE`"
        )

    def _condemn(self, name: str, error: duckdb.Error) -> None:
        with self._guard:
            self._mark(name, error)
            if self._version == name:
                self._con, self._version = None, ""

    def _mark(self, name: str, error: duckdb.Error | WarehouseError) -> None:
        self._bad.add(name)
        self.problem = f"{name} is damaged, an older version is shown: {error}"


def bound(params: Sequence[Any] | Mapping[str, Any] | None) -> Sequence[Any] | dict[str, Any]:
    """Values as DuckDB binds them; a mapping among them as map(varchar, varchar)."""
    if isinstance(params, Mapping):
        return {name: _value(value) for name, value in params.items()}
    return [_value(value) for value in params or ()]


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return duckdb.Value(dict(value), _filters())
    return value


@cache
def _filters() -> "duckdb.sqltypes.DuckDBPyType":
    """What filters are: by itself a dictionary would be a struct, in which each key has to be.

    DuckDB opens a database of its own to name it, which a pass without filters need not wait for.
    """
    return duckdb.type("map(varchar, varchar)")


def _is_damage(error: duckdb.Error) -> bool:
    text = str(error).lower()
    return any(word in text for word in DAMAGE)
