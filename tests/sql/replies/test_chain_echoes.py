"""What others made of a complaint, found by rare words: what counts, and how often chance does."""

from dataclasses import replace

import pytest

from ingest.loading.erase import erase_for_good
from tests.build import asks, copied, publish_all, rows

DAY = 24 * 60
BEGIN = 60 * DAY
CLAIM = "@acme my zither came off the plane with its neck snapped, a gift of my grandmother"
FOUND = "select * from chain_echoes('acme', 'x:claim')"


def said(name, day, text, **more):
    return asks(name, BEGIN + day * DAY, author=f"by-{name}", text=text, **more)


def article(name, day, text):
    return replace(said(name, day, text), kind="article", author_name="The Ledger")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A thousand posts, of which none says the rare words; a complaint; and what came after it."""
    data = tmp_path_factory.mktemp("echoes")
    filler = [
        asks(f"f{n}", n * 60, author=f"a{n}", text=f"@acme order {n} is late and nobody answers")
        for n in range(1000)
    ]
    posts = [
        asks("claim", BEGIN, author="pat", text=CLAIM),
        asks("own", BEGIN + DAY, author="pat", text="@acme so I wrote a ballad for it"),
        said("two", 2, "Acme broke a zither, and somebody sings a ballad about it"),
        said("phrase", 2, "Acme, my seat has its neck snapped as well"),
        said("one", 2, "Is there a zither shop near the Acme office?"),
        said("before", -1, "Acme lost a zither whose neck was broken"),
        said("early", 0.5, "Acme ballad, and a zither"),
        said("late", 31, "Acme broke a zither, and somebody sings a ballad about it"),
        said("same", 3, CLAIM.replace("zither", "zither case")),
        said("quote", 3, 'She wrote "so I wrote a ballad for it" to Acme'),
        said("answer", 3, "A zither for a ballad, dear Acme", parent_id="claim"),
        article("press", 4, "A zither embarrasses Acme"),
        article("other", 4, "Acme opens an office"),
    ]
    publish_all(data, [*filler, *posts], until=200 * DAY, voice=True)
    return data


def test_what_is_found(held):
    """Two places, a quotation, one word in the press; no phrase, same story, answer, or before."""
    found = {row["post_id"].removeprefix("x:"): row for row in rows(held, FOUND)}

    assert {"two", "quote", "press"} == set(found)
    assert ["zither", "ballad"] == list(found["two"]["words"])
    assert ("words", 2, False, 48.0) == tuple(
        found["two"][name] for name in ("found_by", "place_count", "is_press", "lead_hours")
    )
    assert "quote" == found["quote"]["found_by"]
    assert (["zither"], True) == (list(found["press"]["words"]), found["press"]["is_press"])


def test_chance_is_counted_on_complaints_of_the_month_before(held):
    """Of those drawn one says a rare word of the article; all are held against both articles."""
    found = {row["post_id"].removeprefix("x:"): row for row in rows(held, FOUND)}
    drawn = rows(
        held,
        "select least(count(*), 100) as n from posts where brand = 'acme' and is_complaint "
        "and created_at < (select created_at from posts where post_id = 'x:claim') and created_at "
        ">= (select created_at from posts where post_id = 'x:claim') - interval 30 days",
    )[0]["n"]

    assert drawn > 0
    assert found["press"]["compared_count"] == 2 * drawn
    assert 0 <= found["press"]["by_chance"] < 0.05


def test_of_fewer_than_a_thousand_earlier_posts_no_word_is_rare(tmp_path):
    posts = [
        asks("claim", BEGIN, author="pat", text=CLAIM),
        article("press", 4, "A zither at Acme"),
    ]
    publish_all(tmp_path, posts, until=200 * DAY)

    assert [] == rows(tmp_path, FOUND)


def test_who_is_erased_vanishes_on_either_side(held, tmp_path):
    copied(held, tmp_path)
    erase_for_good(tmp_path, posts=[], authors=["by-two"])
    without = {row["post_id"] for row in rows(tmp_path, FOUND)}
    erase_for_good(tmp_path, posts=[], authors=["pat"])

    assert {"x:quote", "x:press"} == without
    assert [] == rows(tmp_path, FOUND)


def test_the_press_on_the_storys_song_is_found(sample_reader):
    """Of 22 articles on the affair the 18 with a rare word of hers; four name her and nothing else.

    Against 3,300 pairs, of which 3 share a word by chance, and none two.
    """
    found = sample_reader.query(
        "select * from chain_echoes('tavornay', 'chirp:901618432632544554') where is_press"
    )
    about = sample_reader.query(
        "select count(*) as n, count(*) filter (where concat(title, text) ilike '%torvelline%' "
        "or title ilike '%song%') as said from posts where brand = 'tavornay' and kind = 'article' "
        "and concat(title, text) similar to '.*(torvelline|song|heirloom|Ilka Venmoor).*'"
    ).iloc[0]

    assert about["said"] == found["copy_count"].sum() == 18
    assert (
        found["created_at"].min()
        > sample_reader.query(
            "select created_at from posts where post_id = 'chirp:907220787973450116'"
        )["created_at"].iloc[0]
    )
    assert (found["by_chance"] < 0.002).all()
