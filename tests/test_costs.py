"""What a build server says of costs."""

from benchmarks.__main__ import compare


def test_a_cost_that_more_than_doubled_is_named(capsys):
    """Exactly twice as much is no more than that; what was never kept is shown without a ratio."""
    found = {"a start": 4.0, "a load": 4.01, "a page": 9.0}
    dear = compare(found, {"a start": 2.0, "a load": 2.0}, unit=0.1)
    told = capsys.readouterr().out.splitlines()

    assert ["a load"] == dear
    assert ["a page", "0.90", "9.00", "-", "-"] == [told[4][:36].strip(), *told[4][36:].split()]
    assert "costs more than 2 times what was kept: a load" == told[-1]
