"""The place where the story happens: a clock, the rows written so far, and the people."""

import heapq
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

from sample_data.brands import BRANDS
from sample_data.people import Author, Crowd
from sample_data.rows import Row
from sample_data.story import HOUR, Story
from sample_data.wording import Wording

EPOCH = 1_577_836_800  # ids of chirp count from 2020, wider than a spreadsheet's numbers
PLACES = {
    "chirp": "https://chirp.example/{handle}/{id}",
    "gatelounge": "https://gatelounge.example/p/{id}",
    "farestars": "https://farestars.example/review/{id}",
    "appshelf": "https://appshelf.example/review/{id}",
    "inkwire": "https://inkwire.example/{id}",
}
REMOVED = 0.016
COUNTED = {"chirp", "gatelounge"}  # sources that say how many answers a post has


class Town:
    """Runs actions in order of time up to the story's end; what would come later never happens."""

    def __init__(self, story: Story, wording: Wording, dice: Random) -> None:
        self.story = story
        self.wording = wording
        self.dice = dice
        self.rows: list[Row] = []
        self.scenes: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        self.crowds = {source: Crowd(source, wording.phrases, dice) for source in PLACES}
        self._actions: list[tuple[int, int, Callable[[int], object]]] = []
        self._count = 0

    def at(self, when: float, action: Callable[[int], object]) -> None:
        """Do something at a moment; it is told the moment."""
        self._count += 1
        heapq.heappush(self._actions, (int(when), self._count, action))

    def run(self) -> None:
        """Let everything happen."""
        while self._actions and self._actions[0][0] < self.story.end:
            when, _, action = heapq.heappop(self._actions)
            action(when)

    def write(self, source: str, at: int, author: Author, text: str, **more: Any) -> Row:
        """Add a post; its brand is written only where the text does not name it."""
        self._count += 1
        post_id = self._post_id(source, at)
        url = PLACES[source].format(handle=author.handle, id=post_id)
        row = Row(source=source, post_id=post_id, at=at, author=author, text=text, url=url, **more)
        self._name_brand(row)
        self._declare_language(row)
        if row.parent is not None:
            row.root = row.parent.root or row.parent
            if source in COUNTED:
                row.parent.replies = (row.parent.replies or 0) + 1
        self.rows.append(row)
        return row

    def maybe_remove(self, row: Row) -> None:
        """A few posts are taken down by their authors, hours or days later."""
        if row.source == "chirp" and self.dice.random() < REMOVED:
            removed = row.at + int(self.dice.lognormvariate(1.5, 1.2) * HOUR)
            row.removed_at = removed if removed < self.story.end else None

    def is_lost(self, row: Row, at: int) -> bool:
        """Whether a post was taken down before a moment."""
        return row.removed_at is not None and row.removed_at <= at

    def _post_id(self, source: str, at: int) -> str:
        if source == "chirp":
            return str((at - EPOCH) << 32 | self._count)
        return f"{source[:2]}-{self._count:06}"

    def _name_brand(self, row: Row) -> None:
        """A review stands on the brand's page; elsewhere the words decide, where there are any."""
        is_told = BRANDS[row.of].is_named_in(f"{row.title} {row.text}")
        if row.outbound or row.kind == "review" or not is_told:
            row.brand = row.of

    def _declare_language(self, row: Row) -> None:
        if row.source == "chirp" and self.dice.random() < 0.85:
            row.lang = "en" if row.outbound else row.author.lang
