"""Asking again after passing trouble."""

import logging
from collections.abc import Callable
from typing import TypeVar

import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from ingest.web.asking import Limits
from ingest.web.response import AskedToWait, patience

log = logging.getLogger(__name__)
T = TypeVar("T")


def patiently(ask: Callable[[], T], limits: Limits) -> T:
    """What ask returns, asked again while it raises SourceUnavailable and limits allow it."""
    set_on_retry_hooks([_say])
    for attempt in stamina.retry_context(
        on=patience(limits.retry_after_seconds),
        attempts=limits.attempts,
        timeout=None,
        wait_initial=limits.backoff_seconds,
        wait_max=limits.backoff_max_seconds,
        wait_jitter=limits.backoff_seconds,
    ):
        with attempt:
            return ask()
    raise AssertionError("unreachable")


def _say(details: RetryDetails) -> None:
    """One line per retry instead of the library's."""
    if isinstance(details.caused_by, AskedToWait):
        log.warning("%s; asking again then", details.caused_by)
    else:
        log.warning("%s; asking again in %.0f s", details.caused_by, details.wait_for)
