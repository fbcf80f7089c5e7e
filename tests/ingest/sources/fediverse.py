"""A stand-in for servers of Mastodon's API, with the differences between them as switches."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
TOKEN = "brandcare-token"
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@dataclass
class Fediverse:
    """One server and what it knows.

    Attributes:
        domain: of its accounts.
        is_closed: what Mastodon shows to everybody needs a token (Takahe).
        has_html_errors: refusals are pages (Takahe).
        has_batch: several posts can be read at once (Mastodon 4.3).
        has_limits: the names of rate headers are sent.
        has_hosts: local accounts come with their domain (Takahe).
        has_languages: posts say their language.
        has_search: texts are found; else searches are silently empty.
        largest_page: whatever is asked for.
        forgets: parameters that it ignores.
        scopes: of the token.
        now: when what people do happens, less minutes_ago.
    """

    domain: str = "social.example"
    is_closed: bool = False
    has_html_errors: bool = False
    has_batch: bool = True
    has_limits: bool = True
    has_hosts: bool = False
    has_languages: bool = True
    has_search: bool = True
    largest_page: int = 40
    forgets: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("read",)
    now: datetime = NOW
    statuses: list[dict] = field(default_factory=list)
    notices: list[dict] = field(default_factory=list)
    broken: dict[str, Reply] = field(default_factory=dict)
    accounts: dict[str, dict] = field(default_factory=dict)
    number: int = 0

    # What people do.

    def account(self, handle):
        """Without a host it is local: "kim", "ana@other.example"."""
        name, _, host = handle.partition("@")
        if handle not in self.accounts:
            home = host or self.domain
            self.accounts[handle] = {
                "id": str(100 + len(self.accounts)),
                "username": name,
                "acct": f"{name}@{home}" if host or self.has_hosts else name,
                "uri": f"https://{home}/users/{name}",
                "url": f"https://{home}/@{name}",
                "display_name": name.title(),
                "followers_count": 10 * len(name),
                "bot": False,
                "emojis": [],
            }
        return self.accounts[handle]

    def post(self, handle, text, minutes_ago=60, to=None, **fields):
        """Words that begin with # and @ are marked up as servers do."""
        account = self.account(handle)
        self.number += 1
        status_id = str(115_000_000_000_000_000 + self.number)
        mentioned = [self.account(found) for found in re.findall(r"@([\w.]+(?:@[\w.]+)?)", text)]
        status = {
            "id": status_id,
            "uri": f"{account['uri']}/statuses/{status_id}",
            "url": f"{account['url']}/{status_id}",
            "created_at": stamp(self.now - timedelta(minutes=minutes_ago)),
            "edited_at": None,
            "in_reply_to_id": to["id"] if to else None,
            "in_reply_to_account_id": to["account"]["id"] if to else None,
            "visibility": "public",
            "language": "en" if self.has_languages else None,
            "spoiler_text": "",
            "content": f"<p>{markup(text, self)}</p>",
            "replies_count": 0,
            "reblogs_count": 0,
            "favourites_count": 0,
            "reblog": None,
            "account": account,
            "mentions": [{key: one[key] for key in ("id", "acct", "url")} for one in mentioned],
            "tags": [{"name": tag.lower()} for tag in re.findall(r"#(\w+)", text)],
        } | fields
        if not self.has_languages:
            status["language"] = None
        self.statuses.append(status)
        if to:
            to["replies_count"] += 1
        if any(one["username"] == "brandcare" for one in mentioned):
            self.notices.append(
                {
                    "id": str(len(self.notices) + 1),
                    "type": "mention",
                    "created_at": status["created_at"],
                    "account": account,
                    "status": status,
                }
            )
        return status

    def edit(self, status, text):
        status |= {"content": f"<p>{markup(text, self)}</p>", "edited_at": stamp(self.now)}

    def delete(self, status):
        self.statuses.remove(status)
        self.notices = [one for one in self.notices if one["status"] is not status]

    # What it answers.

    def __call__(self, request: Request) -> Reply:
        if request.path in self.broken:
            return self.broken[request.path]
        given = request.headers.get("authorization")
        if given and given != f"Bearer {TOKEN}":
            return self.refuse(401, "The access token is invalid", (400, "Invalid Bearer token"))
        return self._answer(request, is_known=bool(given))

    def _answer(self, request, is_known):
        if request.path == "/api/v2/instance":
            return self.tell({"domain": self.domain, "version": "4.6.0"})
        if not is_known and (self.is_closed or not is_public(request.path)):
            return self.refuse(401, "This method requires an authenticated user")
        if scope := self._lacks(request.path):
            return self.refuse(403, f"This action is outside the authorized scopes: {scope}")
        for pattern, answer in self._routes():
            if found := re.fullmatch(pattern, request.path):
                return answer(request, *found.groups())
        return self.refuse(404, "Not Found")

    def _routes(self):
        return (
            ("/api/v1/accounts/verify_credentials", self._own),
            ("/api/v1/accounts/lookup", self._lookup),
            ("/api/v1/notifications", lambda request: self.page(self.notices, request)),
            (r"/api/v1/accounts/(\w+)/statuses", self._written),
            (r"/api/v1/timelines/tag/(\w+)", self._tagged),
            ("/api/v2/search", self._search),
            ("/api/v1/statuses", self._several),
            (r"/api/v1/statuses/(\w+)", self._single),
            (r"/api/v1/statuses/(\w+)/context", self._context),
        )

    def _own(self, _):
        return self.tell(self.account("brandcare") | {"acct": "brandcare"})

    def _lookup(self, request):
        found = self.accounts.get(request.query["acct"].lower())
        return self.tell(found) if found else self.refuse(404, "Record not found")

    def _written(self, request, account_id):
        return self.page([s for s in self.statuses if s["account"]["id"] == account_id], request)

    def _tagged(self, request, tag):
        wanted = {"name": tag.lower()}
        shown = [s for s in self.statuses if wanted in s["tags"] and s["visibility"] == "public"]
        return self.page(shown, request)

    def _several(self, request):
        if not self.has_batch:
            return Reply(status=405)
        held = {one["id"]: one for one in self.statuses}
        asked = [value for name, value in request.pairs if name == "id[]"]
        return self.tell([held[one] for one in asked if one in held])

    def _single(self, _, status_id):
        held = {one["id"]: one for one in self.statuses}
        return self.tell(held[status_id]) if status_id in held else self.refuse(404, "Not found")

    def _lacks(self, path):
        needed = {
            "/api/v2/search": "read:search",
            "/api/v1/notifications": "read:notifications",
            "/api/v1/accounts/verify_credentials": "read:accounts",
        }.get(path, "read:statuses")
        return None if {"read", needed} & {*self.scopes} else needed

    def _search(self, request):
        query, offset = request.query, int(request.query.get("offset", 0))
        if query["type"] == "accounts":
            name = query["q"].lstrip("@").split("@")[0]
            found = [one for one in self.accounts.values() if one["username"] == name]
            return self.tell({"accounts": found, "statuses": [], "hashtags": []})
        words = query["q"].strip('"').casefold()
        hits = [one for one in reversed(self.statuses) if words in one["content"].casefold()]
        first = 0 if "offset" in self.forgets else offset
        shown = hits[first : first + self.largest_page] if self.has_search else []
        return self.tell({"accounts": [], "statuses": shown, "hashtags": []})

    def _context(self, _, status_id):
        held = {one["id"]: one for one in self.statuses}
        if status_id not in held:
            return self.refuse(404, "Record not found")
        above, one, below, known = [], held[status_id], [], {status_id}
        while (one := held.get(one["in_reply_to_id"])) is not None:
            above.insert(0, one)
        for other in self.statuses:
            if other["in_reply_to_id"] in known:
                known.add(other["id"])
                below.append(other)
        return self.tell({"ancestors": above, "descendants": below})

    def page(self, entries, request):
        """By min_id what is immediately newer, by max_id what is older; newest first inside."""
        query = {k: v for k, v in request.query.items() if k not in self.forgets}
        entries = sorted(entries, key=lambda one: (len(one["id"]), one["id"]))
        size = min(int(query.get("limit", 20)), self.largest_page)
        rank = lambda text: (len(text), text)  # noqa: E731
        if "min_id" in query:
            entries = [e for e in entries if rank(e["id"]) > rank(query["min_id"])][:size]
        else:
            high = query.get("max_id")
            entries = [e for e in entries if not high or rank(e["id"]) < rank(high)][-size:]
        return self.tell(entries[::-1])

    def tell(self, data):
        limits = {
            "X-RateLimit-Limit": "300",
            "X-RateLimit-Remaining": "299",
            "X-RateLimit-Reset": "2026-11-02T12:05:00.146988Z",
        }
        return Reply(json.dumps(data), headers=JSON | (limits if self.has_limits else {}))

    def refuse(self, status, told, other=None):
        if not self.has_html_errors:
            return Reply(json.dumps({"error": told}), status=status, headers=JSON)
        status, told = other or (status, told)
        return Reply(f"<!DOCTYPE html><title>{told}</title>", status=status, headers=HTML)


def takahe(**settings):
    """The switches as Takahe has them."""
    return Fediverse(
        is_closed=True,
        has_html_errors=True,
        has_batch=False,
        has_limits=False,
        has_hosts=True,
        has_languages=False,
        has_search=False,
        **settings,
    )


def stamp(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%S}.120Z"


def markup(text, server):
    """What servers make of a text; accounts are links, of which the name alone is shown."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = re.sub(
        r"#(\w+)",
        r'<a href="https://social.example/tags/\1" class="mention hashtag">#<span>\1</span></a>',
        text,
    )

    def linked(found):
        account = server.account(found[1])
        name = account["username"]
        return (
            f'<span class="h-card"><a href="{account["url"]}" class="u-url mention">'
            f"@<span>{name}</span></a></span>"
        )

    return re.sub(r"(?<![\w/])@([\w.]+(?:@[\w.]+)?)", linked, text)


def is_public(path):
    return not path.startswith(
        ("/api/v2/search", "/api/v1/notifications", "/api/v1/accounts/verify_credentials")
    )
