"""Brand health through invented histories: a crisis, the time after it, a quiet year, growth.

Every history is a table of days; the expected figures are worked from the definition.
"""

import random
from math import sqrt

import pytest

from ingest.config_file import parse_config
from tests.build import asks, load_posts, rows, work

SPAN = 150
CRISIS = range(100, 105)
# Longer than half of what is looked back on: no median forgives it.
SIEGE = range(20, 80)
BRANDS = ("calm", "crisis", "unseen", "louder", "copied", "siege", "growth", "quiet")
# heard, angry, glad, answered within target of the angry, hours until the other answers, copies
USUAL = (40, 8, 12, 6, 4, 0)
# As many happy and neutral ones say their piece while eight times as many are angry.
BAD = (160, 64, 12, 4, 24, 0)
# Weights 30, 20, 25, 15: no snapshots, so viral risk is left out.
CALM = (30 * 55 + 20 * 50 + 25 * 75 + 15 * 50) / 90


def usual(ratio):
    return 100 / (1 + sqrt(ratio))


def drawn(count, share, chance):
    return sum(chance.random() < share for _ in range(count))


def day(brand, no, chance):
    """What happens to a brand on a day."""
    if no in {"crisis": CRISIS, "unseen": CRISIS, "siege": SIEGE}.get(brand, ()):
        return BAD
    if brand == "louder" and no in CRISIS:
        return (*(8 * n for n in USUAL[:4]), 4, 0)
    if brand == "copied" and no in CRISIS:
        # One complaint more, and 100 copies of it.
        return (141, 109, 12, 6, 4, 101)
    if brand == "growth":
        # In steps of four, so that the mix stays what it is.
        angry = 4 * round(2 + 4 * max(0, min(no, 140) - 50) / 90)
        return (5 * angry, angry, 3 * angry // 2, 3 * angry // 4, 4, 0)
    if brand == "quiet":
        said = [chance.random() for _ in range(28 + drawn(24, 0.5, chance))]
        angry, glad = sum(one < 0.2 for one in said), sum(one > 0.7 for one in said)
        return (len(said), angry, glad, drawn(angry, 0.75, chance), 4, 0)
    return USUAL


@pytest.fixture(scope="module")
def health(tmp_path_factory):
    """By brand its rows of brand_health_by_day, joined with health_components, oldest first."""
    data = tmp_path_factory.mktemp("histories")
    entries = {name: {"own_accounts": [f"{name}care"], "names": [name]} for name in BRANDS}
    config = parse_config({"brands": entries})
    load_posts(
        data,
        [asks("q", 0, text="calm is late", brand="calm", kind="review", rating=1)],
        config=config,
    )
    # Always the same draw: what is asked is what a year without news looks like.
    chance = random.Random(7)
    days = [(name, no, *day(name, no, chance)) for name in BRANDS for no in range(SPAN)]
    with work(data) as con:
        _write(con, days)
    found = rows(
        data,
        "select * from brand_health_by_day inner join health_components using (brand, local_date) "
        "order by brand, local_date",
    )
    return {name: [row for row in found if row["brand"] == name] for name in BRANDS}


def _write(con, days):
    """Posts and turns of the days, each by a person of its own; two of the crises are episodes."""
    con.execute(
        "create temp table days (brand varchar, no integer, heard integer, angry integer, "
        "glad integer, met integer, slow_hours double, copied integer)"
    )
    con.executemany("insert into days values (?, ?, ?, ?, ?, ?, ?, ?)", days)
    con.execute("create temp table said as select * from posts")
    con.execute("create temp table asked as select * from turn_facts")
    con.execute("delete from posts")
    # The brands do answer, so that their turns count.
    con.execute("update brand_voices set has_own_posts = true")
    con.execute("delete from turn_facts")
    con.execute(
        """
        insert into posts
        select said.* replace (
            concat_ws(':', days.brand, days.no, n) as post_id,
            days.brand as brand,
            concat_ws(':', days.brand, days.no, n) as author_id,
            said.local_date + days.no as local_date,
            case when n < days.angry then 'negative' when n < days.angry + days.glad
                then 'positive' else 'neutral' end as polarity,
            n < days.angry as is_complaint,
            case when n < days.copied then 1 end as copy_group,
            row_number() over () as conversation_key
        )
        from said cross join days cross join unnest(range(days.heard)) as people(n)
        """
    )
    # A copy asks for no answer of its own.
    con.execute(
        """
        insert into turn_facts
        select asked.* replace (
            concat_ws(':', days.brand, days.no, n) as turn_id,
            days.brand as brand,
            asked.local_date + days.no as local_date,
            100 as estimated_audience,
            true as is_complaint,
            asked.started_at as answered_at,
            case when n < days.met then 1800 else 3600 * days.slow_hours end as wait_seconds
        )
        from asked cross join days
        cross join unnest(range(days.angry - days.copied)) as people(n)
        """
    )
    con.execute(
        """
        insert into spike_episodes
        select spells.brand, 'complaints', '', started_at + to_days(first), started_at
            + to_days(first), started_at + to_days(first), started_at + to_days(last), false, 320,
            40.0, 9.0, 320, 1, 8.0, null
        from asked
        cross join (values ('crisis', 100, 104), ('siege', 20, 79)) as spells(brand, first, last)
        """
    )


def test_a_usual_day_is_the_mean_of_its_parts(health):
    """Nothing to compare with in the first week; then half on what is compared."""
    first, later = health["calm"][6], health["calm"][7:]

    assert (None, None, 2) == (first["complaint_rate"], first["silence"], first["part_count"])
    assert {(round(CALM, 9), 8.0, 0.2)} == {
        (round(row["brand_health"], 9), row["usual_angry_count"], row["usual_complaint_share"])
        for row in later
    }


def test_health_falls_in_a_crisis_and_every_part_that_knows_of_it(health):
    """Worked from the definition, on each of its five days: earlier ones teach nothing."""
    silence = (100 * (4 * 0.5 + 60 * 24) + 24) / (100 * (6 * 0.5 + 2 * 4) + 24)
    parts = (
        50 * (1 + (12 - 64) / 160),
        usual(65 / 9 * 65 / (0.2 * 160 + 1)),
        100 * 4 / 64,
        usual(silence),
    )
    expected = sum(w * part for w, part in zip((30, 20, 25, 15), parts, strict=True)) / 90

    for no in CRISIS:
        row = health["crisis"][no]
        assert parts == pytest.approx(
            [row[name] for name in ("net_sentiment", "complaint_rate", "answered_in_target")]
            + [row["silence"]]
        )
        assert expected == pytest.approx(row["brand_health"])
    assert expected < CALM - 30


@pytest.mark.parametrize("brand", ["crisis", "unseen", "louder", "copied"])
def test_having_had_a_crisis_lifts_nothing(health, brand):
    """As before from the next day on, whether or not the episode was found."""
    for no in range(CRISIS.stop, SPAN):
        assert pytest.approx(CALM, abs=1e-6) == health[brand][no]["brand_health"]


def test_sixty_days_of_crisis_teach_nothing(health):
    """As bad on the last one as on the first, and as before on the day after."""
    course = [row["brand_health"] for row in health["siege"]]

    assert [course[SIEGE.start]] * 60 == pytest.approx(course[SIEGE.start : SIEGE.stop])
    assert [CALM] * (SPAN - SIEGE.stop) == pytest.approx(course[SIEGE.stop :])
    assert course[SIEGE.start] < CALM - 30


def test_eight_times_as_many_angry_people_count_at_the_same_share(health):
    row = health["louder"][CRISIS.start]

    assert usual(65 / 9 * 65 / 65) == pytest.approx(row["complaint_rate"])
    assert row["complaint_rate"] < 30
    assert row["silence"] < 30


def test_copies_of_a_complaint_are_one_more_person(health):
    row = health["copied"][CRISIS.start]

    assert (41, 9) == (row["people_count"], row["angry_count"])
    assert usual(10 / 9 * 10 / (0.2 * 41 + 1)) == pytest.approx(row["complaint_rate"])


def test_growth_is_no_fall(health):
    """Three times as much of everything, within a quarter."""
    course = [row["brand_health"] for row in health["growth"]]

    assert 3 * health["growth"][50]["mention_count"] == health["growth"][140]["mention_count"]
    assert min(course[50:]) > CALM - 2


def test_a_quiet_year_stays_level_within_its_intervals(health):
    """The truth is CALM by construction; nineteen of twenty intervals should hold it."""
    quiet = health["quiet"][14:]
    held = sum(row["brand_health_low"] <= CALM <= row["brand_health_high"] for row in quiet)
    means = [sum(r["brand_health"] for r in part) / 34 for part in (quiet[:34], quiet[-34:])]

    assert 0.9 <= held / len(quiet) <= 1
    assert means == pytest.approx([CALM, CALM], abs=2)
