"""A private PostgreSQL 15 with the same rows; what it is asked stands in postgres_sql.py.

The cluster lives in a folder of its own, listens on a socket there and is stopped and removed at
the end. Needs Debian's `postgresql` package (the programs, not its service) and psycopg.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
OWNER = "postgres"
BLOCK = 1 << 20
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "'2GB'",
    "work_mem": "'512MB'",
    "maintenance_work_mem": "'1GB'",
    "effective_cache_size": "'8GB'",
    "max_wal_size": "'8GB'",
    "synchronous_commit": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "2",
    "jit": "off",
}
SCHEMA = """
create unlogged table turns (
    brand text not null, turn_id text not null, conversation_id text not null, source text not null,
    started_at timestamptz not null, is_selected boolean not null, is_complaint boolean not null,
    polarity text, sentiment double precision, estimated_audience double precision,
    answered_at timestamptz,
    removed_at timestamptz, wait_seconds double precision,
    started_business_seconds double precision not null, business_wait_seconds double precision
);
create unlogged table mentions (
    post_id text not null, brand text not null, source text not null, parent_id text,
    conversation_id text not null, author_id text, direction text not null,
    created_at timestamptz not null, sentiment double precision, polarity text,
    is_complaint boolean not null, author_followers bigint, reply_reason text,
    is_automated boolean not null
);
create unlogged table known (
    brand text, source text, observed_until timestamptz, open_seconds double precision
);
create unlogged table brands (
    brand text primary key, target_seconds double precision, target_clock text,
    never_answered_seconds double precision
);
"""
# The index on turns covers the curve; the partial one holds exactly those who wait.
INDEXES = """
create index on turns (brand, started_at) include
    (source, answered_at, removed_at, wait_seconds, is_selected);
create index on turns (brand) where answered_at is null and removed_at is null;
create index on mentions (brand, created_at);
create index on mentions (conversation_id);
create index on mentions (parent_id) where direction = 'outbound' and not is_automated;
"""
EXPORTS = {
    "turns": "select brand, turn_id, conversation_id, source, started_at, is_selected, "
    "is_complaint, polarity, sentiment, estimated_audience, answered_at, removed_at, wait_seconds, "
    "started_business_seconds, business_wait_seconds from turn_facts order by started_at",
    "mentions": "select post_id, brand, source, parent_id, conversation_id, author_id, direction, "
    "created_at, sentiment, polarity, is_complaint, author_followers, reply_reason, is_automated "
    "from posts where brand is not null order by created_at",
    "known": "select * from as_of",
    "brands": "select brand, target_seconds, target_clock, never_answered_seconds from brands",
}


@contextmanager
def cluster(folder: Path) -> Iterator[psycopg.Connection[Any]]:
    """Run a cluster in folder and connect to it."""
    place, socket = folder / "cluster", folder / "socket"
    for path in (folder, place, socket):
        path.mkdir(exist_ok=True)
        shutil.chown(path, OWNER)
    _run("initdb", "-D", str(place), "-A", "trust", "--locale=C.UTF-8")
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options += f" -c unix_socket_directories={socket}"
    _run("pg_ctl", "-D", str(place), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        with psycopg.connect(host=str(socket), user=OWNER, dbname="postgres") as con:
            con.autocommit = True
            yield con
    finally:
        _run("pg_ctl", "-D", str(place), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def fill(con: psycopg.Connection[Any], files: dict[str, Path]) -> None:
    """Copy one CSV file per table, index and analyse."""
    con.execute(SCHEMA)
    for table, path in files.items():
        with (
            path.open("rb") as file,
            con.cursor().copy(f"copy {table} from stdin (format csv)") as copy,
        ):
            while block := file.read(BLOCK):
                copy.write(block)
    con.execute(INDEXES)
    con.execute("vacuum analyze")


def _run(program: str, *arguments: str) -> None:
    """As the owner of the cluster: PostgreSQL refuses to run as root."""
    command = [str(PROGRAMS / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", OWNER, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
