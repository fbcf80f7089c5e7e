"""`earshot run` as a person calls it: a process of its own, from wherever they are."""

import subprocess
import sys

from playwright.sync_api import expect

from tests.browser.serving import free_port, wait_for
from tests.build import asks, publish_all
from tests.commands.door import FRONT, environment


def test_the_server_keeps_its_rules_wherever_it_is_called_from(visit, tmp_path):
    """Streamlit finds them in the folder it runs in; without them a reader is offered to deploy."""
    publish_all(tmp_path / "data", [asks("p", 0)])
    address = f"http://127.0.0.1:{(port := free_port())}"
    told = {**environment(), "EARSHOT_DATA": str(tmp_path / "data")}
    command = [sys.executable, *FRONT, "run", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=told, stdout=log, stderr=log)
    try:
        wait_for(f"{address}/api/health")
        tab = visit(address)
        page = tab.open()
        expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
        expect(page.get_by_role("button", name="Deploy")).to_have_count(0)
        tab.leave()
    finally:
        server.terminate()
        server.wait(timeout=20)
