"""Promises in public replies: which sentence is one, until when, and what became of it."""

import csv
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from ingest.config_file import parse_config
from sql import schema
from tests.build import answers, asks, load_heard, rows
from tests.places import PUBLIC

LABELLED = Path(__file__).with_name("promises_labelled.tsv")
SPOKEN = Path(__file__).with_name("promises_spoken.tsv")
TWCS = PUBLIC / "twcs_dev.csv"
# Replies of the public set that promise something, by tweet; read by hand among all that say will,
# 'll, going to, expect, call you, a time, a day or an hour.
PROMISED = {
    "call": (1575,),
    "reply": (256, 626, 1427, 1804, 1926, 1977, 1988, 2314, 4603, 5532, 5665, 6481, 6597),
    "update": (967,),
    "service": (1374, 1990, 3957, 5458, 7583, 7602),
}
READ = """
with

said as (

    select
        id as post_id,
        text,
        false as is_english,
        timestamptz '2026-05-06 14:30Z' as made_at,
        'UTC' as time_zone
    from replies

),

timed as (select * from promised_sentences('said'))

"""
FOUND = (
    READ + "select post_id, arg_min(kind, (due_at is null, due_at)) from timed "
    "where kind in ('call', 'reply', 'update') or due_at is not null group by post_id"
)
BERLIN = parse_config(
    {
        "brands": {
            "acme": {"handles": ["acme"], "own_accounts": ["acme"], "time_zone": "Europe/Berlin"}
        }
    }
)
DAY = 24 * 60
STILL = "@acme nobody called, I am still waiting"
# Reply after ten minutes, on Monday 2 March 2026 at 10:10 in Berlin; what follows, in minutes.
PLANTED = {
    "called": ("Someone will call you by tomorrow 10:00.", ("q", DAY + 60, STILL)),
    "spoke": (
        "Someone will call you by tomorrow 10:00.",
        ("a", DAY + 30, "Sorry, the line was busy."),
        ("q", DAY + 60, STILL),
    ),
    "early": ("Someone will call you by tomorrow 10:00.", ("q", DAY - 60, STILL)),
    "hours": ("You will hear from us within 24 hours.", ("q", 10 + DAY + 1, STILL)),
    "heard": ("You will hear from us within 24 hours.", ("a", 10 + DAY, "Here it is.")),
    "silent": ("Next update at 21:10.",),
    "late": ("Next update at 21:10.", ("a", 12 * 60, "Here it is.")),
    "updated": ("Next update at 21:10.", ("a", 11 * 60, "Here it is.")),
    "money": ("The second £20 goes back today.", ("q", DAY, "Thank you, that helped!")),
    "trains": ("Our trains: line 4 runs again at 21:10.",),
    "soon": ("A colleague will be in touch.", ("q", 10 + DAY + 1, STILL)),
    "old": ("A colleague will be in touch.", ("q", 10 + 8 * DAY + 1, STILL)),
    "nothing": ("We are sorry.", ("q", DAY, STILL)),
    "deutsch": ("Wir rufen Sie bis morgen 10 Uhr zurück.", ("q", DAY + 60, STILL)),
    "halb": ("Wir rufen Sie bis halb elf an.", ("q", 31, STILL)),
    "vorher": ("Wir rufen Sie bis halb elf an.", ("q", 29, STILL)),
    "quarter": ("Next update at quarter to eleven.", ("a", 45, "Here it is.")),
    "cuarto": ("Próxima actualización a las once menos cuarto.", ("a", 46, "Aquí está.")),
    "español": ("Próxima actualización a las 21:10.",),
}


@pytest.fixture(scope="module")
def con():
    """A database that holds the rules, and nothing else."""
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        con.execute("create table replies (id bigint, text varchar)")
        yield con


def kinds_of(con, replies):
    """What each of some replies promises; those that promise nothing lack."""
    con.execute("delete from replies")
    con.executemany("insert into replies values (?, ?)", list(replies.items()))
    return dict(con.execute(FOUND).fetchall())


def precision(found, labelled):
    return sum(labelled.get(one) == kind for one, kind in found.items()) / len(found)


def recall(found, labelled):
    return sum(found.get(one) == kind for one, kind in labelled.items()) / len(labelled)


