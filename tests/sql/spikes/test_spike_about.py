"""What a spike is about and who made it, against the same figures computed in Python."""

import math
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.build import ACME, row, rows
from tests.sql.spikes.spike_build import SPIKE, burst, post, spiked, usual

SILENT = {"the", "in", "and", "rt"}
OF = "('acme', 'mentions', null)"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The spike began half an hour before the burst: with the last usual post."""
    reply = {"author_id": "acme", "parent_id": "p5010"}
    return spiked(
        tmp_path_factory.mktemp("spike"),
        post(9000, SPIKE + timedelta(minutes=40), "sorry, we look into it", **reply),
    )


def said():
    """Texts of the spike and of the days before it."""
    before, now = [one.text for one in usual()], [one.text for one in burst()]
    return [*before[-1:], *now], before[:-1]


def terms_of(text):
    words = [word for word in text.lower().split() if word != "!"]
    kept = [None if word in SILENT or set(word) == {"!"} else word for word in words]
    pairs = {f"{one} {two}" for one, two in pairwise(kept) if one and two}
    return {word for word in kept if word} | pairs


def odds(with_now, without_now, with_before, without_before):
    return math.log(with_now / without_now) - math.log(with_before / without_before)


def test_terms_are_log_odds_with_an_informative_prior(data):
    """The prior is a tenth of all words, by frequency; exactly those above chance are named."""
    now, before = ([terms_of(text) for text in side] for side in said())
    here, there = (Counter(term for text in side for term in text) for side in (now, before))
    sizes = here.total(), there.total()
    expected, words = {}, min(1000, 0.1 * sum(sizes))
    for term, count in here.items():
        prior = words * (count + there[term]) / sum(sizes)
        a, b = count + prior, there[term] + prior
        log, sd = odds(a, sizes[0] + words - a, b, sizes[1] + words - b), math.sqrt(1 / a + 1 / b)
        if count >= 3 and log > 1.959963984540054 * sd:
            expected[term] = (math.exp(log), math.exp(log - 1.959963984540054 * sd), count)
    found = {one["term"]: one for one in rows(data, f"select * from spike_terms{OF}")}

    assert {"guitar", "broken", "guitar broken", "nobody answers"} <= set(found) <= set(expected)
    for term, one in found.items():
        assert expected[term] == pytest.approx(
            (one["times_usual"], one["times_low"], one["post_count"]), rel=1e-9
        )
    left_out = [term for term in set(expected) - set(found) if " " not in term]
    assert {"arrived", "two", "pieces", "nobody", "answers"} == set(left_out)


def test_a_frequent_word_is_not_a_finding(data):
    """`parcel` is in 30 posts of the spike, and no more often than on any day."""
    terms = {one["term"] for one in rows(data, f"select term from spike_terms{OF}")}

    assert 30 <= sum("parcel" in text for text in said()[0])
    assert not {"parcel", "delivery", "acme"} & terms


def test_numbers_and_little_words_of_four_languages_are_no_findings(tmp_path):
    more = [post(7000 + n, SPIKE + timedelta(minutes=n), f"99 de und le la {n}") for n in range(30)]
    spiked(tmp_path, *more)

    terms = {one["term"] for one in rows(tmp_path, f"select term from spike_terms{OF}")}

    assert "guitar" in terms
    assert not {"99", "de", "und", "le", "la"} & terms


def test_parts_are_held_against_the_days_before(data):
    """Source x: 61 of 61 posts against 776 of 863, odds with ten posts of prior."""
    before, now = [one.source for one in usual()][:-1], 61
    usual_x, usual_all = before.count("x"), len(before)
    prior = 10 * (now + usual_x) / (now + usual_all)
    sides = (
        now + prior,
        10 - prior,
        usual_x + prior,
        usual_all + 10 - usual_x - prior,
    )
    reach = 1.959963984540054 * math.sqrt(sum(1 / side for side in sides))

    found = row(
        data, f"select * from spike_parts{OF} where dimension = 'source' and part_value = 'x'"
    )

    assert (61, 776, True) == (
        found["post_count"],
        found["usual_count"],
        found["is_over_represented"],
    )
    log = odds(*sides)
    assert math.exp(log) == pytest.approx(found["times_usual"])
    assert math.exp(log - reach) == pytest.approx(found["times_low"])
    assert math.exp(log + reach) == pytest.approx(found["times_high"])


def test_two_posts_by_one_author_are_no_finding(data):
    """Nobody wrote three, so nobody stands out, however new."""
    found = rows(data, f"select * from spike_parts{OF} where dimension = 'author'")

    assert 53 == len(found)
    assert not any(one["is_over_represented"] for one in found)


def test_what_is_new_is_over_represented_by_topic(data):
    found = rows(data, f"select * from spike_parts{OF} where dimension = 'topic'")

    assert {"quality", "lost_or_damaged", "support"} == {
        one["part_value"] for one in found if one["is_over_represented"]
    }


def test_a_near_copy_says_what_an_earlier_post_says(data):
    """Twenty tell of the guitar alike but for signs and "RT"; the first of them copies nobody."""
    found = rows(data, f"select * from spike_posts{OF} order by created_at")

    assert 61 == len(found)
    assert {f"x:p{5000 + n}" for n in range(21, 40)} == {
        one["post_id"] for one in found if one["is_near_copy"]
    }
    assert {f"x:p{5000 + n}" for n in range(30, 40)} == {
        one["post_id"] for one in found if one["is_repost"]
    }


def test_posts_that_carried_it_have_shares_and_copies(data):
    """300 shares carry most; of the wording that went round, the first has nineteen copies."""
    found = rows(data, f"select * from spike_posts{OF} order by carried_count desc limit 2")

    assert [("x:p5007", 300, 300), ("x:p5020", None, 19)] == [
        (one["post_id"], one["share_count"], one["carried_count"]) for one in found
    ]


def test_one_spike_in_figures(data):
    """52 known names wrote 60 posts, and one the post before; ten reposts, nine other copies."""
    found = row(data, f"select * from spike_summary{OF}")
    people = {one.author_id for one in burst()}

    assert (61, len(people) + 1) == (found["post_count"], found["author_count"])
    assert 2 / 61 == pytest.approx(found["largest_author_share"])
    assert (10 / 61, 9 / 61) == pytest.approx((found["repost_share"], found["near_copy_share"]))
    # What passes nothing on, and what remains without the two posts of the busiest author.
    assert (42, 59) == (found["unrepeated_count"], found["without_largest_count"])
    assert 863 == found["usual_post_count"]
    assert ("x:p863", "x:p5007") == (found["first_post_id"], found["largest_post_id"])
    assert 60 * 1000 * 0.15 == pytest.approx(found["estimated_audience"])
    assert 1 / 61 == pytest.approx(found["unknown_audience_share"])


def test_the_way_of_a_spike_looked_back_on(data):
    """Known after the quarter that ends at 9:30, first answered at 9:40, when 41 of 61 are out."""
    steps = {
        one["step"]: (one["hours_after"], one["post_share_before"])
        for one in rows(data, f"select * from spike_timeline{OF}")
    }

    assert (0, 0) == steps["first_post"]
    assert (1.0, 31 / 61) == pytest.approx(steps["detected"])
    assert (7 / 6, 41 / 61) == pytest.approx(steps["first_reply"])
    assert 1.0 == steps["ended"][1]
    assert (None, None) == steps["alerted"]


def test_a_running_spike_is_not_back_to_normal(tmp_path):
    spiked(tmp_path, hours=1)

    ended = row(tmp_path, f"select * from spike_timeline{OF} where step = 'ended'")

    assert (None, None, None) == (
        ended["happened_at"],
        ended["post_share_before"],
        ended["audience_share_before"],
    )


def test_a_spike_of_complaints_is_held_against_complaints(data):
    found = rows(data, "select * from spike_cohort('acme', 'complaints', null)")
    complaints = row(data, "select count(*) as n from mentions where is_complaint")["n"]

    assert complaints == len(found) > 40
    assert 40 == sum(one["is_spike"] for one in found)


def test_a_brand_without_a_spike_has_nothing_to_tell(data):
    """And a moment at which none began; no error, no row of anything."""
    for what in ("spike_terms", "spike_parts", "spike_posts"):
        assert [] == rows(data, f"select * from {what}('nobody', 'mentions', null)")
        assert [] == rows(data, f"select * from {what}('acme', 'mentions', '2020-01-01T00:00Z')")
    assert ACME.brands


def test_the_sample_storys_crisis_is_about_being_charged_twice(sample_reader):
    """Spike of the week in which hundreds are charged twice: its words, its topic, its copies."""
    started = sample_reader.query(
        "select started_at from spikes where brand = 'tavornay' and measure = 'mentions' "
        "and topic is null order by excess_count desc limit 1"
    )["started_at"][0]
    asked = ["tavornay", "mentions", started.to_pydatetime()]
    terms = sample_reader.query(
        "select term from spike_terms($1, $2, $3) order by z_score desc limit 20", asked
    )
    topics = sample_reader.query(
        "select part_value from spike_parts($1, $2, $3) where dimension = 'topic' "
        "and is_over_represented order by times_low desc",
        asked,
    )
    figures = sample_reader.query("select * from spike_summary($1, $2, $3)", asked).iloc[0]

    assert {"twice", "charged", "charged twice"} <= set(terms["term"])
    assert "billing" == topics["part_value"][0]
    assert figures["author_count"] > 0.7 * figures["post_count"]
    # Seven of a hundred are told to copy; reposts are counted apart.
    assert 0.05 < figures["near_copy_share"] < 0.15


def test_the_sample_storys_two_crises_are_one_severe_spike_each(sample_reader):
    """Four days of double charges, and 39 days later five days of a guitar."""
    for measure in ("mentions", "complaints"):
        found = sample_reader.query(
            "select started_at, ended_at, is_one_account from spikes where brand = 'tavornay' "
            "and measure = $1 and topic is null and severity >= 9 order by started_at",
            [measure],
        )
        charged, guitar = (one for _, one in found.iterrows())

        assert 38 <= (guitar["started_at"] - charged["started_at"]).days <= 40
        for crisis in (charged, guitar):
            assert 3 <= (crisis["ended_at"] - crisis["started_at"]).total_seconds() / 86_400 <= 5
            assert not crisis["is_one_account"]
