"""Secrets stay in the environment: whatever a log, an error or the warehouse holds is masked."""

import os
import re
from urllib.parse import quote

MASK = "***"
SHORTEST = 6  # shorter values are words, and masking words would garble every message

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_]\w*)\}")
_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|API_?KEY|_KEY|CREDENTIAL", re.IGNORECASE)
_QUERY = re.compile(
    r"(?<=[?&;])((?:[\w-]+[_-])?(?:token|secret|password|passwd|api_?key|key|auth|signature|sig))"
    r"=[^&;\s#'\"<>]+",
    re.IGNORECASE,
)
_USER = re.compile(r"(?<=://)[^/\s@'\"]+@")
_HEADER = re.compile(r"\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}")

_used: set[str] = set()  # names that a configuration has spelled as ${NAME}


def expand(text: str) -> str:
    """Put environment variables in for ${NAME}; their values are masked from then on.

    Raises:
        KeyError: a variable is not set; its name is the argument.
    """

    def value(match: re.Match[str]) -> str:
        _used.add(match[1])
        return os.environ[match[1]]

    return _PLACEHOLDER.sub(value, text)


def redact(text: str) -> str:
    """Text with every known secret masked: by value, and by its usual place in an address."""
    for secret in _secrets():
        text = text.replace(secret, MASK).replace(quote(secret, safe=""), MASK)
    text = _QUERY.sub(rf"\1={MASK}", text)
    text = _USER.sub(f"{MASK}@", text)
    return _HEADER.sub(rf"\1 {MASK}", text)


def _secrets() -> list[str]:
    """Longest first, so that a secret holding another one is masked whole."""
    values = {
        value
        for name, value in os.environ.items()
        if (name in _used and value) or (_SECRET_NAME.search(name) and len(value) >= SHORTEST)
    }
    return sorted(values, key=len, reverse=True)
