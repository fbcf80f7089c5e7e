"""What an item of Google Business Profile says: a review, and its owner's answer."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, part, shown, text
from ingest.sources.options import Source
from ingest.sources.reviews import answer_of
from ingest.web.html_text import tidy

STARS = {"ONE": 1.0, "TWO": 2.0, "THREE": 3.0, "FOUR": 4.0, "FIVE": 5.0}
NO_STARS = ("STAR_RATING_UNSPECIFIED", None)
NOBODY = "a google user"  # how Google names those who wish to be nobody
NOT_PUBLIC = ("PENDING", "REJECTED")
ANSWERED_WITH = timedelta(minutes=1)  # an answer lifts its review at that time, give or take
TRANSLATED = re.compile(
    r"\((?:Translated by Google|Übersetzt von Google|Traduit par Google|Traducido por Google)\)"
)
ORIGINAL = re.compile(r"\((?:Original|Avis d'origine)\)")


def posts(source: Source, item: Item) -> Iterator[Post]:
    """Yield the review and the answer in it.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    name = due(source, "name", text(source, item, "name"))
    created = due(source, "createTime", moment(source, item, "createTime"))
    changed = moment(source, item, "updateTime") or created
    reply = part(source, item, "reviewReply")
    answered = moment(source, reply, "updateTime") or (changed if reply else None)
    yield Post(
        source=source.name,
        post_id=name,
        created_at=created,
        edited_at=_edited(created, changed, answered),
        conversation_id=name,
        brand=source.brand,
        is_addressed=True,
        kind="review",
        author_name=_author(source, item),
        text=original(text(source, item, "comment") or ""),
        lang=source.language,
        url=_on_the_map(source, item),
        rating=_stars(source, item),
    )
    words = original(text(source, reply, "comment") or "")
    if words and answered and text(source, reply, "reviewReplyState") not in NOT_PUBLIC:
        url = _on_the_map(source, item)
        yield answer_of(source, name, at=answered, words=words, lang=source.language, url=url)


def original(words: str) -> str:
    """What a person wrote, where Google set its translation before or behind it."""
    own = ORIGINAL.search(words)
    if own and TRANSLATED.search(words):
        return tidy(TRANSLATED.split(words[own.end() :])[0])
    before, *translated = TRANSLATED.split(words, maxsplit=1)
    return tidy(before) or tidy(" ".join(translated))


def _edited(created: datetime, changed: datetime, answered: datetime | None) -> datetime | None:
    """When the review itself was changed; that it was answered is no change of it."""
    if changed <= created or (answered and abs(changed - answered) <= ANSWERED_WITH):
        return None
    return changed


def _author(source: Source, item: Item) -> str | None:
    reviewer = part(source, item, "reviewer")
    name = tidy(text(source, reviewer, "displayName") or "")
    is_nobody = reviewer.get("isAnonymous") is True or name.casefold() == NOBODY
    return None if is_nobody else name or None


def _stars(source: Source, item: Item) -> float | None:
    word = item.get("starRating")
    if word in NO_STARS:
        return None
    if not isinstance(word, str) or word not in STARS:
        told = f"starRating holds {shown(word)}, one of {', '.join(STARS)} is due"
        raise UnexpectedPayload(f"{source.name}: {told}")
    return STARS[word]


def _on_the_map(source: Source, item: Item) -> str | None:
    address = text(source, part(source, item, "location"), "mapsUri") or ""
    return address if address.startswith(("http://", "https://")) else None
