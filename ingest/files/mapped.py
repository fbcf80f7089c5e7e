"""A row of anybody's file → posts, by a map: the post itself and the brand's answer beside it."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.files import values
from ingest.files.casts import private, value
from ingest.files.csv_rows import Broken, reason, split_again
from ingest.files.json_items import json_items
from ingest.files.mapping import FileMap
from ingest.files.names import plain
from ingest.files.notes import Notes
from ingest.files.parser import OPTIONS
from ingest.files.posts import joined_parent
from ingest.files.preset import Context, Refused, Row
from ingest.files.unfolding import unfolded
from ingest.mention import Post, Record, Reject

FORMAT = "map"  # the format of rejects; their options hold the map
NOT_OF_POSTS = ("is_private", "reply_id", "reply_text", "reply_at", "reply_author")
CUSTOMERS = ("contact", "customer", "requester", "consumer", "user_email")
OWN_ID = "_post_id"  # what names the post in a reject's payload, whatever its column is called


def split_payload(payload: dict[str, Any]) -> Row | Broken:
    """The row that a reject's payload holds, split again where it could not be."""
    try:
        if payload.keys() == {"line", "columns", "delimiter"}:
            return split_again(payload)
    except csv.Error as error:
        return Broken(reason(error), payload)
    if payload.keys() != {"line"}:
        return {name: it for name, it in payload.items() if name != OWN_ID}
    found = list(json_items(iter([str(payload["line"])]), Notes()))
    if len(found) == 1 and not isinstance(found[0][1], Broken):
        rows = [row for _, row in unfolded(found[0][1])]
        if len(rows) == 1:
            return rows[0]
    return Broken("not one JSON object", payload)


