"""Who asks to be forgotten is forgotten, and does not come back."""

from datetime import UTC, datetime

import pytest

from ingest.config_file import parse_config
from ingest.loading.erase import erase, erase_for_good
from ingest.mention import Reject
from sql.derive.rebuild import rebuild
from sql.feedback import Action, everything, record
from sql.warehouse import versions, writer
from tests.build import answers, asks, load_all, load_posts, rows, work
from tests.commands.door import earshot

NOW = datetime(2026, 11, 2, tzinfo=UTC)
THREAD = [
    asks(
        "q",
        0,
        author="Pat",
        author_handle="pat",
        author_name="Pat Doe",
        author_followers=9,
        title="It is me",
        url="https://x.example/pat/q",
    ),
    asks("r", 1, author="Pat", parent_id="q", text="@acme hello? It is me, Pat"),
    answers("a", 5, "q"),
    asks("w", 0, author="kim"),
]


def test_words_and_names_go_and_counts_stay(tmp_path):
    refused = Reject(
        source="x", format="posts", reason="bad", payload={"author_handle": "pat"}, place="f:2"
    )
    load_posts(tmp_path, [*THREAD, refused])
    before = rows(tmp_path, "select brand, mention_count from sentiment_by_day")
    with work(tmp_path) as con:
        assert 2 == erase(con, posts=(), authors=["@PAT"], now=NOW)

    found = rows(
        tmp_path,
        "select text, title, url, author_name, author_followers, "
        "author_id like 'erased-%' as is_nobody, removed_at is not null as is_removed "
        "from mentions "
        "where post_id in ('x:q', 'x:r')",
    )
    gone = {
        "text": "",
        "title": None,
        "url": None,
        "author_name": None,
        "author_followers": None,
        "is_nobody": True,
        "is_removed": True,
    }
    assert [gone, gone] == found
    assert before == rows(tmp_path, "select brand, mention_count from sentiment_by_day")
    assert [] == rows(tmp_path, "select * exclude (payload) from rejected")
    assert 1 == rows(tmp_path, "select count(*) as n from mentions where author_id = 'kim'")[0]["n"]


def test_the_erased_do_not_come_back_with_the_next_file(tmp_path):
    load_posts(tmp_path, THREAD)
    with work(tmp_path) as con:
        erase(con, posts=["x:w"], authors=["pat"], now=NOW)

    load_posts(tmp_path, [*THREAD, asks("new", 9, author="pat")])

    texts = {r["post_id"]: r["text"] for r in rows(tmp_path, "select post_id, text from mentions")}
    assert {"x:q": "", "x:r": "", "x:w": ""} == {k: v for k, v in texts.items() if k != "x:a"}


WITH_PATTERN = parse_config(
    {
        "brands": {
            "acme": {
                "handles": ["acme"],
                "own_accounts": ["acme"],
                "automated_patterns": ["^Thanks for your message"],
            }
        }
    }
)
SPELT = ["Ann", "ann", " ANN ", "@ann", "＠Ａｎｎ", "ann@forum.example"]


@pytest.mark.parametrize("asked", ["ann", "@Ann", "ａｎｎ"])
def test_a_handle_is_reached_however_it_is_spelt(tmp_path, asked):
    """In posts and in refused payloads: sign, case, blanks, width and host make no difference."""
    posts = [asks(f"p{n}", n, author=f"id{n}", author_handle=it) for n, it in enumerate(SPELT)]
    refused = [refuse({"author_handle": it, "text": "x"}) for it in SPELT]
    load_posts(tmp_path, [*posts, asks("other", 9, author_handle="annabel"), *refused])
    with work(tmp_path) as con:
        assert len(SPELT) == erase(con, posts=(), authors=[asked], now=NOW)

    assert [{"post_id": "x:other"}] == rows(tmp_path, "select post_id from posts where text <> ''")
    assert [] == rows(tmp_path, "select reject_id from rejects")


