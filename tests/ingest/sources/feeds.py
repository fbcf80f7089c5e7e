"""Feeds as publishers write them, read one poll after the other."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from ingest.sources import rss
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
XML = {"Content-Type": "application/rss+xml"}
HOME = "https://blog.example/"


def at(minutes):
    """A date so many minutes after nine o'clock, as RSS writes it."""
    return format_datetime(NOW - timedelta(hours=3) + timedelta(minutes=minutes))


def entry(**parts):
    """An item of RSS; guid, link, title, pubDate, description or any other element."""
    parts = {"title": "Acme fails", "pubDate": at(0)} | parts
    told = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts.items() if text)
    return f"<item>{told}</item>"


def rss_feed(*entries, head=""):
    return (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>b</title>'
        f"<link>{HOME}</link>{head}{''.join(entries)}</channel></rss>"
    )


def blog(server=None, **settings):
    url = f"{server.url}/feed" if server else "https://blog.example/feed"
    return rss.Options(**({"name": "blog", "kind": "rss", "url": url} | settings))


def polls(*bodies, **settings):
    """The posts of each poll, whose cursor the next one gets."""
    replies = [body if isinstance(body, Reply) else Reply(body, headers=XML) for body in bodies]
    with Server(in_order(*replies)) as server, quick_client() as client:
        source, cursor, told = blog(server, **settings), {}, []
        for n in range(len(bodies)):
            now = NOW + timedelta(hours=n)
            (page,) = rss.fetch(client, source, {}, cursor, now)
            cursor = page.cursor
            told.append([one for item in page.items for one in rss.parse(item, source)])
    return told


def ids(*bodies, **settings):
    """The ids of each poll, sorted."""
    return [sorted(post.post_id for post in posts) for posts in polls(*bodies, **settings)]
