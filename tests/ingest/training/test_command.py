"""`earshot learn` on a real warehouse: what is adopted shows in the mentions, and can go back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.reading.linear.model import shipped
from ingest.training.command import go_back, teach
from sql.feedback import Action, record
from sql.reader import Reader
from sql.warehouse import writer
from tests.build import ACME, asks, copied, once, publish_all, row, rows
from tests.ingest.training.test_adopt import texts

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
UNLABELLED = "this riff is sick and filthy, again"
SCORED = (
    "select polarity, scorer, scorer_version from mentions where post_id = 'x:new' and "
    "label_polarity is null"
)


@pytest.fixture
def data(tmp_path):
    """Posts of a trade in which "sick" is praise, and one more that nobody labels."""
    return copied(once("trade", load_trade), tmp_path)


def load_trade(data):
    posts = [
        asks(f"{polarity}{n}", n, text=text, brand="acme", author=f"a{n}")
        for polarity in ("positive", "negative")
        for n, text in enumerate(texts(polarity, 60))
    ]
    publish_all(data, [*posts, asks("new", 99, text=UNLABELLED, brand="acme")])


def check(data, count=60, origin="random", since=0):
    """Somebody says of each post what it is in this trade."""
    said = [
        Action(
            kind="label",
            subject=f"x:{polarity}{n}",
            brand="acme",
            field="polarity",
            value=polarity,
            who="mia",
            said_at=NOW + timedelta(seconds=n),
            origin=origin,
        )
        for polarity in ("positive", "negative")
        for n in range(since, since + count)
    ]
    return record(data, said)


def learn_now(data):
    return teach(data, ACME, now=NOW)


def test_nobody_has_spoken(data):
    before = Reader(data).version

    assert "nobody has checked a post yet" == learn_now(data).reason
    assert before == Reader(data).version


def test_a_better_model_is_adopted_and_scores_what_nobody_labelled(data):
    assert "negative" == row(data, SCORED)["polarity"]
    check(data)
    done = learn_now(data)

    assert done.is_adopted
    assert (120, 120, 121) == (done.label_count, done.random_count, done.rescored_count)
    assert done.after.low > done.before.high
    assert "positive" == row(data, SCORED)["polarity"]
    assert f"earshot-en+labels {row(data, SCORED)['scorer_version']}" == done.model


def test_what_comes_next_is_scored_by_the_model_in_use(data):
    check(data)
    learn_now(data)
    publish_all(data, [asks("later", 200, text="sick filthy riff tonight", brand="acme")])

    found = row(data, "select polarity, scorer from mentions where post_id = 'x:later'")
    assert {"polarity": "positive", "scorer": "earshot-en+labels"} == found


def test_corrections_alone_change_no_model(data):
    """They stand in the mentions, but say nothing about how often the scorer is right."""
    check(data, origin="browse")
    done = learn_now(data)

    assert not done.is_adopted
    assert "0 of 50 random posts are checked" == done.reason
    assert shipped().version == row(data, SCORED)["scorer_version"]
    assert 60 == row(data, "select count(*) as n from mentions where polarity = 'positive'")["n"]


def test_one_can_go_back_and_the_same_labels_are_not_learned_again(data):
    check(data)
    learn_now(data)
    done = go_back(data, ACME, now=NOW)

    assert done.is_adopted
    assert f"earshot-en {shipped().version}" == done.model
    assert {"polarity": "negative", "scorer": "earshot-en"} == {
        key: row(data, SCORED)[key] for key in ("polarity", "scorer")
    }
    assert "0 of 50 random posts are checked since the last time" == learn_now(data).reason
    assert "the shipped model is in use" == go_back(data, ACME, now=NOW).reason


def test_what_was_taken_back_is_not_learned(data):
    from sql.feedback import undo

    undo(data, check(data), who="mia", now=NOW)

    assert 0 == learn_now(data).label_count


def test_forgotten_and_foreign_posts_are_not_learned(data):
    french = asks("positive0", 0, text="c'est vraiment magnifique, merci beaucoup à vous tous")
    publish_all(data, [replace(french, brand="acme", observed_at=NOW)])
    check(data)

    assert 119 == learn_now(data).label_count


def test_damaged_weights_are_refused_and_the_model_before_stays(data, caplog):
    check(data)
    learn_now(data)
    with writer(data) as con:
        con.execute("update models set weights = 'damaged'::blob")
    publish_all(data, [asks("later", 200, text="sick filthy riff tonight", brand="acme")])

    assert "stays in use" in caplog.text
    found = rows(data, "select scorer from mentions where post_id = 'x:later'")
    assert [{"scorer": "earshot-en"}] == found


def test_held_back_answers_are_kept_for_measuring(data):
    check(data)
    learn_now(data)
    found = rows(data, "select version, count(*) as n from model_checks group by version")

    assert [(row(data, SCORED)["scorer_version"], 120)] == [(f["version"], f["n"]) for f in found]


def test_a_learned_model_is_measured_by_what_it_had_not_learned(data):
    """The accuracy is that of the answers held back, not of the posts learned by heart."""
    check(data)
    learn_now(data)
    with writer(data) as con:
        con.execute("update model_checks set value = 'neutral' where post_id <= 'x:negative3'")
        wrong = con.execute("select count(*) from model_checks where value = 'neutral'").fetchall()
    found = row(data, "select checked_count, right_count from measured_accuracy")

    assert {"checked_count": 120, "right_count": 120 - wrong[0][0]} == found
