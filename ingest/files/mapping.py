"""Which column of a file is which of ours, and what else a person says of the file.

A map is kept under a name in the data folder, `maps/NAME.toml`, for the next file of its kind.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from ingest.errors import LoadError
from ingest.files.casts import CASTS
from ingest.files.notations import ORDERS
from ingest.mention import KINDS

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "post_id": "the post's own id; without one its link, else its words and time, stand in",
        "created_at": "when it was written",
        "created_time": "the time of day, where the date stands in a column of its own",
        "text": "what was said",
        "title": "headline or subject",
        "rating": "stars",
        "author_name": "who said it, as shown",
        "author_handle": "the @name",
        "author_id": "the author's id",
        "author_followers": "followers of the author",
        "author_is_bot": "whether a program wrote it",
        "url": "link to it",
        "parent_id": "the post that it replies to",
        "conversation_id": "the thread",
        "is_outbound": "whether the brand itself says it (sent or received, agent or customer)",
        "is_private": "whether it is a note that was not said in public, and is left out",
        "brand": "the brand that it is about",
        "source": "where it was said",
        "kind": "post, reply, comment, review, …",
        "lang": "language",
        "given_polarity": "the tool's own sentiment, kept beside ours",
        "like_count": "likes",
        "share_count": "shares, reposts",
        "reply_count": "comments, replies",
        "view_count": "views",
        "reply_text": "the brand's answer, which becomes a row of its own",
        "reply_at": "when the brand answered",
        "reply_author": "who answered",
        "reply_id": "the answer's id",
        "removed_at": "when it was removed",
        "edited_at": "when it was last edited",
        "observed_at": "when the counts were read",
    }
)
FOLDER = "maps"
_NAME = re.compile(r"[\w][\w .-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMap:
    """How the rows of a file become posts.

    Attributes:
        columns: one of FIELDS → names of the file's columns; the first that is not blank counts.
        shape: name of the known shape, None for a file of one's own.
        source: of rows that name none; None is the shape's name, else the file's.
        brand: of rows that name none; None lets the texts decide.
        own_accounts: ids, handles and, where a file has neither, names that answer for the brand.
        timezone: IANA name for times without an offset; None refuses them.
        dates: "dmy" or "mdy" for dates in figures; None refuses those that may be two days.
        kind: one of KINDS for rows that do not say.
        is_page: everything in the file speaks to one brand, whose page or desk it is.
        encoding: None tells it from the file.
        sheet: of a workbook; None takes the one that looks most like posts.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shape: str | None = None
    source: str | None = None
    brand: str | None = None
    own_accounts: tuple[str, ...] = ()
    timezone: str | None = None
    dates: str | None = None
    kind: str | None = None
    is_page: bool = False
    encoding: str | None = None
    sheet: str | None = None

    def __post_init__(self) -> None:
        if unknown := self.columns.keys() - FIELDS:
            raise LoadError(
                f"no column is called {', '.join(sorted(unknown))}: {', '.join(FIELDS)}"
            )
        if self.dates not in (None, *ORDERS):
            raise LoadError(f"dates {self.dates!r} is unknown: {' or '.join(ORDERS)} are allowed")
        if self.kind not in (None, *KINDS):
            raise LoadError(f"kind {self.kind!r} is unknown: {', '.join(KINDS)} are allowed")

    def but(self, **said: Any) -> Self:
        """The same with what was said anew; None and empty leave what was."""
        given = {name: value for name, value in said.items() if value not in (None, (), [], {})}
        if "columns" in given:
            given["columns"] = dict(self.columns) | given["columns"]
        return replace(self, **given)

    def as_dict(self) -> dict[str, Any]:
        """What was said, as TOML and JSON have it; from_dict() takes it back."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        plain["columns"] = {ours: list(theirs) for ours, theirs in self.columns.items()}
        plain["own_accounts"] = list(self.own_accounts)
        return {name: value for name, value in plain.items() if value not in (None, [], {}, False)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The map that as_dict() told.

        Raises:
            LoadError: a key or a value is not one that it may be.
        """
        known = {one.name for one in fields(cls)}
        if unknown := plain.keys() - known:
            raise LoadError(f"unknown keys: {', '.join(sorted(unknown))}; {', '.join(known)}")
        given = dict(plain)
        given["columns"] = {
            ours: (theirs,) if isinstance(theirs, str) else tuple(theirs)
            for ours, theirs in plain.get("columns", {}).items()
        }
        given["own_accounts"] = tuple(plain.get("own_accounts", ()))
        return cls(**given)


def keep_map(data: Path, name: str, file_map: FileMap) -> Path:
    """Keep a map under a name, in place of the one that was called so; the path.

    Raises:
        LoadError: the name is none for a file.
    """
    path = _path(data, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    scrap = path.with_suffix(".tmp")
    scrap.write_text(_toml(file_map.as_dict()), encoding="utf-8")
    scrap.replace(path)
    return path


def kept_map(data: Path, name: str) -> FileMap:
    """The map of that name.

    Raises:
        LoadError: there is none, or somebody wrote something else into it.
    """
    path = _path(data, name)
    try:
        return FileMap.from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        others = ", ".join(kept_maps(data)) or "none is kept yet"
        raise LoadError(f"no map is called {name!r}: {others}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise LoadError(f"{path} is no map: {error}") from error


def kept_maps(data: Path) -> list[str]:
    """Names of all maps that are kept, sorted."""
    return sorted(path.stem for path in (data / FOLDER).glob("*.toml"))


def _path(data: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise LoadError(f"{name!r} is no name for a map: letters, digits, blanks, - and . are")
    return data / FOLDER / f"{name}.toml"


def _toml(plain: Mapping[str, Any]) -> str:
    """TOML of a map; its strings and lists are written as JSON writes them."""
    columns: Mapping[str, Sequence[str]] = plain.get("columns", {})
    top = [f"{key} = {_told(value)}" for key, value in plain.items() if key != "columns"]
    below = [f"{ours} = {_told(theirs)}" for ours, theirs in columns.items()]
    return "\n".join([*top, "", "[columns]", *below, ""])


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


assert FIELDS.keys() == CASTS.keys() | {"created_time"}  # noqa: S101 - each has its cast
