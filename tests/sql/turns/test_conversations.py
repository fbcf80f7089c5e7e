"""What happens after the first reply: the steps of a conversation, and what became of it."""

import pytest

from tests.build import answers, asks, load_heard, row, rows

DAY = 24 * 60
STILL = "@acme it still does not work, I am waiting"
PLEASE = "Please send us your order number."
# Minutes of a day and more after the last post of every conversation below.
END = 40 * DAY


def said(name, *posts):
    """One customer's conversation, in which each post replies to the one before.

    Args:
        name: of the customer, and of the posts with their number.
        posts: who posts (q the customer, a the brand), when, and with which words.
    """
    made, before = [], None
    for number, (who, at, *words) in enumerate(posts):
        post_id = f"{name}{number}"
        text = {"text": words[0]} if words else {}
        if who == "a":
            made.append(answers(post_id, at, before, **({"text": f"Sorry! {post_id}"} | text)))
        else:
            made.append(asks(post_id, at, author=name, parent_id=before, **text))
        before = post_id
    return made


CONVERSATIONS = {
    # The definitions' vector: reply at 10, asked again at 50, answered at 70.
    "vector": said("vector", ("q", 0), ("a", 10), ("q", 50, STILL), ("a", 70)),
    # Ten minutes later is the same breath, a minute more is asking again.
    "breath": said("breath", ("q", 0), ("q", 10, STILL), ("a", 30)),
    "nudge": said("nudge", ("q", 0), ("q", 11, STILL), ("a", 30)),
    # Told more unasked: a part in the same breath is none.
    "parts": said("parts", ("q", 0), ("a", 5), ("a", 15)),
    "update": said("update", ("q", 0), ("a", 5), ("a", 16)),
    "day": said("day", ("q", 0), ("a", 5), ("a", 5 + DAY)),
    "later": said("later", ("q", 0), ("a", 5), ("a", 6 + DAY)),
    "thanks": said("thanks", ("q", 0), ("a", 5), ("q", 60, "Thank you, that helped!")),
    "asked": said("asked", ("q", 0), ("a", 5, PLEASE)),
    "told": said("told", ("q", 0), ("a", 5, PLEASE), ("q", 60, "@acme it is number 7731, so?")),
    "waiting": said("waiting", ("q", END - DAY - 9), ("a", END - DAY - 5), ("q", END - DAY, STILL)),
    "dropped": said(
        "dropped", ("q", END - DAY - 9), ("a", END - DAY - 5), ("q", END - DAY - 1, STILL)
    ),
    "never": said("never", ("q", 0)),
    # Dated before what it answers.
    "early": said("early", ("q", 30), ("a", 10)),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A folder with all of them."""
    data = tmp_path_factory.mktemp("conversations")
    load_heard(data, [post for posts in CONVERSATIONS.values() for post in posts], until=END)
    return data


@pytest.fixture(scope="module")
def steps(held):
    """The steps of every conversation, in order."""
    found = rows(
        held,
        "select split_part(conversation_id, ':', 2) as root, step "
        "from conversation_steps('acme', null, null) order by conversation_id, step_number",
    )
    return {
        name: [one["step"] for one in found if one["root"] == f"{name}0"] for name in CONVERSATIONS
    }


@pytest.fixture(scope="module")
def cases(held):
    found = rows(held, "select * from conversation_cases('acme', null, null)")
    return {one["customer"]: one for one in found}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vector", ["turn", "reply", "nudge", "reply"]),
        ("breath", ["turn", "more", "reply"]),
        ("nudge", ["turn", "nudge", "reply"]),
        ("parts", ["turn", "reply", "more"]),
        ("update", ["turn", "reply", "update"]),
        ("thanks", ["turn", "reply", "thanks"]),
        ("told", ["turn", "reply", "turn"]),
        ("early", ["turn", "reply"]),
    ],
)
def test_each_post_is_a_step(name, expected, steps):
    assert expected == steps[name]


def test_the_silence_is_what_passed_until_the_customer_had_to_ask_again(cases):
    """Reply at 10, asked again at 50: 40 minutes, one nudge; the answer at 70 ends it."""
    vector = cases["vector"]

    assert (40 * 60, 1, "answered") == (
        vector["longest_silence_seconds"],
        vector["nudge_count"],
        vector["ending"],
    )
    # Nobody had spoken yet when this one asked again: a nudge, and no silence of the brand's.
    assert (1, None) == (cases["nudge"]["nudge_count"], cases["nudge"]["longest_silence_seconds"])


def test_an_update_counts_for_a_day(cases):
    told = {name: cases[name]["is_updated"] for name in ("parts", "update", "day", "later")}

    assert {"parts": False, "update": True, "day": True, "later": False} == told


def test_every_ending_has_its_name(cases):
    """A day without a word is still waiting, a minute more is dropped."""
    names = ("thanks", "asked", "told", "waiting", "dropped", "early")
    expected = ("thanks", "asked", "dropped", "waiting", "dropped", "answered")

    assert dict(zip(names, expected, strict=True)) == {
        name: cases[name]["ending"] for name in names
    }
    assert "never" not in cases  # nobody has begun to answer


def test_the_summary_counts_the_cases(held, cases):
    found = row(held, "select * from update_cadence('acme', null, null)")
    begun = len(CONVERSATIONS) - 1
    assert begun == len(cases)

    assert (begun, 2, 1) == (
        found["case_count"],
        found["dropped_count"],
        found["waiting_count"],
    )
    # Who waits for less than a day has no ending yet.
    assert 2 / (begun - 1) == found["dropped_share"]
    # Asked again: the vector, the nudge, and those two who did at the end.
    assert 4 == found["nudged_count"]
    assert found["is_few"]


def test_a_period_keeps_a_case_by_its_first_turn(held):
    """What follows after the period's end is still of the case that began in it."""
    late = row(
        held,
        "select count(*) as n from conversation_cases('acme', timestamptz '2026-03-03 00:00Z', "
        "null)",
    )
    early = row(
        held,
        "select ending from conversation_cases('acme', null, timestamptz '2026-03-02 09:05Z') "
        "where customer = 'later'",
    )

    assert (2, "answered") == (late["n"], early["ending"])


def test_bystanders_and_machines_move_no_clock(tmp_path):
    """Somebody else speaks, a bot speaks: the customer's nudge still follows the reply."""
    posts = [
        asks("q", 0),
        answers("a", 10, "q"),
        asks("o", 20, author="else", parent_id="q", text="@pat same here"),
        answers("b", 30, "q", text="We are closed.", author_is_bot=True),
        asks("n", 50, parent_id="a", text=STILL),
    ]
    load_heard(tmp_path, posts, until=60)
    found = rows(
        tmp_path,
        "select step, last_brand_at from conversation_steps('acme', null, null, "
        "conversation := 'x:q') order by step_number",
    )
    case = row(tmp_path, "select * from conversation_cases('acme', null, null)")

    assert ["turn", "reply", "bystander", "automated", "nudge"] == [one["step"] for one in found]
    assert (40 * 60, "waiting") == (case["longest_silence_seconds"], case["ending"])


def test_without_links_the_order_tells(tmp_path):
    """A source that names no parents, but the thread: a reply is to whoever wrote last."""
    thread = {"conversation_id": "t"}
    posts = [
        asks("q", 0, **thread),
        answers("a", 10, None, **thread),
        asks("n", 50, text=STILL, **thread),
        answers("b", 70, None, **thread),
    ]
    load_heard(tmp_path, posts, until=100)
    case = row(tmp_path, "select * from conversation_cases('acme', null, null)")

    assert (2, 1, 40 * 60) == (
        case["answer_count"],
        case["nudge_count"],
        case["longest_silence_seconds"],
    )


def test_first_and_next_turns_are_all_turns(sample_reader):
    """The two curves share out the turns of the one, and the headline's of those addressed."""
    sizes = {
        order: sample_reader.query(
            "select max(turn_count) as n from response_steps('tavornay', null, null, "
            f"turn_order := '{order}')"
        )["n"].iloc[0]
        for order in ("all", "first", "next")
    }
    said_to = sample_reader.query(
        "select turn_order, turn_count from response_headline('tavornay', null, null) "
        "where population = 'addressed'"
    ).set_index("turn_order")["turn_count"]

    assert sizes["all"] == sizes["first"] + sizes["next"]
    assert said_to["all"] == said_to["first"] + said_to["next"]
    assert min(sizes.values()) > 0


def test_the_musician_of_the_story_was_dropped(sample_reader):
    """The template came after eleven minutes; what she said of it nobody answered."""
    found = sample_reader.query(
        "select cases.ending, cases.answer_count from conversation_cases('tavornay', null, null) "
        "as cases inner join mentions on cases.open_turn_id = mentions.post_id "
        "where mentions.text like '%That is a template. You broke%'"
    )

    assert [("dropped", 1)] == list(found.itertuples(index=False, name=None))


def test_the_thread_draws_every_clock(held):
    """Who was answered after how long, and which target was crossed before."""
    found = rows(
        held,
        "select step, answered_seconds, silence_seconds, turn_sla, is_dropped "
        "from conversation_thread('acme', 'x:vector0') order by step_number",
    )
    left = rows(
        held,
        "select turn_status, turn_sla, is_dropped from conversation_thread('acme', 'x:dropped0') "
        "order by step_number",
    )

    assert [None, 600, None, 1200] == [one["answered_seconds"] for one in found]
    assert [None, None, 2400, None] == [one["silence_seconds"] for one in found]
    assert ("open", "missed", True) == tuple(left[-1].values())
