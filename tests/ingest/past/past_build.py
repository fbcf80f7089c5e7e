"""What could be loaded at a moment, and every figure of two warehouses side by side."""

import csv
import gzip
import json
from contextlib import closing
from datetime import datetime, timedelta

from ingest.config_file import load_config
from ingest.loading.load import finish
from ingest.passes.load_files import FileOptions, load_file
from notify import alert_log
from sql import schema, statements

COUNTS = ("like_count", "share_count", "reply_count", "view_count")
GROWN = timedelta(days=7)
# When this machine did something, and which run did it: not what was known.
OWN = {"recorded_at", "last_success_at", "last_attempt_at", "first_seen_at", "run_id"}
DAYS = 28  # up to the moment
EXTRA = {
    "dimension": "source",
    "dimensions": ["week", "all"],
    "measure": "complaints",
    "terms": ["song"],
}


def tell_until(con, story, moment, target):
    """Load the story as its files would have been exported at a moment.

    A post's count is what the snapshots said by then; without any, an export has today's, which
    is what it was for a post that was seven days old by then, and is not known for others.
    """
    config = load_config(story / "earshot.toml")
    followed = _followed(story)
    for entry in json.loads((story / "files.json").read_text()):
        since = entry.get("observed_since")
        if since and datetime.fromisoformat(since) > moment:
            continue
        rows, heads = _rows(story / entry["file"])
        at = "created_at" if entry["format"] == "posts" else "observed_at"
        kept = [one for one in rows if datetime.fromisoformat(one[at]) <= moment]
        if entry["format"] == "posts" and len(kept) < len(rows):
            kept = [_then(one, moment, followed) for one in kept]
        path = target / entry["file"].removesuffix(".gz")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads)
            writer.writeheader()
            writer.writerows(kept)
        told = {
            name: min(moment, datetime.fromisoformat(entry[name]))
            for name in ("observed_since", "observed_until")
            if name in entry
        }
        options = FileOptions(format=entry["format"], **told)
        load_file(con, path, options, config=config, command="demo")
    finish(con)
    alert_log.give(con, story, moment)


def _rows(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader), reader.fieldnames


def _followed(story):
    found = set()
    for one in _rows(story / "engagement.csv.gz")[0]:
        found |= {(one["source"], one["post_id"], name) for name in COUNTS if one[name]}
    return found


def _then(row, moment, followed):
    changed = dict(row)
    is_grown = datetime.fromisoformat(row["created_at"]) <= moment - GROWN
    for name in COUNTS:
        if (row["source"], row["post_id"], name) in followed or not is_grown:
            changed[name] = ""
    if row["removed_at"] and datetime.fromisoformat(row["removed_at"]) > moment:
        changed["removed_at"] = ""
    return changed


def asked(moment, brands):
    """Every metric as pages ask it: name, and the statement with its values in it."""
    for path in schema.files("metrics"):
        known = statements.parameters(path)
        needed = [name for name, default in known.items() if default is None]
        if not known:
            yield path.stem, statements.select(path.stem, frozenset())
            continue
        for brand in brands:
            sql = statements.select(path.stem, frozenset(needed))
            nothing = dict.fromkeys(statements.placed(sql))
            yield path.stem, statements.written_out(sql, nothing | _values(moment, brand))


def _values(moment, brand):
    since, before = moment - timedelta(days=DAYS), moment - timedelta(days=2 * DAYS)
    return {
        "brand": brand,
        "time_zone": "Europe/London",
        "since": since,
        "until": moment,
        "first_date": since.date(),
        "last_date": moment.date(),
        "since_before": before,
        "until_before": since,
        "first_date_before": before.date(),
        "last_date_before": since.date(),
        "post_id": None,
        "topic": None,
        "started_at": None,
        "alerted_since": since,
        "level": 3.0,
        "kind": "spike",
        **EXTRA,
    }


def differences(one, other, moment, brands):
    """Figures in which two connections differ: the metric, and the cells of a row or two."""
    found = []
    for name, sql in asked(moment, brands):
        here, there = (_cells(con, sql) for con in (one, other))
        if here != there:
            found.append((name, _unlike(here, there)))
    return found


def _unlike(here, there):
    """Of the first rows that only one side has the cells that differ."""
    mine, theirs = sorted(set(here) - set(there)), sorted(set(there) - set(here))
    pairs = zip(mine[:2], theirs[:2], strict=False)
    cells = [[(a, b) for a, b in zip(*pair, strict=True) if a != b] for pair in pairs]
    return len(mine), len(theirs), cells


def _cells(con, sql):
    """Rows as text, sorted; sums may be rounded differently, so nine digits of them count."""
    with closing(con.cursor()) as cursor:
        done = cursor.execute(sql)
        heads = [one[0] for one in done.description]
        rows = done.fetchall()
    own = OWN | {"observed_at"} if "text" in heads else OWN  # when a post's state was read
    kept = [n for n, head in enumerate(heads) if head not in own]
    return sorted(tuple(f"{heads[n]} {_cell(row[n])}" for n in kept) for row in rows)


def _cell(value):
    if isinstance(value, list):
        return repr([_cell(one) for one in value])
    return f"{value:.9g}" if isinstance(value, float) else repr(value)