def test_promises_of_the_story_are_found_and_no_others(con):
    """180 of its replies, each read and labelled with what it promises."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = {number: kind for number, (kind, _) in enumerate(lines) if kind != "-"}
    found = kinds_of(con, {number: text for number, (_, text) in enumerate(lines)})

    assert 180 == len(lines)
    assert precision(found, labelled) >= 0.95
    assert recall(found, labelled) >= 0.95


def test_promises_of_real_support_desks_are_found(con):
    """Every reply of the public set is asked; those not listed above promise nothing."""
    if not TWCS.exists():
        pytest.skip(f"{TWCS} is not here")
    with TWCS.open(encoding="utf-8", newline="") as file:
        replies = {
            int(row["tweet_id"]): row["text"].replace("&amp;", "&")
            for row in csv.DictReader(file)
            if row["inbound"] == "False"
        }
    labelled = {one: kind for kind, tweets in PROMISED.items() for one in tweets}
    found = kinds_of(con, replies)

    assert len(replies) > 1000
    assert precision(found, labelled) >= 0.9
    assert recall(found, labelled) >= 0.9


def test_promises_in_german_and_spanish_are_read_with_their_times(con):
    """Sentences written by hand, promises and look-alikes."""
    with SPOKEN.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    expected = {
        line["sentence"]: (line["kind"], line["due"]) for line in lines if line["kind"] != "-"
    }
    con.execute("delete from replies")
    con.executemany(
        "insert into replies values (?, ?)", [(n, line["sentence"]) for n, line in enumerate(lines)]
    )
    found = con.execute(
        READ + "select text, kind, coalesce(strftime(due_at, '%Y-%m-%d %H:%M'), '-') "
        "from timed inner join replies on post_id = id"
    ).fetchall()

    assert {"de", "en", "es"} == {line["language"] for line in lines}
    assert expected == {text: (kind, due) for text, kind, due in found}


def planted():
    """Each customer's first post, the promise after ten minutes, and what follows."""
    for name, (promise, *after) in PLANTED.items():
        yield asks(f"{name}0", 0, author=name)
        yield answers(f"{name}1", 10, f"{name}0", text=promise + f" ({name})")
        for number, (who, at, text) in enumerate(after, 2):
            if who == "a":
                yield answers(f"{name}{number}", at, f"{name}0", text=text + name)
            else:
                yield asks(f"{name}{number}", at, author=name, parent_id=f"{name}1", text=text)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    data = tmp_path_factory.mktemp("promises")
    load_heard(data, list(planted()), config=BERLIN, until=20 * DAY)
    return data


@pytest.fixture(scope="module")
def promised(held):
    found = rows(held, "select * from promises('acme', null, null)")
    return {one["customer"]: one for one in found}


def test_planted_promises_are_judged(promised):
    expected = {
        "called": ("call", "broken", "asked"),
        "spoke": ("call", "unknown", None),
        "early": ("call", "unknown", None),
        "hours": ("reply", "broken", "asked"),
        "heard": ("reply", "kept", None),
        "silent": ("update", "broken", "silent"),
        "late": ("update", "broken", "late"),
        "updated": ("update", "kept", None),
        "money": ("money", "kept", None),
        "trains": ("service", "unknown", None),
        "soon": ("reply", "broken", "asked"),
        "old": ("reply", "unknown", None),
        "deutsch": ("call", "broken", "asked"),
        "halb": ("call", "broken", "asked"),
        "vorher": ("call", "unknown", None),
        "quarter": ("update", "kept", None),
        "cuarto": ("update", "broken", "late"),
        "español": ("update", "broken", "silent"),
    }

    assert expected == {
        name: (one["kind"], one["verdict"], one["reason"]) for name, one in promised.items()
    }


def test_times_are_those_of_the_brands_clock(promised):
    """Ten o'clock in Berlin is nine by UTC in March, and the day ends there an hour earlier."""
    due = {name: one["due_at"] for name, one in promised.items()}

    assert due["called"].timestamp() == 1772528400  # 2026-03-03 09:00 UTC
    assert due["silent"].timestamp() == 1772482200  # 2026-03-02 20:10 UTC
    assert due["money"].timestamp() == 1772492400  # 2026-03-02 23:00 UTC
    assert due["hours"].timestamp() == 1772529000  # 2026-03-03 09:10 UTC
    assert due["soon"] is None
    assert (due["called"], due["silent"]) == (due["deutsch"], due["español"])


def test_a_promise_across_the_change_of_clocks_keeps_its_hour(tmp_path):
    """Said on Saturday 28 March in the evening, due on Sunday at ten by summer time."""
    said_at = 26 * DAY + 9 * 60
    posts = [
        asks("q", said_at - 10),
        answers("a", said_at, "q", text="We'll call you by tomorrow 10:00."),
    ]
    load_heard(tmp_path, posts, config=BERLIN, until=said_at + 60)
    found = rows(tmp_path, "select due_at, verdict from promises('acme', null, null)")

    assert [(1774771200.0, "pending")] == [
        (one["due_at"].timestamp(), one["verdict"]) for one in found
    ]


def test_the_summary_counts_what_is_there(held, promised):
    found = {
        one["kind"]: one for one in rows(held, "select * from promise_summary('acme', null, null)")
    }
    whole = found["all"]

    assert (18, 9, 4, 5) == (
        whole["promise_count"],
        whole["broken_count"],
        whole["kept_count"],
        whole["unknown_count"],
    )
    assert whole["is_few"]
    assert whole["broken_share"] == 9 / 13
    assert whole["promise_count"] == sum(
        one["promise_count"] for kind, one in found.items() if kind != "all"
    )
    assert len(promised) == whole["promise_count"]
