"""Rows for every chart: a few ordinary ones, as many as asked for, with any words in them."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from charts import (
    author,
    bars,
    counts,
    effort,
    episode,
    growth,
    hollow,
    hours,
    sentiment,
    turned,
    volume,
    waits,
)
from charts.theme import LIGHT

SINCE = date(2026, 5, 20)


def days(number=56):
    """Days of which every seventh has no score."""
    net = 0.4 * np.sin(np.arange(number) / 5)
    is_blank = np.arange(number) % 7 == 3
    return pd.DataFrame(
        {
            "local_date": _dates(number, "D"),
            "net_sentiment": np.where(is_blank, np.nan, net),
            "net_sentiment_low": np.where(is_blank, np.nan, net - 0.1),
            "net_sentiment_high": np.where(is_blank, np.nan, net + 0.1),
            "scored_count": np.where(is_blank, 0, 40),
            "negative_count": 10 + np.arange(number) % 5,
            "neutral_count": 5,
            "positive_count": 7,
            "unscored_count": 1,
        }
    )


def replies(number=12):
    """Weeks of replies, every fourth of them fast but hollow, every fifth without a wait."""
    at = np.arange(number)
    return pd.DataFrame(
        {
            "week": _dates(number, "7D"),
            "generic_share": np.where(at % 4 == 3, 0.9, 0.2),
            "generic_low": np.where(at % 4 == 3, 0.8, 0.1),
            "generic_high": np.where(at % 4 == 3, 0.95, 0.3),
            "judged_count": 200,
            "median_wait_seconds": np.where(at % 5 == 4, np.nan, 60.0 + 900 * (at % 4)),
            "calm_difference": np.where(at % 5 == 4, np.nan, 0.2 - 0.1 * (at % 4)),
            "calm_low": np.where(at % 5 == 4, np.nan, 0.1 - 0.1 * (at % 4)),
            "calm_high": np.where(at % 5 == 4, np.nan, 0.3 - 0.1 * (at % 4)),
            "angry_count": 50,
            "is_lower": pd.array(np.where(at % 5 == 4, None, at % 4 == 3), dtype="boolean"),
            "verdict": np.where(at % 4 == 3, "hollow", "fine"),
        }
    )


def efforts(number=12):
    """Weeks, every fourth of them cheap and red, every fifth with too few to compare."""
    at = np.arange(number)
    return replies(number).assign(
        handling_seconds=np.where(at % 4 == 3, 240.0, 700.0),
        in_time_share=np.where(at % 4 == 3, 0.8, 0.5),
        reply_count=200,
        replies_per_person_hour=5.5,
    )


def turnarounds(names):
    """Groups on either side of nothing."""
    at = np.linspace(-0.2, 0.2, len(names))
    ends = {
        f"{name}_{end}": at + by
        for name in ("better", "worse")
        for end, by in (("difference", 0), ("low", -0.05), ("high", 0.05))
    }
    return pd.DataFrame({"group_name": names, "matched_count": 200, **ends})


def volumes(number=672):
    """Hours with a spike and a gap."""
    at = np.arange(number)
    usual = 10 + 8 * np.sin(at / 24 * 2 * np.pi)
    is_spike = (at % 300 > 280) & (at % 300 < 290)
    is_gap = at % 300 == 100
    return pd.DataFrame(
        {
            "hour_at": _dates(number, "h").tz_localize("UTC"),
            "observed_count": np.where(is_gap, np.nan, usual + at % 3 + 60 * is_spike),
            "expected_count": np.where(is_gap, np.nan, usual),
            "expected_low": np.where(is_gap, np.nan, usual / 2),
            "expected_high": np.where(is_gap, np.nan, usual * 2),
            "is_gap": is_gap,
            "is_spike": is_spike,
        }
    )


def events(*labels):
    at = pd.date_range("2026-05-08", periods=len(labels), freq="9D")
    return pd.DataFrame({"event_date": at, "label": labels, "said_by": ""})


def weeks(number=8):
    met = 20 + np.arange(number) % 7
    return pd.DataFrame(
        {
            "week_date": _dates(number, "7D"),
            "met_count": met,
            "missed_count": 30,
            "pending_count": 2,
            "attainment_share": met / (met + 30),
        }
    )


def people(number=13):
    return pd.DataFrame({"days_to": _dates(number, "7D"), "person_count": np.arange(number) % 9})


def queue(number=300):
    at = np.arange(number)
    waiting = np.where(at % 100 == 50, np.nan, 100 + 80 * np.sin(at / 30))
    return pd.DataFrame(
        {
            "step_at": _dates(number, "h").tz_localize(
                "Europe/London", ambiguous=True, nonexistent="shift_forward"
            ),
            "waiting_count": waiting,
            "waiting_overdue_count": waiting * 0.8,
        }
    )


def short_curve(number=200):
    return curve(number)


def curve(number=400):
    share = np.linspace(0, 0.7, number)
    return pd.DataFrame(
        {
            "elapsed_seconds": np.geomspace(20, 27 * 86400, number),
            "answered_share": share,
            "answered_share_low": share * 0.95,
            "answered_share_high": share * 1.05,
        }
    )


def groups(names):
    rows = [(900.0, 3600.0, 9000.0), (None, None, None), (4000.0, 40000.0, None)]
    picked = [rows[place % 3] for place in range(len(names))]
    columns = ["median_low_seconds", "median_seconds", "median_high_seconds"]
    return pd.DataFrame(picked, columns=columns, dtype="float64").assign(group_value=names)


def snapshots(number=40):
    age = np.linspace(0.1, 60, number)
    known = pd.DataFrame({"age_hours": age, "share_count": (4000 * age / (age + 20)).round()})
    return known.assign(projected_share_count=5000.0, projected_low=4200.0, projected_high=9000.0)


def posts(number=24, words=("my bag is lost",)):
    """Posts of one author, every fifth unscored, every third of an unknown audience."""
    at = np.arange(number)
    tone = np.where(at % 5 == 4, np.nan, np.sin(at / 3))
    counted = np.where(at % 3 == 0, 900.0 + at, np.nan)
    return pd.DataFrame(
        {
            "post_id": [f"chirp:{one}" for one in at],
            "created_at": _dates(number, "h").tz_localize("UTC"),
            "polarity": np.where(at % 5 == 4, None, np.where(tone < 0, "negative", "positive")),
            "sentiment": tone,
            "author_followers": np.where(at % 4 == 0, np.nan, 4000.0 + at),
            "view_count": counted,
            "estimated_audience": np.where(at % 3 == 1, 600.0, counted),
            "text": [words[one % len(words)] for one in at],
        }
    )


def replied(rows):
    """Answers to every third post, an hour later."""
    told = rows.iloc[::3]
    return told[["post_id"]].assign(
        conversation_id=told["post_id"], answered_at=told["created_at"] + pd.Timedelta(hours=1)
    )


def voices(rows):
    """The same posts as reactions to one, every fourth the brand's answer."""
    at = np.arange(len(rows))
    return rows.rename(columns={"text": "title_or_text"}).assign(
        author_name=rows["text"],
        age_hours=at / max(len(rows), 1) * 50,
        is_answer=at % 4 == 3,
        carried_count=900 - at % 900,
    )


