"""Secrets stay in the environment: whatever a log, an error or the warehouse holds is masked."""

import os
import re
from collections import deque
from functools import lru_cache
from typing import Any

MASK = "***"
SHORTEST = 6  # shorter values are words, and masking words would garble every message
QUERY_NAME = r"(?:[\w-]+[_-])?(?:token|secret|password|passwd|api_?key|key|auth|signature|sig)"

_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|API_?KEY|_KEY|CREDENTIAL", re.IGNORECASE)
_QUERY = re.compile(rf"(?<=[?&;])({QUERY_NAME})=[^&;\s#'\"<>]+", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/\s@'\"]+@")
_HEADER = re.compile(r"\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}")
_MASKED_PARAMETER = re.compile(rf"(?<=[?&;])[^=&;#?]*={re.escape(MASK)}(?:[&;]|(?=#)|$)")

_configured: set[str] = set()  # values that a configuration made a secret
_patterns: set[str] = set()  # … as what servers send is searched for them
_tokens: deque[str] = deque(maxlen=100)  # patterns of those that servers gave, newest last


def keep_back(value: str, parameter: str | None = None) -> None:
    """Mask a value from now on.

    Args:
        value: a short one is a word, which what people write keeps; messages do not.
        parameter: name of the parameter of an address that holds it; a short value is masked
            there only.
    """
    is_long = len(value) >= SHORTEST
    if value and (is_long or not parameter):
        _configured.add(value)
    if is_long:
        _patterns.add(_spelled(value))
    elif value and parameter:
        _patterns.add(rf"(?<={re.escape(parameter)}=){_spelled(value)}(?![\w%-])")


def keep_back_token(value: str) -> None:
    """Mask a token that a server gave; of these only the newest are remembered."""
    if len(value) >= SHORTEST and (pattern := _spelled(value)) not in _tokens:
        _tokens.append(pattern)


def redact(text: str) -> str:
    """Text with every known secret masked: by value, and by its usual place in an address.

    For messages, where masking too much does no harm.
    """
    text = masked(text)
    for secret in sorted(_known(), key=len, reverse=True):  # one may hold another
        text = re.sub(_spelled(secret), MASK, text)
    text = _QUERY.sub(rf"\1={MASK}", text)
    text = _USER.sub(f"{MASK}@", text)
    return _HEADER.sub(rf"\1 {MASK}", text)


def masked(value: Any) -> Any:
    """What a server sent, JSON-able, without the secrets that the configuration sent to it.

    Only these are masked, by value: people write "key=value" and "Token" as they like. A user's
    name in an address is no secret: it may be the brand's.
    """
    patterns = frozenset((*_patterns, *_tokens))
    return _masked(value, _either(patterns)) if patterns else value


def without_masked(address: str) -> str:
    """An address without the parameters that are masked: it stays the same with another secret."""
    if MASK not in address:
        return address
    path, _, fragment = _MASKED_PARAMETER.sub("", address).partition("#")
    return path.rstrip("?&;") + (f"#{fragment}" if fragment else "")


def _masked(value: Any, secrets: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return secrets.sub(MASK, value)
    if isinstance(value, dict):
        return {_masked(key, secrets): _masked(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_masked(inner, secrets) for inner in value)
    return value


def _known() -> set[str]:
    """Values that the environment or the configuration calls secrets."""
    named = {
        value
        for name, value in os.environ.items()
        if _SECRET_NAME.search(name) and len(value) >= SHORTEST
    }
    return named | _configured


@lru_cache(maxsize=8)
def _either(patterns: frozenset[str]) -> re.Pattern[str]:
    """Longest first, so that a secret holding another one is masked whole."""
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def _spelled(secret: str) -> str:
    """Pattern of a secret, each of its characters as it is or as addresses encode it."""
    return "".join(
        character
        if character.isalnum() and character.isascii()
        else rf"(?:{re.escape(character)}|(?i:{_percent(character)}){'|[+]' * (character == ' ')})"
        for character in secret
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", errors="surrogateescape"))
