"""Objects of JSON as flat rows: what is nested is named by its path, "user.screen_name"."""

import json
from collections.abc import Iterator
from typing import Any

DEPTH_MOST = 6
COLUMNS_MOST = 2000
# Below these, answers of interfaces keep what was asked for.
LISTS = (
    *("data", "items", "results", "payload", "records", "rows", "hits", "messages", "mentions"),
    *("reviews", "tickets", "comments", "conversations", "posts", "statuses", "tweets", "entries"),
)


def flat(item: dict[str, Any]) -> dict[str, str]:
    """A row of an object: texts and figures as text, lists of them joined, others as JSON.

    Absent and null are the same: neither is in the row.
    """
    row: dict[str, str] = {}
    _fill(row, "", item, 0)
    return row


def told(value: Any) -> str:
    """A value as text, "" for null; NUL, which no database takes, is left out."""
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return ", ".join(told(one) for one in value)
    return json.dumps(value, ensure_ascii=False).replace("\\u0000", "")


def listed_in(document: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The objects that a document only wraps, None where it is one itself."""
    wrapped = _wrapped(document, 0)
    return wrapped if wrapped and not _is_item(document) else None


def get(item: Any, *path: str) -> Any:
    """The value at the end of a path through objects, None where it breaks off."""
    for name in path:
        if not isinstance(item, dict):
            return None
        item = item.get(name)
    return item


def objects(item: Any, *path: str) -> Iterator[dict[str, Any]]:
    """The objects of a list at the end of a path; none where there is no list."""
    found = get(item, *path)
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def _fill(row: dict[str, str], prefix: str, item: dict[str, Any], depth: int) -> None:
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and depth < DEPTH_MOST:
            _fill(row, f"{name}.", value, depth + 1)
        elif value is not None and len(row) < COLUMNS_MOST:
            row[name.replace("\0", "")] = told(value)


def _wrapped(document: dict[str, Any], depth: int) -> list[dict[str, Any]] | None:
    lists = {
        key: value
        for key, value in document.items()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    }
    known = [lists[key] for key in LISTS if key in lists]
    if known or lists:
        return known[0] if known else max(lists.values(), key=len)
    for key, value in document.items():
        if depth < 2 and isinstance(value, dict) and key in LISTS:
            return _wrapped(value, depth + 1)
    return None


def _is_item(document: dict[str, Any]) -> bool:
    """Whether an object says something itself: it has a text and an id or a time beside it."""
    keys = {key.casefold() for key in document}
    says = keys & {"text", "body", "content", "message", "full_text", "selftext", "description"}
    is_dated = any(key.endswith(("_at", "date", "_utc", "time", "timestamp")) for key in keys)
    return bool(says) and any(isinstance(document.get(key), str) for key in document) and is_dated
