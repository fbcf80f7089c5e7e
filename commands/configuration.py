"""Where a verb gets its configuration from."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ingest.config import Config
from ingest.config_file import load_config
from ingest.errors import ConfigError
from ingest.sources.options import Source
from ingest.web.config_text import ConfigText

log = logging.getLogger(__name__)


def read_config(path: Path, *, is_needed: bool = False, may_come: bool = False) -> Config:
    """Read earshot.toml; where none was named and none is needed, defaults do.

    Args:
        path: the file.
        is_needed: nothing can be done without it.
        may_come: it is looked for again, so defaults do until then.

    Raises:
        ConfigError: the file is wrong, or missing though needed or named by EARSHOT_CONFIG.
    """
    if not path.exists() and may_come:
        log.warning("%s is not there yet; it is looked for", path)
        return Config()
    if not path.exists() and not is_needed and not os.environ.get("EARSHOT_CONFIG"):
        return Config()
    return load_config(path)


def changes_of(path: Path) -> Callable[[], Config | None]:
    """Ask the result now and then: the configuration where the file has changed, else None.

    What is wrong in a changed file is logged once, and the one before goes on.
    """
    known = _stamp(path)

    def changed() -> Config | None:
        nonlocal known
        if (now := _stamp(path)) == known:
            return None
        known = now
        try:
            return load_config(path)
        except ConfigError as error:
            log.error("not taken over: %s", error)
            return None

    return changed


def unset_variables(config: Config) -> list[str]:
    """Places of earshot.toml whose environment variable is not set, as sentences."""
    return [
        f"{'.'.join(path)}: the environment variable {name} is not set"
        for path, text in _texts(config, ())
        for name in text.missing
    ]


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ConfigText]]:
    """Every text of a configuration that may name a variable, with its place."""
    if isinstance(value, ConfigText):
        yield path, value
    for key, one in _inside(value):
        yield from _texts(one, (*path, key))


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """What stands in a table or a list, by key; secrets that may be missing are left out."""
    if isinstance(value, BaseModel):
        optional: set[str] = set()
        if isinstance(value, Source):
            optional = {key for key in value.secret_keys() if value.is_optional(key)}
        for key in type(value).model_fields.keys() - optional:
            yield key, getattr(value, key)
    elif isinstance(value, dict):
        yield from ((str(key), one) for key, one in value.items())
    elif isinstance(value, tuple):
        yield from ((str(number), one) for number, one in enumerate(value))


def _stamp(path: Path) -> tuple[int, int] | None:
    """What differs once a file was written; None where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size
