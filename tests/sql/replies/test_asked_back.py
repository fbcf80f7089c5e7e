"""What complaints hold, what is asked back, and the time until the customer delivers."""

import re
from datetime import UTC, datetime

import pytest

from ingest.config_file import parse_config
from ingest.reading.topics import default_topics, needs_for
from tests.build import ACME, answers, asks, load_posts, rows
from tests.places import ROOT

DM = "Please DM us your booking number so we can look into it."
SINCE, UNTIL = datetime(2026, 8, 20, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)
FACETS = {
    "complete_count": "complete",
    "asked_count": "asked",
    "needless_count": "needless",
    "delivered_count": "delivered",
    "unseen_count": "unseen",
}


def complaint(n, text="My refund is late, this is a disgrace"):
    return asks(f"q{n}", 0, author=f"c{n}", text=f"@acme {text}")


def says(n, at, text):
    return asks(f"n{n}", at, author=f"c{n}", text=text, parent_id=f"a{n}")


def test_what_was_asked_back_and_when_the_customer_delivered(tmp_path):
    """With a code, by saying so, by thanks alone, never; asked in vain; and what is no asking."""
    posts = [
        *[complaint(0), answers("a0", 10, "q0", text=DM), says(0, 40, "@acme It is ABC123.")],
        *[complaint(1), answers("a1", 10, "q1", text=DM), says(1, 30, "@acme DM sent.")],
        *[complaint(2), answers("a2", 10, "q2", text=DM)],
        says(2, 30, "@acme Thank you so much for looking into ABC123"),
        *[complaint(3), answers("a3", 10, "q3", text=DM), says(3, 30, "@acme When will you?")],
        complaint(4, "My refund for booking ABC123 is late, a disgrace"),
        answers("a4", 10, "q4", text=DM),
        *[complaint(5), answers("a5", 10, "q5", text=f"{DM} It takes 3 days.")],
        complaint(6),
        # Nothing is needed where no topic says so.
        complaint(7, "Your steward was rude and nasty to us, a disgrace"),
        answers("a7", 10, "q7", text="Sorry about this."),
    ]
    load_posts(tmp_path, posts, until=2880)
    found = {
        row["turn_id"].removeprefix("x:q"): row
        for row in rows(tmp_path, "select * from asked_back('acme', null, null)")
    }

    assert dict.fromkeys("01234567") | {
        **dict.fromkeys("01234", True), "5": False, "6": None, "7": False,
    } == {n: row["is_asked_back"] for n, row in found.items()}  # fmt: skip
    assert {"0": 1800, "1": 1200} == {
        n: row["lost_seconds"] for n, row in found.items() if row["lost_seconds"] is not None
    }
    assert ["4"] == [n for n, row in found.items() if row["is_needless"]]
    assert {"4": True, "7": None} | dict.fromkeys("012356", False) == {
        n: row["is_complete"] for n, row in found.items()
    }
    (whole,) = rows(tmp_path, "select * from completeness('acme', null, null) where topic = 'all'")
    assert (8, 7, 1, 7, 5, 5, 1, 2, 3) == tuple(
        whole[f"{name}_count"]
        for name in (
            "complaint", "judged", "complete", "answered", "asked", "private", "needless",
            "delivered", "unseen",
        )
    )  # fmt: skip
    # Seven are too few for a share.
    assert {None} == {whole[f"{name}_share"] for name in ("complete", "asked")}


