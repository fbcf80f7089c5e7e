"""`earshot rebuild`: from the posts as delivered to where the runs had led."""

import json

import pytest

from sql.derive.rebuild import rebuild
from sql.warehouse import writer
from tests.build import rows
from tests.commands.door import earshot
from tests.sql.spikes.spike_build import spiked

# What was derived, without the moments at which it was.
DERIVED = (
    "select post_id, brand, conversation_id, direction, is_complaint, reply_reason from posts",
    "select brand, turn_id, started_at, answered_at, post_count from turn_facts",
    "select brand, measure, topic, started_at, peak_at from spike_episodes",
    "select brand, topic, source, slot_at, mention_count, complaint_count from volume_slots",
)
DAMAGE = (
    "delete from turn_facts",
    "delete from volume_slots",
    "delete from volume_hours",
    "delete from spike_episodes",
    "update posts set conversation_id = 'lost', is_complaint = true, direction = 'outbound'",
)


def derived(data):
    return [rows(data, f"{sql} order by all") for sql in DERIVED]


@pytest.fixture
def data(tmp_path):
    return spiked(tmp_path / "data", opened=writer)


def test_consistent_data_stays_as_it_is(data):
    """Every row, and so every count."""
    before = derived(data)
    done = earshot("rebuild", "--json", cwd=data.parent)

    assert 0 == done.returncode, done.stderr
    told = json.loads(done.stdout)
    assert told["before"] == told["after"]
    assert told["after"]["spikes"] > 0
    assert before == derived(data)


def test_what_was_damaged_is_as_before(data):
    """And the counts say what was amiss."""
    before = derived(data)
    with writer(data) as con:
        for sql in DAMAGE:
            con.execute(sql)
    done = earshot("rebuild", cwd=data.parent)

    assert 0 == done.returncode, done.stderr
    assert before == derived(data)
    assert f"{len(before[1]):,} turns, 0 before" in done.stdout
    assert f"{len(before[0]):,} mentions, as before" in done.stdout


def test_what_ends_before_the_end_leaves_the_version_before(data):
    """One transaction: the damage of another run stays as it was published."""
    with writer(data) as con:
        con.execute("delete from turn_facts")

    def half(con):
        rebuild(con)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writer(data) as con:
        half(con)

    assert [] == rows(data, "select * from turn_facts")


def test_without_data_there_is_nothing_to_rebuild(tmp_path):
    ended = earshot("rebuild", cwd=tmp_path)

    assert 2 == ended.returncode
    assert "earshot demo" in ended.stderr
