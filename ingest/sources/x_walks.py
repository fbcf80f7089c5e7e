"""Lists of X from the newest post down to where the last pass began, and what a pass left over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ingest.sources.x_answers import BadQuery, id_of
from ingest.sources.x_api import Found
from ingest.web.asking import Params
from ingest.web.trail import Trail

State = dict[str, Any]
Ask = Callable[[Params], Found]
WEEK = timedelta(days=7) - timedelta(minutes=2)  # what the search reaches
AGAIN = timedelta(minutes=10)  # read once more where a time takes the place of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One list.

    Attributes:
        ask: gives the page that parameters name.
        reach: how far back the list goes by time; None goes by ids alone.
        now: when this pass began.
        page_parameter: parameter that takes the token of a next page.
    """

    source: str
    ask: Ask
    reach: timedelta | None
    now: datetime
    page_parameter: str

    def pages(self, state: State) -> Iterator[tuple[list[Any], State]]:
        """Yield (items, state): what the state says holds once these items are stored.

        A state has the newest id of all (since), when it was read (at), and the gaps: what lies
        between two ids and was not read yet.

        Raises:
            SourceError: as ask does; what was yielded stays good.
        """
        low, gaps = state.get("since"), list(state.get("gaps", []))
        newest, began = low, self._began(state)
        for found, left in self._down(low, None, began):
            newest = _later(newest, found)
            yield found, {"since": newest, "at": self.now.isoformat(), "gaps": left + gaps}
        for number, gap in enumerate(gaps):
            # What the search does not reach any more is lost; it refuses to be asked for it.
            began = max(filter(None, (gap["from"], self._earliest())), default=None)
            for found, left in self._down(gap["low"], gap["high"], began):
                rest = left + gaps[number + 1 :]
                yield found, {"since": newest, "at": self.now.isoformat(), "gaps": rest}

    def _earliest(self) -> str | None:
        return _written(self.now - self.reach) if self.reach else None

    def _began(self, state: State) -> str | None:
        """From when on to ask by time, where ids are of no use or too old to be known."""
        if self.reach is None:
            return None
        earliest = self.now - self.reach
        last = datetime.fromisoformat(state["at"]) - AGAIN if "at" in state else earliest
        return _written(max(earliest, last))

    def _down(
        self, low: str | None, high: str | None, began: str | None
    ) -> Iterator[tuple[list[Any], list[State]]]:
        """Yield pages between two ids, and the gap that each leaves; none with the last one."""
        trail, params = Trail(self.source), self._params(low, high, began)
        token: str | None = None
        while True:
            found = self._asked(
                {**params, **({self.page_parameter: token} if token else {})}, began
            )
            token = found.token
            fresh = [one for one in found.items if not _is_known(one, low)]
            if found.items and not fresh:  # a server that does not look at since_id
                token = None
            high = min(filter(None, map(id_of, fresh)), key=int, default=high)
            yield fresh, [{"low": low, "high": high, "from": began}] if token else []
            if token is None:
                return
            trail.step(token)

    def _params(self, low: str | None, high: str | None, began: str | None) -> dict[str, str]:
        since = {"since_id": low} if low else {"start_time": began} if began else {}
        return {**since, **({"until_id": high} if high else {})}

    def _asked(self, params: Mapping[str, str], began: str | None) -> Found:
        """Ask; an id that is too old for the search is replaced by a time."""
        try:
            return self.ask(params)
        except BadQuery:
            if began is None or "since_id" not in params:
                raise
        by_time = {name: value for name, value in params.items() if name != "since_id"}
        return self.ask({**by_time, "start_time": began})


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_known(item: Any, low: str | None) -> bool:
    found = id_of(item)
    return bool(low and found) and int(found) <= int(low or 0)


def _later(newest: str | None, items: list[Any]) -> str | None:
    ids = [*filter(None, map(id_of, items)), *([newest] if newest else [])]
    return max(ids, key=int, default=None)
