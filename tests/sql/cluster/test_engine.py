"""`earshot rebuild --engine`: what is said before any cluster is asked."""

import sys

import pytest

from tests.commands.door import earshot


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--engine", "spark"), "--master"),
        (("--master", "spark://127.0.0.1:7077"), "--engine"),
        (("--engine", "hive"), "duckdb and spark"),
    ],
)
def test_an_engine_and_its_master_go_together(options, said, tmp_path):
    done = earshot("rebuild", *options, cwd=tmp_path)

    assert 2 == done.returncode
    assert said in done.stderr


def test_who_has_no_spark_is_told_what_to_install(tmp_path, monkeypatch):
    """The extra is not installed by `make setup`."""
    for name in ("pyspark", "sqlglot"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("rebuild", "engine", "dialect", "rules"):
        monkeypatch.delitem(sys.modules, f"sql.cluster.{name}", raising=False)
    done = earshot("rebuild", "--engine", "spark", "--master", "local[2]", cwd=tmp_path)

    assert 2 == done.returncode
    assert ".[spark]" in done.stderr
