"""Twenty people click through all pages while ingest publishes: errors, lost rows, waits, memory.

    python -m benchmarks.load_test [--sessions 20] [--minutes 10] [--runs 2000] [--keep]

The sample story is loaded, the dashboard started, and a process of its own loads ten posts and
publishes every ten seconds. First one session clicks alone, then all of them side by side, each
reading for five to fifteen seconds between two clicks; then one after the other, without a pause,
for the server's memory. A session is a socket that speaks what Streamlit's own page speaks, from
the click to the end of the script: twenty browsers would measure themselves on a small machine.
What a browser needs to paint comes on top and is measured by `benchmarks.first_paint`.

`--minutes 0` measures the memory alone, without clicks side by side and without publishing.

A wait is from a click to the last element. Lost is a post that its loader was told is stored, and
that the newest version does not hold. `--keep` writes the figures into `load_test.toml`.
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from ingest.config import Config
from ingest.config_file import load_config
from ingest.loading.load import finish, load
from ingest.mention import Post
from sample_data.telling import load_story
from sql.reader import Reader
from sql.warehouse import writer
from tests.browser.serving import free_port, wait_for

ROOT = Path(__file__).parents[1]
STORY = ROOT / "sample_data"
KEPT = Path(__file__).parent / "load_test.toml"
PAGES = (
    "",
    "sentiment",
    "spikes",
    "live-risk",
    "response-desk",
    "replies",
    "mentions",
    "sources",
    "data-health",
    "methods",
)
EVERY = 10.0  # seconds from one publishing to the next
READS = (5.0, 15.0)  # seconds between two clicks
WATCHES = 30.0  # seconds after which a page asks whether there is something new
FAILED = ("could not be drawn", "Something went wrong", "cannot be read")


@dataclass
class Told:
    """What sessions met.

    Attributes:
        waits: seconds from a click to the end of its run.
        errors: what went wrong, a sentence each.
    """

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """A reader's socket."""

    def __init__(self, address: str) -> None:
        where = address.replace("http://", "ws://")
        self._held = ExitStack()
        self._socket: ClientConnection = self._held.enter_context(
            connect(
                f"{where}/_stcore/stream", origin=address, subprotocols=["streamlit"], max_size=None
            )
        )
        self._fragment = ""

    def open(self, page: str, query: str = "") -> list[str]:
        """Click on a page and read all of it; what is wrong with it, empty where nothing is."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        return self._run(asked)

    def watch(self) -> list[str]:
        """Ask whether there is something new, as the page does by itself."""
        asked = BackMsg()
        asked.rerun_script.fragment_id = self._fragment
        asked.rerun_script.is_auto_rerun = True
        return self._run(asked) if self._fragment else []

    def close(self) -> None:
        """Leave."""
        self._held.close()

    def _run(self, asked: BackMsg) -> list[str]:
        self._socket.send(asked.SerializeToString())
        wrong = []
        while True:
            told = ForwardMsg.FromString(self._socket.recv(timeout=120))
            kind = told.WhichOneof("type")
            if kind == "auto_rerun":
                self._fragment = told.auto_rerun.fragment_id
            elif kind == "page_not_found":
                wrong.append("page not found")
            elif kind == "delta":
                wrong += _wrong(told)
            elif kind == "script_finished" and told.script_finished != _AGAIN:
                return wrong


_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN


def _wrong(told: ForwardMsg) -> Iterator[str]:
    element = told.delta.new_element
    if element.WhichOneof("type") == "exception":
        yield element.exception.message
    elif element.WhichOneof("type") == "alert":
        body = f"{element.alert.title} {element.alert.body}"
        if any(words in body for words in FAILED):
            yield body


@contextmanager
def served(data: Path, log: Path) -> Iterator[tuple[str, int]]:
    """Address and process of a dashboard over a folder."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/server.py"]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = {**os.environ, "EARSHOT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, *settings], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api/health")
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)


