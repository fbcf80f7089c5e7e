"""What a chart of an episode draws: marks on the line, bars of words, shares with intervals."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from charts import episode
from charts.theme import LIGHT, note_of
from tests.charts.examples import events, posts, steps, voices, volumes

BERLIN = ZoneInfo("Europe/Berlin")
BEGUN = datetime(2026, 5, 1, tzinfo=UTC)


def drawn(said, hours=None):
    hours = volumes(6).assign(observed_count=[10, 20, None, 40, 50, 60]) if hours is None else hours
    figure = episode.carried(LIGHT, hours, said, said.head(2), events(), BERLIN, "mentions")
    return figure, {trace.name: trace for trace in figure.data}


def test_a_post_stands_on_the_line_and_in_a_gap_nowhere():
    at = [BEGUN + pd.Timedelta(minutes=minutes) for minutes in (30, 90, 240)]
    _, shown = drawn(voices(posts()).head(3).assign(created_at=pd.DatetimeIndex(at)))

    assert (15, None, 50) == shown["Post"].y
    # Two hours later than in UTC.
    assert "2026-05-01 02:30" == shown["Post"].x[0]
    assert ((0, 0), "triangle-up") == (shown["Answered"].y, shown["Answered"].marker.symbol)


def test_more_people_are_a_larger_mark_and_the_unknown_the_smallest():
    said = voices(posts()).head(3).assign(estimated_audience=[None, 1_000.0, 1_000_000.0])
    _, shown = drawn(said)
    sizes = shown["Post"].marker.size

    assert 8 == sizes[0] < sizes[1] < sizes[2]


def test_what_is_not_marked_is_said():
    figure, shown = drawn(voices(posts(100)))

    assert episode.MOST_POSTS == len(shown["Post"].x)
    assert "The 40 most shared of 100 posts are marked." == note_of(figure)


def test_words_share_one_scale_and_gaps_stay_empty():
    rows = steps(12)
    (bars,) = episode.words_over_time(LIGHT, rows, 50, BERLIN, term="bag").data
    figure = episode.words_over_time(LIGHT, rows.assign(post_count=1), 50, BERLIN)

    assert None is bars.y[7]
    assert "not watched" in bars.hovertext[7]
    assert "<b>3</b> of 12 posts" in bars.hovertext[3]
    assert (0, 54) == figure.layout.yaxis.range


def test_a_share_of_too_few_is_no_dot_and_says_so():
    figure = episode.tone(LIGHT, steps(12), BERLIN, [{"hour": "2026-05-01T00:00"}] * 12)
    band, line = figure.data

    assert (None, None) == (line.y[4], line.y[7])
    assert "too few to tell" in line.hovertext[4]
    assert "not watched" in line.hovertext[7]
    assert "50% negative (40% to 60%)" in line.hovertext[0]
    assert None in band.y
