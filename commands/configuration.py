"""Where a verb gets its configuration from."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from ingest.config import Config, load_config
from ingest.errors import ConfigError

log = logging.getLogger(__name__)


def read_config(path: Path, *, is_needed: bool = False) -> Config:
    """Read earshot.toml; where none was named and none is needed, defaults do.

    Raises:
        ConfigError: the file is wrong, or missing though needed or named by EARSHOT_CONFIG.
    """
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


def _stamp(path: Path) -> tuple[int, int] | None:
    """What differs once a file was written; None where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size
