"""A piece of fixed work, against which costs are compared between machines and hours.

Half of it is Python over words, half of it statements that DuckDB plans and runs over few rows:
what Earshot spends its time on too, so that a slow hour makes both slower.
"""

import re
import time
from collections import Counter
from collections.abc import Callable

import duckdb

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
TEXT = "My order is late again and nobody answers; the worst service that I've had this year. "
COLUMNS = ", ".join(f"range % {n + 2} as c{n}" for n in range(30))
STATEMENT = """
    create or replace temp table judged as
    with
    ranked as (
        select rows.*, row_number() over (partition by c1 order by c2, c3) as place from rows
    ),
    summed as (select c1, count(*) as n, max(c4) as most from ranked group by c1)
    select ranked.*, summed.n, summed.most from ranked inner join summed on ranked.c1 = summed.c1
"""


def cpu(work: Callable[[], object], *, times: int = 1) -> float:
    """CPU seconds of this process for some work, the least of so many times."""
    return min(_once(work) for _ in range(times))


def length() -> float:
    """CPU seconds of the fixed work, the least of five times."""
    return cpu(_fixed, times=5)


def _once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _fixed() -> None:
    counted: Counter[str] = Counter()
    for number in range(2_000):
        counted.update(WORD.findall(f"{TEXT * 3}{number}".lower()))
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute(f"create table rows as select {COLUMNS} from range(100)")
        for _ in range(20):
            con.execute(STATEMENT)
