"""Passes at intervals, in a process of its own, ended by signals."""

import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from ingest.config import Config
from ingest.passes.schedule import scheduled_learning
from sql.reader import Reader
from sql.warehouse import published
from tests.build import prepared
from tests.ingest.web.server import Reply, Server

SCRIPT = """
import logging
import sys
from pathlib import Path
from commands.logs import LINE, log_to_stderr
from ingest.config import Config
from ingest.sources import rss
from ingest.web.asking import Limits
from ingest.passes.schedule import run_schedule

urls, minutes = sys.argv[2:], float(sys.argv[1])
sources = {
    f"s{n}": rss.Options(name=f"s{n}", kind="rss", url=url).model_copy(
        update={"every_minutes": minutes}
    )
    for n, url in enumerate(urls)
}
log_to_stderr(logging.INFO, LINE)
limits = Limits(read_seconds=20, backoff_seconds=0, pause_seconds=0)
run_schedule(Path("data"), Config(sources=sources), limits=limits)
"""
FEED = (
    "<rss version='2.0'><channel><title>b</title><item><title>Acme</title>"
    "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>"
)
PATIENCE = 60  # a shared machine may be slow; only a failing test waits that long


@contextmanager
def schedule(folder, *urls, minutes=60.0, stderr=None):
    prepared(folder / "data")
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(minutes), *urls],
            cwd=folder,
            stderr=stderr or log,
            env={"PYTHONPATH": ":".join(sys.path)},
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()


def lines(folder):
    return (folder / "log").read_text(encoding="utf-8").splitlines()


def test_every_source_is_read_at_once_and_then_at_its_interval(tmp_path):
    """Two sources, every 0.6 s: both are asked at least three times."""
    thrice = {"/a": threading.Semaphore(0), "/b": threading.Semaphore(0)}

    def answer(request):
        thrice[request.path].release()
        return Reply(FEED)

    with Server(answer) as server:
        urls = [server.url + path for path in thrice]
        with schedule(tmp_path, *urls, minutes=0.01) as process:
            asked = [s.acquire(timeout=PATIENCE) for s in thrice.values() for _ in range(3)]
            process.send_signal(signal.SIGTERM)
            code = process.wait(PATIENCE)

    assert [True] * 6 == asked
    assert 0 == code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_the_running_pass(tmp_path, number):
    """The answer comes after the signal and is stored all the same."""
    asked, answered = threading.Event(), threading.Event()

    def answer(_):
        asked.set()
        answered.wait(PATIENCE)
        return Reply(FEED)

    with Server(answer) as server, schedule(tmp_path, server.url) as process:
        assert asked.wait(PATIENCE)
        process.send_signal(number)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        answered.set()
        code = process.wait(PATIENCE)

    reader = Reader(tmp_path / "data")
    stored = reader.query("select count(*) as post_count from posts")["post_count"].tolist()
    reader.close()
    assert (0, [1]) == (code, stored)


def test_a_second_signal_ends_it_at_once(tmp_path):
    """Nothing half done is left behind: there is no version yet."""
    asked = threading.Event()

    def answer(_):
        asked.set()
        return Reply(hangs=True)

    with Server(answer) as server, schedule(tmp_path, server.url) as process:
        assert asked.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE)

    assert -signal.SIGTERM == code
    assert published(tmp_path / "data") is None


def test_a_pass_that_hangs_holds_up_no_end(tmp_path):
    """Asked to end while a server does not answer: gone within ten seconds, without an error."""
    asked = threading.Event()

    def answer(_):
        asked.set()
        return Reply(hangs=True)

    with Server(answer) as server, schedule(tmp_path, server.url) as process:
        assert asked.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)

        assert process.wait(10) == 0


def test_a_failing_pass_is_one_line_and_the_schedule_goes_on(tmp_path):
    """A source that refuses and a warehouse that cannot be opened, each pass anew."""
    fourth = threading.Semaphore(0)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "work.duckdb").write_bytes(b"no database" * 1000)

    def answer(_):
        fourth.release()
        return Reply(status=403)

    with Server(answer) as server, schedule(tmp_path, server.url, minutes=0.01) as process:
        asked = [fourth.acquire(timeout=PATIENCE) for _ in range(3)]
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE)

    failures = [line for line in lines(tmp_path) if "ERROR s0: the pass failed: " in line]
    assert ([True] * 3, 0) == (asked, code)
    assert len(failures) >= 2
    assert not [line for line in lines(tmp_path) if "Traceback" in line]


def test_without_sources_it_waits_for_its_end(tmp_path):
    """An empty configuration is no reason to restart for ever."""
    with schedule(tmp_path, stderr=subprocess.PIPE) as process:
        first = process.stderr.readline().decode()
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read().decode()
        code = process.wait(PATIENCE)

    assert first.endswith("INFO 0 sources scheduled, learning daily at 3:00 UTC\n")
    assert rest.endswith("ending after the running passes; a second signal ends at once\n")
    assert 0 == code


def test_a_round_of_learning_ends_in_one_line_of_the_log(tmp_path, caplog):
    """Whatever happens: nothing to learn, or a folder that cannot be written."""
    (tmp_path / "blocked").write_text("a file")
    with caplog.at_level("INFO"):
        scheduled_learning(tmp_path / "none", Config())
        scheduled_learning(tmp_path / "blocked", Config())

    assert ["INFO", "ERROR"] == [one.levelname for one in caplog.records]
    assert "nobody has checked a post yet" in caplog.messages[0]
