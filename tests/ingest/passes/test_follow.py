"""The schedule follows earshot.toml: what is added is read, what is taken out is not."""

import signal
import subprocess
import sys
import threading

from tests.build import prepared
from tests.commands.door import FRONT, environment
from tests.ingest.web.server import Reply, Server

FEED = "<rss version='2.0'><channel><title>b</title></channel></rss>"
PATIENCE = 60  # a shared machine may be slow; only a failing test waits that long


def test_a_source_that_is_added_while_it_runs_is_read(tmp_path):
    """There is no file at first; one with a mistake changes nothing."""
    prepared(tmp_path / "data")
    asked = threading.Semaphore(0)

    def answer(_):
        asked.release()
        return Reply(FEED)

    toml = tmp_path / "earshot.toml"
    told = {**environment(), "EARSHOT_CONFIG": str(tmp_path / "earshot.toml")}
    command = [sys.executable, *FRONT, "schedule"]
    with (
        Server(answer) as server,
        subprocess.Popen(
            command, cwd=tmp_path, env=told, stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        try:
            wait_for(process, "0 sources scheduled")
            toml.write_text("[sources.blog]\nkind = 'gopher'\n", encoding="utf-8")
            wait_for(process, "not taken over")
            part = tmp_path / "part"
            part.write_text(
                f"[sources.blog]\nkind = 'rss'\nurl = '{server.url}/'\n", encoding="utf-8"
            )
            part.replace(toml)
            was_asked = asked.acquire(timeout=PATIENCE)
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(PATIENCE)

    assert (True, 0) == (was_asked, code)


def wait_for(process, words):
    """Until it has said them; an end without them fails."""
    assert any(words in line for line in process.stderr)
