"""What people say about a mention wins over the scorer, stays with who and when, and can go."""

from datetime import UTC, datetime, timedelta

from ingest.config_file import parse_config
from ingest.loading.erase import erase
from sql.feedback import Action, everything, record, undo
from tests.build import ACME, answers, asks, load_posts, loaded_same, row, rows, work

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
GLAD = "@acme thank you so much, great service"
SEEN = (
    "select sentiment, polarity, is_complaint, complaint_reason, topics, reply_reason, "
    "labelled_by, label_polarity, scored_polarity from mentions where post_id = 'x:p1'"
)


def say(data, post="x:p1", brand="acme", who="mia", after=0, **fields):
    """One person about one post: the fields of a label with their values."""
    at = NOW + timedelta(minutes=after)
    made = [
        Action(
            kind="label", subject=post, brand=brand, field=field, value=value, who=who, said_at=at
        )
        for field, value in fields.items()
    ]
    return record(data, made)


def test_a_person_wins_over_the_scorer_with_the_next_run(tmp_path):
    """Polarity, complaint and topic; the sentiment is the polarity's end of the scale."""
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, polarity="negative", complaint="yes", topic="delivery")
    load_posts(tmp_path, [])

    assert {
        "sentiment": -1.0,
        "polarity": "negative",
        "is_complaint": True,
        "complaint_reason": "address",
        "topics": ["delivery"],
        "reply_reason": "named",
        "labelled_by": "mia",
        "label_polarity": "negative",
        "scored_polarity": "positive",
    } == {key: list(v) if key == "topics" else v for key, v in row(tmp_path, SEEN).items()}


def test_a_label_that_was_there_before_its_post_counts_too(tmp_path):
    say(tmp_path, polarity="neutral")
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])

    assert ("neutral", 0.0) == tuple(row(tmp_path, SEEN)[k] for k in ("polarity", "sentiment"))


def test_a_complaint_by_a_persons_word_alone_says_so(tmp_path):
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, complaint="yes")
    load_posts(tmp_path, [])

    assert "person" == row(tmp_path, SEEN)["complaint_reason"]
    assert "positive" == row(tmp_path, SEEN)["polarity"]


def test_no_complaint_by_a_persons_word_is_none(tmp_path):
    """Not even with a low rating."""
    loaded_same(tmp_path, [asks("p1", 0, text="bad, broken, late", brand="acme", rating=1)])
    say(tmp_path, complaint="no")
    load_posts(tmp_path, [])

    assert [False] == [one["is_complaint"] for one in rows(tmp_path, SEEN)]


def test_what_needs_no_reply_by_a_persons_word_waits_for_nobody(tmp_path):
    """Of the post alone: a copy is another person's. What was answered is a turn all the same."""
    seen = "select post_id, reply_reason from mentions where direction = 'inbound' order by 1"
    late = "@acme my parcel from Monday is late again, where is it?"
    posts = [asks(f"p{n}", n, author=f"a{n}", text=late) for n in range(3)]
    loaded_same(tmp_path, [*posts, answers("r", 9, "p2")])
    batches = [say(tmp_path, post=f"x:p{n}", reply="no") for n in (0, 2)]
    load_posts(tmp_path, [])
    told = {one["post_id"]: one["reply_reason"] for one in rows(tmp_path, seen)}
    assert {"x:p0": None, "x:p1": "named", "x:p2": "answered"} == told
    assert ["x:p1"] == [
        one["turn_id"]
        for one in rows(tmp_path, "select turn_id from unanswered where brand = 'acme'")
    ]
    for batch in batches:
        undo(tmp_path, batch, who="mia", now=NOW)
    load_posts(tmp_path, [])

    assert {"named"} == {one["reply_reason"] for one in rows(tmp_path, seen)}


def test_the_last_word_wins_and_every_word_is_kept(tmp_path):
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, who="kim", after=5, polarity="neutral")
    say(tmp_path, who="mia", after=1, polarity="negative")
    load_posts(tmp_path, [])

    assert ("neutral", "kim") == tuple(row(tmp_path, SEEN)[k] for k in ("polarity", "labelled_by"))
    assert ["kim", "mia"] == sorted(
        one["who"] for one in rows(tmp_path, "select who from actions where field = 'polarity'")
    )


def test_taken_back_the_scorer_counts_again(tmp_path):
    """As if nobody had said anything, with the turn and the counts that follow from it."""
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD), answers("a", 9, "p1")])
    before = tables(tmp_path)
    batch = say(tmp_path, polarity="negative", complaint="yes", topic="delivery")
    load_posts(tmp_path, [])
    during = tables(tmp_path)
    undo(tmp_path, batch, who="mia", now=NOW)
    load_posts(tmp_path, [])

    assert before == tables(tmp_path)
    assert before != during


def tables(data):
    posts = "select * exclude (run_id, first_seen_at, observed_at) from posts order by post_id"
    return str([rows(data, posts), rows(data, "select * from turn_facts"), days(data)])


def days(data):
    return rows(data, "select negative_count, complaint_count from sentiment_by_day")


def test_figures_follow(tmp_path):
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, polarity="negative")
    load_posts(tmp_path, [])

    assert [{"negative_count": 1, "complaint_count": 1}] == days(tmp_path)


