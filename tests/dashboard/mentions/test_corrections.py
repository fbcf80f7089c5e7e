"""Corrections, confirmations and the review queue, as a reader meets them; shown at once."""

from datetime import UTC, datetime

from sql import feedback
from sql.feedback import FILE, Action, about, everything, not_undone, record
from tests.build import asks, publish_all, row, rows
from tests.dashboard.conftest import GLAD, run, words

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


def press(app, key):
    return app.button(key=key).click().run()


def stands(data, post="x:p29"):
    """What people say of a post, field by field."""
    return {one.field: one.value for one in not_undone(about(data, "label", [post]))}


def say(data, number, value="positive", origin="random"):
    told = {"kind": "label", "brand": "acme", "field": "polarity", "who": "mia", "said_at": NOW}
    return Action(subject=f"x:p{number}", value=value, origin=origin, **told)


def test_reading_needs_no_ledger(glad):
    """Whoever only looks writes nothing."""
    app = run("mentions")

    assert not app.exception
    assert not (glad / FILE).exists()
    assert "how_to_reg" not in words(app)


def test_a_click_corrects_and_shows_at_once(glad):
    """The published version knows nothing of it yet, and the page says so."""
    app = run("mentions", correct="true")
    app.segmented_control(key="polarity-x:p29-positive").set_value("negative").run()
    app.text_input(key="reader-name").set_value("Mia").run()
    app.segmented_control(key="complaint-x:p29-yes").set_value("no").run()

    assert not app.exception
    assert {"polarity": "negative", "complaint": "no"} == stands(glad)
    assert "2 changes by people show on the posts already" in words(app)
    assert (
        "positive" == row(glad, "select polarity from mentions where post_id = 'x:p29'")["polarity"]
    )
    assert ["a reader", "Mia"] == [one.who for one in everything(glad)]
    publish_all(glad, [])
    app = run("mentions", correct="true")
    assert "changes by people" not in words(app)
    assert "negative" == app.segmented_control(key="polarity-x:p29-negative").value


def test_a_complaint_says_how_far_its_words_weigh(data):
    """Beside the reason that decides; a mention that is none says nothing of it."""
    publish_all(
        data,
        [asks("bad", 0, text="@acme worst service, I want a refund"), asks("good", 1, text=GLAD)],
    )
    weight = row(data, "select complaint_score from mentions where is_complaint")["complaint_score"]
    app = run("mentions")
    shown, told = words(app), [one.proto.help for one in app.markdown if "weigh" in one.proto.help]

    assert [f"Its words weigh {weight:.2f} of 1"] == [one.partition(" towards")[0] for one in told]
    assert "Complaint: negative, names what goes wrong" in shown


def test_a_topic_is_chosen_among_those_of_the_brand(glad):
    publish_all(glad, [asks("d", 31, text="@acme my parcel is here")], until=60)
    app = run("mentions", correct="true")
    app.selectbox(key="topic-x:p29-").select("delivery").run()

    assert {"topic": "delivery"} == stands(glad)
    app.selectbox(key="topic-x:p29-delivery").select("").run()
    assert {"topic": ""} == stands(glad)


def test_undo_takes_the_last_word_on_a_post_back(glad):
    app = run("mentions", correct="true")
    app.segmented_control(key="polarity-x:p29-positive").set_value("negative").run()
    press(app, "undo-x:p29")

    assert {} == stands(glad)
    assert "positive" == app.segmented_control(key="polarity-x:p29-positive").value


def test_many_are_corrected_and_taken_back_at_one_stroke(glad):
    app = run("mentions", correct="true")
    press(app, "pick-all")
    press(app, "right-all")

    assert 25 == len({one.subject for one in everything(glad)})
    assert {True} == {one.is_confirmation for one in everything(glad)}
    assert "0 selected" in words(app)
    press(app, "undo-last")
    assert [] == not_undone(everything(glad))


