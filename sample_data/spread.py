"""How posts spread: when each share happened, and what a poller saw of it."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from sample_data.rows import Row, Snapshot
from sample_data.story import DAY, HOUR, MINUTE, Story, local

GRID = 5 * MINUTE
HOT = 60  # final shares from which a post is polled to the end
POLLS_HOT = ((HOUR, GRID), (6 * HOUR, 15 * MINUTE), (2 * DAY, HOUR), (14 * DAY, 6 * HOUR))
POLLS_COLD = ((HOUR, GRID), (6 * HOUR, HOUR), (DAY, 6 * HOUR))
TRACKED = 0.06
SURPRISES = 48  # ordinary people whose post travelled
MOVING = {"complaint", "praise", "viral"}
QUICK, SLOW = (600, 0.95), (5500, 0.8)  # scale in seconds and exponent of the fading

# topic of a scripted post: (scene or None for its own time, shares in the end, (scale, exponent))
WAVES: dict[str, tuple[tuple[str | None, int, tuple[int, float]], ...]] = {
    "first": (
        (None, 850, (9000, 0.9)),
        ("picked_up", 27_000, (18_000, 1.15)),
        ("press", 8_500, (26_000, 1.2)),
        ("answer", 2_800, (20_000, 1.3)),
    ),
    "picked_up": ((None, 6_400, (9000, 1.0)),),
    "live_first": ((None, 11_500, (30_000, 1.1)),),
    "live_glad": ((None, 1_450, SLOW),),
}


@dataclass(slots=True)
class Cascade:
    """One post's shares, as sorted times, with how likes, views and replies go with them."""

    row: Row
    times: list[int]
    reach: float
    likes: float
    views: float
    snapshots: list[Snapshot] = field(default_factory=list)

    def seen(self, at: int) -> Snapshot:
        """The counters at a moment."""
        shares = bisect_right(self.times, at)
        base = self.reach * (1 - math.exp(-max(0, at - self.row.at) / 5400))
        return Snapshot(
            self.row.source,
            self.row.post_id,
            at,
            int(self.likes * shares + base / 60),
            shares,
            int(0.25 * shares),
            int(self.views * shares + base) + 1,
        )


def spread(story: Story, rows: list[Row], dice: Random) -> list[Snapshot]:
    """Give every chirp its counts, and return what polling a part of them showed, oldest first."""
    chirps = [row for row in rows if row.source == "chirp" and row.kind in ("post", "quote")]
    moving = [row for row in chirps if row.mood in MOVING and row.topic not in WAVES]
    surprising = {id(row) for row in dice.sample(moving, SURPRISES)}
    snapshots: list[Snapshot] = []
    for row in chirps:
        is_surprise = id(row) in surprising
        cascade = _cascade(story, row, dice, is_surprise=is_surprise)
        _count(story, cascade)
        is_known = (row.author.followers or 0) > 20_000
        if is_surprise or row.topic in WAVES or is_known or dice.random() < TRACKED:
            row.views = cascade.seen(_last_sight(story, row)).view_count
            snapshots += [cascade.seen(at) for at in _polls(story, cascade)]
    return sorted(snapshots, key=lambda seen: (seen.observed_at, seen.post_id))


def _cascade(story: Story, row: Row, dice: Random, *, is_surprise: bool) -> Cascade:
    followers = row.author.followers or 250
    times: list[int] = []
    if row.topic in WAVES:
        for scene, size, fading in WAVES[row.topic]:
            times += _shares(dice, story[scene] if scene else row.at, size, fading)
    elif is_surprise:
        times = _shares(dice, row.at, int(10 ** dice.uniform(1.9, 3.2)), SLOW)
    else:
        size = dice.lognormvariate(-0.4, 1.15) * (1 + followers / 20_000) ** 0.5
        times = _shares(dice, row.at, min(int(size), 400), QUICK)
    reach = followers * dice.uniform(0.06, 0.2)
    return Cascade(row, sorted(times), reach, dice.uniform(3, 9), dice.uniform(35, 75))


def _shares(dice: Random, start: int, size: int, fading: tuple[int, float]) -> list[int]:
    """Times of shares; six in ten of the small hours wait for the morning."""
    scale, exponent = fading
    times = []
    for _ in range(size):
        at = start + 5 + int(scale * ((1 - dice.random()) ** (-1 / exponent) - 1))
        if 1 <= local(at).hour < 6 and dice.random() < 0.6:
            at += 5 * HOUR
        times.append(at)
    return times


def _last_sight(story: Story, row: Row) -> int:
    """Up to when the file that holds the post knows."""
    return story["outage"] if row.at < story["outage"] else story.end


def _count(story: Story, cascade: Cascade) -> None:
    row = cascade.row
    seen = cascade.seen(_last_sight(story, row))
    row.likes, row.shares = seen.like_count, seen.share_count
    row.replies = max(row.replies or 0, seen.reply_count)


def _polls(story: Story, cascade: Cascade) -> Iterator[int]:
    """When the poller looked: often at first, never during the outage, no longer than it pays."""
    plan = POLLS_HOT if len(cascade.times) >= HOT else POLLS_COLD
    at = cascade.row.at // GRID * GRID + GRID
    while at < story.end:
        age = at - cascade.row.at
        step = next((every for until, every in plan if age < until), None)
        if step is None:
            return
        if not story.within(at, "outage", "outage_end"):
            yield at
        at += step
