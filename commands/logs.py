"""The log on a terminal: what others wrote is shown, never obeyed."""

import json
import logging
import os
from datetime import UTC, datetime

from wording.signs import as_written

LINE = "%(asctime)s %(levelname)s %(message)s"


def log_to_stderr(level: int = logging.WARNING, pattern: str = "%(message)s") -> None:
    """Send the log to the error output, without what a terminal would obey.

    EARSHOT_LOG=json makes each line an object: time (ISO 8601, UTC), level, logger, message.
    """
    handler = logging.StreamHandler()
    is_json = os.environ.get("EARSHOT_LOG") == "json"
    handler.setFormatter(_JsonFormatter() if is_json else _PlainFormatter(pattern))
    logging.basicConfig(level=level, handlers=[handler], force=True)


class _PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return as_written(super().format(record))


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)
