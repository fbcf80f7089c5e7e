"""One author: what is theirs, what they set off, whether their tone changed, who is nobody."""

import pytest

from ingest.loading.erase import erase_for_good
from tests.build import answers, asks, load_posts, publish_all, row, rows

ANGRY = "@acme worst service ever, my order is late and broken"
SONG = "They broke the old harp of my grandmother at acme and nobody there wants to talk about it"
TUNE = "A harp is broken at acme again and this time it was that of the town's own old orchestra"
DAY = 24 * 60
TONES = {"+": "@acme thank you so much, great service", "-": "@acme worst service ever, awful"}


def of(name, author="x:pat", **filters):
    given = ", ".join(f"'{key}': '{value}'" for key, value in filters.items())
    return f"select * from {name}('acme', '{author}', filters := map {{{given}}})"


def told():
    """Pat complains twice, is answered once, and writes what others answer and pass on."""
    return [
        asks("q", 0, text=ANGRY, author_followers=1000, author_handle="pat_h"),
        answers("a", 60, "q"),
        asks("n", 70, text=ANGRY, parent_id="q"),
        asks("song", DAY, text=SONG, view_count=9000, author_followers=3000),
        asks("r1", DAY + 5, author="bo", parent_id="song", text="@pat acme is awful, so sorry"),
        asks("r2", DAY + 6, author="cy", parent_id="r1", text="@bo acme again, really"),
        asks("mine", DAY + 7, parent_id="r1", text="@bo thanks, acme is hopeless"),
        answers("official", DAY + 8, "song"),
        asks("rt", DAY + 9, author="di", kind="repost", text=f"RT @pat: {SONG}", view_count=7),
        asks("rp", DAY + 9, author="ed", kind="repost", text="acme", parent_id="song"),
        # Says the same, which is no echo.
        asks("alike", DAY + 9, author="fay", text=ANGRY),
        # Bo said it first: who passes it on after Pat did was not set off by Pat.
        asks("b0", DAY + 20, author="bo", text=TUNE),
        asks("b1", DAY + 21, text=f"RT @bo: {TUNE}", kind="repost"),
        asks("b2", DAY + 22, author="cy", text=f"RT @bo: {TUNE}", kind="repost"),
        # An id is somebody else in another place, and no beginning of a longer one.
        asks("other", DAY + 30, author="patricia", text=ANGRY),
    ]


def spoken(author, moods):
    """Posts of one author, each a conversation of its own, in order of time."""
    return [
        asks(f"{author}{n}", n * DAY, author=author, text=f"{TONES[mood]} {n}")
        for n, mood in enumerate(moods)
    ]


@pytest.fixture(scope="module")
def pat(tmp_path_factory):
    data = tmp_path_factory.mktemp("pat")
    load_posts(data, told(), until=9 * DAY)
    return data


def test_what_others_wrote_because_of_it_is_counted_once(pat):
    """Neither their own answers nor the brand's, nor what passes on somebody else's text."""
    found = {
        one["post_id"]: (one["relation"], one["set_off_by"])
        for one in rows(pat, of("author_effects"))
    }

    assert {
        "x:r1": ("answer", "x:song"),
        "x:r2": ("below", "x:song"),
        "x:rt": ("repost", "x:song"),
        "x:rp": ("repost", "x:song"),
    } == found
    assert {"x:b1", "x:b2", "x:r2", "x:mine"} == {
        one["post_id"] for one in rows(pat, of("author_effects", "x:bo"))
    }


def test_figures_of_an_author_are_those_of_their_posts(pat):
    found = row(pat, of("author_summary"))
    counts = {name: found[f"{name}_count"] for name in ("post", "answer", "repost", "people")}

    assert {"post": 5, "answer": 2, "repost": 2, "people": 4} == counts
    assert ("pat_h", 3000, 1000, 9000) == tuple(
        found[name]
        for name in ("author_handle", "author_followers", "fewest_followers", "largest_audience")
    )
    assert (7, 3) == (found["reached_audience"], found["reached_unknown_count"])
    # The nudge is open for more than seven days: nobody will answer any more.
    turns = {one["turn_id"]: one["status"] for one in rows(pat, of("author_turns"))}
    assert {"x:q": "answered", "x:n": "open", "x:song": "answered"} == turns
    assert (3, 2, 1, 1) == tuple(
        found[f"{name}_count"] for name in ("turn", "answered", "open", "never")
    )
    assert found["longest_wait_seconds"] is None