def steps(number=48):
    """Hours, every ninth of them with too few and every eleventh not watched."""
    at = np.arange(number)
    share = np.where((at % 9 == 4) | (at % 11 == 7), np.nan, 0.5 + 0.3 * np.sin(at / 7))
    return pd.DataFrame(
        {
            "step_at": _dates(number, "h").tz_localize("UTC"),
            "step_hours": 1,
            "post_count": np.where(at % 11 == 7, np.nan, at % 6),
            "heard_count": np.where(at % 11 == 7, np.nan, 12),
            "scored_count": np.where(at % 11 == 7, np.nan, np.where(at % 9 == 4, 3, 30)),
            "since_hours": at * 0.5,
            "until_hours": at * 0.5 + 0.5,
            "negative_share": share,
            "negative_share_low": share - 0.1,
            "negative_share_high": share + 0.1,
        }
    )


@dataclass(frozen=True)
class Sizes:
    """How many rows of each kind, and the words that strangers put into them."""

    rows: int | None = None
    words: tuple[str, ...] = ("chirp", "gatelounge", "farestars")
    look: object = field(default=LIGHT)

    def some(self, made):
        return made(self.rows) if self.rows else made()

    @property
    def posts(self):
        return posts(self.rows or 24, self.words)

    @property
    def names(self):
        return [
            self.words[place % len(self.words)] for place in range(self.rows or len(self.words))
        ]

    @property
    def parts(self):
        shares = np.linspace(-0.05, 0.19, len(self.names))
        return pd.DataFrame({"source": self.names, "contribution": shares})


