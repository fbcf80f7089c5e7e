"""Events and notes on charts: on their day, told by a hover, and nothing of a stranger's making."""

import pandas as pd

from charts import counts, points, sentiment
from charts.happened import MOST, marked, words
from charts.theme import DARK, LIGHT, note_of
from tests.charts.examples import CHARTS, Sizes, days, weeks


def told(*rows):
    return pd.DataFrame(rows, columns=["event_date", "label", "said_by"])


def signs(drawn):
    """Where each sign stands, as it is written and what its hover says."""
    return [(one.x, one.text, one.hovertext) for one in drawn.layout.annotations if one.hovertext]


def test_a_day_has_one_sign_for_all_that_happened():
    """Its hover names the day, each event, and each note with who wrote it; so do words."""
    happened = told(
        ("2026-05-12", "Release 5.0", ""), ("2026-05-12", "Press calls", "anna"),
        ("2026-05-14", "Tills are down", "ben"),
    )  # fmt: skip
    drawn = marked(LIGHT, counts.mentions_by_day(LIGHT, days(28)), happened)
    first = "<b>Tue 12 May 2026</b><br>◆ Release 5.0<br>✎ Press calls (anna)"

    assert [
        ("2026-05-12 00:00", "◆✎", first),
        ("2026-05-14 00:00", "✎", "<b>Thu 14 May 2026</b><br>✎ Tills are down (ben)"),
    ] == signs(drawn)
    assert ["2026-05-12 00:00", "2026-05-14 00:00"] == [one.x0 for one in drawn.layout.shapes]
    assert "Marked: Release 5.0 (12 May), Tills are down (14 May)." == words(drawn)
    assert signs(marked(DARK, drawn, happened)) == signs(drawn)  # once is enough


def test_a_day_of_a_week_stands_at_its_week():
    """A bar of a week is marked for what happened in it, its last day too; the next day is not."""
    rows = weeks(4)
    first, last = rows["week_date"].iloc[0], rows["week_date"].iloc[-1]
    day = pd.Timedelta(days=1)
    at = [first - day, first, first + 6 * day, last + 6 * day, last + 7 * day]
    happened = told(*((one, f"n{n}", "") for n, one in enumerate(at)))
    drawn = marked(LIGHT, counts.targets_by_week(LIGHT, rows), happened)

    assert [f"{first:%Y-%m-%d} 00:00"] * 2 + [f"{last:%Y-%m-%d} 00:00"] == [
        x for x, _, _ in signs(drawn)
    ]


def test_what_lies_beyond_the_chart_is_not_on_it():
    """An axis of days ends with its last day."""
    rows = days(28)
    ends = pd.to_datetime(rows["local_date"]).iloc[[0, -1]]
    day = pd.Timedelta(days=1)
    at = [ends.iloc[0] - day, *ends, ends.iloc[1] + day]
    happened = told(*((one, "x", "") for one in at))
    drawn = marked(LIGHT, sentiment.sentiment_line(LIGHT, rows, ends.iloc[0].date()), happened)

    assert [f"{one:%Y-%m-%d} 00:00" for one in ends] == [x for x, _, _ in signs(drawn)]


def test_only_the_newest_days_are_marked_and_the_chart_says_so():
    rows = days(56)
    at = pd.to_datetime(rows["local_date"]).tail(MOST + 1)
    happened = told(*((one, f"{one:%d}", "") for one in at))
    drawn = marked(LIGHT, counts.mentions_by_day(LIGHT, rows), happened)
    few = marked(LIGHT, counts.mentions_by_day(LIGHT, rows), happened.tail(MOST))

    assert [f"{one:%Y-%m-%d} 00:00" for one in at.tail(MOST)] == [x for x, _, _ in signs(drawn)]
    assert note_of(drawn).endswith("The newest 20 of 21 days with events or notes are marked.")
    assert "" == note_of(few)


def test_only_a_chart_of_time_is_marked():
    """And every chart of time is: all that draw days can be."""
    happened = told(*((one, "x", "") for one in pd.date_range("2026-05-01", periods=60)))
    at = {
        name: bool(signs(marked(LIGHT, draw(Sizes()), happened))) for name, draw in CHARTS.items()
    }

    assert {name for name, is_marked in at.items() if is_marked} == {
        name for name, draw in CHARTS.items() if draw(Sizes()).layout.xaxis.type == "date"
    }
    assert {"mentions_by_day", "sentiment_line", "small_course", "hollow_weeks", "volume"} <= {
        name for name, is_marked in at.items() if is_marked
    }
    assert [] == signs(marked(LIGHT, CHARTS["growth"](Sizes()), happened))


def test_words_of_people_are_shown_as_written():
    """A tag of theirs is none, a turned sign is taken out, a long line is broken."""
    text = '<a href="https://evil.example">x</a> \u202eabc ' + "word " * 30
    drawn = marked(
        LIGHT, counts.mentions_by_day(LIGHT, days(28)), told(("2026-05-12", text, "<b>me</b>"))
    )
    ((_, _, said),) = signs(drawn)

    assert "<a" not in said
    assert "\u202e" not in said
    assert "(&lt;b&gt;me&lt;/b&gt;)" in said
    assert max(map(len, said.split("<br>"))) < 90
    assert points.count(drawn) <= points.MOST
