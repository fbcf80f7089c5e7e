"""A conversation as a thread: oldest first, with the clock between what is asked and answered."""

from dashboard.mentions import queries
from dashboard.ui import query
from tests.build import answers, asks, publish_all, published_once
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.ui.test_query import scope_of

HOSTILE = "**bold** [x](javascript:alert(1)) <img src=x onerror=alert(1)>"


def badges(app):
    """The badges of the page, in its order, without their marks."""
    return [one.value for one in app.markdown if "-badge[" in one.value]


def test_a_conversation_reads_from_the_first_post_to_the_last(data):
    """The wait, the target that was crossed, the nudge and the end stand between the posts."""
    posts = [
        asks("q", 0, text=f"@acme my order is late {HOSTILE}"),
        answers("a", 90, "q", text="Sorry! Someone will call you by 11:00."),
        asks("n", 130, parent_id="a", text="@acme it still does not work, I am waiting"),
        asks("o", 140, author="else", parent_id="q", text="@pat me too"),
    ]
    published_once("thread", data, posts, until=3 * 24 * 60)
    app = run("mentions", conversation="x:q")
    shown = words(app)
    told = " ".join(badges(app))
    order = [shown.index(part) for part in ("my order is late", "Sorry!", "still does not work")]

    assert [] == troubles(app)
    assert sorted(order) == order
    assert any(HOSTILE in one.value for one in app.text)
    assert "Answered after 1.5 h" in told
    assert "The target passed at 2 Mar 2026, 10:00" in told
    assert "Asks again" in told
    assert "Promised: a call by 2 Mar 2026, 11:00" in told
    assert "Broken: had to ask again" in told
    assert "Dropped: no answer for 2.9 d" in told
    assert "1 customer whom the brand began to answer: 1 left without an answer." in shown


def test_a_long_conversation_is_turned_by_pages_and_folds_what_others_say(data):
    """Five thousand posts below one: a page holds 25, and those of others only when asked for."""
    crowd = [
        asks(f"o{n}", 20 + n, author=f"a{n}", parent_id="q", text=f"@pat me too {n}")
        for n in range(5000)
    ]
    posts = [asks("q", 0), answers("a", 10, "q"), *crowd]
    publish_all(data, posts, until=6000)
    scope = scope_of(query.version())
    sizes = queries.thread_sizes(scope, "x:q")
    last = queries.thread(scope, "x:q", 201, with_bystanders=True)
    app = run("mentions", conversation="x:q")

    assert {"turn": 1, "reply": 1, "bystander": 5000} == sizes
    assert ["x:o4998", "x:o4999"] == list(last["post_id"])
    assert [] == troubles(app)
    assert "me too" not in words(app)
    assert ["Show 5,000 posts by others, who asked the brand nothing"] == [
        one.label for one in app.toggle if "others" in one.label
    ]
