"""Replies written for everybody: what is counted, and that the story's call centre stands out."""

import random
import re
from datetime import UTC, datetime

import pytest

from sql.derive.conversations import rebuild
from tests.build import answers, asks, publish_all, rows, work
from tests.places import ROOT

DAY = 24 * 60
STOCK = "we are sorry for any inconvenience caused and passed it on to the team"
VERDICTS = "select post_id, verdict, twin_count from reply_audit('acme', null, null)"


def case(n, at, text, *, name="Pat Doe", asked="@acme my order is late", by="KM"):
    """A complaint, and what the brand wrote two minutes later."""
    return [
        asks(f"q{n}", at, author=f"c{n}", author_name=name, text=asked),
        answers(f"a{n}", at + 2, f"q{n}", text=f"@c{n} {text} ^{by}"),
    ]


def verdicts(data):
    found = rows(data, VERDICTS)
    return {row["post_id"].removeprefix("x:a"): row["verdict"] for row in found}


def counts(data):
    found = rows(data, VERDICTS)
    return {row["post_id"].removeprefix("x:a"): row["twin_count"] for row in found}


@pytest.fixture
def audited(tmp_path):
    """The same words to five people, each with another name, figure, link or hand."""
    posts = [
        *case(1, 0, f"Hi Pat, {STOCK}."),
        *case(2, 10, f"Hello Ana, {STOCK}!", name="Ana Ruiz", by="QV"),
        *case(3, 20, f"{STOCK} 4711 https://acme.example/help"),
        # Filled: it says when.
        *case(4, 30, f"Hi Pat, {STOCK}, you hear from us by 14:30."),
        *case(5, 40, f"Hi Pat, {STOCK}, you hear from us by 15:45."),
        *case(6, 50, f"Hi Pat, {STOCK}, you hear from us by 09:15."),
        # Generic but for a word of what was asked.
        *case(7, 60, f"Hi Pat, {STOCK}.", asked="@acme the inconvenience caused by your lift"),
        *case(8, 70, "Thank you!"),
        *case(9, 80, "The lift in Bristol is repaired, the ramp is at door four."),
        # A month later nobody remembers the wording.
        *case(10, 31 * DAY, f"Hi Pat, {STOCK}."),
    ]
    publish_all(tmp_path, posts, until=32 * DAY)
    return tmp_path


def test_two_twins_of_the_month_before_make_a_template(audited):
    assert {
        "1": "own",
        "2": "own",
        "3": "generic",
        "4": "own",
        "5": "own",
        "6": "filled",
        "7": "filled",
        "8": "short",
        "9": "own",
        "10": "own",
    } == verdicts(audited)


def test_shares_are_of_what_is_judged(audited):
    """The week of the first nine: eight of them are long enough to be judged."""
    asked = "select * from generic_replies('acme', null, null, 'all')"
    (found,) = rows(audited, asked)

    assert (10, 9, 1, 2, 1) == tuple(
        found[f"{name}_count"] for name in ("reply", "judged", "generic", "filled", "short")
    )
    assert pytest.approx(1 / 9) == found["generic_share"]
    assert 120 == found["median_wait_seconds"]


def test_the_order_of_arrival_changes_nothing(audited, tmp_path):
    """Nor does a rebuild: shuffled into loads of three, newest words before oldest."""
    posts = rows(audited, "select post_id from posts")
    assert 20 == len(posts)
    records = [
        *case(1, 0, f"Hi Pat, {STOCK}."),
        *case(2, 10, f"Hello Ana, {STOCK}!", name="Ana Ruiz", by="QV"),
        *case(3, 20, f"{STOCK} 4711 https://acme.example/help"),
        *case(7, 60, f"Hi Pat, {STOCK}.", asked="@acme the inconvenience caused by your lift"),
        *case(8, 70, "Thank you!"),
    ]
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    publish_all(whole, records, until=100)
    random.Random(7).shuffle(records)
    for n in range(0, len(records), 3):
        publish_all(parts, records[n : n + 3], until=100)
    kept = "select * exclude (run_id) from (select 1 as run_id, * from reply_texts) order by all"
    before = rows(whole, kept)

    assert before == rows(parts, kept)
    with work(whole) as con:
        rebuild(con)
    assert before == rows(whole, kept)


def test_a_warehouse_that_kept_no_replies_learns_them_with_the_next_run(audited):
    before = verdicts(audited)
    with work(audited) as con:
        con.execute("delete from reply_texts")
    publish_all(audited, [asks("later", 32 * DAY, author="new")], until=33 * DAY)

    assert before == verdicts(audited)


@pytest.mark.parametrize(
    "text", ["", "   ", "^KM", "@c1", "<script>alert(1)</script>", "\u202e\u200b", "()" * 500]
)
def test_hostile_and_empty_replies_are_judged_by_nobody(tmp_path, text):
    """They are counted as short, whatever signs they hold."""
    posts = [*case(1, 0, text), *case(2, 5, text), *case(3, 9, text)]
    publish_all(tmp_path, posts, until=20)

    assert {"short"} == set(verdicts(tmp_path).values())


def test_a_brand_that_never_answers_and_one_whose_machine_does(tmp_path):
    """No reply by a person, so no row and no share."""
    publish_all(tmp_path / "never", [asks("q", 0)], until=10)
    machine = [
        post
        for n in range(4)
        for post in (
            asks(f"q{n}", n, author=f"c{n}"),
            answers(f"a{n}", n, f"q{n}", text="We have received your message, thank you."),
        )
    ]
    publish_all(tmp_path / "machine", machine, until=10)

    for name in ("never", "machine"):
        asked = "select * from generic_replies('acme', null, null, 'week')"
        assert [] == rows(tmp_path / name, asked)


def generators():
    """The generic lines of the story's phrases, as patterns."""
    text = (ROOT / "sample_data/phrases/replies.txt").read_text(encoding="utf-8")
    lines = re.search(r"^## generic\n(.+?)\n\n", text, re.MULTILINE | re.DOTALL)[1].splitlines()
    return [re.escape(line).replace(re.escape("{first}"), r"\S+") for line in lines]


def test_the_storys_call_centre_stands_out(sample_reader):
    """Its window is generic for more than four of five replies, no other week for three of ten."""
    weeks = sample_reader.query(
        "select cast(group_value as date) as week, generic_share, median_wait_seconds "
        "from generic_replies('tavornay', null, null, 'week') order by week"
    )
    window = sample_reader.query(
        "select generic_share from generic_replies('tavornay', $since, $until, 'all')",
        {
            "since": datetime(2026, 8, 24, 7, tzinfo=UTC),
            "until": datetime(2026, 9, 3, 19, tzinfo=UTC),
        },
    )
    others = weeks[~weeks["week"].astype(str).isin(["2026-08-24", "2026-08-31"])]

    assert window["generic_share"].iloc[0] >= 0.8
    assert others["generic_share"].max() < 0.3


def test_the_storys_own_generic_lines_are_found(sample_reader):
    """As many as its author wrote, from their third use on."""
    written = sample_reader.query(
        "select audit.verdict, posts.text "
        "from reply_audit('tavornay', timestamptz '2026-08-24 07:00Z', null) as audit "
        "inner join posts on audit.post_id = posts.post_id"
    )
    pattern = re.compile("|".join(generators()))
    stock = written[[bool(pattern.search(text)) for text in written["text"]]]

    assert len(stock) > 300
    assert (stock["verdict"] == "generic").mean() >= 0.95
