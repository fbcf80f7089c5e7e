"""One change of earshot.toml: under a lock, checked whole, the version before it kept."""

import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import filelock

from ingest.config import Config
from ingest.config_file import parse_config
from ingest.config_mistakes import not_utf8
from ingest.errors import ConfigError

KEPT = 9  # earlier versions
WAITS = 10.0  # seconds for another change to end


def change(file: Path, edit: Callable[[str], str]) -> Config:
    """Change the file by its text; a change that would make it wrong is not written.

    The version before it stands beside it as earshot.toml.before, those before that one as
    .before.2 to .before.9. A file that does not exist is begun.

    Args:
        file: earshot.toml; a link is followed.
        edit: from the text to the new text.

    Returns:
        What the file says now.

    Raises:
        ConfigError: the file is wrong already, would be wrong, or cannot be written; every mistake
            is named, and the file is as it was.
    """
    file = file.resolve()
    try:
        with filelock.FileLock(file.with_name(f".{file.name}.lock"), timeout=WAITS):
            before = _text(file)
            after = edit(before)
            config = _checked(file, after)
            if after != before:
                _keep(file)
                _write(file, after)
    except filelock.Timeout as error:
        raise ConfigError(f"{file}: somebody else is changing it; try again") from error
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written: {error.strerror or error}") from error
    return config


def _text(file: Path) -> str:
    """What the file holds, its ends of lines as they are; it is checked before it is changed."""
    if not file.exists():
        return ""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(not_utf8(file, error)) from error
    _checked(file, text)
    return text


def _checked(file: Path, text: str) -> Config:
    try:
        return parse_config(tomllib.loads(text), str(file))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error


def _keep(file: Path) -> None:
    """Let the file be the version before; nothing is done where there is none yet."""
    if not file.exists():
        return
    kept = [file.with_name(f"{file.name}.before{end}") for end in ("", *_ends())]
    for older, newer in zip(reversed(kept), [*reversed(kept[:-1]), file], strict=True):
        if newer == file:
            shutil.copy2(file, older)
        elif newer.exists():
            newer.replace(older)


def _ends() -> list[str]:
    return [f".{number}" for number in range(2, KEPT + 1)]


def _write(file: Path, text: str) -> None:
    """All of it or nothing, with the rights that the file had."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        if file.exists():
            shutil.copymode(file, part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
