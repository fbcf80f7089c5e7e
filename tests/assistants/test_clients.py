"""The recipe for Python in docs/clients.md, run as it stands on a published version."""

import re
import subprocess
import sys

from tests.build import asks, publish_all
from tests.places import ROOT


def test_a_client_of_duckdb_alone_fetches_times(tmp_path):
    """Rows of a view with their moments, by nothing but DuckDB."""
    publish_all(tmp_path / "data", [asks("1", 0)], voice=True, until=90)
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    recipe = re.search(r"```python\n(.+?)```", text, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-I", "-c", recipe],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "'x:1'" in done.stdout
    assert "datetime.datetime(2026, 3, 2, 9, 0" in done.stdout
