"""Cards that several pages share."""

from streamlit.testing.v1 import AppTest


def two_figures():
    from dashboard.ui import cards

    cards.figure("Short", "1", term="mentions", change=("−3.2", "worse"), note="vs before")
    cards.figure("Long", "2", term="mentions", note="> 27 d, the curve's *end*", below="Below")


def test_words_that_a_phone_has_no_room_for_beside_the_change_wrap_below():
    """As they are written: Streamlit would cut them off beside, and reads Markdown below."""
    run = AppTest.from_function(two_figures).run()

    assert ["vs before", ""] == [metric.proto.delta_description for metric in run.metric]
    assert ["-3.2", ""] == [metric.delta for metric in run.metric]
    assert [r"\> 27 d\, the curve\'s \*end\*", "Below"] == [one.value for one in run.caption]
