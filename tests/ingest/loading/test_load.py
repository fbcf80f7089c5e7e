"""What loading makes of posts: brands, directions, reasons; what new settings change."""

from dataclasses import replace

import pytest

from ingest.config_file import parse_config
from ingest.loading import load as loading
from ingest.mention import Engagement, Reject
from sql.rows import scalar
from tests.build import ACME, answers, asks, load_heard, load_posts, minutes, row, rows, work

BRANDS = parse_config(
    {
        "brands": {
            "acme": {
                "names": ["Acme"],
                "nicknames": ["Crapme"],
                "handles": ["acme"],
                "own_accounts": ["acme"],
                "exclude": ["acme of perfection"],
            },
            "bolt": {"names": ["Bolt"], "own_accounts": ["bolt"], "role": "competitor"},
        }
    }
)


NAMED = [
    ("I love ACME", ["acme"]),
    ("#acme again", ["acme"]),
    ("Crapme strikes", ["acme"]),
    ("acmeist art", []),
    ("the acme of perfection", []),
    ("the acme of perfection, unlike Acme", ["acme"]),
    ("@acme vs Bolt", ["acme", "bolt"]),
    ("mail me@acme.example", []),
]


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """Post → brands, of the texts of NAMED."""
    data = tmp_path_factory.mktemp("named")
    posts = [asks(f"{n}", 0, text=text, author=f"a{n}") for n, (text, _) in enumerate(NAMED)]
    load_posts(data, posts, config=BRANDS)
    found = dict.fromkeys((f"x:{n}" for n in range(len(NAMED))), ())
    for one in rows(data, "select post_id, brand from mentions order by brand"):
        found[one["post_id"]] += (one["brand"],)
    return found


@pytest.mark.parametrize("number", range(len(NAMED)), ids=lambda number: NAMED[number][0])
def test_brands_are_found_as_whole_words(named, number):
    assert NAMED[number][1] == [*named[f"x:{number}"]]


def test_a_reply_without_a_name_belongs_to_the_brand_of_its_thread(tmp_path):
    load_posts(
        tmp_path,
        [asks("q", 0), answers("a", 1, "q"), asks("r", 2, text="still nothing", parent_id="a")],
    )

    found = rows(tmp_path, "select post_id, direction, reply_reason from mentions order by post_id")

    assert [
        {"post_id": "x:a", "direction": "outbound", "reply_reason": None},
        {"post_id": "x:q", "direction": "inbound", "reply_reason": "named"},
        {"post_id": "x:r", "direction": "inbound", "reply_reason": "reply"},
    ] == found


def test_a_run_that_touches_no_conversation_still_knows_a_new_brand(tmp_path):
    """What is held comes again, and a brand is added: whether each was heard is known of both."""
    acme = {"handles": ["acme"], "own_accounts": ["acme"]}
    for brands in ({"acme": acme}, {"acme": acme, "bolt": {}}):
        config = parse_config({"brands": brands})
        loaded = load_posts(tmp_path, [asks("q", 0), answers("a", 1, "q")], config=config)
    found = rows(tmp_path, "select brand, has_own_posts from brand_voices order by brand")

    assert (0, 0, 2) == (loaded.post_count, loaded.changed_count, loaded.same_count)
    assert [("acme", True), ("bolt", False)] == [tuple(one.values()) for one in found]


REASONS = [
    ({"text": "acme was here"}, None),
    ({"text": "@acme hello"}, "named"),
    ({"text": "acme is fine", "kind": "review"}, "review"),
    ({"text": "acme is fine", "is_addressed": True}, "page"),
    ({"text": "does acme ship to Spain?"}, "question"),
    ({"text": "acme lost my parcel, terrible service, I want a refund"}, "complaint"),
    ({"text": "RT @acme my order is late", "kind": "repost"}, None),
]


@pytest.fixture(scope="module")
def reasons(tmp_path_factory):
    """Post → why it needs a reply, of the posts of REASONS."""
    data = tmp_path_factory.mktemp("reasons")
    posts = [asks(f"{n}", 0, author=f"a{n}", **more) for n, (more, _) in enumerate(REASONS)]
    load_posts(data, posts, config=BRANDS)
    found = rows(data, "select post_id, reply_reason from mentions where brand = 'acme'")
    return {one["post_id"]: one["reply_reason"] for one in found}


@pytest.mark.parametrize("number", range(len(REASONS)))
def test_why_a_post_needs_a_reply(reasons, number):
    assert REASONS[number][1] == reasons[f"x:{number}"]


def test_a_bad_rating_is_a_complaint_whatever_the_words(tmp_path):
    load_posts(tmp_path, [asks("q", 0, text="acme: nice colours", rating=2, kind="review")])

    found = row(tmp_path, "select is_complaint, complaint_reason from mentions")

    assert {"is_complaint": True, "complaint_reason": "rating"} == found