def test_a_post_that_is_read_again_keeps_its_label_and_its_reading(tmp_path):
    """New words are read by the scorer, the person's word stands over both."""
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, polarity="neutral")
    loaded_same(tmp_path, [asks("p1", 0, text="@acme worst service ever, broken again")])

    found = row(tmp_path, SEEN)
    assert ("neutral", "negative") == (found["polarity"], found["scored_polarity"])


def test_counts_of_a_labelled_post_may_change(tmp_path):
    """A new state of the same words is no new reading: the scorer's is still known."""
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)])
    say(tmp_path, polarity="negative", topic="delivery")
    load_posts(tmp_path, [])
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD, like_count=7)])
    loaded_same(tmp_path, [answers("a", 9, "p1")])

    found = row(tmp_path, SEEN)
    assert ("negative", "positive") == (found["polarity"], found["scored_polarity"])


def test_a_label_is_about_one_brand(tmp_path):
    config = parse_config({"brands": {"acme": {}, "bolt": {}}})
    post = asks("p1", 0, text="acme is great, I love it; bolt too")
    loaded_same(tmp_path, [post], config=config)
    say(tmp_path, brand="bolt", polarity="negative")
    load_posts(tmp_path, [], config=config)
    loaded_same(tmp_path, [asks("p2", 5, parent_id="p1", text="acme")], config=config)

    found = rows(tmp_path, "select brand, polarity from mentions where post_id = 'x:p1'")
    assert {"acme": "positive", "bolt": "negative"} == {r["brand"]: r["polarity"] for r in found}


def test_the_forgotten_are_forgotten_as_speakers_too(tmp_path):
    """What they said stays and counts, under another name, here and in the ledger."""
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD)], config=ACME)
    say(tmp_path, who="@Kim", polarity="negative")
    load_posts(tmp_path, [])
    with work(tmp_path) as con:
        erase(con, posts=(), authors=["kim"], now=NOW, data=tmp_path)

    assert row(tmp_path, SEEN)["labelled_by"].startswith("erased-")
    assert {True} == {one.who.startswith("erased-") for one in everything(tmp_path)}


HELD = "select post_id, brand from posts where post_id like 'x:%' order by all"


def brands_of(data):
    found = {}
    for one in rows(data, HELD):
        found.setdefault(one["post_id"].removeprefix("x:"), []).append(one["brand"])
    return found


def test_what_is_not_about_the_brand_leaves_it_with_what_hangs_on_it(tmp_path):
    """Its copies and its thread go, other brands and those that name ours by themselves stay."""
    bolts = "the acme of my career was the screw factory, we made ten thousand bolts a day there"
    posts = [
        asks("p1", 0, text=bolts),
        asks("copy", 3, author="b", text=bolts),
        asks("below", 4, author="c", text="how nice", parent_id="p1"),
        asks("named", 5, author="d", text="@acme and my parcel?", parent_id="p1"),
        asks("other", 6, author="e", text="@acme my parcel from Monday is late again"),
    ]
    loaded_same(tmp_path, posts)
    before, all_of = tables(tmp_path), brands_of(tmp_path)
    batch = say(tmp_path, about="no")
    load_posts(tmp_path, [])

    gone = {name: [None] for name in ("p1", "copy", "below")}
    assert all_of | gone == brands_of(tmp_path)
    assert {"other", "named"} == {
        name for name, brands in brands_of(tmp_path).items() if brands == ["acme"]
    }
    load_posts(tmp_path, [])
    assert all_of | gone == brands_of(tmp_path)
    undo(tmp_path, batch, who="mia", now=NOW)
    load_posts(tmp_path, [])

    assert before == tables(tmp_path)


def test_of_two_brands_only_the_one_that_it_is_not_about_goes(tmp_path):
    config = parse_config({"brands": {name: {"handles": [name]} for name in ("acme", "zorv")}})
    loaded_same(tmp_path, [asks("p1", 0, text="@acme @zorv both late")], config=config)
    batch = say(tmp_path, about="no")
    load_posts(tmp_path, [], config=config)

    assert {"p1": ["zorv"]} == brands_of(tmp_path)
    undo(tmp_path, batch, who="mia", now=NOW)
    load_posts(tmp_path, [], config=config)
    assert {"p1": ["acme", "zorv"]} == brands_of(tmp_path)


def test_a_post_of_the_brand_itself_stays_its_own(tmp_path):
    loaded_same(tmp_path, [asks("p1", 0, text=GLAD), answers("a", 9, "p1")])
    say(tmp_path, post="x:a", about="no")
    load_posts(tmp_path, [])

    assert ["acme"] == brands_of(tmp_path)["a"]


def test_a_person_who_says_so_of_a_copy_keeps_it(tmp_path):
    text = "the acme of my career was the screw factory, we made ten thousand bolts a day there"
    loaded_same(tmp_path, [asks(f"p{n}", n, author=f"a{n}", text=text) for n in (1, 2)])
    say(tmp_path, about="no")
    say(tmp_path, post="x:p2", after=-5, about="yes")
    load_posts(tmp_path, [])

    assert {"p1": [None], "p2": ["acme"]} == brands_of(tmp_path)