def test_a_folded_handle_is_reached(tmp_path):
    """What differs by more than capitals in Unicode is one name all the same."""
    load_posts(tmp_path, [asks("p", 0, author_handle="Weiß"), refuse({"user": "WEISS"})])
    with work(tmp_path) as con:
        assert 1 == erase(con, posts=(), authors=["weiss"], now=NOW)

    assert [] == rows(tmp_path, "select reject_id from rejects")


def test_a_host_tells_people_of_one_name_apart(tmp_path):
    """A handle without host belongs to the host of its page."""
    here, there = "https://here.example/@ann/1", "https://there.example/@ann/1"
    posts = [
        asks("a", 0, author="1", author_handle="ann@here.example"),
        asks("b", 1, author="2", author_handle="ann", url=here),
        asks("c", 2, author="3", author_handle="ann", url=there),
        asks("d", 3, author="4", author_handle="ann@there.example"),
    ]
    load_posts(tmp_path, posts)
    with work(tmp_path) as con:
        assert 2 == erase(con, posts=(), authors=["ann@here.example"], now=NOW)
    load_posts(tmp_path, [asks("e", 4, author="2", author_handle="Ann", url=here)])

    held = rows(tmp_path, "select post_id from posts where text <> '' order by post_id")
    assert ["x:c", "x:d"] == [one["post_id"] for one in held]


LINES = "select payload ->> 'line' as line from rejects"


def test_raw_lines_of_the_erased_go_and_do_not_come_back(tmp_path):
    """A line that could not be split is reached by the name in it, as a word of its own."""
    columns = ["post_id", "author_handle", "text"]
    lines = ['1,"@Ann,late', '2,"annabel,late', '{"author": "\\u0041nn", ', '3,"x,@ann@far.example']
    refused = [refuse({"line": it, "columns": columns, "delimiter": ","}) for it in lines]
    load_posts(tmp_path, refused)
    with work(tmp_path) as con:
        erase(con, posts=(), authors=["ann"], now=NOW)
    left = rows(tmp_path, LINES)
    load_posts(tmp_path, refused)

    assert [{"line": '2,"annabel,late'}] == left == rows(tmp_path, LINES)


def test_a_refused_payload_of_an_erased_post_goes(tmp_path):
    """By its own id; a reply to it says nothing of it."""
    refused = [
        refuse({"post_id": "q", "rating": "nine"}),
        refuse({"post_id": "z", "parent_id": "q"}),
    ]
    load_posts(tmp_path, [*THREAD, *refused])
    with work(tmp_path) as con:
        erase(con, posts=["x:q"], authors=(), now=NOW)
    load_posts(tmp_path, refused)

    held = rows(tmp_path, "select payload ->> 'post_id' as post_id from rejects")
    assert [{"post_id": "z"}] == held


def test_deriving_anew_changes_nothing_after_an_erasure(tmp_path):
    """Also where the brand's own account and its machine are erased: their replies stay replies."""
    quick = [asks(f"m{n}", 0, author=f"u{n}") for n in range(3)]
    machine = [answers(f"n{n}", 1 / 60, f"m{n}", text="We got it!") for n in range(3)]
    known = answers("k", 30, "w", text="Thanks for your message, we read it.")
    load_posts(tmp_path, [*THREAD, *quick, *machine, known], config=WITH_PATTERN)
    with work(tmp_path) as con:
        erase(con, posts=(), authors=["pat", "acme"], now=NOW)
    before = [rows(tmp_path, one) for one in (OUTCOME, TURNS)]
    with work(tmp_path) as con:
        rebuild(con)

    assert before == [rows(tmp_path, one) for one in (OUTCOME, TURNS)]
    assert [4] == [
        it["n"] for it in rows(tmp_path, "select count(*) n from posts where is_automated")
    ]


OUTCOME = (
    "select post_id, brand, direction, is_automated, needs_reply, reply_reason, is_complaint, "
    "polarity, topics::varchar, author_id from posts order by post_id, brand"
)
TURNS = (
    "select * exclude (conversation_key) replace (topics::varchar as topics) from turn_facts "
    "order by brand, turn_id"
)