@pytest.mark.parametrize(("kind", "reason"), [("review", "address"), ("post", None)])
def test_a_negative_review_is_a_complaint_since_it_speaks_to_the_brand(tmp_path, kind, reason):
    """Without a word of complaint a negative post that is not addressed is none."""
    load_posts(tmp_path, [asks("q", 0, text="sadly acme is ugly and boring", kind=kind)])

    found = row(tmp_path, "select polarity, complaint_reason from mentions")

    assert {"polarity": "negative", "complaint_reason": reason} == found


def test_the_brands_name_is_no_praise(tmp_path):
    """A brand called after a good word is scored as any other: its name is masked first."""
    found = []
    for name in ("Great Love", "Tavornay"):
        config = parse_config({"brands": {"b": {"name": name, "handles": ["united"]}}})
        data = tmp_path / name
        load_posts(data, [asks("q", 0, text=f"@united {name} at gate nine")], config=config)
        found.append(row(data, "select sentiment, polarity from mentions"))

    assert found[0] == found[1]
    assert "positive" != found[0]["polarity"]


def test_another_language_is_unscored_and_not_neutral(tmp_path):
    text = "@acme meine Bestellung ist seit drei Wochen verschwunden, das ist wirklich schlimm"
    load_posts(tmp_path, [asks("q", 0, text=text)])

    assert {"lang": "de", "sentiment": None, "polarity": None} == row(
        tmp_path, "select lang, sentiment, polarity from mentions"
    )


@pytest.mark.parametrize("again", [[], [{}], [{"share_count": 5}]], ids=["no", "same", "grown"])
def test_a_new_brand_is_found_in_posts_that_are_held_already(tmp_path, again):
    """Whether or not the run that brings the configuration brings the post once more."""
    text = "Bolt is slow, says @acme"
    load_posts(tmp_path, [asks("q", 0, text=text)])
    before = rows(tmp_path, "select brand from mentions")
    load_posts(tmp_path, [asks("q", 0, text=text, **more) for more in again], config=BRANDS)

    assert ["acme"] == [r["brand"] for r in before]
    assert ["acme", "bolt"] == [
        r["brand"] for r in rows(tmp_path, "select brand from mentions order by brand")
    ]


def test_new_hours_restate_the_waits_that_are_held(tmp_path):
    """START is a Monday 09:00 UTC: with hours from ten, only half of the hour counts."""
    load_posts(tmp_path, [asks("q", 30), answers("a", 90, "q")])
    entry = ACME.brands["acme"].model_dump(exclude={"key", "hours"})
    hours = parse_config({"brands": {"acme": {**entry, "hours": {"mon": "10:00-12:00"}}}})
    load_posts(tmp_path, [], config=hours)

    assert {"wait_seconds": 3600.0, "business_wait_seconds": 1800.0} == row(
        tmp_path, "select wait_seconds, business_wait_seconds from turns"
    )


def test_an_older_observation_does_not_replace_a_newer_one(tmp_path):
    load_posts(tmp_path, [asks("q", 0, text="@acme new words", observed_at=minutes(60))])
    load_posts(tmp_path, [asks("q", 0, text="@acme old words", observed_at=minutes(30))])

    assert "@acme new words" == row(tmp_path, "select text from mentions")["text"]


@pytest.mark.parametrize("order", [(0, 30, 60), (60, 30, 0)], ids=["in order", "backwards"])
@pytest.mark.parametrize("is_one_batch", [True, False])
def test_a_change_never_moves_a_post_that_is_dated_by_it(tmp_path, order, is_one_batch):
    """Its first time stays, and its last one is its edit, in whatever order they are seen."""
    seen = [
        asks("q", at, text=f"@acme {at}", is_dated_by_change=True, observed_at=minutes(at + 1))
        for at in order
    ]
    for batch in [seen] if is_one_batch else [[one] for one in [*seen, seen[0]]]:
        load_posts(tmp_path, batch)

    assert {"created_at": minutes(0), "edited_at": minutes(60), "text": "@acme 60"} == row(
        tmp_path, "select created_at, edited_at, text from posts"
    )


def test_a_post_that_never_changed_has_no_edit(tmp_path):
    for observed in (1, 2):
        post = asks("q", 0, is_dated_by_change=True, observed_at=minutes(observed))
        load_posts(tmp_path, [post])

    assert 1 == row(tmp_path, "select count(*) as n from posts where edited_at is null")["n"]


def test_a_poll_updates_the_post_whichever_came_first(tmp_path):
    poll = Engagement(source="x", post_id="q", observed_at=minutes(60), share_count=9)
    load_posts(tmp_path, [poll])
    load_posts(tmp_path, [asks("q", 0, share_count=1, observed_at=minutes(1))])

    assert 9 == row(tmp_path, "select share_count from mentions")["share_count"]
    assert 2 == row(tmp_path, "select count(*) as n from engagement")["n"]


def test_a_row_that_loads_after_all_is_no_longer_rejected(tmp_path):
    refused = Reject(
        source="x", format="posts", reason="bad", payload={"post_id": "q"}, place="f.csv:2"
    )
    load_posts(tmp_path, [refused, refused])
    held = rows(tmp_path, "select reject_id from rejected")
    load_posts(tmp_path, [asks("q", 0)])

    assert 1 == len(held)
    assert [] == rows(tmp_path, "select reject_id from rejected")


