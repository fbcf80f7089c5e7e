"""The one door to what changes anything beside people's words: the verbs of the command line.

A page that writes earshot.toml, tries a source or loads a file runs `earshot VERB --json` in a
process of its own. So every page can do what the command line can and nothing else, whatever hangs
is ended, a file that takes all memory takes it elsewhere, and the dashboard reads and nothing more.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui import who
from dashboard.ui.speech import say
from sql import access
from sql.access import NotPermitted
from wording.numbers import count

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PROXIED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")
ALLOW = "EARSHOT_SETUP"
OF_WHAT_IS_SEEN = {"as-of"}  # makes a version, which is asked as any other is
READING = {"as-of", "config", "sources budgets", "sources kinds", "sources show"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a verb came to.

    Attributes:
        code: 0 done; 1 done, with something to look at; 2 refused: the call or the file is wrong.
        found: its JSON; empty where it printed none.
        problem: a sentence where it was refused or broke; empty where all is well.
    """

    code: int
    found: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


def tell(*arguments: str, seconds: float = PATIENCE) -> Told:
    """Run a verb to its end.

    Args:
        arguments: group, verb and options; a value that somebody typed is behind an option's "=",
            or behind "--".
        seconds: after which it is ended.
    """
    try:
        done = run_process(call(*arguments), environment(), seconds)
    except subprocess.TimeoutExpired:
        return Told(
            code=2,
            problem=say(
                "It took more than {seconds} seconds and was ended.", seconds=count(seconds)
            ),
        )
    return read(done.returncode, done.stdout, done.stderr)


def run_process(
    command: list[str], environment: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    """Run it to its end.

    Raises:
        subprocess.TimeoutExpired: it took longer, and is ended.
    """
    return subprocess.run(  # noqa: S603 - our own program; no shell reads what was typed
        command, env=environment, capture_output=True, text=True, timeout=seconds, check=False
    )


def read(code: int, out: str, err: str) -> Told:
    """What an ended verb printed."""
    try:
        found = json.loads(out.strip().rpartition("\n")[2] or "{}")
    except json.JSONDecodeError:
        found = {}
    problem = "" if found else _sentence(err)
    return Told(code=code, found=found, problem=problem)


def call(*arguments: str) -> list[str]:
    """The command of a verb, with JSON for an answer.

    Raises:
        NotPermitted: it changes something, and whoever asks may not; or it tells of every brand,
            and they may not see all.
    """
    group, *rest = arguments
    if group not in OF_WHAT_IS_SEEN and not who.sees_all():
        raise NotPermitted("this is about every brand, and you may see some")
    if access.rules() is not None and not {" ".join(arguments[:2]), group} & READING:
        who.need("admin")
        who.note("command", arguments=list(arguments))
    return [sys.executable, str(ROOT / "earshot.py"), group, *_flagged(rest)]


def environment() -> dict[str, str]:
    """What a verb sees: the dashboard's own environment, secrets of sources among it."""
    plain = {key: held for key, held in os.environ.items() if key != "EARSHOT_CONFIG"}
    return {**plain, "COLUMNS": "10000", "PYTHONPATH": str(ROOT)}


def config() -> Path:
    """The earshot.toml that is read and written; it may not be there yet."""
    return Path(os.environ.get("EARSHOT_CONFIG", "earshot.toml")).resolve()


def with_config() -> str:
    """The option that names it."""
    return f"--config={config()}"


def why_not() -> str:
    """Why this reader may not change anything; empty where they may.

    Whoever sits at the machine may. An address of earshot.toml may name any environment variable,
    and the machine asks wherever it is told to: that is for those only who run it.
    """
    if access.rules() is not None:
        is_theirs = who.asker().may("admin") and who.sees_all()
        return "" if is_theirs else say("Setting up is for the role admin, of all brands: ask one.")
    said = os.environ.get(ALLOW, "").lower()
    is_near = is_at_the_machine(st.get_option("server.address"), st.context.headers)
    if said == "yes" or (not said and is_near):
        return ""
    return say(
        "Setting up is open at the machine itself only (http://127.0.0.1). Start Earshot with the "
        "environment variable {name}=yes where everybody who can open this dashboard may change "
        "what is listened to, or use the commands `earshot brands`, `earshot sources` and "
        "`earshot load`.",
        name=ALLOW,
    )


def is_at_the_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Served to this machine alone, asked for by its own name, and by no proxy.

    Args:
        address: that the dashboard listens at.
        headers: of the reader's request.
    """
    host = headers.get("Host", "")
    name = host.rpartition(":")[0] if not host.endswith("]") else host
    is_proxied = any(one in headers for one in PROXIED)
    return address in LOOPBACK and (name or host).strip("[]") in LOOPBACK and not is_proxied


def _flagged(arguments: list[str]) -> list[str]:
    """Options of ours before what was typed."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return [*arguments[:at], "--json", *arguments[at:]]


def _sentence(err: str) -> str:
    """The last thing that a verb complained of, without the name of its class."""
    lines = [line for line in err.strip().splitlines() if line.strip()]
    at = next((n for n, line in enumerate(lines) if line.split(":")[0].endswith("Error")), None)
    if at is None:
        return lines[-1] if lines else say("It ended without a word.")
    return "\n".join([lines[at].partition(": ")[2], *lines[at + 1 :]])
