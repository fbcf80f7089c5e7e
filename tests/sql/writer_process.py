"""A real writer: commits run after run until it is killed; prints each run once it is safe."""

import itertools
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sql.warehouse import writer

ROWS_PER_RUN = 50


def write_run(data, name, rows=ROWS_PER_RUN):
    now = datetime.now(UTC)
    with writer(data) as con:
        con.execute(
            "insert into runs values (?, 'x', 'load', ?, ?, 'ok', ?, 0, 0, 0, 0, null)",
            [name, now, now, rows],
        )
        con.execute(
            "insert into observations select 'x', ?, ?, ? from range(?)", [now, now, name, rows]
        )


if __name__ == "__main__":
    for number in itertools.count():
        run = f"{os.getpid()}-{number}"
        write_run(Path(sys.argv[1]), run)
        sys.stdout.write(run + "\n")
        sys.stdout.flush()
