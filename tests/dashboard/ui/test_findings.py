"""The sentence at the top says what changed beyond chance, and only that."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboard.ui import findings

SUMMARY = pd.Series(
    {
        "net_sentiment": -0.1,
        "net_sentiment_low": -0.2,
        "net_sentiment_high": -0.02,
        "complaint_share": 0.24,
    }
)
WAITING = pd.Series(
    {
        "open_count": 12,
        "overdue_count": 5,
        "never_count": 0,
        "turn_count": 100,
        "silence_hours": 1500.0,
        "longest_seconds": 7200.0,
    }
)
NOBODY = pd.Series(
    {
        "open_count": 0,
        "overdue_count": 0,
        "never_count": 0,
        "silence_hours": None,
        "longest_seconds": None,
    }
)
SOURCES = pd.DataFrame({"source": ["x"], "failure_count": [0]})
SPIKES = pd.DataFrame(
    columns=[
        "measure",
        "topic",
        "started_at",
        "peak_at",
        "spike_key",
        "ended_at",
        "observed_count",
        "expected_count",
        "severity",
        "is_one_account",
        "adopted_at",
    ]
)
UTC_ZONE = ZoneInfo("UTC")


def change(net="same", complaint="same"):
    return pd.Series(
        {
            "net_change": -0.06,
            "net_verdict": net,
            "complaint_change": 0.04,
            "complaint_verdict": complaint,
            "net_largest_count": 304,
            "net_largest_is_copied": True,
            "complaint_largest_count": 40,
            "complaint_largest_is_copied": False,
        }
    )


ANSWERS = pd.Series({"target_seconds": 3600.0, "target_share": 0.48, "share_24h": 0.68})


def replies(verdict="same", moved=-0.05):
    return pd.Series({"target_change": moved, "target_verdict": verdict})


def conclude(changed, answers_changed=None):
    return findings.conclusion(SUMMARY, changed, ANSWERS, answers_changed, WAITING)


def test_a_fall_beyond_chance_is_a_warning():
    found = conclude(change(net="worse", complaint="worse"))

    assert ("warning", "Sentiment is lower and complaints are more frequent than before") == (
        found.level,
        found.title,
    )
    assert "−6.0 points" in found.detail
    assert "12 wait for a reply now, 5 of them past the target" in found.detail


def test_a_running_spike_comes_before_everything_else():
    """Better than last month is no news while something is on fire; what is over is not."""
    spikes = pd.DataFrame(
        {
            "measure": ["mentions", "complaints", "complaints"],
            "ended_at": [pd.NaT, pd.NaT, pd.Timestamp("2026-11-20", tz="UTC")],
            "observed_count": [60, 54, 900],
            "expected_count": [7.0, 7.2, 8.0],
            "severity": [2, 4, 9],
            "is_one_account": [False, False, False],
        }
    )

    found = findings.conclusion(SUMMARY, change(net="better"), ANSWERS, None, WAITING, spikes)

    title = "A spike is running · complaints: 54 where 7 are usual · mentions: 60 where 7 are usual"
    assert ("warning", title) == (found.level, found.title)
    over = findings.conclusion(
        SUMMARY, change(net="better"), ANSWERS, None, WAITING, spikes.tail(1)
    )
    assert "good" == over.level


@pytest.mark.parametrize(("severity", "level"), [(6, "warning"), (7, "critical")])
def test_a_running_spike_is_critical_from_severity_seven_on(severity, level):
    spike = pd.DataFrame(
        {
            "measure": ["mentions"],
            "ended_at": [pd.NaT],
            "observed_count": [60],
            "expected_count": [7.0],
            "severity": [severity],
            "is_one_account": [False],
        }
    )

    found = findings.conclusion(SUMMARY, None, ANSWERS, None, WAITING, spike)

    assert level == found.level
    by_one = spike.assign(is_one_account=True)
    found = findings.conclusion(SUMMARY, None, ANSWERS, None, WAITING, by_one)
    assert found.title == "Nothing to compare with"


def test_what_is_better_stands_beside_what_is_worse():
    found = conclude(change(net="better"), replies("worse"))

    assert "Fewer are answered in time than before, though sentiment is higher" == found.title


def test_within_chance_nothing_is_claimed():
    found = conclude(change())

    assert ("good", "As before: no change beyond chance") == (found.level, found.title)


def test_too_few_mentions_claim_nothing():
    assert "As before" in conclude(change(net="few", complaint="few")).title


def test_without_a_period_before_nothing_is_compared():
    assert "Nothing to compare with" == conclude(None).title


def test_answers_are_told_by_shares_with_their_change():
    found = conclude(change(), replies("worse"))

    assert (
        "About half of those who wrote to the brand had an answer within 60 min (48%, −5.0 "
        "points), 68% within 24 h."
    ) in found.detail


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (replies("worse"), ("−5.0", "worse")),
        (replies("better", 0.05), ("+5.0", "better")),
        (replies("same"), ("−5.0", "same")),
        (replies("few"), ("−5.0", "same")),
        (replies(None, None), None),
        (None, None),
    ],
)
def test_a_change_is_better_or_worse_only_where_the_metric_says_so(changed, expected):
    assert expected == findings.reply_change(changed)


def test_what_nobody_can_know_is_said():
    """Without the brand's own voice no share is told, and no queue."""
    nobody = pd.concat([NOBODY, pd.Series({"turn_count": 0})])
    found = findings.conclusion(SUMMARY, change(), None, None, nobody, is_answer_known=False)

    assert found.detail.endswith("nothing by the brand itself is loaded.")


