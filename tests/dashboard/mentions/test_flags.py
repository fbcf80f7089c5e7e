"""Why a mention is flagged, in words, and how much of a long one is shown."""

import pandas as pd
import pytest

from dashboard.mentions import flags
from tests.build import asks, publish_all
from tests.dashboard.conftest import run, troubles, words

PLAIN = {
    "post_id": "x:1",
    "is_complaint": False,
    "complaint_reason": None,
    "complaint_score": None,
    "needs_reply": False,
    "reply_reason": None,
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ""),
        ({"complaint_score": 0.9}, ""),
        (
            {"is_complaint": True, "complaint_reason": "rating"},
            "Complaint: its rating says so",
        ),
        (
            {"is_complaint": True, "complaint_reason": "evidence", "complaint_score": 0.618,
             "needs_reply": True, "reply_reason": "named"},
            ("Complaint: its words weigh towards one"
            " · Needs a reply: it names the brand's account"),
        ),
        ({"post_id": "x:2"}, "At risk: viral risk 83 of 100, which is at the alert level"),
    ],
)  # fmt: skip
def test_what_flags_a_post_is_said(row, expected):
    assert expected == flags.why(pd.Series({**PLAIN, **row}), {"x:2": 82.6})


def test_a_long_text_is_cut_until_somebody_wants_the_whole(data):
    long = "@acme " + "where is my parcel? " * 40
    publish_all(data, [asks("long", 0, text=long), asks("short", 1, text="@acme\nhello")], until=60)
    app = run("mentions")
    assert "@acme hello" in words(app)
    assert long.strip() not in words(app)
    shown = next(one.value for one in app.text if one.value.endswith("…"))
    assert len(shown) <= 241
    assert 1 == len([one for one in app.button if one.label == "More"])

    app.button(key="turn-whole-x:long").click().run()
    assert [] == troubles(app)
    assert long.strip() in words(app)
