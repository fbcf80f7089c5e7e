"""The definitions once more, in plain Python and without a database: what SQL must equal."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import NormalDist
from zoneinfo import ZoneInfo

Z = NormalDist().inv_cdf(0.975)


@dataclass
class Said:
    """One post as the oracle sees it; times in seconds."""

    post_id: str
    at: float
    author: str
    parent: str | None = None
    is_brand: bool = False
    is_automated: bool = False
    removed_at: float | None = None


@dataclass
class Turn:
    turn_id: str
    author: str
    started_at: float
    posts: list[str] = field(default_factory=list)
    answered_at: float | None = None
    removals: list[float | None] = field(default_factory=list)

    @property
    def removed_at(self):
        if any(at is None for at in self.removals):
            return None
        removed = max(self.removals)
        return removed if self.answered_at is None or removed < self.answered_at else None

    def status(self):
        if self.removed_at is not None:
            return "removed"
        return "open" if self.answered_at is None else "answered"

    def wait(self, until):
        if self.removed_at is not None:
            return self.removed_at - self.started_at
        return (until if self.answered_at is None else self.answered_at) - self.started_at


def turns_of(said):
    """Turns of one conversation: walk through it in order of time, as a person would read it."""
    first_answer = {}
    by_id = {post.post_id: post for post in said}
    for post in said:
        if post.is_brand and not post.is_automated and post.parent in by_id:
            asked = by_id[post.parent]
            if not asked.is_brand:
                moment = max(post.at, asked.at)
                first_answer[asked.post_id] = min(moment, first_answer.get(asked.post_id, math.inf))
    loose = sorted(p.at for p in said if p.is_brand and not p.is_automated and p.parent is None)
    for post in said:
        if not post.is_brand:
            later = [at for at in loose if at >= post.at]
            if later:
                known = first_answer.get(post.post_id, math.inf)
                first_answer[post.post_id] = min(known, later[0])
    turns, current = [], {}
    for post in sorted((p for p in said if not p.is_brand), key=lambda p: (p.at, p.post_id)):
        turn = current.get(post.author)
        if turn is None or (turn.answered_at is not None and post.at > turn.answered_at):
            turn = current[post.author] = Turn(post.post_id, post.author, post.at)
            turns.append(turn)
        turn.posts.append(post.post_id)
        turn.removals.append(post.removed_at)
        answer = first_answer.get(post.post_id)
        if answer is not None:
            turn.answered_at = answer if turn.answered_at is None else min(turn.answered_at, answer)
    return turns


def roots_of(parents):
    """post_id → conversation: the topmost id of the chain, held or not; circles: the smallest."""
    roots = {}
    for start in parents:
        path, node = [], start
        while node in parents and parents[node] is not None and node not in path:
            path.append(node)
            node = parents[node]
        roots[start] = min(path[path.index(node) :]) if node in path else node
    return roots


def kaplan_meier(waits):
    """[(t, at risk, answered, S, S low, S high)] of (wait, is answered) pairs."""
    ended = defaultdict(lambda: [0, 0])
    for wait, is_answered in waits:
        ended[wait][0] += 1
        ended[wait][1] += is_answered
    at_risk, waiting, greenwood, curve = len(waits), 1.0, 0.0, []
    for moment in sorted(ended):
        gone, answered = ended[moment]
        waiting *= 1 - answered / at_risk
        if answered < at_risk:
            greenwood += answered / (at_risk * (at_risk - answered))
        low, high = _interval(waiting, greenwood)
        curve.append((moment, at_risk, answered, waiting, low, high))
        at_risk -= gone
    return curve


def _interval(waiting, greenwood):
    if waiting <= 0:
        return None, None
    if waiting >= 1:
        return 1.0, 1.0
    width = Z * math.sqrt(greenwood) / abs(math.log(waiting))
    return waiting ** math.exp(width), waiting ** math.exp(-width)


def quantile(curve, share):
    """First moment at which at least share is answered, None when it is not reached."""
    return next((row[0] for row in curve if row[3] <= 1 - share + 1e-9), None)


def quantile_limits(curve, share):
    low = next((r[0] for r in curve if (r[3] if r[4] is None else r[4]) <= 1 - share + 1e-9), None)
    high = next((r[0] for r in curve if r[5] is not None and r[5] <= 1 - share + 1e-9), None)
    return low, high


def share_within(curve, seconds):
    """Share answered within seconds, None where nobody is known for so long."""
    if not curve or (curve[-1][0] < seconds and curve[-1][3] > 1e-12):
        return None
    reached = [row for row in curve if row[0] <= seconds]
    return 1 - reached[-1][3] if reached else 0.0


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def business_seconds(start: datetime, end: datetime, zone, hours, holidays=()):
    """Open seconds between two moments, counted day by day.

    hours: weekday → [(minute, minute)]; an end at or before the start lies on the next day.
    """
    local = ZoneInfo(zone)
    total = 0.0
    day = start.astimezone(local).date() - timedelta(days=2)
    last = end.astimezone(local).date() + timedelta(days=1)
    while day <= last:
        for opens, closes in _pieces(hours, day, holidays):
            begin, finish = _local(day, opens, local), _local(day, closes, local)
            total += max(0.0, min(end.timestamp(), finish) - max(start.timestamp(), begin))
        day += timedelta(days=1)
    return total


def _pieces(hours, day, holidays):
    if day in holidays:
        return []
    pieces = [(o, c if c > o else 1440) for o, c in hours.get(day.weekday(), ())]
    before = (day - timedelta(days=1)).weekday()
    pieces += [(0, c) for o, c in hours.get(before, ()) if c <= o and c > 0]
    minutes = sorted({m for o, c in pieces for m in range(o, c)})
    merged = []
    for minute in minutes:
        if merged and merged[-1][1] == minute:
            merged[-1][1] = minute + 1
        else:
            merged.append([minute, minute + 1])
    return [tuple(piece) for piece in merged]


def _local(day, minutes, zone):
    if minutes == 1440:
        day, minutes = day + timedelta(days=1), 0
    return datetime(
        day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone
    ).timestamp()