def test_history_has_what_each_post_came_to(pat):
    found = {one["post_id"]: one for one in rows(pat, of("author_history"))}

    assert {"x:q", "x:n", "x:song", "x:mine", "x:b1"} == set(found)
    assert (2, 2) == (found["x:song"]["answer_count"], found["x:song"]["repost_count"])
    assert (0, 0) == (found["x:b1"]["answer_count"], found["x:b1"]["repost_count"])


def test_filters_keep_what_they_keep(pat):
    assert 2 == row(pat, of("author_summary", words="order is late"))["post_count"]
    assert 0 == row(pat, of("author_summary", source="elsewhere"))["post_count"]


@pytest.mark.parametrize("author", ["x:nobody", "y:pat", "pat", "", "x:", "x:%", "x:' or 1=1 --"])
def test_of_nobody_all_counts_are_zero(pat, author):
    found = row(pat, "select * from author_summary('acme', ?)", author)

    assert 0 == found["post_count"] == found["turn_count"] == found["answer_count"]


def test_an_erased_author_is_nobody(tmp_path):
    """Neither under the old name nor under the one that erased posts share."""
    publish_all(tmp_path, told(), until=9 * DAY)
    erase_for_good(tmp_path, posts=[], authors=["pat"])
    left = rows(tmp_path, "select distinct author_id from mentions where author_id like 'erased%'")

    assert 1 == len(left)
    for name in ("pat", left[0]["author_id"]):
        for metric in ("author_history", "author_effects", "author_turns", "author_chains"):
            assert [] == rows(tmp_path, of(metric, f"x:{name}")), (metric, name)


def test_a_tone_changed_only_beyond_chance(tmp_path):
    """Twenty voices on either side, or no number; what one thread alone says is no change."""
    moods = {
        "glad": "-" * 20 + "+" * 20,
        "sour": "+" * 20 + "-" * 20,
        "even": "+-" * 20,
        "short": "+" * 19 + "-" * 19,
        # Just beyond chance, with one voice that says it twice.
        "twice": "+-" * 11 + "-" * 14 + "+-" * 4,
    }
    posts = [one for author, said in moods.items() for one in spoken(author, said)]
    # Forty angry answers in one thread, among as many ordinary ones.
    posts += spoken("thread", "+-" * 40)
    posts.append(
        asks("again", 22 * DAY + 60, author="twice", parent_id="twice22", text="@acme awful, again")
    )
    posts += [
        asks(f"t{n}", 60 * DAY + n, author="thread", parent_id="thread60", text=f"{TONES['-']} {n}")
        for n in range(40)
    ]
    load_posts(tmp_path, posts, until=100 * DAY)
    found = {one: row(tmp_path, of("author_tone", f"x:{one}")) for one in (*moods, "thread", "no")}

    assert {
        "glad": "better",
        "sour": "worse",
        "even": "same",
        "short": "few",
        "thread": "same",
        "twice": "carried",
        "no": "few",
    } == {author: one["verdict"] for author, one in found.items()}
    assert (2, -2) == (found["glad"]["net_change"], found["sour"]["net_change"])
    assert found["short"]["net_change"] is None
    assert (19, 19) == (found["short"]["older_count"], found["short"]["newer_voices"])


def test_the_story_of_the_song_is_told(sample_reader):
    """A claim answered by a stock phrase, the second left open, and the song that both became."""
    found = sample_reader.query("select * from author_summary('tavornay', 'chirp:c-ilka')").iloc[0]
    chains = sample_reader.query("select * from author_chains('tavornay', 'chirp:c-ilka')")

    assert (3, 2, 1, 1) == tuple(
        found[f"{name}_count"] for name in ("post", "turn", "answered", "never")
    )
    assert {"generic", "unanswered"} == set(chains["failure"])
    assert 1 == chains["later_post_id"].nunique()
    assert found["repost_count"] > 300
