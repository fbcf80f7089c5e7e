"""The mentions of two brands in one list: copies folded, narrowed down, corrected in place."""

import pytest

from ingest.config_file import parse_config
from sql.feedback import everything, not_undone
from tests.build import asks, published_same
from tests.dashboard.conftest import run, words

TWO = ["acme", "bolt"]
BRANDS = {key: {"handles": [key], "own_accounts": [key]} for key in TWO}
SONG = "@acme lost my suitcase in Oslo and nobody at the desk knows where it may be by now"
POSTS = [
    *(asks(f"copy{n}", n, author=f"c{n}", text=SONG) for n in range(4)),
    asks("bad", 10, author="a", text="@bolt worst service ever, never again"),
    asks("good", 11, author="b", text="@acme great crew, thank you"),
    asks("both", 12, author="c", text="@acme @bolt you are both terrible, never again"),
]


@pytest.fixture
def both(tmp_path, monkeypatch):
    data = tmp_path / "data"
    published_same(data, POSTS, config=parse_config({"brands": BRANDS}), until=60)
    monkeypatch.setenv("EARSHOT_DATA", str(data))
    return data


def said(data):
    """Of which brand something is said of each post."""
    return {one.subject: one.brand for one in not_undone(everything(data))}


def test_copies_are_one_line_and_a_post_of_both_is_one(both):
    app = run("mentions", brand=TWO)

    assert not app.exception
    assert "7 mentions" in words(app)
    assert "4 texts, copies folded" in words(app)
    assert ["and 3 copies"] == [one.label for one in app.button if "cop" in one.label]
    app = run("mentions", brand=TWO, direction="inbound", waiting="yes")
    assert not app.exception


def test_each_facet_says_how_many_it_would_leave(both):
    """The post of both brands is one of three that are negative, or four with the copies."""
    app = run("mentions", brand=TWO)
    (polarity,) = (one for one in app.button_group if one.key == "narrow-polarity-None")
    negative = next(one for one in polarity.options if "negative" in one.lower())
    run_again = run("mentions", brand=TWO, polarity="negative")
    count = int(negative.partition("[")[2].partition("]")[0])

    assert f"{count} mentions" in words(run_again)


def test_a_correction_is_said_of_the_brand_by_whose_rules_the_post_is_read(both):
    """Of one that speaks of both, of the one that stands first."""
    app = run("mentions", brand=TWO, correct="true")
    for post in ("bad", "both"):
        app.segmented_control(key=f"polarity-x:{post}-negative").set_value("neutral").run()

    assert not app.exception
    assert {"x:bad": "bolt", "x:both": "acme"} == said(both)
    assert "2 changes by people show on the posts already" in words(app)
    assert app.segmented_control(key="polarity-x:bad-neutral").value == "neutral"
    app.button(key="undo-x:bad").click().run()
    assert {"x:both": "acme"} == said(both)


def test_many_are_corrected_each_of_its_own_brand(both):
    app = run("mentions", brand=TWO, correct="true")
    app.button(key="pick-all").click().run()
    app.button(key="disown-all").click().run()

    assert not app.exception
    assert {"x:copy3": "acme", "x:bad": "bolt", "x:good": "acme", "x:both": "acme"} == said(both)