class MapParser:
    """A map together with what was said about the file.

    Attributes:
        context: what was said, understood.
    """

    def __init__(self, file_map: FileMap, context: Context, rounding: str | None = None) -> None:
        self.context = context
        self._map = file_map
        self._options = {"map": file_map.as_dict()} | ({"rounding": rounding} if rounding else {})
        named = {"author_handle", "author_id"} & file_map.columns.keys()
        self._is_named_only = not named
        # In a message of the brand these say whom it was written to.
        self._of_customers = [
            field
            for field in ("author_id", "author_handle", "author_name")
            if any(plain(one).startswith(CUSTOMERS) for one in file_map.columns.get(field, ())[:1])
        ]

    def records(self, row: Row | Broken, name: str, number: int | str) -> tuple[Record, ...]:
        """What a row tells, in order; a Reject with the reason for what cannot be told."""
        place = f"{name}:{number}"
        if isinstance(row, Broken):
            return (self._reject(row.reason, row.payload, place),)
        try:
            if self._is_private(row):
                self.context.notes.count("unsaid")
                return ()
            cells = self._cells(row)
            post = self._post(cells, row)
        except Refused as refusal:
            payload = dict(row) | {OWN_ID: self._id_told(row)}
            return (self._reject(str(refusal), payload, place, self._source_told(row)),)
        try:
            answer = tuple(self._answers(cells, post))
        except Refused as refusal:
            payload = dict(row) | {OWN_ID: f"{post.post_id}-reply"}
            return (post, self._reject(str(refusal), payload, place, post.source))
        return (post, *answer)

    def again(self, reject: Reject) -> tuple[Record, ...]:
        """What was rejected, read again; what fails again comes as a Reject once more."""
        payload = {name: it for name, it in reject.payload.items() if name != OPTIONS}
        name, _, number = reject.place.rpartition(":")
        return self.records(split_payload(payload), name, number)

    def _cells(self, row: Row) -> dict[str, Any]:
        """Our columns → values; what is not given is left out.

        Raises:
            Refused: a cell holds what it may not.
        """
        found = {
            field: held
            for field, columns in self._map.columns.items()
            if field != "created_time" and (held := self._held(field, columns, row)) is not None
        }
        if found.get("is_outbound"):
            for field in self._of_customers:
                found.pop(field, None)
        handle = found.get("author_handle")
        if handle and " " in handle:  # some tools show names where others show handles
            found.setdefault("author_name", found.pop("author_handle"))
        return found

    def _held(self, field: str, columns: Sequence[str], row: Row) -> Any:
        """What the first of the columns holds that is not blank, None where all are."""
        for column in columns:
            if cell := row.get(column):
                told = self._with_time(cell, row) if field == "created_at" else cell
                held = value(field, told, self.context)
                if held is not None:
                    return held
        return None

    def _is_private(self, row: Row) -> bool:
        return any(
            row.get(column) and private(row[column], column, self.context)
            for column in self._map.columns.get("is_private", ())
        )

    def _with_time(self, cell: str, row: Row) -> str:
        for column in self._map.columns.get("created_time", ()):
            if row.get(column):
                return f"{cell.strip()} {row[column].strip()}"
        return cell

    def _post(self, cells: dict[str, Any], row: Row) -> Post:
        """The post of a row.

        Raises:
            Refused: it has no time, or says nothing.
        """
        values.require(cells, "created_at")
        known = {field: it for field, it in cells.items() if field not in NOT_OF_POSTS}
        known["post_id"] = own_id = cells.get("post_id") or self._id_made(row)
        known["parent_id"] = joined_parent(own_id, cells.get("parent_id"), self.context.notes)
        if not cells.get("text"):
            if not known.keys() & {"title", "rating", "removed_at"}:
                raise Refused("text is empty, and there is neither a title nor a rating")
            known["text"] = ""
        elif known.get("title") == known["text"]:
            del known["title"]
        if (edited_at := cells.get("edited_at")) and edited_at <= cells["created_at"]:
            del known["edited_at"]
        known["source"] = cells.get("source") or self.context.source
        known["brand"] = brand = cells.get("brand") or self.context.brand
        known["is_outbound"] = is_own = cells.get("is_outbound") or self._owns(cells)
        if is_own and not brand:
            self.context.notes.count("no_brand")
        known["kind"] = cells.get("kind") or self._kind(known)
        is_said_to_it = self._map.is_page or known["kind"] == "review"
        return Post(**known, is_addressed=True if is_said_to_it and not is_own else None)

    def _owns(self, cells: dict[str, Any]) -> bool:
        names = [cells.get("author_handle"), cells.get("author_id")]
        if self._is_named_only:
            names.append(cells.get("author_name"))
        return self.context.owns(*names)

    def _kind(self, cells: dict[str, Any]) -> str:
        if cells["is_outbound"]:
            is_answer = cells["parent_id"] or cells.get("conversation_id") or self._map.is_page
            return "reply" if is_answer else "post"
        if self._map.kind:
            return self._map.kind
        if cells.get("rating") is not None:
            return "review"
        return "reply" if cells["parent_id"] else "post"

    def _answers(self, cells: dict[str, Any], post: Post) -> Iterator[Post]:
        """The brand's answer in the same row.

        Raises:
            Refused: it is given without its time.
        """
        if not cells.get("reply_text"):
            return
        if "reply_at" not in self._map.columns:
            self.context.notes.count("undated_answer")
            return
        if cells.get("reply_at") is None:
            raise Refused("reply_at is missing: an answer without its time answers nothing")
        if not post.brand:
            self.context.notes.count("no_brand")
        yield Post(
            source=post.source,
            post_id=cells.get("reply_id") or f"{post.post_id}-reply",
            parent_id=post.post_id,
            conversation_id=post.conversation_id,
            created_at=cells["reply_at"],
            text=cells["reply_text"],
            brand=post.brand,
            is_outbound=True,
            kind="reply",
            author_name=cells.get("reply_author"),
        )

    def _id_told(self, row: Row) -> str:
        columns = self._map.columns.get("post_id", ())
        told = next((row[column].strip() for column in columns if row.get(column)), None)
        return told or self._id_made(row)

    def _id_made(self, row: Row) -> str:
        """The link, else a mark of what was said, when and by whom: the same row, the same id."""
        for column in self._map.columns.get("url", ()):
            if row.get(column, "").strip():
                return row[column].strip()
        said = [
            row.get(column, "").strip()
            for field in ("created_at", "created_time", "author_name", "author_handle", "author_id",
                          "title", "text", "rating")
            for column in self._map.columns.get(field, ())
        ]  # fmt: skip
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:20]

    def _source_told(self, row: Row) -> str:
        told = (row.get(column, "").strip() for column in self._map.columns.get("source", ()))
        return next((name for name in told if name and ":" not in name), self.context.source)

    def _reject(
        self, why: str, payload: dict[str, Any], place: str, source: str | None = None
    ) -> Reject:
        return Reject(
            source=source or self.context.source,
            format=FORMAT,
            reason=why,
            payload=payload | {OPTIONS: self._options},
            place=place,
        )
