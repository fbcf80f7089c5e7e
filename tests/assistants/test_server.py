"""The server as an assistant meets it: a process of its own, by stdio and by HTTP."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from tests.commands.door import FRONT, environment, process
from tests.places import ROOT

TOOLS = ["brands", "list_metrics", "figure", "view", "mentions"]
TOML = """
[brands.tavornay]
[brands.osterlune]

[assistants.board]
token = "${BOARD_TOKEN}"

[assistants.agency]
token = "${AGENCY_TOKEN}"
brands = ["osterlune"]
"""
SECRETS = {"BOARD_TOKEN": "board-4f1c", "AGENCY_TOKEN": "agency-9b2e"}


def run(function, *arguments):
    """In a thread of its own: a browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, function, *arguments).result()


async def asked(transport, *calls):
    """The tools that a server has, and what it answers to each call."""
    async with Client(transport) as client:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        answers = [await client.call_tool(name, values) for name, values in calls]
    return tools, [answer.structured_content for answer in answers]


def test_by_stdio_a_number_comes_with_its_rule_and_its_posts(sample_data):
    call = StdioServerParameters(
        command=sys.executable,
        args=[*FRONT, "mcp", "--data", str(sample_data)],
        env=environment(),
        cwd=str(ROOT),
    )
    question = {"name": "complaints", "brand": "Tavornay", "period": "7d"}
    tools, (answer, refused, listed) = run(
        asked,
        call,
        ("figure", question),
        ("figure", question | {"brand": "acme"}),
        ("list_metrics", {}),
    )

    assert tools == TOOLS
    assert answer["value"] == answer["post_count"] > 100
    assert answer["definition"].startswith("Complaints among inbound mentions.")
    assert refused["refused"].startswith("there is no brand 'acme' here; there are: tavornay")
    assert "net_sentiment" in listed["figures"]
    assert listed["views"]["period_summary"]["parameters"][:3] == ["brand", "since", "until"]


@pytest.fixture
def answering(sample_data, tmp_path):
    """Address of a server by HTTP that knows two assistants."""
    (tmp_path / "earshot.toml").write_text(TOML, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, *FRONT, "mcp", "--http", "--port", str(port), "--data", sample_data]
    with subprocess.Popen(call, cwd=tmp_path, env=environment() | SECRETS) as server:
        address = f"http://127.0.0.1:{port}/mcp"
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until and not _is_up(port):
                os.sched_yield()
            yield address
        finally:
            server.terminate()


def _is_up(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


async def ask_by_http(address, token, *calls):
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http:
        return await asked(streamable_http_client(address, http_client=http), *calls)


def test_by_http_each_assistant_sees_its_own_brands_and_strangers_see_none(answering):
    ask = ("brands", {}), ("figure", {"name": "mentions", "brand": "tavornay"})
    _, (board, told) = run(ask_by_http, answering, "board-4f1c", *ask)
    _, (agency, refused) = run(ask_by_http, answering, "agency-9b2e", *ask)
    stranger = httpx2.post(answering, json={}, headers={"Authorization": "Bearer guess"})
    nobody = httpx2.post(answering, json={})

    assert {one["brand"] for one in board["brands"]} == {"tavornay", "brindlewing", "osterlune"}
    assert told["value"] > 3000
    assert [one["brand"] for one in agency["brands"]] == ["osterlune"]
    assert refused == {"refused": "there is no brand 'tavornay' here; there are: osterlune"}
    assert {stranger.status_code, nobody.status_code} == {401}


def test_nobody_is_answered_from_other_machines_who_is_not_named(tmp_path):
    (tmp_path / "earshot.toml").write_text("", encoding="utf-8")
    done = process("mcp", "--http", "--address", "0.0.0.0", cwd=tmp_path)

    assert done.returncode == 2
    assert "nobody is named in [assistants.NAME] of earshot.toml" in done.stderr
