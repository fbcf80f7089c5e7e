"""What can be listened to and what is, as the command line tells it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui import verbs

DOCS = verbs.ROOT / "docs" / "sources"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """What earshot.toml says; a problem where it cannot be read.

    Attributes:
        brands: as `earshot config --json` lists them.
        sources: as `earshot config --json` lists them, with what they miss.
    """

    brands: Sequence[Entry] = ()
    sources: Sequence[Entry] = ()
    problem: str = ""


def configured() -> Configured:
    """Brands and sources as earshot.toml has them now."""
    file = verbs.config()
    stamp = file.stat().st_mtime_ns if file.exists() else 0
    return _configured(file, stamp)


@st.cache_data(max_entries=4, show_spinner=False)
def _configured(file: Path, stamp: int) -> Configured:
    del file, stamp  # part of the answer's name
    told = verbs.tell("config", verbs.with_config())
    return Configured(
        brands=told.found.get("brands", ()),
        sources=told.found.get("sources", ()),
        problem=told.problem,
    )


@st.cache_data(show_spinner=False)
def kinds() -> Mapping[str, Entry]:
    """By name the kinds of source, as `earshot sources kinds --json` tells them."""
    told = verbs.tell("sources", "kinds")
    return {kind["kind"]: kind for kind in told.found.get("kinds", ())}


def document(kind: str) -> str:
    """The page of a kind in docs/sources, without its title; empty where there is none."""
    file = DOCS / f"{kind}.md"
    if not file.is_file():
        return ""
    return file.read_text(encoding="utf-8").partition("\n")[2].strip()


def title(kind: str) -> str:
    """What a kind is called on its page, else its name."""
    file = DOCS / f"{kind}.md"
    head = file.read_text(encoding="utf-8").partition("\n")[0] if file.is_file() else ""
    return head.removeprefix("#").strip() or kind


def is_set(variable: str) -> bool:
    """Whether the dashboard sees an environment variable, as a verb that it runs would."""
    return bool(os.environ.get(variable))