def _dates(number, step):
    """From May 2026 on; a long row of years does not fit a time stamp, so it goes by hours."""
    fits = {"D": 60_000, "7D": 9_000}.get(step, number)
    return pd.date_range("2026-05-01", periods=number, freq=step if number <= fits else "h")


CHARTS = {
    "bars": lambda s: bars.bars(
        s.look,
        s.names,
        np.linspace(0.9, 0.05, len(s.names)),
        [f"{name}\nof 1,500" for name in s.names],
        full=1,
        opens=[{"turn_source": name, "sla": "missed"} for name in s.names],
    ),
    "posts_by_tone": lambda s: author.posts_by_tone(
        s.look, s.posts, replied(s.posts), ZoneInfo("Europe/London")
    ),
    "posts_by_audience": lambda s: author.posts_by_audience(
        s.look, s.posts, ZoneInfo("Europe/London")
    ),
    "contributions": lambda s: bars.contributions(
        s.look, s.parts, "source", [{"from_source": name} for name in s.names]
    ),
    "mentions_by_day": lambda s: counts.mentions_by_day(s.look, s.some(days)),
    "targets_by_week": lambda s: counts.targets_by_week(s.look, s.some(weeks)),
    "people_by_week": lambda s: counts.people_by_week(s.look, s.some(people), term=s.names[0]),
    "queue_length": lambda s: counts.queue_length(s.look, s.some(queue)),
    "counts_by_hour": lambda s: hours.counts_by_hour(
        s.look,
        pd.DataFrame({"hour_of_week": np.arange(s.rows or 168), "row_count": 5}),
        "complaints",
        complaint="yes",
    ),
    "by_hour": lambda s: hours.by_hour(
        s.look,
        {
            slot: hours.Hour(slot / 168, "5 turns", slot % 5 == 0, {"turn_hour": slot})
            for slot in range(20, 168)
        },
        1,
    ),
    "sentiment_line": lambda s: sentiment.sentiment_line(s.look, s.some(days), SINCE),
    "small_course": lambda s: sentiment.small_course(
        s.look, s.some(days), s.some(days), {"from_source": s.words[0]}
    ),
    "volume": lambda s: volume.volume(
        s.look, s.some(volumes), events(*s.names[:200]), ZoneInfo("Europe/London"), "mentions"
    ),
    "carried": lambda s: episode.carried(
        s.look,
        s.some(volumes),
        voices(s.posts),
        voices(s.posts),
        events(*s.names[:200]),
        ZoneInfo("Europe/London"),
        "complaints",
    ),
    "words_over_time": lambda s: episode.words_over_time(
        s.look, s.some(steps), 9, ZoneInfo("Europe/London"), term=s.names[0]
    ),
    "tone": lambda s: episode.tone(
        s.look,
        s.some(steps),
        ZoneInfo("Europe/London"),
        [{"polarity": "negative"}] * (s.rows or 48),
    ),
    "tone_by_age": lambda s: episode.tone_by_age(
        s.look, s.some(steps), conversation="chirp:1"
    ),
    "growth": lambda s: growth.growth(s.look, s.some(snapshots), conversation="chirp:1"),
    "so_far": lambda s: growth.so_far(
        s.look, s.some(snapshots), voices(s.posts), conversation="chirp:1"
    ),
    "hollow_weeks": lambda s: hollow.hollow_weeks(s.look, s.some(replies)),
    "weeks_of_effort": lambda s: effort.weeks_of_effort(s.look, s.some(efforts)),
    "turned": lambda s: turned.turned(s.look, turnarounds(s.names)),
    "answered_curve": lambda s: waits.answered_curve(s.look, s.some(curve), 3600),
    "compared_curves": lambda s: waits.compared_curves(
        s.look, {"first": s.some(short_curve), "next": s.some(short_curve)}
    ),
    "ranges": lambda s: waits.ranges(
        s.look,
        groups(s.names),
        [f"{name}" for name in s.names],
        7200,
        "calendar",
        [{"turn_source": name} for name in s.names],
    ),
}  # fmt: skip
"""By name: from Sizes to the figure."""