def test_what_the_brand_wrote_cannot_be_corrected(data):
    publish_all(data, [asks("own", 0, author="acme", text="We open at nine.")])
    app = run("mentions", correct="true")

    assert not app.exception
    assert [] == [one.key for one in app.segmented_control if str(one.key).startswith("polarity")]


def test_the_queue_offers_twenty_by_chance_and_keeps_confirmations(glad):
    app = run("mentions", review="true")
    offered = [one.key for one in app.button if str(one.key).startswith("review-right-")]
    press(app, offered[0])
    said = everything(glad)

    assert 20 == len(offered)
    assert {("random", True)} == {(one.origin, one.is_confirmation) for one in said}
    assert {"polarity": "positive", "complaint": "no"} == {one.field: one.value for one in said}
    assert "1 of 20 checked" in words(app)


def test_the_order_of_chance_is_the_same_for_everybody(glad):
    def offered():
        return [one.key for one in run("mentions", review="true").button]

    assert offered() == offered()


def test_a_correction_in_the_queue_is_random_too(glad):
    app = run("mentions", review="true")
    wrong = next(one.key for one in app.button if str(one.key).startswith("review-negative-"))
    press(app, wrong)

    assert [("negative", "random", False)] == [
        (one.value, one.origin, one.is_confirmation) for one in everything(glad)
    ]


def test_the_rest_is_confirmed_at_once_and_the_next_block_comes(glad):
    app = run("mentions", review="true")
    press(app, "review-rest")

    assert 20 == len({one.subject for one in everything(glad)})
    assert "0 of 10 checked" in words(app)
    press(app, "review-undo")
    assert "0 of 20 checked" in words(app)


def test_from_two_hundred_on_half_are_those_the_scorer_hesitated_over(data):
    publish_all(
        data, [asks(f"p{n}", n, author=f"a{n}", text=f"{GLAD} {n}") for n in range(260)], until=400
    )
    record(data, [say(data, n) for n in range(200)])
    publish_all(data, [])
    block = "select origin, count(*) as n from review_queue('acme', null, null) where block = 1"

    assert [{"origin": "random", "n": 10}, {"origin": "uncertain", "n": 10}] == rows(
        data, f"{block} group by origin order by origin"
    )


def test_what_was_corrected_before_can_still_be_drawn(glad):
    """Else the sample would hold too few errors: those that somebody found already."""
    record(glad, [say(glad, n, "negative", "browse") for n in range(30)])
    publish_all(glad, [])

    assert 30 == row(glad, "select count(*) as n from review_queue('acme', null, null)")["n"]


def test_accuracy_stands_beside_the_figures_once_there_is_any(glad):
    before = words(run())
    record(glad, [say(glad, n) for n in range(20)] + [say(glad, 20, "negative")])
    publish_all(glad, [])
    after = words(run())

    assert "checked at random" not in before
    # 20 of 21: Wilson 77 to 99 %.
    assert 2 <= after.count("95% right (77% to 99%) in 21 checked at random")
    assert "95% right (77% to 99%, n 21)" in after
    assert "corrected" not in after


def test_a_broken_ledger_is_said_and_the_page_stands(glad):
    (glad / feedback.FILE).write_bytes(b"broken" * 100)
    app = run("mentions", correct="true")

    assert not app.exception
    assert "cannot be read" in words(app)
    app.segmented_control(key="polarity-x:p29-positive").set_value("negative").run()
    assert not app.exception
    assert "Nothing was kept" in app.toast[0].value


def test_a_word_said_now_finds_the_reason_that_the_next_run_finds(glad):
    """Praise that names what goes wrong, called negative: the rule of words, now and later."""
    publish_all(glad, [asks("w", 31, text="@acme broken again, just great, love it")], until=60)
    told = {"kind": "label", "brand": "acme", "who": "mia", "said_at": NOW}
    record(glad, [Action(subject="x:w", field="polarity", value="negative", **told)])
    now = words(run("mentions"))
    publish_all(glad, [])
    later = row(glad, "select complaint_reason from mentions where post_id = 'x:w'")

    assert {"complaint_reason": "word"} == later
    assert "Complaint: negative, names what goes wrong" in now
