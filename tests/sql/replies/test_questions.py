"""What people ask again and again: who asks, what is proposed, what a name counts, told alike?"""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from sql.feedback import Action, record, undo
from tests.build import answers, asks, load_heard, minutes, row, rows
from tests.places import ROOT

HOUR, DAY = 60, 24 * 60
ASKING = "select * from asking_turns('acme', null, null) order by turn_id"
PROPOSED = "select * from question_proposals('acme', null, null) order by kind, words"
RECURRING = "select * from recurring_questions('acme', null, null) order by question"
TOLD = "select * from told_answers('acme', null, null) order by question, told"


def name(data, words, question):
    """What a person says of a set of words; the id by which it is taken back."""
    said = Action(
        kind="question_group",
        subject=words,
        brand="acme",
        field="name",
        value=question,
        who="Nora",
        said_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return record(data, [said])


def people(key, number, said, *, at=0, **more):
    """So many people who ask the same, a minute apart."""
    return [
        asks(f"{key}{n}", at + n, author=f"{key}{n}", text=f"@acme {said}", **more)
        for n in range(number)
    ]


def test_who_opens_a_conversation_with_a_question_or_a_wish_asks(tmp_path):
    posts = [
        asks("bag", 0, author="a", text="@acme Hi, what size can 2 cabin bags be? My flight: AB12"),
        asks("bus", 1, author="b", text="Sad. @acme please bring back the night bus. Why not?"),
        asks("title", 2, author="c", title="Refund how long?", text="It is @acme again."),
        asks("said", 3, author="d", text="@acme my cabin bag is late"),
        asks("link", 4, author="e", text="@acme see https://a.example/?bag"),
        asks("passed", 5, author="f", text="@acme What size can a cabin bag be?", kind="repost"),
        # To another customer, and what follows an answer.
        asks("other", 6, author="g", text="Does Acme fly from Leeds?", parent_id="bag"),
        answers("answer", 7, "bag", text="Please send us the form."),
        asks("form", 8, author="a", text="@acme Which form do you mean?", parent_id="answer"),
        answers("later", 9 + HOUR, "bus"),
    ]
    load_heard(tmp_path, posts, until=2 * DAY)
    found = {one["turn_id"].removeprefix("x:"): one for one in rows(tmp_path, ASKING)}

    assert {"bag": "question", "bus": "request", "title": "question"} == {
        turn: one["kind"] for turn, one in found.items()
    }
    # Figures, greetings, the brand's name and the sentences beside it say nothing of what is asked.
    assert ["bag", "cabin", "size"] == list(found["bag"]["words"])
    assert ["bus", "night"] == list(found["bus"]["words"])
    assert "please bring back the night bus." == found["bus"]["asked_text"]
    assert ["long", "refund"] == list(found["title"]["words"])
    assert [7 * 60, 68 * 60] == [found[one]["wait_seconds"] for one in ("bag", "bus")]


def test_five_people_propose_what_an_article_may_answer_and_a_name_ends_it(tmp_path):
    posts = [
        *people("bag", 5, "What size can a cabin bag be?"),
        *people("dog", 4, "Can I bring a guide dog?", at=50),
        # An article mends nothing for who complains; a wish is kept.
        *people("lift", 5, "Why is the parking lift broken again?", at=100, rating=1.0),
        *people("bus", 5, "Please bring back the night bus!", at=150, rating=1.0),
    ]
    load_heard(tmp_path, posts, until=2 * DAY)
    found = rows(tmp_path, PROPOSED)

    assert [("bag cabin", "question", 5, 0), ("bus night", "request", 5, 5)] == [
        (one["words"], one["kind"], one["person_count"], one["complaint_count"]) for one in found
    ]
    # Nobody answered: each waits for the whole day, and no longer.
    assert [120.0, 120.0] == [one["waiting_hours"] for one in found]

    first = name(tmp_path, "Cabin bags", "Size of bags")
    name(tmp_path, "night bus", "")
    load_heard(tmp_path, [], until=2 * DAY)
    assert [] == rows(tmp_path, PROPOSED)
    assert [("Size of bags", 5)] == [
        (one["question"], one["turn_count"]) for one in rows(tmp_path, RECURRING)
    ]

    undo(tmp_path, first, who="Nora", now=datetime(2026, 3, 3, tzinfo=UTC))
    load_heard(tmp_path, [], until=2 * DAY)
    assert ["bag cabin"] == [one["words"] for one in rows(tmp_path, PROPOSED)]
    assert [] == rows(tmp_path, RECURRING)


def test_a_turn_is_of_the_question_with_most_words_and_a_name_may_have_several_sets(tmp_path):
    posts = [
        asks("size", 0, author="a", text="@acme What size can a cabin bag be?"),
        asks("bag", 1, author="b", text="@acme Is a cabin bag free?"),
        asks("hand", 2, author="c", text="@acme Is hand luggage free?"),
        asks("free", 3, author="d", text="@acme Is the wifi free?"),
    ]
    load_heard(tmp_path, posts, until=DAY)
    for words, question in (
        ("cabin bag", "Bags"),
        ("hand luggage", "Bags"),
        ("size cabin bag", "Sizes"),
        ("acme how", "Words that say nothing"),
    ):
        name(tmp_path, words, question)
    load_heard(tmp_path, [], until=DAY)

    assert {"x:size": "Sizes", "x:bag": "Bags", "x:hand": "Bags", "x:free": None} == {
        one["turn_id"]: one["question"] for one in rows(tmp_path, ASKING)
    }


def test_the_figures_of_a_question_are_those_counted_by_hand(tmp_path):
    """Nine ask: waits 10, 20, 30, 40, 50, 60 min, a day and an hour, never, and not a day yet."""
    posts = people("q", 9, "What size can a cabin bag be?", at=0)
    ends = [10, 20, 30, 40, 50, 60, DAY + HOUR]
    link = "See https://acme.example/bags"
    told = [link, link, link, "Up to you and to the cabin crew", "Yes!", "No", "It may be large"]
    posts += [
        answers(f"a{n}", n + end, f"q{n}", text=text)
        for n, (end, text) in enumerate(zip(ends, told, strict=True))
    ]
    posts[8] = asks("q8", 3 * DAY, author="q7", text=posts[0].text)
    name(tmp_path, "cabin bag", "Bags")
    load_heard(tmp_path, posts, until=3 * DAY + HOUR)
    found = row(tmp_path, RECURRING)

    assert (9, 8, 8, 7) == tuple(
        found[f"{one}_count"] for one in ("turn", "person", "known", "answered")
    )
    # Of eight that are known the fourth is the lower median; ranks 1 and 8 are the 95 % interval.
    assert 40 * 60 == found["median_wait_seconds"]
    assert 10 * 60 == found["median_low"]
    assert found["median_high"] is None
    assert 10 / 60 * (1 + 2 + 3 + 4 + 5 + 6) + 24 + 24 + 1 == pytest.approx(found["waiting_hours"])
    assert (3, 3 / 7) == (found["same_answer_count"], pytest.approx(found["same_answer_share"]))
    assert "few" == found["trend"]


def test_fewer_ask_only_beyond_chance_and_with_twenty_people_in_each_half(tmp_path):
    """Of 40 people 20 ask, then 4 of 40: Newcombe's interval of -40 points is -56.0 to -20.3."""
    posts = [
        *people("a", 20, "What size can a cabin bag be?"),
        *people("b", 20, "When do you open?", at=30),
        *people("c", 4, "What size can a cabin bag be?", at=2 * DAY),
        *people("d", 36, "When do you open?", at=2 * DAY + 30),
    ]
    name(tmp_path, "cabin bag", "Bags")
    load_heard(tmp_path, posts, until=4 * DAY)
    found = row(tmp_path, RECURRING)

    assert (20, 40, 4, 40) == tuple(
        found[one] for one in ("earlier_people", "earlier_all", "later_people", "later_all")
    )
    ends = (found["change"], found["change_low"], found["change_high"])
    assert (-0.4, -0.5599, -0.2027) == pytest.approx(ends, abs=1e-3)
    assert "fewer" == found["trend"]
    # Of the first day alone one half holds fewer than 20.
    few = "select trend from recurring_questions('acme', $1, $2)"
    assert [{"trend": "few"}] == rows(tmp_path, few, minutes(0), minutes(2 * HOUR))


def told(data, replies, *, said="How much is a second cabin bag?", since=0):
    """As many people ask as there are replies; each is answered an hour later, in this order."""
    for n, text in enumerate(replies):
        at = since + n * HOUR
        yield asks(f"q{since}-{n}", at, author=f"p{since}-{n}", text=f"@acme {said}")
        yield answers(f"a{since}-{n}", at + 30, f"q{since}-{n}", text=text)


def test_two_planted_contradictions_are_found_and_none_among_twins_changes_and_cases(tmp_path):
    """Each question of its own: what is told otherwise meanwhile, later, and from case to case."""
    fee = "A second cabin bag costs £30 at the gate."
    posts = [
        # Two of eight contradict the others.
        *told(0, [fee, fee, "Cabin bag number two costs £45", fee, fee, fee]),
        *told(0, ["It is £45!", fee], since=6 * HOUR),
        # The same template, filled in for each case; and the same words to all of them.
        *told(
            0,
            [f"Your voucher of £{n} lounge is ready, thank you." for n in range(20, 30)],
            said="Where is my lounge voucher?",
            since=2 * DAY,
        ),
        *told(
            0,
            ["Refunds take 5 to 7 days."] * 4 + ["Refunds take 5–7 days at most."] * 3,
            said="How long do refunds take?",
            since=4 * DAY,
        ),
        # The price was raised: what was true before is no contradiction.
        *told(
            0,
            ["A child meal costs £8."] * 4 + ["A child meal costs £9."] * 4,
            said="What does a child meal cost?",
            since=6 * DAY,
        ),
        # Another question of the same name, and what the customer wrote.
        *told(
            0,
            ["The lounge opens 2 hours before."] * 4
            + ["Bag drop closes 1 hour before."]
            + ["The lounge opens 2 hours before."],
            said="When does the lounge open?",
            since=8 * DAY,
        ),
    ]
    for words, question in (
        ("cabin bag", "Second bag"),
        ("lounge voucher", "Voucher"),
        ("refund take", "Refunds"),
        ("child meal", "Meals"),
        ("lounge open", "Lounge"),
    ):
        name(tmp_path, words, question)
    load_heard(tmp_path, posts, until=20 * DAY)
    found = {(one["question"], one["told"]): one for one in rows(tmp_path, TOLD)}

    verdicts = {key: one["verdict"] for key, one in found.items()}
    assert [("Second bag", "£45")] == [key for key, told in verdicts.items() if told == "differs"]
    contradiction = found["Second bag", "£45"]
    assert (2, "£30") == (contradiction["answer_count"], contradiction["usual_told"])
    assert "£45" in contradiction["answer_text"]
    assert fee == contradiction["usual_text"]
    assert {"case"} == {told for (of, _), told in verdicts.items() if of == "Voucher"}
    assert {("Refunds", "5-7day"): "usual"} == {
        key: told for key, told in verdicts.items() if key[0] == "Refunds"
    }
    assert ("changed", "£9") == (
        verdicts["Meals", "£8"],
        found["Meals", "£8"]["usual_told"],
    )
    assert "usual" == verdicts["Meals", "£9"]
    assert "case" == verdicts["Lounge", "1hour"]

    whole = {
        one["question"]: one
        for one in rows(tmp_path, "select * from consistency('acme', null, null, 'all')")
    }
    assert {
        "Second bag": "differs",
        "Voucher": "untold",
        "Refunds": "same",
        "Meals": "changed",
        "Lounge": "same",
    } == {question: one["verdict"] for question, one in whole.items()}
    assert (8, 2, 2) == tuple(
        whole["Second bag"][f"{one}_count"] for one in ("told", "value", "differing")
    )
    by_hour = rows(
        tmp_path, "select * from consistency('acme', null, null, 'hour') order by group_value"
    )
    assert 2 == sum(one["differing_count"] for one in by_hour)


def test_the_spread_of_waits_needs_twenty_and_nine_in_ten_within_a_day(tmp_path):
    """Twenty wait 1 to 20 hours: half within 10, nine in ten within 18; nineteen say nothing."""
    posts = people("q", 20, "What size can a cabin bag be?")
    posts += [answers(f"a{n}", n + (n + 1) * HOUR, f"q{n}") for n in range(20)]
    name(tmp_path, "cabin bag", "Bags")
    load_heard(tmp_path, posts, until=3 * DAY)
    asked = "select * from consistency('acme', $1, null, 'all')"
    found = row(tmp_path, asked, minutes(0))

    assert (10 * 3600, 18 * 3600) == (found["median_wait_seconds"], found["p90_wait_seconds"])
    assert 1.8 == pytest.approx(found["wait_spread"])
    fewer = row(tmp_path, asked, minutes(1))
    assert (19, True, None) == (fewer["known_count"], fewer["is_small"], fewer["wait_spread"])


CORE = re.compile(r"^## (q_\w+)$|^([^#\s{].*\?.*|\{who\}.*\?.*)$", re.MULTILINE)


def cores():
    """Lines of questions that the story was written from, each with its heading."""
    lines = (ROOT / "sample_data/phrases/questions.txt").read_text(encoding="utf-8")
    heading = ""
    for found in CORE.finditer(lines):
        heading = found[1] or heading
        if found[2] and heading not in ("q_open", "q_tail", "q_core"):
            plain = re.escape(found[2].lower().rstrip("?."))
            yield re.compile(re.sub(r"\\\{\w+\\\}", ".+", plain)), heading


def test_what_the_story_proposes_is_what_it_was_written_from(sample_reader):
    """Nine of ten proposals are of one heading of its phrases for four of five posts in them."""
    asking = sample_reader.query("select * from asking_turns('tavornay', null, null)")
    proposed = sample_reader.query(
        "select * from question_proposals('tavornay', null, null) where kind = 'question'"
    )
    written = list(cores())
    headings = [
        next((heading for core, heading in written if core.search(said)), "none")
        for said in asking["asked_text"]
    ]
    agreed = []
    for words, counted in zip(proposed["words"], proposed["turn_count"], strict=True):
        pair = set(words.split(" "))
        inside = [
            heading
            for said, heading, kind in zip(asking["words"], headings, asking["kind"], strict=True)
            if pair <= set(said) and kind == "question"
        ]
        assert len(inside) == counted >= 5
        agreed.append(Counter(inside).most_common(1)[0][1] / len(inside))

    assert len(agreed) > 30
    assert sum(share >= 0.8 for share in agreed) / len(agreed) >= 0.8
