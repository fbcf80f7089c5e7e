"""Where the rooms of alerts and of ingest meet: what is stored is held against the rules."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from notify import alert_log, rules
from notify.alert_log import Alert, Replay
from notify.rules import Rule
from sql.errors import WarehouseEmpty
from sql.warehouse import published, writer

NO_RULE = "No alert rule: add [[alerts]] to earshot.toml, or one on the page Live risk."


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """What `earshot alerts` came to.

    Attributes:
        found: alerts given now, or with is_replay what each rule would have given.
        rules: that hold now, of the file and of the page.
        without_data: names of rules that watch a brand of which nothing is known.
    """

    is_replay: bool
    found: Sequence[Alert | Replay]
    rules: Sequence[Rule]
    without_data: Sequence[str]

    @property
    def exit_code(self) -> int:
        """1 where a rule watches nothing."""
        return int(bool(self.without_data))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "replays" if self.is_replay else "alerts": [asdict(one) for one in self.found],
            "rules": [asdict(one) for one in self.rules],
            "without_data": list(self.without_data),
        }

    def __str__(self) -> str:
        nothing = f"Nothing new by {len(self.rules)} rules." if self.rules else NO_RULE
        return "\n".join([*map(str, self.found)] or [nothing])


def evaluation(data: Path) -> Callable[[duckdb.DuckDBPyConnection], list[Alert]]:
    """What a pass calls before it publishes: gives what is due by every rule of the folder."""
    return lambda con: alert_log.evaluate(con, data, datetime.now(UTC))


def give_alerts(data: Path, config: Config, now: datetime) -> Evaluated:
    """Give what is due by every rule, each alert once.

    Raises:
        WarehouseEmpty: nothing is loaded.
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    return _with_rules(data, config, now, lambda con, _: alert_log.give(con, data, now))


def replay_alerts(data: Path, config: Config, now: datetime) -> Evaluated:
    """What each rule, or where there is none a proposed one, would have given; none is given.

    Raises:
        WarehouseEmpty: nothing is loaded.
        WarehouseError: another writer is at work.
    """
    return _with_rules(
        data,
        config,
        now,
        lambda con, asked: alert_log.replay(con, asked or rules.proposed(con)),
        is_replay=True,
    )


def _with_rules(
    data: Path,
    config: Config,
    now: datetime,
    find: Callable[[duckdb.DuckDBPyConnection, Sequence[Rule]], Sequence[Alert | Replay]],
    *,
    is_replay: bool = False,
) -> Evaluated:
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing is loaded; try `earshot demo` or `earshot load`")
    from ingest.loading.load import apply_config

    with writer(data) as con:
        if config.brands:
            apply_config(con, config, now=now)
        asked = rules.current(con, data)
        return Evaluated(
            is_replay=is_replay,
            found=find(con, asked),
            rules=asked,
            without_data=rules.without_data(con, asked),
        )
