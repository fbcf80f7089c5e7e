"""The recipe for Superset in docs/clients.md, run by the library through which Superset asks."""

import json
import re
import subprocess
import venv
from contextlib import closing

import duckdb
import pytest

from sql.warehouse import LINK, open_file
from tests.places import ROOT

pytestmark = pytest.mark.servers

# What Superset installs and we do not; its own DuckDB is the one that the recipe asks for.
PACKAGES = ["duckdb-engine", "sqlalchemy<2", "pytz", f"duckdb=={duckdb.__version__}"]
ASKS = """
import json, sys
import sqlalchemy
uri, *queries = json.load(sys.stdin)
engine = sqlalchemy.create_engine(uri, poolclass=sqlalchemy.pool.NullPool)
known = sqlalchemy.inspect(engine)
try:
    with engine.connect() as con:
        con.execute(sqlalchemy.text("create table mine as select 1"))
    refused = ""
except sqlalchemy.exc.DBAPIError as error:
    refused = str(error)
with engine.connect() as con:
    answers = [con.execute(sqlalchemy.text(one)).fetchall() for one in queries]
print(json.dumps({
    "views": known.get_view_names(),
    "columns": [one["name"] for one in known.get_columns("brand_health_by_day")],
    "answers": [[list(map(str, row)) for row in rows] for rows in answers],
    "refused": refused,
}))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python that has what Superset has."""
    place = tmp_path_factory.mktemp("superset")
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    call = [python, "-m", "pip", "install", "--quiet", *PACKAGES]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert not done.returncode, f"no packages from here: {done.stderr.strip()[-200:]}"
    return python


def recipe(data):
    """The address and the queries of the document, about a brand that is held."""
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    text = text[text.index("## Superset") : text.index("## Evidence")]
    address, *queries = re.findall(r"```(?:sql)?\n(.+?)```", text, re.DOTALL)
    known = {"'acme'": "'tavornay'", "2026-11-01": "2026-09-01", "2026-11-08": "2026-09-08"}
    for before, after in known.items():
        queries = [one.replace(before, after) for one in queries]
    return [address.strip().replace("/opt/earshot/data", str(data)), *map(str.strip, queries)]


def test_superset_reads_what_the_pages_read(python, sample_data):
    """Three metrics, the same cell by cell; views and columns are listed, nothing is written."""
    asked = recipe(sample_data)
    done = subprocess.run(
        [python, "-I", "-c", ASKS],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with closing(open_file(sample_data / LINK, read_only=True)) as con:
        wanted = [[list(map(str, row)) for row in con.execute(one).fetchall()] for one in asked[1:]]

    assert LINK in asked[0]
    assert len(wanted) == 3
    assert all(map(len, wanted))
    assert told["answers"] == wanted
    assert {"unanswered", "brand_health_by_day"} <= set(told["views"])
    assert "brand_health_low" in told["columns"]
    assert "read-only" in told["refused"]