def test_posts_without_author_are_turns_of_their_own(tmp_path):
    load_heard(tmp_path, [asks("q", 0, author=None), asks("r", 1, author=None, parent_id="q")])

    assert 2 == row(tmp_path, "select count(*) as n from turns")["n"]


def test_a_reply_to_itself_is_no_reply(tmp_path):
    load_posts(tmp_path, [asks("q", 0, parent_id="q")])

    assert {"parent_id": None, "conversation_id": "x:q"} == row(
        tmp_path, "select parent_id, conversation_id from mentions"
    )


def test_half_a_character_does_not_cost_the_rest(tmp_path):
    load_posts(tmp_path, [asks("q", 0, text="@acme cut \ud83d"), asks("r", 1)])

    assert ["@acme cut \ufffd", "@acme my order is late"] == [
        r["text"] for r in rows(tmp_path, "select text from mentions order by post_id")
    ]


def acme_named(*names):
    return parse_config({"brands": {"acme": {"names": list(names), "own_accounts": ["acme"]}}})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Coca-Cola", "coca cola is flat"),
        ("McDonald’s", "MCDONALDS again"),
        ("İş Bankası", "İŞ BANKASI kötü"),
        ("Weiß", "weiss again"),
        ("Nestlé", "NESTLE\u0301 again"),
        ("小米", "我买了小米手机"),
        ("المراعي", "للمراعي"),
    ],
)
def test_a_name_that_is_added_is_found_in_what_is_held(tmp_path, name, text):
    """Spelt as people spell it, as if it had been there from the beginning."""
    load_posts(tmp_path, [asks("q", 0, text=text)], config=acme_named("Zzyzx"))
    load_posts(tmp_path, [], config=acme_named("Zzyzx", name))

    assert [{"brand": "acme"}] == rows(tmp_path, "select brand from mentions")


HANDLE_ONLY = {"author": None, "author_handle": "Kim"}


@pytest.mark.parametrize("is_first", [True, False])
def test_an_id_of_the_source_wins_over_one_made_of_the_handle(tmp_path, is_first):
    """Whichever of the two is delivered last."""
    seen = [asks("q", 0, **HANDLE_ONLY), asks("q", 0, author="u7", author_handle="Kim")]
    for one in seen if is_first else reversed(seen):
        load_posts(tmp_path, [one])

    assert {"author_id": "u7"} == row(tmp_path, "select author_id from mentions")


def test_people_without_an_id_are_counted_by_handle(tmp_path):
    """A turn is one person's, "[deleted]" is nobody."""
    posts = [
        asks("a", 0, **HANDLE_ONLY),
        asks("b", 1, parent_id="a", **HANDLE_ONLY | {"author_handle": "KIM"}),
        asks("c", 2, **HANDLE_ONLY | {"author_handle": "[deleted]"}),
        asks("d", 3, **HANDLE_ONLY | {"author_handle": "[deleted]"}),
    ]
    load_heard(tmp_path, posts)

    found = rows(tmp_path, "select author_id, post_count from turns order by started_at")
    assert [("@kim", 2), (None, 1), (None, 1)] == [tuple(one.values()) for one in found]


def test_an_account_that_a_source_called_the_brands_own_stays_so(tmp_path):
    """Until the brand's entry changes; else every run would derive all of the brand again."""
    held = "select account from own_accounts order by account"
    brand = {"name": "Acme", "own_accounts": ["acme"]}
    config = parse_config({"brands": {"acme": brand}})
    answer = replace(
        answers("a", 1, "q"), author_id=None, author_handle="Care@x.example", brand="acme"
    )
    load_posts(tmp_path, [asks("q", 0), replace(answer, is_outbound=True)], config=config)
    load_posts(tmp_path, [asks("r", 2)], config=config)
    learned = [one["account"] for one in rows(tmp_path, held)]
    more = parse_config({"brands": {"acme": brand | {"names": ["Acme Inc"]}}})
    load_posts(tmp_path, [asks("s", 3)], config=more)

    assert ["acme", "care@x.example"] == learned
    assert ["acme"] == [one["account"] for one in rows(tmp_path, held)]
    assert (
        "outbound"
        == row(tmp_path, "select direction from posts where post_id = 'x:a'")["direction"]
    )


@pytest.mark.parametrize(("many", "threads"), [(4, 1), (3, 2)])
def test_a_second_thread_is_for_many_posts(tmp_path, monkeypatch, many, threads):
    """Of three posts, and of the three quarters of an hour that they touch."""
    monkeypatch.setattr(loading, "THREADS", 2)
    monkeypatch.setattr(loading, "MANY", many)
    posts = [asks("a", 0), asks("b", 20), asks("c", 40)]
    with work(tmp_path) as con:
        loading.load(con, posts, config=ACME, run_id="r", now=minutes(60))
        assert threads == scalar(con, "select current_setting('threads')")
        loading.finish(con)
        assert threads == scalar(con, "select current_setting('threads')")
