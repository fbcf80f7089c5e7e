"""A cluster that answers like a connection: the runners of sql/derive drive either.

What a statement makes is written as Parquet below a folder that driver and workers share, and read
from there by those after it. So a worker that dies costs the tasks that it had, and a run that is
started again finds what it had finished: the same statements come in the same order.
"""

import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sql.cluster import dialect
from sql.cluster.archive import manifest
from sql.cluster.errors import ClusterMissing, Untranslatable

# Types of ours as Spark names them; unsigned numbers in the next larger.
KINDS = {
    "VARCHAR": "string",
    "VARCHAR[]": "array<string>",
    "BIGINT": "bigint",
    "INTEGER": "int",
    "UINTEGER": "bigint",
    "UBIGINT": "decimal(20,0)",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp_ntz",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
    "JSON": "string",
}
DONE = "_SUCCESS"  # what Spark leaves where a table is whole
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what cannot be computed is an error, not null
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.showConsoleProgress": "false",
    # A statement tells by itself what it does; a task is tried again on another worker.
    "spark.task.maxFailures": "8",
    # An application that lost all its executors waits for new ones, as after a restart.
    "spark.deploy.maxExecutorRetries": "-1",
}


@contextmanager
def cluster(
    master: str, archive: Path, work: Path, settings: Mapping[str, str] | None = None
) -> Iterator["Cluster"]:
    """An application on a cluster, ended with the block.

    Args:
        master: spark://host:port, or local[2] for threads of this process.
        archive: a folder of write_archive().
        work: for what the statements make; kept when the block fails, so that it goes on.
        settings: more of Spark's own.

    Raises:
        ClusterMissing: there is no Java runtime, or the master does not answer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, which is not used here
        from py4j.protocol import Py4JError  # noqa: PLC0415 - takes a second
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    builder = SparkSession.builder.master(master).appName("earshot")
    for name, value in {**SETTINGS, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        said = next((line for line in str(error).splitlines() if "Exception: " in line), error)
        raise ClusterMissing(f"no application begins on {master}: {said}") from error
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield Cluster(session, archive, work)
    finally:
        session.stop()


class Cluster:
    """What the runners of sql/derive use of a DuckDB connection, answered by Spark.

    Tables of the archive are there by their names; everything else is made by statements.
    """

    def __init__(self, session: Any, archive: Path, work: Path) -> None:
        self._session = session
        self._archive = archive
        self._work = work
        self._tables = manifest(archive)["tables"]
        self._known: set[str] = set()
        self._made: dict[str, Path] = {}
        self._number = 0
        self._rows: list[tuple[Any, ...]] = []

    def extract_statements(self, sql: str) -> list[dialect.Statement]:
        """The statements of a file, to be executed one by one."""
        return dialect.parse(sql)

    def execute(
        self,
        statement: str | dialect.Statement,
        values: Mapping[str, object] | None = None,
    ) -> "Cluster":
        """Run statements; the rows of a query wait for fetchall().

        Raises:
            Untranslatable: it says what no rule knows.
        """
        found = dialect.parse(statement) if isinstance(statement, str) else [statement]
        for one in found:
            self._run(dialect.translate(one, values or {}, self.columns))
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Rows of the last query."""
        return self._rows

    def columns(self, table: str) -> list[tuple[str, str]]:
        """Names and types of a table's columns, in order."""
        self._find(table)
        return [
            (field.name, field.dataType.simpleString())
            for field in self._session.table(table).schema.fields
        ]

    def files(self, table: str) -> list[Path]:
        """Where the rows of a table that statements made lie."""
        return sorted(self._made[table].glob("*.parquet"))

    def _run(self, table: dialect.Table) -> None:
        if table.is_kept and (table.name in self._known or table.name in self._tables):
            return
        for name in dialect.names(table.query):
            self._find(name)
        if table.name is None:
            self._rows = [tuple(row) for row in self._session.sql(table.query).collect()]
        elif table.is_view:
            self._session.sql(table.query).createOrReplaceTempView(table.name)
            self._known.add(table.name)
        else:
            self._make(table.name, table.query)

    def _make(self, name: str, query: str) -> None:
        self._number += 1
        place = self._work / f"{self._number:04d}_{name}"
        if not (place / DONE).exists():
            shutil.rmtree(place, ignore_errors=True)
            self._session.sql(query).write.parquet(str(place))
        self._show(name, [str(place)])
        self._made[name] = place

    def _find(self, name: str) -> None:
        """Give a table or view of ours its name in the session, when it is first asked for."""
        if name in self._known:
            return
        if name in self._tables:
            told = self._tables[name]
            if strange := sorted({kind for _, kind in told["columns"]} - KINDS.keys()):
                raise Untranslatable(f"{name}: no rule says what {strange} is on a cluster")
            kinds = ", ".join(f"`{column}` {KINDS[kind]}" for column, kind in told["columns"])
            paths = [str(self._archive / one["path"]) for one in told["files"]]
            self._session.read.schema(kinds).parquet(*paths).createOrReplaceTempView(name)
        elif (query := dialect.view(name)) is not None:
            for other in dialect.names(query):
                self._find(other)
            self._session.sql(query).createOrReplaceTempView(name)
        else:
            return  # a common table expression's, or Spark names what is missing
        self._known.add(name)

    def _show(self, name: str, paths: list[str]) -> None:
        self._session.read.parquet(*paths).createOrReplaceTempView(name)
        self._known.add(name)