def test_what_is_on_fire_comes_first():
    """A running severe spike, then overdue replies, then an episode that is over."""
    hour = datetime(2026, 5, 1, 12, tzinfo=UTC)
    base = {
        "topic": None,
        "started_at": hour,
        "peak_at": hour,
        "spike_key": "complaints since noon",
        "observed_count": 90,
        "expected_count": 9.6,
        "is_one_account": False,
        "adopted_at": pd.NaT,
    }
    spikes = pd.DataFrame(
        [
            base | {"measure": "mentions", "ended_at": hour, "severity": 9},
            base | {"measure": "complaints", "ended_at": pd.NaT, "severity": 8},
        ]
    )
    found = findings.attention(spikes, WAITING, None, SOURCES, UTC_ZONE)

    assert ["critical", "warning", "watch"] == [one.level for one in found]
    assert ["Spike of complaints", "5 wait past the target", "Spike of mentions"] == [
        one.title for one in found
    ]
    assert ("Read its 90 posts", {"spike": "complaints since noon"}) == found[0].see
    assert "90 where 10 are usual" in found[0].detail


def test_a_spike_by_one_account_is_watched_and_a_lasting_level_is_usual():
    """Neither is urgent, whatever its severity, and both are said."""
    hour = datetime(2026, 5, 1, 12, tzinfo=UTC)
    spike = {
        "measure": "mentions",
        "topic": None,
        "started_at": hour,
        "peak_at": hour,
        "spike_key": "complaints since noon",
        "observed_count": 500,
        "expected_count": 9.6,
        "severity": 9,
    }
    spikes = pd.DataFrame(
        [
            spike | {"ended_at": pd.NaT, "is_one_account": True, "adopted_at": pd.NaT},
            spike | {"ended_at": hour, "is_one_account": False, "adopted_at": hour},
        ]
    )
    _, one, usual = findings.attention(spikes, WAITING, None, SOURCES, UTC_ZONE)

    assert {"watch"} == {one.level, usual.level}
    assert "Spike of mentions by one account" == one.title
    assert "usual since" in usual.detail


def test_words_of_strangers_are_escaped_in_titles():
    loud = pd.Series(
        {
            "text": "[x](https://e.example)",
            "estimated_audience": 1200.0,
            "waiting_seconds": 7200.0,
            "source": "x",
            "conversation_id": "x:1",
        }
    )
    found = findings.attention(SPIKES, NOBODY, loud, SOURCES, UTC_ZONE)

    assert ["Unanswered: “\\[x\\]\\(https\\:\u2060\\/\\/e\\.example\\)”"] == [
        one.title for one in found
    ]


def test_a_quiet_day_needs_nobody():
    assert [] == findings.attention(SPIKES, NOBODY, None, SOURCES, UTC_ZONE)
