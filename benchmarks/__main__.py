"""What Earshot costs: one table, beside what it cost when `costs.toml` was written.

Run it as `python -m benchmarks`. `--short` takes seconds, for a build server: it ends with 1 where
anything costs more than twice as many yardsticks as was kept. Without it the first load of 100,000
posts and a run of 1,000 new ones at 100,000 held follow, and at 1,000,000 and 10,000,000 where
`--folder` names warehouses that `benchmarks.incremental` made. `--keep` writes today's figures.

CPU time is what is compared, in lengths of a piece of fixed work measured in the same minute
(`yardstick.py`): other machines and busy hours stretch both.
"""

import argparse
import csv
import resource
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import first_load, generate, incremental, load_test, yardstick
from ingest.config import Config
from ingest.config_file import load_config
from ingest.loading.load import finish, load
from ingest.loading.scoring import scorer_in_use
from ingest.loading.settings import stored_brands
from ingest.loading.text_table import TextReader
from ingest.mention import Post
from ingest.passes.load_files import FileOptions, import_file
from sql.warehouse import WORK, open_file, published, writer

KEPT = Path(__file__).parent / "costs.toml"
ROOT = Path(__file__).parents[1]
POSTS = 3_000
LIMIT = 2.0
FIGURES = (
    "select * from period_summary('tavornay', null, null)",
    "select * from response_headline('tavornay', null, null)",
    "select * from sentiment_by_day where brand = 'tavornay'",
    "select * from unanswered where brand = 'tavornay'",
)


def main() -> int:
    """Measure, print, compare; 1 where a cost has more than doubled."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--keep", action="store_true")
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    unit = yardstick.length()
    found: dict[str, float] = {}
    with TemporaryDirectory() as made:
        for name, spent in _short(Path(made)):
            found[name] = spent / unit
        if not given.short:
            for name, spent in _long(given.folder or Path(made)):
                found[name] = spent / unit
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    dear = compare(found, kept, unit)
    if given.keep:
        _keep({**kept, **found})
    return int(bool(dear) and not given.keep)


def _short(folder: Path) -> Iterator[tuple[str, float]]:
    """Name and CPU seconds of each cost that takes little to measure."""
    config = load_config(first_load.STORY / "earshot.toml")
    path, data = folder / "posts.csv", folder / "data"
    first_load.write_file(path, POSTS)
    yield "earshot --help, a process", min(_process("earshot.py", "--help") for _ in range(3))
    yield "a pass without news, a process", _quiet_pass(folder / "quiet")
    options = FileOptions(format="posts")

    def load_it() -> object:
        return import_file(data, path, options, config=config)

    # The models that read texts are loaded, and statements parsed, before anything is measured.
    _ten(folder / "warm", config, 0)
    yield f"{POSTS:,} texts read", _texts(data, path, config)
    yield f"first load of {POSTS:,} posts", yardstick.cpu(load_it)
    yield f"the same {POSTS:,} posts again", yardstick.cpu(load_it)
    numbers = iter(range(1_000))
    yield (
        f"ten new posts at {POSTS:,}",
        yardstick.cpu(lambda: _ten(data, config, next(numbers)), times=5),
    )
    yield f"an Overview's figures of {POSTS:,}", _figures(data)
    yield (
        "every page for two readers, a server",
        load_test.pages_cpu(data, folder / "log", 2, lambda: _ten(data, config, next(numbers))),
    )


def _long(folder: Path) -> Iterator[tuple[str, float]]:
    """The same of what takes minutes."""
    path = folder / "posts-100000.csv"
    if not path.exists():
        first_load.write_file(path, 100_000)
    config = load_config(first_load.STORY / "earshot.toml")
    with TemporaryDirectory() as made:
        yield "first load of 100,000 posts", first_load.measure(path, Path(made), config)
    invented = folder / "invented-100000.csv"
    if not invented.exists():
        generate.write_file(invented, 100_000)
    with TemporaryDirectory() as made:
        spent = first_load.measure(invented, Path(made), generate.config())
        yield "first load of 100,000 invented posts", spent
    for size in incremental.SIZES:
        data = folder / f"mentions-{size}"
        if published(data) is None and size > incremental.SIZES[0]:
            continue
        if published(data) is None:
            generate.build(data, size)
        yield f"1,000 new posts at {size:,}", incremental.measure(data)


class _Feed(BaseHTTPRequestHandler):
    """One entry, always the same, by a server that knows of no 304."""

    TEXT = (
        b"<rss version='2.0'><channel><title>b</title><item><title>Acme is slow</title>"
        b"<guid isPermaLink='false'>1</guid><pubDate>Thu, 01 Oct 2026 10:00:00 GMT</pubDate>"
        b"</item></channel></rss>"
    )

    def do_GET(self) -> None:
        """Answer with the feed."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.TEXT)))
        self.end_headers()
        self.wfile.write(self.TEXT)

    def log_message(self, *_: object) -> None:
        """Say nothing between the lines of the table."""


