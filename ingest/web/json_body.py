"""JSON as servers send it: what no database takes is mended before anybody sees it."""

import json
import math
import re
from typing import Any

# Half a surrogate pair, as cut texts have it, escaped or raw.
_HALVES = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")


def read_json(body: bytes) -> Any:
    """The body, decoded; half a character becomes U+FFFD, and NaN and Infinity nothing.

    Raises:
        ValueError: it is no JSON, or torn.
        RecursionError: it is nested deeper than any answer is.
    """
    data = json.loads(body, parse_constant=_nothing, parse_float=_finite)
    return _mended(data) if _HALVES.search(body) else data


def _finite(written: str) -> float | None:
    number = float(written)
    return number if math.isfinite(number) else None


def _nothing(_: str) -> None:
    return None


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_mended(key): _mended(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mended(inner) for inner in value]
    return value
