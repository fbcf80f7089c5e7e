"""Issues and comments of GitHub as posts. Ids name the place: acme/sdk#17, acme/sdk#17-900."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, shown, text, whole
from ingest.sources.options import Source
from ingest.web.html_text import tidy

STAFF = ("OWNER", "MEMBER", "COLLABORATOR")
LIKES = ("+1", "heart", "hooray", "rocket")  # a laugh or an eye may mean anything
ISSUE = re.compile(r"/repos/([^/]+/[^/]+)/issues/(\d+)$", re.ASCII)
PAGE = re.compile(r"//[^/]+/([^/]+/[^/]+)/(?:issues|pull)/(\d+)", re.ASCII)
NAMED = re.compile(r"([A-Za-z0-9][\w-]*/(?!\.)[\w.-]+)#(\d+)(?:-(\d+))?", re.ASCII)
HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)  # templates tell authors what to write

_REPOSITORY = re.compile(r"/repos/([^/]+/[^/]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post stands; comment is None for the issue itself."""

    repository: str
    number: str
    comment: str | None = None

    @property
    def issue_id(self) -> str:
        """Id of the issue's post."""
        return f"{self.repository}#{self.number}"

    @property
    def post_id(self) -> str:
        """Id of the post."""
        return f"{self.issue_id}-{self.comment}" if self.comment else self.issue_id

    @property
    def path(self) -> str:
        """Of the API."""
        inner = f"comments/{self.comment}" if self.comment else self.number
        return f"repos/{self.repository}/issues/{inner}"


def named(post_id: str) -> Place | None:
    """The place that an id names; None where it is none of ours."""
    match = NAMED.fullmatch(post_id)
    return Place(repository=match[1], number=match[2], comment=match[3]) if match else None


def place_of(item: Item, source: Source) -> Place:
    """Where an issue or comment stands, by its addresses in the API, else by that of its page.

    Raises:
        UnexpectedPayload: it does not say.
    """
    page = PAGE.search(text(source, item, "html_url") or "")
    if "number" in item:
        number = str(due(source, "number", whole(source, item, "number")))
        if found := _REPOSITORY.search(text(source, item, "repository_url") or "") or page:
            return Place(repository=found[1], number=number)
    elif found := ISSUE.search(text(source, item, "issue_url") or "") or page:
        comment = str(due(source, "id", whole(source, item, "id")))
        return Place(repository=found[1], number=found[2], comment=comment)
    raise UnexpectedPayload(f"{source.name}: no address says in which repository it stands")


def post(item: Item, source: Source, own: Iterable[str]) -> Post:
    """A post of an item; in the brand's own repositories staff and machines speak for the brand.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    place, user = place_of(item, source), _object(source, item, "user")
    login = text(source, user, "login")
    user_id, is_bot = whole(source, user, "id"), _is_bot(user, login)
    is_ours = source.brand is not None and place.repository.lower() in own
    is_staff = is_ours and (text(source, item, "author_association") in STAFF or is_bot)
    created_at = due(source, "created_at", moment(source, item, "created_at"))
    title = text(source, item, "title") if place.comment is None else None
    if place.comment is None:
        due(source, "title", title)
    changed_at = moment(source, item, "updated_at") if place.comment else None
    return Post(
        source=source.name,
        post_id=place.post_id,
        created_at=created_at,
        edited_at=changed_at if changed_at and changed_at > created_at else None,
        parent_id=place.issue_id if place.comment else None,
        conversation_id=place.issue_id,
        brand=source.brand if is_ours else None,
        is_outbound=is_staff,
        is_addressed=True if is_ours and not is_staff else None,
        kind="comment" if place.comment else "post",
        author_id=None if user_id is None else f"github:{user_id}",
        author_handle=login,
        author_is_bot=is_bot,
        title=" ".join(title.split()) if title else None,
        text=tidy(HIDDEN.sub("", text(source, item, "body") or "")),
        lang=source.language,
        url=text(source, item, "html_url"),
        like_count=_likes(item, source),
        reply_count=whole(source, item, "comments"),
    )


def _is_bot(user: Item, login: str | None) -> bool:
    return user.get("type") == "Bot" or (login or "").endswith("[bot]")


def _likes(item: Item, source: Source) -> int | None:
    """Reactions that agree; None where the answer has none, as old servers' answers."""
    if item.get("reactions") is None:
        return None
    reactions = _object(source, item, "reactions")
    return sum(whole(source, reactions, name) or 0 for name in LIKES)


def _object(source: Source, item: Item, field: str) -> dict[str, Any]:
    value = item.get(field)
    if value is None or isinstance(value, dict):
        return value or {}
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, an object is due")
