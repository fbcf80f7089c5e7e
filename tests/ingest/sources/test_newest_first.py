"""Lists that show their newest entry first: nothing is lost, whatever breaks off or comes late."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.sources.newest_first import walk
from ingest.sources.sheets import Sheet, TokenExpired
from ingest.sources.spans import Depth

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DEPTHS = (Depth(reach=HOUR), Depth(reach=24 * HOUR, every=6 * HOUR))


class Listed:
    """Entries by minute since BEGIN; tokens are places in the list, which move as it grows."""

    def __init__(self, page_size=3):
        self.minutes = []
        self.page_size = page_size
        self.asked = 0
        self.breaks_at = None
        self.forgets = False
        self.given = set()

    def __call__(self, token, _):
        self.asked += 1
        if self.asked == self.breaks_at:
            raise SourceUnavailable("l: broken")
        if token and self.forgets and token not in self.given:
            raise TokenExpired("l: forgotten")
        first = int(token or 0)
        shown = sorted(self.minutes, reverse=True)[first : first + self.page_size]
        is_last = first + self.page_size >= len(self.minutes)
        following = None if is_last else str(first + self.page_size)
        self.given.add(following)
        return Sheet(
            items=tuple({"id": minute} for minute in shown),
            token=following,
            oldest=moment(shown[-1]) if shown else None,
        )


def moment(minute):
    return BEGIN + timedelta(minutes=minute)


def one_pass(listed, state, minute, limit=1000, first=None):
    """What was found, and the state of the last page that was stored."""
    found = []
    try:
        for items, after in walk(
            listed,
            state,
            now=moment(minute),
            first=first,
            depths=DEPTHS,
            limit=limit,
            source="l",
        ):
            found += [item["id"] for item in items]
            state = after
    except SourceUnavailable:
        pass
    return found, state


PASSES = st.lists(
    st.tuples(
        st.integers(1, 90),  # minutes since the pass before
        st.lists(st.integers(0, 59), max_size=12, unique=True),  # ages of new entries, in minutes
        st.integers(1, 9),  # limit
        st.one_of(st.none(), st.integers(1, 4)),  # the question that is not answered
        st.booleans(),  # whether tokens of earlier passes are forgotten
    ),
    min_size=1,
    max_size=12,
)


@given(PASSES)
def test_nothing_is_lost_over_passes(passes):
    """Whatever is new, late by less than an hour, left over, or broken off."""
    listed, state, now, found = Listed(), {}, 600, set()
    for later, ages, limit, breaks_at, forgets in passes:
        now += later
        listed.minutes = list({*listed.minutes, *(now - age for age in ages)})
        listed.asked, listed.breaks_at, listed.forgets = 0, breaks_at, forgets
        listed.given = set()
        items, state = one_pass(listed, state, now, limit)
        found.update(items)
    listed.breaks_at, listed.forgets = None, False
    items, state = one_pass(listed, state, now + 1)
    found.update(items)

    assert {*listed.minutes} == found
    assert [] == state["gaps"] == state["again"]


def test_the_first_pass_reads_as_far_as_it_is_told():
    listed = Listed()
    listed.minutes = list(range(100))
    found, state = one_pass(listed, {}, 100, first=moment(90))

    assert [*range(99, 87, -1)] == found
    assert [] == state["gaps"]


def test_changes_below_are_found_every_six_hours():
    """An hour is read again at every pass, a day four times a day."""
    listed = Listed(page_size=1)
    listed.minutes = list(range(0, 3000, 30))
    _, state = one_pass(listed, {}, 3000)
    counts = []
    for hours in range(1, 14):
        found, state = one_pass(listed, state, 3000 + 60 * hours)
        counts.append(len(found))

    assert [6, 12] == [hour for hour, count in enumerate(counts, 1) if count > 20]


def test_a_list_that_is_cut_short_by_its_limit_gets_on():
    """What is only read again does not keep the mark from moving, and leaves nothing new."""
    listed = Listed()
    listed.minutes = list(range(60))
    _, state = one_pass(listed, {}, 60)
    _, state = one_pass(listed, state, 61, limit=1)

    assert (moment(61).isoformat(), []) == (state["until"], state["gaps"])


def test_entries_that_came_late_are_found_below_a_gap():
    """What a pass leaves reaches as far below the mark as entries come late."""
    listed = Listed(page_size=1)
    listed.minutes = list(range(50))
    _, state = one_pass(listed, {}, 60)
    listed.minutes += [*range(190, 200), 55, 52]
    _, state = one_pass(listed, state, 200, limit=1)
    found, _ = one_pass(listed, state, 201)

    assert {55, 52} < {*found}


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (Sheet(items=({"id": 1},), token="a", oldest=None), "l: page 2 brought nothing new"),
        (Sheet(items=(), token="a", oldest=None), "l: page 2 leads nowhere"),
    ],
)
def test_a_list_without_end_is_left(sheet, told):
    """A server that repeats itself, or sends nothing, would be asked for ever."""
    with pytest.raises(SourceRejected, match=f"^{told}$"):
        list(
            walk(
                lambda *_: sheet,
                {},
                now=BEGIN,
                first=None,
                depths=DEPTHS,
                limit=9,
                source="l",
            )
        )
