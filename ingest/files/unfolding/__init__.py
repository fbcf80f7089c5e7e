"""Documents of JSON → flat rows; those of known interfaces with the names of our own columns.

A module here knows the documents of one kind of platform: `SHAPES` names each, says how to tell it
and how to open it. What nobody knows is a row as it stands, its paths as column names.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ingest.files.flat import flat, listed_in
from ingest.files.unfolding import helpdesks, reddit, stores, tweets

Document = dict[str, Any]
Shape = tuple[str, Callable[[Document], bool], Callable[[Document], Iterator[dict[str, Any]]]]

SHAPES: tuple[Shape, ...] = (
    *tweets.SHAPES,
    *reddit.SHAPES,
    *helpdesks.SHAPES,
    *stores.SHAPES,
)
DEPTH_MOST = 4


def unfolded(document: Document, depth: int = 0) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Yield each row of a document with the name of its shape, None where it is not a known one."""
    for name, matches, opened in SHAPES:
        if matches(document):
            for row in opened(document):
                yield name, flat(row)
            return
    wrapped = listed_in(document) if depth < DEPTH_MOST else None
    if wrapped is None:
        yield None, flat(document)
        return
    for one in wrapped:
        yield from unfolded(one, depth + 1)
