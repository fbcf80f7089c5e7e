"""Names of runs."""

import secrets
from datetime import datetime


def new_run_id(command: str, at: datetime) -> str:
    """Sorts by time and never repeats."""
    return f"{at:%Y%m%dT%H%M%S}-{command}-{secrets.token_hex(3)}"
