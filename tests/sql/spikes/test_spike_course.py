"""A spike step by step: its words, how it sounded and what was answered, against Python."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.build import rows, work
from tests.sql.spikes.spike_build import SPIKE, burst, post, spiked, usual

OF = "('acme', 'mentions', null"
HOUR = timedelta(hours=1)
BEGUN = SPIKE - HOUR


def angry(number, minutes, **more):
    text = "acme is the worst service ever, I hate it and want a refund"
    return post(number, SPIKE + timedelta(minutes=minutes), text, **more)


def late():
    """In the second hour four people are angry, one of them twice passed on, and one is glad."""
    glad = "acme is wonderful, I love it so much, thank you"
    told = [angry(8000 + n, 70 + n, author_id=f"late {n}") for n in range(4)]
    told += [angry(8010 + n, 80 + n, kind="repost") for n in range(2)]
    return [*told, post(8020, SPIKE + timedelta(minutes=90), glad)]


def replies():
    """One to a post of the spike, one to a post of before, one by a machine."""
    for number, parent, minutes in ((9000, "p5010", 40), (9001, "p10", 45), (9002, "p5011", 41)):
        yield post(
            number,
            SPIKE + timedelta(minutes=minutes),
            "sorry, we look into it" if number != 9002 else "this is automatic",
            author_id="acme",
            parent_id=parent,
        )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The spike began half an hour before the burst: with the last usual post."""
    folder = spiked(tmp_path_factory.mktemp("course"), *late(), *replies())
    with work(folder) as con:
        # As a run leaves what a machine answered: marked, and of no turn the answer.
        con.execute("update posts set is_automated = true where post_id = 'x:p9002'")
        con.execute("delete from turn_facts where answer_post_id = 'x:p9002'")
    return folder


def asked(data, sql):
    return rows(data, f"select * from {sql} order by all")


def said():
    """Inbound posts of the spike: moment and text."""
    return [(one.created_at, one.text) for one in (*usual()[-1:], *burst(), *late())]


def test_steps_reach_from_the_hour_it_began_to_the_last_known(data):
    steps = asked(data, f"spike_steps{OF})")

    assert steps[0]["step_at"] == BEGUN
    assert [HOUR] * (len(steps) - 1) == [
        two["step_at"] - one["step_at"] for one, two in pairwise(steps)
    ]
    assert steps[-1]["until_at"] == SPIKE + 3 * HOUR  # where it ended


def test_words_are_counted_by_the_hour_once_a_post(data):
    found = asked(data, f"spike_words{OF}, ['guitar', 'refund', 'nowhere'])")
    expected = Counter(
        (word, (at - BEGUN) // HOUR)
        for at, text in said()
        for word in ("guitar", "refund")
        if word in text
    )

    for one in found:
        place = (one["step_at"] - BEGUN) // HOUR
        assert one["post_count"] == expected[one["term"], place]
        assert one["heard_count"] == sum(1 for at, _ in said() if (at - BEGUN) // HOUR == place)
    assert {40, 6} <= {one["post_count"] for one in found}


def test_tone_is_of_opinions_and_says_nothing_of_four(data):
    """Of the second hour five count: what only passes on is no opinion of its own."""
    by_hour = {(one["step_at"] - SPIKE) // HOUR: one for one in asked(data, f"spike_tone{OF})")}
    second = by_hour[1]

    assert (5, 4, 0.8) == tuple(
        second[name] for name in ("scored_count", "negative_count", "negative_share")
    )
    assert second["negative_share_low"] < 0.8 < second["negative_share_high"]
    assert {(0, None)} == {
        (one["scored_count"], one["negative_share"]) for place, one in by_hour.items() if place > 1
    }
    assert {None} == {one["verdict"] for place, one in by_hour.items() if place != 1}


@pytest.mark.parametrize(
    ("at_first", "later", "verdict"),
    [("positive", "negative", "worse"), ("negative", "positive", "better"), (None, None, "same")],
)
def test_tone_changed_only_beyond_chance(tmp_path, at_first, later, verdict):
    """Five of five against none of fifty is; as it was read, four of five against thirty is not."""
    folder = spiked(tmp_path, *late())
    with work(folder) as con:
        for mood, since in ((at_first, SPIKE), (later, SPIKE + HOUR)):
            con.execute(
                "update posts set polarity = $1, copy_group = null where $1 is not null "
                "and created_at >= $2 and created_at < $2 + interval 1 hour",
                [mood, since],
            )
    told = [one for one in asked(folder, f"spike_tone{OF})") if one["negative_share"] is not None]

    assert [None, verdict] == [one["verdict"] for one in told if one["step_at"] >= SPIKE]


def test_answers_are_those_of_people_to_posts_of_the_spike(data):
    (one,) = asked(data, f"spike_answers{OF})")

    assert ("x:p9000", "x:p5010") == (one["post_id"], one["answered_id"])


def test_a_gap_is_no_zero(data, tmp_path):
    """What nobody watched has no count and no share."""
    folder = spiked(tmp_path, *late())
    with work(folder) as con:
        con.execute("update volume_hours set is_gap = true where hour_at = $1", [SPIKE + HOUR])
    words = asked(folder, f"spike_words{OF}, ['refund'])")
    tone = asked(folder, f"spike_tone{OF})")

    for one in (*words, *tone):
        counted = one["post_count"] if "post_count" in one else one["scored_count"]
        assert (counted is None) == (one["step_at"] == SPIKE + HOUR)
    assert all(one["negative_share"] is None for one in tone if one["scored_count"] is None)
