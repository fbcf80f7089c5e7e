"""A post of Mastodon's API as a record: text without markup, accounts with their domain."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, text, whole
from ingest.sources.mastodon_asking import handle_of
from ingest.sources.mastodon_heard import HEARD, is_public
from ingest.sources.mastodon_options import Options
from ingest.web.html_text import plain_text, tidy

LONGEST = 200_000  # characters of markup in which accounts and quotes are looked for

_MENTION = re.compile(
    r"<a\s([^<>]*)>\s*@\s*(?:<span[^<>]*>)?\s*([^<>@\s]+)\s*(?:</span>\s*)?</a>", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_QUOTE = re.compile(
    r"<(p|span)\s[^<>]*\bquote-inline\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_EMOJI = re.compile(r":\w+:")


def post_of(item: Item, source: Options) -> Iterator[Post]:
    """The post; nothing where not everybody may read it.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    boosted = item.get("reblog")
    if isinstance(boosted, dict):  # a boost is a count of what it boosts
        item = boosted | ({HEARD: item[HEARD]} if HEARD in item else {})
    due(source, "visibility", text(source, item, "visibility"))
    if is_public(item):
        yield _post(item, source)


def _post(item: Item, source: Options) -> Post:
    told = item.get(HEARD)
    told = told if isinstance(told, dict) else {}
    domain = told.get("domain") or urlsplit(source.base_url.template).hostname or ""
    post_id = due(source, "id", text(source, item, "id"))
    account: Any = due(source, "account", item.get("account") or None)
    account = account if isinstance(account, dict) else {}
    handle = handle_of(due(source, "account.acct", text(source, account, "acct")), domain)
    parent_id = text(source, item, "in_reply_to_id")
    is_own = told.get("own") is True
    followers = whole(source, account, "followers_count")
    return Post(
        source=source.name,
        post_id=post_id,
        created_at=due(source, "created_at", moment(source, item, "created_at")),
        edited_at=moment(source, item, "edited_at"),
        parent_id=parent_id,
        conversation_id=told.get("root") or (None if parent_id else post_id),
        brand=(told.get("brand") or source.brand) if is_own else told.get("to"),
        is_outbound=is_own,
        is_addressed=True if told.get("to") else None,
        kind=_kind(item, parent_id),
        author_id=_address(account.get("uri")) or handle.lower(),
        author_handle=handle,
        author_name=_name(source, account) or None,
        author_followers=followers if followers is None or followers >= 0 else None,
        author_is_bot=account.get("bot") is True,
        title=tidy(text(source, item, "spoiler_text") or "") or None,
        text=_text(source, item, domain),
        lang=source.language or text(source, item, "language"),
        url=_address(item.get("url")) or _address(item.get("uri")),
        like_count=whole(source, item, "favourites_count"),
        share_count=whole(source, item, "reblogs_count"),
        reply_count=whole(source, item, "replies_count"),
    )


def _kind(item: Item, parent_id: str | None) -> str:
    """What answers somebody is a reply, whatever it quotes."""
    if parent_id or item.get("in_reply_to_account_id"):
        return "reply"
    return "quote" if _is_quote(item) else "post"


def _is_quote(item: Item) -> bool:
    """Mastodon names the state of a quote, others have the quoted post or its id."""
    others = item.get("pleroma")
    more = others if isinstance(others, dict) else {}
    return any((item.get("quote"), item.get("quote_id"), more.get("quote"), more.get("quote_id")))


def _text(source: Options, item: Item, domain: str) -> str:
    """What its author wrote: the post, what a poll offers, what pictures show."""
    markup = text(source, item, "content") or ""
    if len(markup) <= LONGEST:
        if "quote-inline" in markup:  # a link for servers that show no quotes
            markup = _QUOTE.sub("", markup, count=1)
        if accounts := _accounts(item, domain):
            markup = _MENTION.sub(lambda found: _named(found, accounts), markup)
    return "\n".join(filter(None, (plain_text(markup), *_offered(item), *_described(item))))


def _accounts(item: Item, domain: str) -> dict[str, str]:
    """The mentioned accounts with their domain, by the address of each."""
    mentions = item.get("mentions")
    return {
        str(one.get("url")).rstrip("/"): handle_of(one["acct"], domain)
        for one in (mentions if isinstance(mentions, list) else ())
        if isinstance(one, dict) and isinstance(one.get("acct"), str)
    }


def _named(found: re.Match[str], accounts: dict[str, str]) -> str:
    """A mention in full: the text alone does not say on which server "@acme" is."""
    address = _HREF.search(found[1])
    handle = accounts.get(address[1].rstrip("/")) if address else None
    return f"@{handle}" if handle and "<" not in handle else found[0]


def _offered(item: Item) -> Iterator[str]:
    poll = item.get("poll")
    options = poll.get("options") if isinstance(poll, dict) else None
    for option in options if isinstance(options, list) else ():
        if isinstance(option, dict) and isinstance(option.get("title"), str):
            yield f"- {tidy(option['title'])}"


def _described(item: Item) -> Iterator[str]:
    pictures = item.get("media_attachments")
    for picture in pictures if isinstance(pictures, list) else ():
        if isinstance(picture, dict) and isinstance(picture.get("description"), str):
            yield tidy(picture["description"])


def _name(source: Options, account: Item) -> str:
    """The display name without the pictures that are written as :word:."""
    name = text(source, account, "display_name") or ""
    return tidy(_EMOJI.sub(" ", name)) if account.get("emojis") else tidy(name)


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else None