def test_what_was_read_before_stays(tmp_path):
    """Another scorer reads what is there; an emptied post keeps the figures that it had."""
    load_posts(tmp_path, THREAD)
    before = rows(tmp_path, "select sentiment from posts where post_id = 'x:q'")
    with work(tmp_path) as con:
        erase(con, posts=["x:q"], authors=(), now=NOW)
        con.execute("update warehouse_state set scorer = null")
    load_posts(tmp_path, [asks("later", 99)])

    assert before == rows(tmp_path, "select sentiment from posts where post_id = 'x:q'")


def test_no_file_in_the_folder_holds_the_words_any_more(tmp_path):
    """Not what is published, nor what people said in the words of the post."""
    secret, who = "quite unheard of zanzibarian", "Hephaistion"
    posts = [asks("q", 0, text=f"@acme {secret}", author_handle=who), asks("r", 1, author="kim")]
    load_all(tmp_path, posts, opened=writer)
    said = Action(
        kind="note", subject="x:q", brand="acme", field="note", value=secret, who=who, said_at=NOW
    )
    record(tmp_path, [said])
    load_all(tmp_path, [asks("s", 2, author="lee")], opened=writer)
    assert all(found(tmp_path, word) for word in (secret, who))
    assert 1 == erase_for_good(tmp_path, posts=(), authors=[who]).post_count

    assert [] == [*found(tmp_path, secret), *found(tmp_path, who)]
    assert 1 == len(versions(tmp_path))
    assert 3 == rows(tmp_path, "select count(*) as n from posts")[0]["n"]


NOTES = (
    "Pat Doe called, and @PAT@x.example wrote",
    "Called @pat.",
    "A pat on the back",
    "The patch is out, @patricia was told",
)


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, {"Pat Doe called, and @(erased) wrote", "A pat on the back"}),
        ({"empties_notes": True}, set()),
    ],
)
def test_notes_lose_the_handle_and_those_with_a_bare_name_are_told(tmp_path, more, kept):
    """A bare name may be a word, so such a note is emptied where somebody says so alone."""
    load_all(tmp_path, THREAD, opened=writer)
    told = {"kind": "note", "subject": "2026-03-01", "brand": "acme", "field": "day", "who": "mia"}
    record(tmp_path, [Action(value=one, said_at=NOW, **told) for one in NOTES])
    done = erase_for_good(tmp_path, posts=(), authors=["@Pat"], **more)

    assert {NOTES[0], NOTES[2]} == {one.value for one in done.notes}
    stand = kept | {"Called @(erased).", NOTES[3]}
    assert stand == {one["note"] for one in rows(tmp_path, "select note from notes")}
    assert stand == {one.value for one in everything(tmp_path) if one.value}


def found(data, word):
    """Files that hold a word, as it stands or with small letters."""
    words = (word.encode(), word.lower().encode())
    return [it for it in data.iterdir() if any(w in it.read_bytes() for w in words)]


def refuse(payload):
    return Reject(source="x", format="posts", reason="bad", payload=payload, place="f:2")


def test_a_backup_does_not_bring_back_what_was_erased_since(tmp_path):
    """Neither the person nor the post, nor what was refused of them."""
    data, saved = tmp_path / "data", tmp_path / "saved.duckdb"
    posts = [*THREAD, asks("z", 9, author="lee", author_handle="lee"), refuse({"user": "PAT"})]
    load_all(data, posts, opened=writer)
    earshot("backup", saved, "--data", data, cwd=tmp_path)
    erase_for_good(data, posts=["x:w"], authors=["@Pat"])
    done = earshot("restore", saved, "--data", data, cwd=tmp_path)

    assert "3 posts erased again" in done.stdout
    held = rows(data, "select post_id from posts where text <> '' order by post_id")
    assert ["x:a", "x:z"] == [it["post_id"] for it in held]
    assert [] == rows(data, "select reject_id from rejects")
    assert [] == found(data, "Pat Doe")
