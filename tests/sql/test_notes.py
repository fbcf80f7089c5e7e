"""Notes of people as any SQL client reads them."""

from datetime import UTC, datetime, timedelta

import pandas as pd

from sql import feedback
from sql.feedback import Action
from tests.build import asks, publish_all, rows

SAID = datetime(2026, 3, 2, 12, tzinfo=UTC)


def note(text, kind="note", **more):
    told = {"subject": "2026-03-01", "brand": "acme", "field": "day", "who": "anna"}
    return Action(kind=kind, value=text, said_at=SAID, **told | more)


def test_what_stands_is_a_row_and_what_was_taken_back_is_none(tmp_path):
    """Two of one day are two rows; what people say of other things is no note."""
    data = tmp_path / "data"
    feedback.record(data, [note("Press calls"), note("Tills are down", who="ben")])
    gone = feedback.record(data, [note("Wrong brand")])
    feedback.record(data, [note("positive", kind="label", subject="x:p1")])
    feedback.undo(data, gone, who="anna", now=SAID + timedelta(hours=1))
    publish_all(data, [asks("p1", 0)], until=60)

    told = rows(data, "select brand, note_date, note, said_by from notes order by note")
    assert [
        ("acme", pd.Timestamp("2026-03-01"), "Press calls", "anna"),
        ("acme", pd.Timestamp("2026-03-01"), "Tills are down", "ben"),
    ] == [tuple(one.values()) for one in told]
