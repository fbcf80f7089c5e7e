"""The log on a terminal: what others wrote is shown, never obeyed."""

import logging

from wording.signs import as_written

LINE = "%(asctime)s %(levelname)s %(message)s"


def log_to_stderr(level: int = logging.WARNING, pattern: str = "%(message)s") -> None:
    """Send the log to the error output, without what a terminal would obey."""
    handler = logging.StreamHandler()
    handler.setFormatter(_PlainFormatter(pattern))
    logging.basicConfig(level=level, handlers=[handler], force=True)


class _PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return as_written(super().format(record))
