"""A file that somebody brought: where it lies, what was said of it, and what it would become."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.ui import verbs
from dashboard.ui.scratch import Scratch
from dashboard.ui.verbs import Told

_HELD = "upload"
_SEEN = "upload-seen"
_PATIENCE = 180.0  # seconds to look at a file
_STRANGE = re.compile(r"[^\w.() -]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says of a file; what is empty is left to the guess.

    Attributes:
        columns: ours → the file's; "" says that there is none.
        kept: name of a map that was kept before.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kept: str = ""
    source: str = ""
    brand: str = ""
    own_accounts: Sequence[str] = ()
    timezone: str = ""
    dates: str = ""
    encoding: str = ""
    sheet: str = ""

    def options(self) -> Iterator[str]:
        """Options of `earshot load`."""
        plain = {
            "map": self.kept,
            "source": self.source,
            "brand": self.brand,
            "timezone": self.timezone,
            "dates": self.dates,
            "encoding": self.encoding,
            "sheet": self.sheet,
        }
        yield from (f"--{name}={value}" for name, value in plain.items() if value)
        yield from (f"--own-account={one}" for one in self.own_accounts)
        yield from (f"--column={ours}={theirs}" for ours, theirs in self.columns.items())


@dataclass(frozen=True, slots=True)
class _Held:
    """A file on disk; the folder goes with the session."""

    file_id: str
    folder: Scratch
    path: Path


def place(file: UploadedFile) -> Path:
    """Where the file lies for the verbs, under its own name; the one before is forgotten."""
    known: _Held | None = st.session_state.get(_HELD)
    if known is None or known.file_id != file.file_id:
        folder = Scratch()
        path = folder.path / named(file.name)
        path.write_bytes(file.getbuffer())
        st.session_state[_HELD] = known = _Held(file.file_id, folder, path)
    return known.path


def held() -> object:
    """What keeps the file on disk; None where there is none."""
    return st.session_state.get(_HELD)


def named(name: str) -> str:
    """A name that is one in any folder; its ending tells how the file is packed."""
    plain = _STRANGE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = plain[-100:].rpartition(".")
    return f"{stem or 'file'}{dot}{ending}" if dot else ending or "file"


def look(path: Path, said: Said) -> Told:
    """What `earshot load --dry-run` says of it; the last answer is kept."""
    options = tuple(said.options())
    known = st.session_state.get(_SEEN)
    if known is None or known[0] != (path, options):
        told = verbs.tell(
            "load", "--dry-run", verbs.with_config(), *options, "--", str(path), seconds=_PATIENCE
        )
        st.session_state[_SEEN] = known = ((path, options), told)
    found: Told = known[1]
    return found


def value(found: Mapping[str, Any], ours: str) -> str:
    """The file's column that is read as one of ours; empty where there is none."""
    theirs = found["map"].get("columns", {}).get(ours, ())
    return str(theirs[0]) if theirs else ""