def click(address: str, until: float, told: Told, seed: int) -> None:
    """One reader from page to page, each as often as any other, until a moment of the clock."""
    dice, session, watched = random.Random(seed), Session(address), monotonic()
    try:
        while monotonic() < until:
            for page in dice.sample(PAGES, len(PAGES)):
                begun = monotonic()
                if begun >= until:
                    break
                told.errors += [f"{page or 'overview'}: {one}" for one in session.open(page)]
                told.waits.append(monotonic() - begun)
                sleep(max(0.0, min(dice.uniform(*READS), until - monotonic())))
                if monotonic() - watched > WATCHES:
                    told.errors += session.watch()
                    watched = monotonic()
    except Exception as error:  # noqa: BLE001 - whatever ends a session is a finding
        told.errors.append(f"session {seed}: {error!r}")
    finally:
        session.close()


def together(address: str, sessions: int, seconds: float) -> Told:
    """What so many readers meet side by side."""
    told = Told()
    until = monotonic() + seconds
    threads = [
        threading.Thread(target=click, args=(address, until, told, number))
        for number in range(sessions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@contextmanager
def publishing(data: Path, out: Path) -> Iterator[None]:
    """A process that loads and publishes every ten seconds, until the block ends.

    Raises:
        RuntimeError: it died.
    """
    with out.open("w") as file:
        call = [sys.executable, "-m", "benchmarks.load_test", "--publish", str(data)]
        process = subprocess.Popen(call, cwd=ROOT, stdout=file, stderr=file)
        try:
            while process.poll() is None and "stored" not in out.read_text():
                sleep(0.1)
            yield
            if process.poll() is not None:
                raise RuntimeError(out.read_text())
        finally:
            process.terminate()
            process.wait(timeout=60)


def publish(data: Path) -> None:
    """Load ten posts every ten seconds, for ever, and name each once it is stored."""
    config = load_config(STORY / "earshot.toml")
    number = 0
    while True:
        begun = monotonic()
        posts = ten(config, number)
        with writer(data) as con:
            load(con, posts, config=config, run_id=f"load{number}", now=datetime.now(UTC))
            finish(con)
        print("\n".join(f"stored {one.post_id}" for one in posts), flush=True)
        number += 1
        sleep(max(0.0, EVERY - (monotonic() - begun)))


def ten(config: Config, number: int) -> list[Post]:
    """Ten posts of people who wait for a brand of the story."""
    brand = next(iter(config.brands))
    now = datetime.now(UTC)
    return [
        Post(
            source="chirp",
            post_id=f"load-{number}-{n}",
            created_at=now - timedelta(seconds=n),
            text=f"@{brand} order {number}-{n} never came, and nobody answers me",
            author_id=f"load-{n}",
        )
        for n in range(10)
    ]


def lost(data: Path, out: Path) -> tuple[int, list[str]]:
    """How many posts were stored by the loader's word, and which of them are not published."""
    said = [line.split()[1] for line in out.read_text().splitlines() if line.startswith("stored ")]
    with closing(Reader(data)) as reader:
        held = set(reader.query("select post_id from mentions")["post_id"])
    return len(said), [one for one in said if f"chirp:{one}" not in held]


def resident(pid: int) -> float:
    """MB of memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def memory(address: str, pid: int, runs: int, told: Told) -> list[float]:
    """MB of the server after each tenth of so many page runs; a session stays for twenty pages."""
    found = [resident(pid)]
    session = Session(address)
    for number in range(1, runs + 1):
        told.errors += session.open(PAGES[number % len(PAGES)])
        if number % 20 == 0:
            session.close()
            session = Session(address)
        if number % max(1, runs // 10) == 0:
            found.append(resident(pid))
            print(f"{number} page runs: {found[-1]:.0f} MB", flush=True)
    session.close()
    return found


def measure(sessions: int, minutes: float, runs: int) -> dict[str, float]:
    """All figures by their names."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        data, stored = folder / "data", folder / "stored"
        with writer(data) as con:
            load_story(con, STORY)
        with served(data, folder / "log") as (address, pid):
            together(address, 1, 20)  # the first reader of all pays for imports
            with publishing(data, stored):
                alone = together(address, 1, minutes * 60 / 5)
                many = together(address, sessions, minutes * 60)
            print(
                f"{len(many.waits)} clicks, {len(many.errors)} errors, 95 % within "
                f"{p95(many.waits):.2f} s, alone {p95(alone.waits):.2f} s",
                flush=True,
            )
            sizes = memory(address, pid, runs, many)
        count, gone = lost(data, stored)
    errors = [*alone.errors, *many.errors]
    for one in errors[:20]:
        print(one)
    return {
        "sessions": sessions,
        "minutes": minutes,
        "clicks": len(many.waits),
        "errors": len(errors),
        "stored_posts": count,
        "lost_posts": len(gone),
        "median_alone_seconds": median(alone.waits),
        "p95_alone_seconds": p95(alone.waits),
        "median_seconds": median(many.waits),
        "p95_seconds": p95(many.waits),
        "p95_ratio": p95(many.waits) / p95(alone.waits),
        "machine_load": os.getloadavg()[1],
    } | sizes_told(runs, sizes)


def measure_memory(runs: int) -> dict[str, float]:
    """The server's memory alone, over so many page runs of one reader after the other."""
    with TemporaryDirectory() as made:
        data, told = Path(made) / "data", Told()
        with writer(data) as con:
            load_story(con, STORY)
        with served(data, Path(made) / "log") as (address, pid):
            together(address, 1, 20)  # every page's code is imported
            sizes = memory(address, pid, runs, told)
    for one in told.errors[:20]:
        print(one)
    return {"errors": len(told.errors)} | sizes_told(runs, sizes)


def sizes_told(runs: int, sizes: Sequence[float]) -> dict[str, float]:
    """Memory at the beginning, half-way and at the end, in MB."""
    return {
        "page_runs": runs,
        "begun_mb": sizes[0],
        "half_mb": sizes[len(sizes) // 2],
        "end_mb": sizes[-1],
    }


def p95(waits: Sequence[float]) -> float:
    """Their 95th percentile; of one the wait itself."""
    return quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[0]


def pages_cpu(data: Path, log: Path, sessions: int, publish_once: Callable[[], object]) -> float:
    """CPU seconds of a server that so many sessions side by side ask for every page once.

    Args:
        data: the warehouse's folder.
        log: what the server writes.
        sessions: how many.
        publish_once: called while they click.

    Raises:
        RuntimeError: a page is not whole.
    """
    before = os.times()
    with served(data, log) as (address, _):
        told = Told()
        threads = [
            threading.Thread(target=_every_page, args=(address, told)) for _ in range(sessions)
        ]
        for thread in threads:
            thread.start()
        publish_once()
        for thread in threads:
            thread.join()
    if told.errors:
        raise RuntimeError("; ".join(told.errors))
    after = os.times()
    return after.children_user + after.children_system - before[2] - before[3]


def _every_page(address: str, told: Told) -> None:
    try:
        session = Session(address)
        for page in PAGES:
            told.errors += session.open(page)
        session.close()
    except Exception as error:  # noqa: BLE001 - as above
        told.errors.append(repr(error))


def main() -> None:
    """Measure, print and keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=20)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--runs", type=int, default=2000)
    asked.add_argument("--keep", action="store_true")
    asked.add_argument("--publish", type=Path)
    given = asked.parse_args()
    if given.publish:
        publish(given.publish)
    found = (
        measure(given.sessions, given.minutes, given.runs)
        if given.minutes
        else measure_memory(given.runs)
    )
    lines = [f"{name} = {round(value, 3):g}" for name, value in found.items()]
    print("\n".join(lines))
    if given.keep:
        held = tomllib.loads(KEPT.read_text(encoding="utf-8"))
        lines = [f"{name} = {round(value, 3):g}" for name, value in (held | found).items()]
        head = "# Twenty readers at once; `python -m benchmarks.load_test --keep` writes it.\n"
        KEPT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
