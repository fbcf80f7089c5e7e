"""Which lists of a server are read: mentions, accounts that answer, hashtags, searches."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from ingest.brand import Brand
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_server import Server
from ingest.web.asking import Params

Lists = dict[str, tuple[str, Params]]  # path and parameters of each, by its name in the cursor


def lists_of(
    source: Options,
    server: Server,
    brands: Mapping[str, Brand],
    others: Iterable[str] = (),
) -> Lists:
    """Every list that this token and server may give."""
    lists: Lists = {}
    if source.has_token:
        lists["mentions"] = ("api/v1/notifications", {"types[]": ["mention"]})
    for account_id in filter(None, (server.own, *others)):
        path = f"api/v1/accounts/{quote(account_id, safe='', errors='replace')}/statuses"
        lists[f"own:{account_id}"] = (path, {"exclude_reblogs": "true"})
    for tag in source.followed(brands):
        lists[f"tag:{tag.casefold()}"] = (f"api/v1/timelines/tag/{quote(tag, safe='')}", {})
    if source.has_token:
        for term in source.wanted(brands):
            lists[f"search:{term}"] = ("api/v2/search", {"q": _query(term), "type": "statuses"})
    return lists


def _query(term: str) -> str:
    """Several words are a phrase; some servers look for the quotes of a single one."""
    plain = term.replace('"', " ").strip()
    return f'"{plain}"' if " " in plain else plain
