"""How many posts a second one core makes of what platforms and files deliver.

Run it as `python -m benchmarks.parsing`. Of each source the sample answers of its tests are parsed,
of each file preset a file of the rows below; ends with 1 where one stays below the floor.
"""

import csv
import io
import sys
import time
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest import files
from ingest.config_file import parse_config
from ingest.mention import Reject
from ingest.sources import CONNECTORS
from tests.ingest.sources.samples import sample

FLOOR = 2_000  # posts a second and core
SECONDS = 1.0
ROWS = 20_000
# What a source has to have before it is one; nothing of it is ever asked.
KEYS: dict[str, dict[str, Any]] = {
    "app_store": {"app_id": "123456789"},
    "bluesky": {"handle": "acme.bsky.social"},
    "chatwoot": {"account_id": 1, "base_url": "https://chat.example.org"},
    "discourse": {"base_url": "https://forum.example.org"},
    "github": {"repositories": ["acme/app"]},
    "google_business": {"locations": ["accounts/1/locations/2"]},
    "google_play": {"package_name": "org.example.app"},
    "mastodon": {"base_url": "https://social.example.org"},
    "reddit": {"username": "acme", "subreddits": ["acme"]},
    "rss": {"url": "https://example.org/feed"},
    "stack_exchange": {"tags": ["csv"]},
    "x": {"posts_per_month": 1000, "dollars_per_month": 5.0},
    "youtube": {"channels": ["UCabcdefghijklmnopqrstuv"]},
    "zendesk": {"base_url": "https://acme.zendesk.com", "email": "agent@example.org"},
}
POST = {
    "post_id": "{0}",
    "created_at": "2026-03-01T09:30:00+00:00",
    "text": "@acme my order {0} is late again &amp; nobody answers",
    "author_handle": "pat{0}",
    "author_followers": "1200",
    "lang": "en",
    "url": "https://example.org/{0}",
    "like_count": "3",
}
SNAPSHOT = {"post_id": "{0}", "observed_at": "2026-03-01T10:00:00+00:00", "share_count": "4"}
TWEET = {
    "tweet_id": "{0}",
    "author_id": "115713",
    "inbound": "True",
    "created_at": "Tue Oct 31 22:10:47 +0000 2017",
    "text": "@acme no signal for {0} hours &amp; nobody answers",
    "response_tweet_id": "",
    "in_response_to_tweet_id": "",
}
PRESETS = {"posts": POST, "engagement": SNAPSHOT, "twcs": TWEET}


def main() -> int:
    """Print a line for each; 1 where one is below the floor."""
    rates = {kind: _of_source(kind) for kind in CONNECTORS}
    with TemporaryDirectory() as folder:
        for name, row in PRESETS.items():
            rates[f"file, {name}"] = _of_file(Path(folder) / f"{name}.csv", name, row)
    for name, rate in rates.items():
        print(f"{name:20} {rate:>9,.0f} a second{'' if rate >= FLOOR else '  BELOW THE FLOOR'}")
    return int(min(rates.values()) < FLOOR)


def _of_source(kind: str) -> float:
    connector, items = CONNECTORS[kind], sample(kind)
    entry = {"kind": kind, "brands": ["acme"], **KEYS.get(kind, {})}
    config = parse_config({"brands": {"acme": {"name": "Acme"}}, "sources": {"s": entry}})
    source = config.sources["s"]
    return _rate(lambda: chain.from_iterable(connector.parse(item, source) for item in items))


def _of_file(path: Path, name: str, row: dict[str, str]) -> float:
    text = io.StringIO()
    writer = csv.DictWriter(text, row.keys())
    writer.writeheader()
    for number in range(ROWS):
        writer.writerow({key: value.format(number) for key, value in row.items()})
    path.write_text(text.getvalue(), encoding="utf-8")
    return _rate(lambda: files.read(path, format=name))


def _rate(parse: Callable[[], Iterable[object]]) -> float:
    """Records a second of CPU time; nothing may be refused."""
    told = list(parse())
    if refused := [one for one in told if isinstance(one, Reject)]:
        raise ValueError(f"a sample is refused: {refused[0].reason}")
    count, begun = 0, time.process_time()
    for _ in repeat(None):
        count += sum(1 for _ in parse())
        if (taken := time.process_time() - begun) >= SECONDS:
            return count / taken
    raise AssertionError("unreachable")


if __name__ == "__main__":
    sys.exit(main())
