"""Where a verb gets its configuration from."""

import os
from pathlib import Path

from ingest.config import Config, load_config


def read_config(path: Path, *, is_needed: bool = False) -> Config:
    """Read earshot.toml; where none was named and none is needed, defaults do.

    Raises:
        ConfigError: the file is wrong, or missing though needed or named by EARSHOT_CONFIG.
    """
    if not path.exists() and not is_needed and not os.environ.get("EARSHOT_CONFIG"):
        return Config()
    return load_config(path)
