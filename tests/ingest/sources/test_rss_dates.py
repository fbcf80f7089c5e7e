"""Time zones that dates of feeds name: known, or refused by name, never taken for UTC."""

import pytest

from ingest.mention import Reject
from ingest.sources import read_item, rss
from ingest.sources.rss_dates import HOURS, named_moment, unknown_zone
from tests.ingest.sources.feeds import NOW, blog, entry, polls, rss_feed
from tests.ingest.web.server import Reply, Server, in_order, quick_client


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 02 Nov 2026 09:15:30 EST", "2026-11-02T14:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 CST", "2026-11-02T15:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 pdt", "2026-11-02T16:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 CET", "2026-11-02T08:15:30+00:00"),
        ("Sun, 02 Aug 2026 09:15 MESZ", "2026-08-02T07:15:00+00:00"),
        ("Sun, 02 Aug 2026 09:15:30 BST", "2026-08-02T08:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 MSK", "2026-11-02T06:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 JST", "2026-11-02T00:15:30+00:00"),
        ("Mon, 02 Nov 2026 01:15:30 NPT", "2026-11-01T19:30:30+00:00"),
        ("Mon Nov  2 09:15:30 PST 2026", "2026-11-02T17:15:30+00:00"),
        ("2026-11-02 09:15:30 CET", "2026-11-02T08:15:30+00:00"),
        ("2026-11-02T09:15:30Z", "2026-11-02T09:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 GMT+0200", "2026-11-02T07:15:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 UTC-3:30", "2026-11-02T12:45:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 +0530 (IST)", "2026-11-02T03:45:30+00:00"),
        ("Mon, 02 Nov 2026 09:15:30 +0530", "2026-11-02T03:45:30+00:00"),
        ("2 Nov 2026 9:15 PM", "2026-11-02T21:15:00+00:00"),
        ("2 Nov 2026 12:05 am GMT", "2026-11-02T00:05:00+00:00"),
        ("2026-11-02", "2026-11-02T00:00:00+00:00"),
    ],
)
def test_a_name_has_one_meaning(date, moment):
    ((post,),) = polls(rss_feed(entry(pubDate=date)))

    assert moment == post.created_at.isoformat()


@pytest.mark.parametrize("zone", ["IST", "AST", "XYZ", "Q", "ET", "Europe/Berlin", "Pacific Time"])
def test_any_other_name_is_refused_by_name(zone):
    """The entry is kept, and says why."""
    feed = rss_feed(entry(pubDate=f"Mon, 02 Nov 2026 09:15:30 {zone}"))
    with Server(in_order(Reply(feed))) as server, quick_client() as client:
        (page,) = rss.fetch(client, blog(server), {}, {}, NOW)
    (told,) = read_item(page.items[0], blog(), "p", NOW)

    assert isinstance(told, Reject)
    assert told.reason == (
        f"blog: published: 'Mon, 02 Nov 2026 09:15:30 {zone}' names the time zone "
        f"{zone.split()[0]}, which is not known or means several"
    )


@pytest.mark.parametrize("zone", HOURS)
def test_every_known_name_is_read(zone):
    assert named_moment(f"Mon, 02 Nov 2026 09:15:30 {zone}") is not None


@pytest.mark.parametrize("date", ["09:15 Monday 2 November 2026", "soon", "", "2026-11-02T09:15"])
def test_days_and_months_are_no_zones(date):
    assert unknown_zone(date) is None