def test_a_brand_says_what_it_needs_and_how_that_looks(tmp_path):
    """What is held is judged by the new table with the next run, and nothing is derived anew."""
    posts = [complaint(0, "My refund AC-9 is late, a disgrace"), answers("a0", 9, "q0")]
    load_posts(tmp_path, posts, until=2880)
    judged = "select needed, held from asked_back('acme', null, null)"
    assert [] == list(rows(tmp_path, judged)[0]["held"])
    own = parse_config(
        {
            "brands": {
                "acme": {
                    "handles": ["acme"],
                    "own_accounts": ["acme"],
                    "needs": {"refund": ["anvil"], "late": ["anvil"]},
                    "details": {"anvil": r"\bac-\d\b"},
                }
            }
        }
    )
    hashes = "select settings_hash from brands"
    before = rows(tmp_path, hashes)
    load_posts(tmp_path, [], config=own, until=2880)

    assert [["anvil"], ["anvil"]] == [list(part) for part in rows(tmp_path, judged)[0].values()]
    assert before == rows(tmp_path, hashes)


def test_a_detail_without_a_pattern_is_refused():
    with pytest.raises(Exception, match="no pattern says how anvil looks"):
        parse_config({"brands": {"acme": {"needs": {"refund": ["anvil"]}}}})
    # What is shipped needs only what it has patterns for, of topics that there are.
    assert {topic for topic, _, _ in needs_for({}, {})} <= set(default_topics())
    assert ACME.brands["acme"].needs == {}


def handoffs():
    """The story's lines that send a customer to private messages, as one pattern."""
    text = (ROOT / "sample_data/phrases/replies.txt").read_text(encoding="utf-8")
    lines = re.search(r"^## handoff\n(.+?)\n\n", text, re.MULTILINE | re.DOTALL)[1].splitlines()
    generic = [line for line in text.splitlines() if "Please DM us your details" in line]
    patterns = [re.sub(r"\\\{\w+\\\}", r"\\S+", re.escape(line)) for line in lines + generic]
    return re.compile("|".join(patterns))


def test_every_dm_us_of_the_story_is_asking_back(sample_reader):
    """As often as its author wrote one as the first reply to a complaint."""
    found = sample_reader.query(
        "select asked.is_asked_back, asked.is_private, posts.text "
        "from asked_back('tavornay', null, null) as asked "
        "inner join posts on posts.brand = 'tavornay' and posts.post_id = asked.answer_post_id"
    )
    pattern = handoffs()
    sent_away = found[[bool(pattern.search(text)) for text in found["text"]]]

    assert len(sent_away) > 200
    assert sent_away["is_asked_back"].all()
    assert sent_away["is_private"].all()


def test_codes_of_the_story_are_found_and_masked(sample_reader):
    """Every booking of six signs beside a topic that needs one; none is left on screen."""
    found = sample_reader.query(
        "select asked.held, posts.text, mask_codes(posts.text) as masked "
        "from asked_back('tavornay', null, null) as asked "
        "inner join posts on posts.brand = 'tavornay' and posts.post_id = asked.turn_id "
        "where list_contains(asked.needed, 'booking code')"
    )
    code = re.compile(r"\b[A-Za-z]{3}\d{3}\b")
    flights = re.compile(r"\bTVN\d{3}\b", re.IGNORECASE)
    for held, text, masked in found.itertuples(index=False):
        codes = {one for one in code.findall(text) if not flights.fullmatch(one)}
        assert bool(codes) == ("booking code" in held), text
        assert not code.search(masked)


@pytest.mark.parametrize("filters", [{}, {"source": "chirp"}])
def test_a_figure_opens_what_it_counts(sample_reader, filters):
    named = {"since": SINCE, "until": UNTIL, "filters": filters}
    rows_of = sample_reader.query(
        "select * from completeness('tavornay', $since, $until, filters := $filters) "
        "where topic in ('all', 'billing')",
        named,
    ).set_index("topic")
    for topic, row in rows_of.iterrows():
        more = {} if topic == "all" else {"asked_topic": topic}
        for figure, value in FACETS.items():
            opened = sample_reader.query(
                "select count(*) as n from drill_through_replies('tavornay', $since, $until, "
                "filters := $filters, turn_facets := map {}, reply_facets := $facets)",
                named | {"facets": {"asked_back": value} | more},
            )
            assert opened.iloc[0]["n"] == row[figure], (topic, figure)
