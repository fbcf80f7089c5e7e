"""A submission's comments: the tree taken apart, and what it leaves for further questions."""

from collections.abc import Iterator
from typing import Any

from ingest.sources.connector import Item
from ingest.sources.reddit_api import LISTED, ask
from ingest.web.asking import Api
from ingest.web.client import Client

MOST_QUESTIONS = 30  # of one thread in one pass
Left = list[tuple[str, tuple[str, ...]]]  # ("more", ids) or ("below", one id), to be asked for


def comments(client: Client, api: Api, name: str) -> Iterator[tuple[Item, ...]]:
    """Yield the comments below a submission, as things without their replies.

    Raises:
        SourceError: what was yielded before stays good.
    """
    root = name.removeprefix("t3_")
    left: Left = [("below", ())]
    asked: set[tuple[str, tuple[str, ...]]] = set()
    while left and len(asked) < MOST_QUESTIONS:
        question = left.pop(0)
        if question in asked:
            continue
        asked.add(question)
        items, more = _apart(_answer(client, api, root, *question))
        left += more
        yield items


def _answer(client: Client, api: Api, root: str, kind: str, ids: tuple[str, ...]) -> list[Any]:
    """Things of one question: branches that were cut off by their number, or by their depth."""
    if kind == "more":
        params = {"link_id": f"t3_{root}", "children": ",".join(ids), "api_type": "json"}
        told = ask(client, api, "api/morechildren", params)
        return _listed(_at(told, "json", "data", "things"))
    below = {"comment": ids[0]} if ids else {}
    told = ask(client, api, f"comments/{root}", {"limit": 500, "sort": "new", **below})
    tree = told[1] if isinstance(told, list) and len(told) > 1 else None
    return _listed(_at(tree, "data", "children"))


def _apart(things: list[Any]) -> tuple[tuple[Item, ...], Left]:
    """Comments without their replies, those included; and what is to be asked for."""
    found: list[Item] = []
    left: Left = []
    waiting = list(things)
    while waiting:
        thing = waiting.pop(0)
        data = _at(thing, "data")
        if not isinstance(data, dict):
            continue
        if thing.get("kind") == "t1":
            shown = {key: value for key, value in data.items() if key != "replies"}
            found.append({**thing, "data": shown})
            waiting += _listed(_at(data.get("replies"), "data", "children"))
        elif thing.get("kind") == "more":
            left += _more(data)
    return tuple(found), left


def _more(data: Item) -> Left:
    """A branch that goes on: by the ids of its comments, else below its parent."""
    ids = [one for one in _listed(data.get("children")) if isinstance(one, str)]
    parent = data.get("parent_id")
    if not ids:
        is_comment = isinstance(parent, str) and parent.startswith("t1_")
        return [("below", (str(parent).removeprefix("t1_"),))] if is_comment else []
    steps = range(0, len(ids), LISTED)
    return [("more", tuple(ids[first : first + LISTED])) for first in steps]


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