def _quiet_pass(folder: Path) -> float:
    """`earshot ingest` once more, after two passes of which the first brought something."""
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = folder / "earshot.toml"
        path.write_text(
            'brands.acme.name = "Acme"\n[sources.blog]\nkind = "rss"\n'
            f'url = "http://127.0.0.1:{server.server_port}/feed"\n',
            encoding="utf-8",
        )
        call = ("earshot.py", "ingest", "--config", str(path), "--data", str(folder / "data"))
        spent = [_process(*call) for _ in range(4)]
        server.shutdown()
    return min(spent[1:])


def _process(*call: str) -> float:
    """CPU seconds of a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *call], cwd=ROOT, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ten(data: Path, config: Config, number: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    posts = [
        Post(
            source="chirp",
            post_id=f"new-{number}-{n}",
            created_at=at + timedelta(minutes=n),
            text=f"@tavornay order {number} number {n} never came, and nobody answers",
            author_id=f"a{n}",
        )
        for n in range(10)
    ]
    with writer(data) as con:
        load(con, posts, config=config, run_id=f"new{number}", now=at + timedelta(hours=1))
        finish(con)


def _texts(data: Path, path: Path, config: Config) -> float:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["post_id"], row["text"], row["lang"] or None, None, None, None)
            for row in csv.DictReader(file)
        ]
    with writer(data) as con, scorer_in_use(con, config) as scorer:
        load(con, (), config=config, run_id="settings", now=datetime.now(UTC))
        brands = list(stored_brands(con).values())
        return yardstick.cpu(lambda: TextReader(brands, scorer).read(rows))


def _figures(data: Path) -> float:
    with closing(open_file(data / WORK, read_only=True)) as con:

        def ask() -> None:
            for sql in FIGURES:
                con.execute(sql).fetchall()

        return yardstick.cpu(ask, times=5)


def compare(found: Mapping[str, float], kept: Mapping[str, float], unit: float) -> list[str]:
    """Print the costs; returns the names of those that have more than doubled."""
    print(f"one yardstick: {unit * 1e3:.0f} ms of CPU time")
    print(f"{'':36}{'CPU s':>9}{'yardsticks':>12}{'kept':>9}{'ratio':>8}")
    dear = []
    for name, cost in found.items():
        before = kept.get(name)
        ratio = cost / before if before else None
        if ratio is not None and ratio > LIMIT:
            dear.append(name)
        shown = f"{before:>9.2f}{ratio:>8.2f}" if before and ratio else f"{'-':>9}{'-':>8}"
        print(f"{name:36}{cost * unit:>9.2f}{cost:>12.2f}{shown}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:,.0f} MB of memory at most")
    for name in dear:
        print(f"costs more than {LIMIT:g} times what was kept: {name}")
    return dear


def _keep(figures: Mapping[str, float]) -> None:
    lines = [f'"{name}" = {cost:.3f}' for name, cost in figures.items()]
    text = "# Costs in yardsticks; `python -m benchmarks --keep` writes them.\n"
    KEPT.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
