"""Whom and what we were asked to forget, in what a record or a refused payload says of itself."""

import hashlib
import re
from collections.abc import Collection, Iterator
from typing import Any

from ingest.handles import handle_key, handle_keys
from ingest.mention import Post

# What a payload calls an id of its own, and what it says of others or of no person at all.
_OWN_ID = re.compile(r"(?:^|_)(?:id|guid|uri|urn|name)$|Id$|ID$|^(?:id_str|link)$")
_OF_OTHERS = re.compile(
    r"parent|reply|conversation|thread|author|user|root|story|account", re.IGNORECASE
)
_NO_PERSON = frozenset(
    "brand body content created_at description format kind lang language message rating "  # noqa: SIM905
    "source status summary text timezone title type".split()
)
_ABOUT_THE_FILE = ("columns", "delimiter", "_options")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")  # in a line of JSON that could not be read
_LINES = ("line", "raw", "row")  # whole lines, as they stood in a file
_LONGEST = 200  # characters of a handle or an id
_WORD = re.compile(r"[\w.+-]+(?:@[\w.-]+)?")


def post_print(post_id: str) -> str:
    """Of a post, by source:id."""
    return _fingerprint("post", post_id)


def author_print(key: str) -> str:
    """Of a person, by the key of their handle or id."""
    return _fingerprint("author", key)


def prints_of(post: Post) -> Iterator[str]:
    """What a post is refused by, if we were asked to forget it or its author."""
    yield post_print(f"{post.source}:{post.post_id}")
    for name in (post.author_id, post.author_handle):
        if name:
            yield from map(author_print, handle_keys(name, post.url))
            # As releases wrote it that only knew case.
            yield author_print(name.removeprefix("@").casefold())


def prints_in(source: str, payload: Any) -> Iterator[str]:
    """The same of a payload that could not become a post."""
    for key, value in _scalars(payload):
        if key in _LINES:
            for word in _WORD.findall(handle_key(value)):
                yield from map(author_print, handle_keys(word))
                yield post_print(f"{source}:{word}")
        elif len(value) <= _LONGEST:
            if key not in _NO_PERSON:
                yield from map(author_print, handle_keys(value))
            if _names_itself(key):
                yield post_print(f"{source}:{value}")


def names_person(payload: Any, keys: Collection[str]) -> bool:
    """Whether a payload names one of these people, however it spells them.

    A whole line names whom it holds as a word of its own. A handle without host may be that of
    anybody who is called so: "ann" is reached for ann@host, and ann@host for "ann".

    Args:
        payload: as refused.
        keys: of handles or ids, as handle_key gives them.
    """
    bare = {key for key in keys if "@" not in key}
    locals_ = {key.partition("@")[0] for key in keys if "@" in key}
    for key, value in _scalars(payload):
        told = handle_key(value)
        if key in _LINES:
            is_named = any(_stands_in(name, told) for name in keys) or any(
                _stands_in(name, told, before="@") for name in locals_
            )
        elif key in _NO_PERSON or len(value) > _LONGEST:
            is_named = False
        else:
            is_named = told in keys or told in locals_ or told.partition("@")[0] in bare
        if is_named:
            return True
    return False


def names_post(payload: Any, ids: Collection[str]) -> bool:
    """Whether a payload is one of these posts, by the source's own ids."""
    for key, value in _scalars(payload):
        if key in _LINES:
            if any(_stands_in(handle_key(post_id), handle_key(value)) for post_id in ids):
                return True
        elif value in ids and _names_itself(key):
            return True
    return False


def _names_itself(key: str) -> bool:
    return _OWN_ID.search(key) is not None and _OF_OTHERS.search(key) is None


def _stands_in(name: str, line: str, *, before: str = "") -> bool:
    """Whether a line holds a name as a word, and not before a sign that makes it another one."""
    if not name or name not in line:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?![\w{before}])", line) is not None


def _scalars(payload: Any, key: str = "line") -> Iterator[tuple[str, str]]:
    """Every text and number with the name that it stands under; a bare one is a line."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            if name not in _ABOUT_THE_FILE:
                yield from _scalars(value, str(name))
    elif isinstance(payload, list):
        for value in payload:
            yield from _scalars(value, key)
    elif isinstance(payload, str):
        yield key, _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), payload)
    elif isinstance(payload, int) and not isinstance(payload, bool):
        yield key, str(payload)


def _fingerprint(kind: str, name: str) -> str:
    return hashlib.sha256(f"{kind} {name}".encode(errors="replace")).hexdigest()
